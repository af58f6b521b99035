/// What a `co-occurrence` analysis needs to have counted: conventions that differ only in how the
/// contingency table is made from the same counts share one statistic.
struct CooccurrenceStatistic: Statistic {
  /// What is counted.
  enum Counting: String, Sendable, Hashable, Codable {
    /// Pairs of positions within the window.
    case hits
    /// Positions of the collocate that lie in the window of at least one node of a type.
    case distinctPositions
    /// Units that hold both.
    case units
  }

  /// The profile, by its place in the plan.
  var profile: Int
  var counting: Counting
  /// Positions looked at before and after the node; `whole` for all of the unit.
  var left: Int
  var right: Int
  /// The unit that windows do not cross, or that is counted.
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

  init(_ request: CooccurrenceRequest, profile: Int) {
    self.profile = profile
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
}
