import Bytes
import Diagnostics
import Partials
import Statistics

/// The merged counts of a co-occurrence statistic, as contingency tables and their like.
struct CooccurrenceCounts: Sendable {
  let statistic: CooccurrenceStatistic
  private let placement: CooccurrencePlacement
  private let merge: RunMerge
  private let convention: Convention
  /// Whether (u, v) and (v, u) are two rows.
  private let isOrdered: Bool
  private let margins: Margins
  /// The hits of all pairs (half of them where sums are of halves), the units, and the kept tokens.
  private let hits: UInt64
  private let units: UInt64
  private let tokens: UInt64

  /// The sums of every term, by number.
  private final class Margins: Sendable {
    let frequency: Buffer<UInt64>
    let asNode: Buffer<UInt64>
    let asCollocate: Buffer<UInt64>

    init(
      _ frequency: consuming Buffer<UInt64>, _ asNode: consuming Buffer<UInt64>,
      _ asCollocate: consuming Buffer<UInt64>
    ) {
      self.frequency = frequency
      self.asNode = asNode
      self.asCollocate = asCollocate
    }
  }

  /// Reads the sums of all `terms`; the pairs stay where they are.
  init(
    _ reporter: Reporter, _ counts: Placed<CooccurrenceStatistic>, _ request: CooccurrenceRequest,
    terms: Int
  ) throws(Fault) {
    (statistic, placement) = (counts.statistic, counts.placement)
    convention = request.resolvedConvention
    isOrdered = request.ordered ?? true
    merge = reporter.merge
    hits = reporter.total(placement.totals)
    units = reporter.total(placement.totals + 1)
    tokens = reporter.tokens(ofProfile: counts.profile)
    var frequency = Buffer<UInt64>(repeating: 0, count: terms)
    var asNode = Buffer<UInt64>(repeating: 0, count: terms)
    var asCollocate = Buffer<UInt64>(repeating: 0, count: terms)
    try merge.pass(table: placement.terms).forEach(sorted: false) { (key, values) in
      let term = Int(key[0])
      frequency[term] = values[0] - values[1] - values[2]
      asNode[term] = values[1]
      asCollocate[term] = values[2]
    }
    margins = Margins(frequency, asNode, asCollocate)
  }

  /// The row total of a term as node.
  func asNode(_ term: Int) -> UInt64 {
    margins.asNode[term] + (statistic.sumsHalves ? margins.asCollocate[term] : 0)
  }

  /// The column total of a term as collocate.
  private func asCollocate(_ term: Int) -> UInt64 {
    margins.asCollocate[term] + (statistic.sumsHalves ? margins.asNode[term] : 0)
  }

  /// The contingency table of a pair counted `count` times.
  func contingency(_ count: UInt64, _ node: Int, _ collocate: Int) -> Contingency {
    switch convention {
    case .marginal where node == collocate && !isOrdered:
      // Two places of one term have no direction but the order in which they are read.
      Contingency(
        o: count, r1: margins.asNode[node], c1: margins.asCollocate[collocate], n: hits)
    case .marginal:
      Contingency(
        o: count, r1: asNode(node), c1: asCollocate(collocate),
        n: statistic.sumsHalves ? 2 * hits : hits)
    case .perHit:
      Contingency(o: count, r1: asNode(node), c1: margins.frequency[collocate], n: tokens)
    case .spanCorrected:
      Contingency(
        o: count, r1: UInt64(statistic.left + statistic.right) * margins.frequency[node],
        c1: margins.frequency[collocate], n: tokens)
    case .noSpan:
      Contingency(
        o: count, r1: margins.frequency[node], c1: margins.frequency[collocate], n: tokens)
    case .surfaceDistinct:
      Contingency(
        o: count, r1: margins.asNode[node], c1: margins.frequency[collocate],
        n: tokens - margins.frequency[node])
    case .sentence, .paragraph, .document:
      Contingency(
        o: count, r1: margins.asNode[node], c1: margins.asNode[collocate], n: units)
    }
  }

  // MARK: Pairs

  /// A pair as it was counted.
  struct Pair: ~Copyable {
    var first: UInt32 = 0
    var second: UInt32 = 0
    var count: UInt64 = 0
    var articles: UInt64 = 0
    /// The hits at every position of the second term, from left to right; empty if not counted.
    var positions = Buffer<UInt64>()

    /// Begins another pair.
    fileprivate mutating func begin(_ first: UInt32, _ second: UInt32) {
      self.first = first
      self.second = second
      count = 0
      articles = 0
      for place in 0..<positions.count { positions[place] = 0 }
    }
  }

  /// Calls `each` with every pair whose first term is among `firsts`, those of one first term
  /// together.
  func forEachPair(
    _ firsts: Range<UInt32>, _ each: (borrowing Pair) throws(Fault) -> Void
  ) throws(Fault) {
    let pass = merge.pass(table: placement.pairs, firsts: firsts)
    var pair = Pair()
    guard statistic.countsPositions else {
      return try pass.forEach(sorted: false) { (key, values) throws(Fault) in
        pair.first = key[0]
        pair.second = key[1]
        pair.count = values[0]
        pair.articles = values[1]
        try each(pair)
      }
    }
    let left = statistic.left
    pair.positions.extend(to: statistic.positions.count, with: 0)
    var isBegun = false
    try pass.forEach(sorted: true) { (key, values) throws(Fault) in
      if !isBegun || key[0] != pair.first || key[1] != pair.second {
        if isBegun { try each(pair) }
        pair.begin(key[0], key[1])
        isBegun = true
      }
      if key[2] == Positions.any {
        pair.articles = values[1]
      } else {
        let number = Int(key[2])
        pair.positions[number <= left ? left - number : number - 1] = values[0]
        pair.count += values[0]
      }
    }
    if isBegun { try each(pair) }
  }
}
