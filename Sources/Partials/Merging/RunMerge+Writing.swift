import Bytes
import Diagnostics
import Synchronization

extension RunMerge {
  /// Writes the merge as one run; returns its size in bytes. Stretches of large sections are merged and
  /// encoded at once.
  public func write(
    to path: String, fingerprint: [UInt8], compressed: Bool = false
  ) throws(Fault) -> Int {
    var writer = try RunWriter(
      path: path, shape: shape, fingerprint: fingerprint, compressed: compressed)
    let sums = try totals()
    try writer.totals(sums.span)
    for (index, dictionary) in merged.enumerated() {
      try writer.beginDictionary(index)
      try write(dictionary, into: &writer)
    }
    for index in shape.tables.indices {
      try writer.beginTable(index)
      try write(table: index, isCompressed: compressed, into: &writer)
    }
    for index in 0..<shape.lines {
      try writer.beginLines(index)
      try write(lines: index, isCompressed: compressed, into: &writer)
    }
    return try writer.finish()
  }

  private func write(_ merged: MergedDictionary, into writer: inout RunWriter) throws(Fault) {
    var term = Buffer<UInt8>()
    for number in 0..<merged.strings.count {
      try merged.strings.read(number, into: &term)
      try writer.term(term.span, uses: merged.uses[number])
    }
  }

  // MARK: Stretches

  /// Some of a section's entries, encoded apart.
  private final class Stretch: Sendable {
    let firsts: Range<UInt32>
    private let fault = Mutex<Fault?>(nil)
    private let entries: Mutex<SectionWriter>

    init(_ firsts: Range<UInt32>, isCompressed: Bool) {
      self.firsts = firsts
      entries = Mutex(SectionWriter(isCompressed: isCompressed))
    }

    func encode(_ body: (Range<UInt32>, inout SectionWriter) throws(Fault) -> Void) {
      do throws(Fault) {
        try entries.withLock { (entries) throws(Fault) in
          try body(firsts, &entries)
          entries.endBlock()
        }
      } catch {
        fault.withLock { $0 = error }
      }
    }

    func write(into writer: inout RunWriter) throws(Fault) {
      if let fault = fault.withLock({ $0 }) { throw fault }
      try entries.withLock { (entries) throws(Fault) in try writer.stretch(entries) }
    }
  }

  /// Writes a section in `stretches`, each by `encode`. As many as are encoded at once wait to be
  /// written, and no more.
  private func write(
    _ stretches: Stretches, isCompressed: Bool, into writer: inout RunWriter,
    _ encode: @Sendable (Range<UInt32>, inout SectionWriter) throws(Fault) -> Void
  ) throws(Fault) {
    var next = 0
    while next < stretches.ranges.count {
      let end = min(next + stretches.atOnce, stretches.ranges.count)
      let some = stretches.ranges[next..<end].map { Stretch($0, isCompressed: isCompressed) }
      next = end
      concurrently(some.count) { some[$0].encode(encode) }
      for stretch in some { try stretch.write(into: &writer) }
    }
  }

  private func write(
    table index: Int, isCompressed: Bool, into writer: inout RunWriter
  ) throws(Fault) {
    let domain = merged[shape.tables[index].domains[0]]
    let rows = min(merged[shape.tables[index].domains.last ?? 0].count, TablePass.widestRow)
    let stretches = stretches(
      .table, index, end: UInt32(domain.strings.count), room: 8 * rows * shape.tables[index].columns
    ) { run, first in
      let numbers = domain.renumberings[run]
      return domain.outer(numbers.numbers[Int(min(first, UInt32(numbers.numbers.count - 1)))])
    }
    guard let stretches else {
      return try pass(table: index).forEach(sorted: true) { (key, values) throws(Fault) in
        try writer.entry(key, values)
      }
    }
    try write(stretches, isCompressed: isCompressed, into: &writer) {
      (firsts, entries) throws(Fault) in
      entries.begin(shape.tables[index])
      try pass(table: index, firsts: firsts).forEach(sorted: true) { (key, values) in
        entries.entry(key, values)
      }
    }
  }

  private func write(
    lines index: Int, isCompressed: Bool, into writer: inout RunWriter
  ) throws(Fault) {
    guard let stretches = stretches(.lines, index, end: .max, room: 0, { $1 }) else {
      return try forEachLine(index) { (key, text) throws(Fault) in
        try writer.line(key, text)
        return true
      }
    }
    try write(stretches, isCompressed: isCompressed, into: &writer) {
      (firsts, entries) throws(Fault) in
      entries.begin()
      // The last stretch has the greatest keys as well.
      let last = firsts.upperBound == .max ? .max : firsts.upperBound - 1
      try forEachLine(index, from: firsts.lowerBound) { (key, text) in
        guard UInt32(truncatingIfNeeded: key.high >> 32) <= last else { return false }
        entries.line(key, text)
        return true
      }
    }
  }

  /// Stretches of first numbers up to `end` with about as many entries each, cut where blocks of the
  /// largest run begin; nil if the section is small, if a stretch would be too large to be encoded in
  /// memory, or if there is memory for one alone. `merged` gives the merge's number for one of a run's;
  /// a pass takes `room` bytes beside its blocks.
  private func stretches(
    _ kind: RunFormat.Section, _ index: Int, end: UInt32, room: Int,
    _ merged: (Int, UInt32) -> UInt32
  ) -> Stretches? {
    let places = summands.indices.filter { !summands[$0].isSubtracted }
    let blocks = places.map { summands[$0].run.blocks(kind, index) }
    let total = blocks.reduce(0) { $0 + $1.count }
    let share = max(16, min(512, memory / (4 * jobs) / RunFormat.blockSize))
    guard let largest = blocks.indices.max(by: { blocks[$0].count < blocks[$1].count }) else {
      return nil
    }
    let all = blocks[largest]
    let count = min(total / share, all.count)
    let taken = room + RunFormat.blockSize * (summands.count + 2 * share)
    let atOnce = min(jobs, memory / 2 / taken)
    guard count > 1, atOnce > 1 else { return nil }
    var edges: [UInt32] = [0]
    for part in 1..<count {
      let edge = merged(places[largest], all[part * all.count / count].first)
      if edge > edges[edges.count - 1], edge < end { edges.append(edge) }
    }
    // Keys may crowd under few first numbers, or lie elsewhere in other runs.
    var sizes = [Int](repeating: 0, count: edges.count)
    for (place, blocks) in zip(places, blocks) {
      var stretch = 0
      for block in blocks {
        let first = merged(place, block.first)
        while stretch + 1 < edges.count, edges[stretch + 1] <= first { stretch += 1 }
        sizes[stretch] += 1
      }
    }
    guard sizes.allSatisfy({ $0 <= 4 * share + summands.count }) else { return nil }
    return Stretches(
      ranges: zip(edges, edges.dropFirst() + [end]).map { $0..<$1 }, atOnce: atOnce)
  }
}
