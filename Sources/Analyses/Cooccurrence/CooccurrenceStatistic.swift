import Diagnostics
import Reports

/// The counts that a `co-occurrence` analysis needs: conventions that differ only in how the
/// contingency table is made from the same counts share one statistic.
struct CooccurrenceStatistic: Statistic {
  /// What is counted.
  enum Counting: String, Sendable {
    /// Pairs of positions within the window.
    case hits
    /// Positions of the collocate that are in the window of at least one node of a type.
    case distinctPositions = "distinct positions"
    /// Units that hold both.
    case units
  }

  var counting: Counting
  /// Positions looked at before and after the node; `whole` for all of the unit.
  var left: Int
  var right: Int
  /// The unit that windows may not cross, or that is counted.
  var within: Unit
  /// The nodes, as terms of the profile; sorted; empty for all.
  var nodes: [String]
  /// Whether (u, v) and (v, u) are counted apart.
  var isOrdered: Bool
  /// Whether the articles that hold a pair are counted.
  var countsArticles: Bool
  /// Whether hits are counted by their position in the window.
  var countsPositions: Bool

  /// Stands for a window without bounds.
  static let whole = Int(Int32.max)

  init(_ request: CooccurrenceRequest) {
    nodes = Array(Set(request.nodes)).sorted()
    within = request.within
    switch request.span {
    case .window(let left, let right):
      (self.left, self.right) = (left, right)
    case .unit(let unit):
      (left, right) = (CooccurrenceStatistic.whole, CooccurrenceStatistic.whole)
      within = unit
    }
    countsArticles = request.minArticles != nil
    switch request.resolvedConvention {
    case .marginal, .perHit, .spanCorrected, .noSpan: counting = .hits
    case .surfaceDistinct: counting = .distinctPositions
    case .sentence: (counting, within) = (.units, .sentence)
    case .paragraph: (counting, within) = (.units, .paragraph)
    case .document: (counting, within) = (.units, .article)
    }
    countsPositions =
      request.showsPositions || request.resolvedWeights != DistanceWeights.none
    let isSymmetric = counting == .units || (counting == .hits && left == right)
    isOrdered = !nodes.isEmpty || !isSymmetric
  }

  /// Whether every hit has a mirrored one, so that sums are kept of pairs of positions in reading
  /// order: of those where a term is the first, and of those where it is the second.
  var sumsHalves: Bool { counting == .hits && left == right }

  /// The positions of the window.
  var positions: Positions { Positions(left: left, right: right) }

  var key: StatisticKey {
    StatisticKey(
      "pairs", version: 2,
      [
        "counting": .string(counting.rawValue), "left": .integer(left), "right": .integer(right),
        "within": .string(within.rawValue), "nodes": .array(nodes.map(JSONValue.string)),
        "ordered": .boolean(isOrdered), "articles": .boolean(countsArticles),
        "positions": .boolean(countsPositions),
      ])
  }

  var needs: TextNeeds { [.terms, .order, .within(within)] }
  var memory: MemoryUse { .items }

  func place(in layout: inout Layout) -> CooccurrencePlacement {
    let positions = countsPositions ? layout.addDictionary() : nil
    let domains = [layout.terms, layout.terms] + (positions.map { [$0] } ?? [])
    return CooccurrencePlacement(
      pairs: layout.addTable(domains: domains, columns: countsArticles ? 2 : 1),
      positions: positions, terms: layout.addTable(domains: [layout.terms], columns: 3),
      totals: layout.addTotals(2))
  }

  func makeCounter(
    _ placement: CooccurrencePlacement, _ setting: CounterSetting
  ) -> any AnyCounter {
    let nodes = setting.text.terms.numbers(of: nodes)
    return CounterBox(CooccurrenceCounter(self, placement, nodes: nodes, memory: setting.memory))
  }
}
