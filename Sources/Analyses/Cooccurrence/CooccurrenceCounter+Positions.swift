import Bytes
import Diagnostics
import Partials

// Counting by position. Loops of their own, so that counting without positions pays nothing for it.

extension CooccurrenceCounter {
  /// Writes the dictionary of positions, the same in every run.
  func writeDictionaries(into writer: inout SegmentWriter) throws(Fault) {
    guard let dictionary = placement.positions else { return }
    try writer.beginDictionary(dictionary)
    for name in statistic.positions.names { try writer.term(name.utf8Span.span) }
  }

  /// Counts a hit of `second`, `offset` tokens after `first`.
  @inline(__always)
  private mutating func count(_ first: UInt32, _ second: UInt32, at offset: Int) {
    let position = statistic.positions.number(ofOffset: offset)
    guard !packsPositions else {
      seen.append(PackedHit(first, second, position).bits)
      return
    }
    items.set(0, first)
    items.set(1, second)
    items.set(2, position)
    items.addWithoutArticle()
  }

  /// Every pair of positions within the window, each pair of terms under both or, if they have no
  /// order, under the lesser first.
  mutating func foldPositionedHits(
    _ text: borrowing ArticleTerms, _ unit: Range<Int>, from reached: inout Int?
  ) -> Bool {
    // Where articles are counted, the sums are made already.
    if reached == nil, !statistic.countsArticles { countMargins(text, unit) }
    var position = reached ?? unit.lowerBound
    let looksBack = statistic.isOrdered
    while position < unit.upperBound {
      let term = text.terms[position]
      guard term < ArticleTerms.removed, !hasNodes || isNode[Int(term)] != 0 else {
        position &+= 1
        continue
      }
      let last = min(unit.upperBound, position &+ statistic.right &+ 1)
      let first = looksBack ? max(unit.lowerBound, position &- statistic.left) : position
      guard makeRoom(for: last &- first) else {
        reached = position
        return false
      }
      for other in first..<last where other != position {
        let collocate = text.terms[other]
        guard collocate < ArticleTerms.removed else { continue }
        if looksBack || term <= collocate {
          count(term, collocate, at: other &- position)
        } else {
          count(collocate, term, at: position &- other)
        }
      }
      position &+= 1
    }
    return true
  }

  /// For every position, the distinct types in whose window it lies, each at its nearest place; of
  /// two that are as near, the one before the position counts.
  mutating func foldNearestNodes(
    _ text: borrowing ArticleTerms, _ unit: Range<Int>, from reached: inout Int?
  ) -> Bool {
    var position = reached ?? unit.lowerBound
    while position < unit.upperBound {
      let collocate = text.terms[position]
      guard collocate < ArticleTerms.removed else {
        position &+= 1
        continue
      }
      // The position is in the window of a node as far as the window reaches to the other side.
      let before = min(statistic.right, position &- unit.lowerBound)
      let after = min(statistic.left, unit.upperBound &- 1 &- position)
      guard makeRoom(for: before &+ after) else {
        reached = position
        return false
      }
      advanceStamp()
      lastSeen[Int(collocate)] = stamp
      var distance = 1
      while distance <= max(before, after) {
        if distance <= before {
          countNode(text.terms[position &- distance], collocate, at: distance)
        }
        if distance <= after {
          countNode(text.terms[position &+ distance], collocate, at: -distance)
        }
        distance &+= 1
      }
      position &+= 1
    }
    return true
  }

  @inline(__always)
  private mutating func countNode(_ node: UInt32, _ collocate: UInt32, at offset: Int) {
    guard node < ArticleTerms.removed, lastSeen[Int(node)] != stamp,
      !hasNodes || isNode[Int(node)] != 0
    else { return }
    lastSeen[Int(node)] = stamp
    if !statistic.countsArticles { margins[Int(node)].asNode &+= 1 }
    count(node, collocate, at: offset)
  }
}

extension CooccurrenceStatistic {
  /// Whether pairs are counted with more than fits in one number.
  var countsItems: Bool {
    countsArticles || countsPositions && positions.count > Int(PackedHit.lastPosition)
  }

  /// Whether pairs are counted with their position, both in one number.
  var packsPositions: Bool { countsPositions && !countsItems }
}

/// A pair of terms and the position of the second, in one number.
struct PackedHit {
  let bits: UInt64

  /// The greatest position that fits.
  static let lastPosition: UInt32 = (1 << positionBits) - 1
  /// Terms with numbers below this fit.
  static let termLimit = 1 << termBits
  static let positionBits: UInt64 = 8
  private static let termBits: UInt64 = 28

  @inline(__always)
  init(_ first: UInt32, _ second: UInt32, _ position: UInt32) {
    bits =
      UInt64(first) &<< (PackedHit.termBits + PackedHit.positionBits)
      | UInt64(second) &<< PackedHit.positionBits | UInt64(position)
  }

  /// The hit whose number has these halves.
  init(high: UInt32, low: UInt32) { bits = UInt64(high) << 32 | UInt64(low) }

  var first: Int { Int(bits >> (PackedHit.termBits + PackedHit.positionBits)) }

  var second: Int { Int(bits >> PackedHit.positionBits) & (PackedHit.termLimit - 1) }

  var position: UInt32 { UInt32(truncatingIfNeeded: bits) & PackedHit.lastPosition }
}
