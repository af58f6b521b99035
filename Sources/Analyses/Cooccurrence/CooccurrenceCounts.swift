import Bytes
import Diagnostics
import Partials
import Statistics

/// The merged counts of a co-occurrence statistic, as contingency tables and similar ones.
struct CooccurrenceCounts: Sendable {
  let statistic: CooccurrenceStatistic
  private let placement: CooccurrencePlacement
  private let merge: SegmentMerge
  private let convention: Convention
  /// Whether (u, v) and (v, u) are two rows.
  private let isOrdered: Bool
  /// The two sums of every term, by number, that contingency tables are made of: as their node, and
  /// as their collocate.
  private let margins: PagedBytes
  /// The hits of all pairs (half of them where sums are of halves), the units, and the kept tokens.
  private let hits: UInt64
  private let units: UInt64
  private let tokens: UInt64

  /// Reads the sums of all `terms`, which stay in memory if they fit in `memory` bytes; the pairs
  /// stay where they are.
  init(
    _ reporter: Reporter, _ counts: Placed<CooccurrenceStatistic>, _ request: CooccurrenceRequest,
    terms: Int, memory: Int
  ) throws(Fault) {
    (statistic, placement) = (counts.statistic, counts.placement)
    convention = request.resolvedConvention
    isOrdered = request.ordered ?? true
    merge = reporter.merge
    hits = reporter.total(placement.totals)
    units = reporter.total(placement.totals + 1)
    tokens = reporter.tokens(ofProfile: counts.profile)
    let (convention, sumsHalves) = (convention, counts.statistic.sumsHalves)
    var margins = MarginsBuilder(
      try PagedBytes.Builder(byteCount: 16 * terms, folder: reporter.folder, memory: memory))
    try merge.pass(table: placement.terms).forEach(sorted: true) { (key, values) throws(Fault) in
      let sums = convention.margins(
        frequency: values[0] - values[1] - values[2], asNode: values[1], asCollocate: values[2],
        sumsHalves: sumsHalves)
      try margins.append(sums, of: key[0])
    }
    self.margins = try margins.finish(terms: UInt32(terms))
  }

  /// Collects the sums of terms, in the order of their numbers; terms without any have zeros.
  private struct MarginsBuilder: ~Copyable {
    private var bytes: PagedBytes.Builder
    private var next: UInt32 = 0

    init(_ bytes: consuming PagedBytes.Builder) { self.bytes = bytes }

    mutating func append(
      _ sums: (node: UInt64, collocate: UInt64), of term: UInt32
    ) throws(Fault) {
      while next < term { try append((0, 0), of: next) }
      try bytes.append64(sums.node)
      try bytes.append64(sums.collocate)
      next += 1
    }

    consuming func finish(terms: UInt32) throws(Fault) -> PagedBytes {
      while next < terms { try append((0, 0), of: next) }
      return try bytes.finish()
    }
  }

  /// Makes contingency tables. For one thread at a time.
  struct Tables {
    private let margins: PageReader
    private let convention: Convention
    private let isOrdered: Bool
    private let sumsHalves: Bool
    private let span: UInt64
    private let (hits, units, tokens): (UInt64, UInt64, UInt64)
    private static let pages = 64

    fileprivate init(_ counts: CooccurrenceCounts) {
      margins = PageReader(counts.margins, pages: Tables.pages)
      (convention, isOrdered) = (counts.convention, counts.isOrdered)
      sumsHalves = counts.statistic.sumsHalves
      span = UInt64(counts.statistic.left + counts.statistic.right)
      (hits, units, tokens) = (counts.hits, counts.units, counts.tokens)
    }

    /// The contingency table of a pair counted `count` times.
    func contingency(
      _ count: UInt64, _ node: Int, _ collocate: Int
    ) throws(Fault) -> Contingency {
      let r1 = try margins.load64(at: 16 * node)
      let c1 = try margins.load64(at: 16 * collocate + 8)
      switch convention {
      case .marginal where !sumsHalves || (node == collocate && !isOrdered):
        // Two places of one term have no direction but the order in which they are read.
        return Contingency(o: count, r1: r1, c1: c1, n: hits)
      case .marginal:
        // A sum is of halves: the other half is the term's sum on the other side.
        return Contingency(
          o: count, r1: r1 + (try margins.load64(at: 16 * node + 8)),
          c1: c1 + (try margins.load64(at: 16 * collocate)), n: 2 * hits)
      case .perHit, .noSpan: return Contingency(o: count, r1: r1, c1: c1, n: tokens)
      case .spanCorrected: return Contingency(o: count, r1: span * r1, c1: c1, n: tokens)
      case .surfaceDistinct:
        let frequency = try margins.load64(at: 16 * node + 8)
        return Contingency(o: count, r1: r1, c1: c1, n: tokens - frequency)
      case .sentence, .paragraph, .document:
        return Contingency(o: count, r1: r1, c1: c1, n: units)
      }
    }
  }

  /// What makes contingency tables of these counts.
  func tables() -> Tables { Tables(self) }

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

  /// Ranges of first terms that can be read at once.
  func ranges() throws(Fault) -> SegmentMerge.KeyRanges {
    try merge.ranges(ofTable: placement.pairs)
  }

  /// Calls `each` with every pair whose first term is among `firsts`, those of one first term
  /// together.
  func forEachPair(
    _ firsts: Range<UInt32>, _ each: (borrowing Pair) throws(Fault) -> Void
  ) throws(Fault) {
    let pass = try merge.pass(table: placement.pairs, firsts: firsts)
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

extension Convention {
  /// The sums of a term that a contingency table is made of where the term is the node, and where
  /// it is the collocate.
  fileprivate func margins(
    frequency: UInt64, asNode: UInt64, asCollocate: UInt64, sumsHalves: Bool
  ) -> (node: UInt64, collocate: UInt64) {
    switch self {
    case .marginal: (asNode, asCollocate)
    case .perHit: (asNode + (sumsHalves ? asCollocate : 0), frequency)
    case .surfaceDistinct: (asNode, frequency)
    case .spanCorrected, .noSpan: (frequency, frequency)
    case .sentence, .paragraph, .document: (asNode, asNode)
    }
  }
}
