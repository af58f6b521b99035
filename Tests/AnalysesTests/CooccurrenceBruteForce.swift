import Analyses
import Statistics

/// Co-occurrence counted position by position, as the table of conventions defines it; slow and
/// plain, to check the other against.
struct CooccurrenceBruteForce {
  struct Pair: Hashable {
    var node: String
    var collocate: String
  }

  private let request: CooccurrenceRequest
  private let convention: Convention
  private let left: Int
  private let right: Int
  /// The units of each article.
  private let articles: [[[String?]]]
  /// f, and the number of kept tokens.
  private var frequency: [String: UInt64] = [:]
  private var tokens: UInt64 = 0
  /// O of hits, of distinct positions, of units.
  private var hits: [Pair: UInt64] = [:]
  private var positions: [Pair: UInt64] = [:]
  private var shared: [Pair: UInt64] = [:]
  /// The hits by the offset of v from u; under distinct positions, from the nearest u.
  private var hitsAt: [Pair: [Int: UInt64]] = [:]
  private var positionsAt: [Pair: [Int: UInt64]] = [:]
  /// Pairs of positions, the second in the window of the first and after it: of those terms, the
  /// first or the second.
  private var begun: [String: UInt64] = [:]
  private var ended: [String: UInt64] = [:]
  private var unitsOf: [String: UInt64] = [:]
  private var units: UInt64 = 0
  /// Positions in the window of a node that are not the node itself.
  private var windowPositions: [String: UInt64] = [:]
  private var sharedArticles: [Pair: UInt64] = [:]

  init(_ request: CooccurrenceRequest, _ texts: [GeneratedText], closingGaps: Bool) {
    self.request = request
    let span: GeneratedText.Span
    switch request.span {
    case .window(let left, let right):
      (self.left, self.right) = (left, right)
      span =
        switch request.within {
        case .sentence: .sentence
        case .paragraph: .paragraph
        case .article: .field
        }
      convention = request.convention ?? (request.nodes.isEmpty ? .marginal : .surfaceDistinct)
    case .unit(let unit):
      (left, right) = (1_000_000, 1_000_000)
      let counts: Convention =
        switch unit {
        case .sentence: .sentence
        case .paragraph: .paragraph
        case .article: .document
        }
      convention = request.convention ?? counts
      span =
        switch unit {
        case .sentence: .sentence
        case .paragraph: .paragraph
        case .article: .article
        }
    }
    articles = texts.map { $0.units(span, closingGaps: closingGaps) }
    for article in articles { count(article) }
  }

  private mutating func count(_ article: [[String?]]) {
    var before = hits
    before.merge(shared) { $0 + $1 }
    for unit in article { count(unit) }
    var after = hits
    after.merge(shared) { $0 + $1 }
    for (pair, count) in after where count > before[pair] ?? 0 {
      sharedArticles[pair, default: 0] += 1
    }
  }

  private mutating func count(_ unit: [String?]) {
    let kept = unit.compactMap { $0 }
    tokens += UInt64(kept.count)
    for word in kept { frequency[word, default: 0] += 1 }
    let distinct = Set(kept)
    if !distinct.isEmpty { units += 1 }
    for u in distinct {
      unitsOf[u, default: 0] += 1
      for v in distinct where isUnit && (u != v || kept.count { $0 == u } > 1) {
        shared[Pair(node: u, collocate: v), default: 0] += 1
      }
    }
    guard !isUnit else { return }
    for i in unit.indices {
      guard let u = unit[i] else { continue }
      for j in unit.indices where j != i && j >= i - left && j <= i + right {
        guard let v = unit[j] else { continue }
        hits[Pair(node: u, collocate: v), default: 0] += 1
        hitsAt[Pair(node: u, collocate: v), default: [:]][j - i, default: 0] += 1
        guard j > i else { continue }
        begun[u, default: 0] += 1
        ended[v, default: 0] += 1
      }
    }
    for u in distinct {
      for j in unit.indices {
        guard let v = unit[j], v != u else { continue }
        let near = unit.indices.filter { i in
          unit[i] == u && j >= i - left && j <= i + right
        }
        // Of two that are as near, the one before the position: its offset is positive.
        guard let offset = near.map({ j - $0 }).min(by: { (abs($0), -$0) < (abs($1), -$1) })
        else { continue }
        positionsAt[Pair(node: u, collocate: v), default: [:]][offset, default: 0] += 1
        positions[Pair(node: u, collocate: v), default: 0] += 1
        windowPositions[u, default: 0] += 1
      }
    }
  }

