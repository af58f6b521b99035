import Bytes
import Diagnostics
import Partials

extension CooccurrenceCounter {
  mutating func drain(
    into writer: inout SegmentWriter, _ text: ArticleText, totals: inout [UInt64]
  ) throws(Fault) {
    try drain(into: &writer, text.terms.vocabulary, totals: &totals)
  }

  private mutating func drain(
    into writer: inout SegmentWriter, _ terms: borrowing Vocabulary, totals: inout [UInt64]
  ) throws(Fault) {
    totals[placement.totals] += hits
    totals[placement.totals + 1] += units
    hits = 0
    units = 0
    try drainMargins(into: &writer, terms)
    if statistic.countsItems {
      try CooccurrenceCounter.drain(
        &items, into: &writer, table: placement.pairs, terms, statistic)
    } else {
      try drainPairs(into: &writer, terms)
    }
  }

  private mutating func drainMargins(
    into writer: inout SegmentWriter, _ terms: borrowing Vocabulary
  ) throws(Fault) {
    try writer.beginTable(placement.terms)
    var key = TupleKey(repeating: 0)
    var values = TupleValues(repeating: 0)
    for place in 0..<terms.order.count {
      let term = Int(terms.order[place])
      guard term < margins.count else { continue }
      let margin = margins[term]
      guard margin.frequency | margin.asNode | margin.asCollocate != 0 else { continue }
      key[0] = UInt32(place)
      values[0] = margin.frequency + margin.asNode + margin.asCollocate
      values[1] = margin.asNode
      values[2] = margin.asCollocate
      margins[term] = Margins()
      try writer.entry(key, values)
    }
  }

  private mutating func drainPairs(
    into writer: inout SegmentWriter, _ terms: borrowing Vocabulary
  ) throws(Fault) {
    collectPairs(terms)
    let bits = CooccurrenceCounter.rankBits(terms)
    let positionBits = packsPositions ? PackedHit.positionBits : 0
    radixSort(
      keys: &keys, values: &counts, bits: Int(2 * bits + positionBits), spareKeys: &spareKeys,
      spareValues: &spareCounts)
    try writer.beginTable(placement.pairs)
    var key = TupleKey(repeating: 0)
    var values = TupleValues(repeating: 0)
    let low = (UInt64(1) << bits) - 1
    for place in 0..<keys.count {
      let pair = keys[place] >> positionBits
      key[0] = UInt32(truncatingIfNeeded: pair >> bits)
      key[1] = UInt32(truncatingIfNeeded: pair & low)
      if packsPositions {
        key[2] = UInt32(truncatingIfNeeded: keys[place]) & PackedHit.lastPosition
      }
      values[0] = UInt64(counts[place])
      try writer.entry(key, values)
    }
    keys.removeAll()
    counts.removeAll()
    pairs.removeAll()
  }

  /// The bits that the rank of a term takes.
  private static func rankBits(_ terms: borrowing Vocabulary) -> UInt64 {
    UInt64(64 - UInt64(max(1, terms.order.count)).leadingZeroBitCount)
  }

  private mutating func collectPairs(_ terms: borrowing Vocabulary) {
    if packsPositions {
      CooccurrenceCounter.collectHits(pairs, terms, statistic, &keys, &counts)
    } else {
      let bits = CooccurrenceCounter.rankBits(terms)
      CooccurrenceCounter.collect(pairs, terms, bits, statistic.isOrdered, &keys, &counts)
    }
  }

  private static func collectHits(
    _ hits: borrowing PairCounter, _ terms: borrowing Vocabulary,
    _ statistic: CooccurrenceStatistic, _ keys: inout Buffer<UInt64>,
    _ counts: inout Buffer<UInt32>
  ) {
    let (bits, isOrdered, positions) = (rankBits(terms), statistic.isOrdered, statistic.positions)
    hits.forEach { (high, low, count) in
      let hit = PackedHit(high: high, low: low)
      let a = UInt64(terms.ranks[hit.first])
      let b = UInt64(terms.ranks[hit.second])
      let keeps = isOrdered || a <= b
      let pair = keeps ? a << bits | b : b << bits | a
      let position = keeps ? hit.position : positions.mirrored(hit.position)
      keys.append(pair << PackedHit.positionBits | UInt64(position))
      counts.append(count)
    }
  }

  private static func collect(
    _ pairs: borrowing PairCounter, _ terms: borrowing Vocabulary, _ bits: UInt64,
    _ isOrdered: Bool, _ keys: inout Buffer<UInt64>, _ counts: inout Buffer<UInt32>
  ) {
    pairs.forEach { (first, second, count) in
      let a = UInt64(terms.ranks[Int(first)])
      let b = UInt64(terms.ranks[Int(second)])
      keys.append(isOrdered || a < b ? a << bits | b : b << bits | a)
      counts.append(count)
    }
  }

  private static func drain(
    _ items: inout ItemCounts, into writer: inout SegmentWriter, table: Int,
    _ terms: borrowing Vocabulary, _ statistic: CooccurrenceStatistic
  ) throws(Fault) {
    let positions = statistic.positions
    try items.drain(into: &writer, table: table) { key in
      guard !statistic.isOrdered, key[1] < key[0] else { return }
      key.swapAt(0, 1)
      key[2] = positions.mirrored(key[2])
    } rank: { (place, number) in
      place < 2 ? terms.ranks[Int(number)] : number
    }
  }
}