  private var isUnit: Bool { [.sentence, .paragraph, .document].contains(convention) }

  private func sum(_ isCounted: (Pair) -> Bool) -> UInt64 {
    hits.reduce(0) { isCounted($1.key) ? $0 + $1.value : $0 }
  }

  /// The contingency tables of all rows.
  func tables() -> [Pair: Contingency] {
    var tables: [Pair: Contingency] = [:]
    let joint =
      switch convention {
      case .surfaceDistinct: positions
      case .sentence, .paragraph, .document: shared
      default: hits
      }
    var asNode: [String: UInt64] = [:]
    var asCollocate: [String: UInt64] = [:]
    for (pair, count) in hits {
      asNode[pair.node, default: 0] += count
      asCollocate[pair.collocate, default: 0] += count
    }
    let total = asNode.values.reduce(0, +)
    for (pair, o) in joint {
      let (u, v) = (pair.node, pair.collocate)
      let (fu, fv) = (frequency[u] ?? 0, frequency[v] ?? 0)
      let (ru, cv) = (asNode[u] ?? 0, asCollocate[v] ?? 0)
      switch convention {
      case .marginal where u == v && !isOrdered:
        tables[pair] = Contingency(
          o: o / 2, r1: begun[u] ?? 0, c1: ended[v] ?? 0, n: begun.values.reduce(0, +))
      case .marginal: tables[pair] = Contingency(o: o, r1: ru, c1: cv, n: total)
      case .perHit: tables[pair] = Contingency(o: o, r1: ru, c1: fv, n: tokens)
      case .spanCorrected:
        tables[pair] = Contingency(o: o, r1: UInt64(left + right) * fu, c1: fv, n: tokens)
      case .noSpan: tables[pair] = Contingency(o: o, r1: fu, c1: fv, n: tokens)
      case .surfaceDistinct:
        tables[pair] = Contingency(o: o, r1: windowPositions[u] ?? 0, c1: fv, n: tokens - fu)
      case .sentence, .paragraph, .document:
        tables[pair] = Contingency(o: o, r1: unitsOf[u] ?? 0, c1: unitsOf[v] ?? 0, n: units)
      }
    }
    return tables.filter { isRow($0.key, $0.value.o) }
  }

  private func isRow(_ pair: Pair, _ o: UInt64) -> Bool {
    guard o >= UInt64(max(1, request.minCount)) else { return false }
    guard articles(of: pair) >= UInt64(request.minArticles ?? 0) else { return false }
    let nodes = request.nodes.map { $0.lowercased() }
    guard nodes.isEmpty || nodes.contains(pair.node) else { return false }
    // One row for both directions: under the lesser word, or under the only one that is a node.
    if isOrdered { return true }
    return pair.node <= pair.collocate || (!nodes.isEmpty && !nodes.contains(pair.collocate))
  }

  /// The counts of a pair by offset.
  func offsets(of pair: Pair) -> [Int: UInt64] {
    let offsets = (convention == .surfaceDistinct ? positionsAt : hitsAt)[pair] ?? [:]
    return pair.node == pair.collocate && !isOrdered ? offsets.filter { $0.key > 0 } : offsets
  }

  /// All pairs of positions, each once.
  var pairsOfPositions: UInt64 { begun.values.reduce(0, +) }

  private var isOrdered: Bool { request.resolved.ordered ?? true }

  /// The articles that hold the pair.
  func articles(of pair: Pair) -> UInt64 { sharedArticles[pair] ?? 0 }
}
