import Diagnostics
import Statistics

/// The request of a `co-occurrence` analysis.
public struct CooccurrenceRequest: Sendable, Hashable {
  /// The text profile that makes the terms.
  public var text: String
  /// Which tokens count as near each other.
  public var span = CooccurrenceSpan.window(left: 5, right: 5)
  /// The unit that a window may not cross.
  public var within = Unit.sentence
  /// Only pairs whose node is one of these terms; empty for all pairs.
  public var nodes: [String] = []
  /// How the contingency table is made; nil for the default (`marginal` for all pairs,
  /// `surface-distinct` with `nodes`, the unit's own with a whole unit as the span).
  public var convention: Convention?
  /// Whether (u, v) and (v, u) are two rows; nil for the default (true with `nodes` or a directed
  /// convention, else false).
  public var ordered: Bool?
  /// Pairs with a smaller joint frequency are left out.
  public var minCount = 5
  /// Pairs that share fewer articles are left out; counted only if asked for.
  public var minArticles: Int?
  /// The measures, in the order of their columns; the standard ones stand for the dialect's where
  /// there is one.
  public var measures = CooccurrenceRequest.standardMeasures
  /// The family-wise confidence of measures that correct for the number of pairs compared.
  public var confidence = 0.95
  /// Whether the counts of every position of the window are columns; nil for the default (what the
  /// dialect shows, or false).
  public var positions: Bool?
  /// What a hit weighs by its distance, in a column of its own; nil for the default (what the
  /// dialect shows, or nothing).
  public var weights: DistanceWeights?
  /// Rows outside of these bounds are left out.
  public var bounds: [ColumnBounds] = []
  /// The tool whose numbers and names the table has; nil for our own.
  public var dialect: Dialect?
  /// The column that ranks the rows, the largest first; nil for the default (the dialect's, or the
  /// first measure).
  public var sort: String?
  /// The largest number of rows; nil for all.
  public var top: Int?

  /// A request with all defaults; `text` is the name of a profile.
  public init(text: String) { self.text = text }

  /// The measures of a request that names none.
  public static let standardMeasures = [
    "log_likelihood", "log_dice", "mi", "t_score", "delta_p_forward", "delta_p_backward",
  ]
}

extension CooccurrenceRequest: AnalysisRequest {
  /// The name of the kind.
  public static let kind = "co-occurrence"

  /// Plans the counting of the pairs.
  public func plan(in plan: inout CountingPlan, over profile: Int) throws(Fault) -> any Report {
    CooccurrenceTable(
      request: resolved, counts: try plan.add(CooccurrenceStatistic(self), over: profile))
  }
}

/// What a hit weighs by its distance from the node.
///
/// What is stored are integers, the hits at every position; they are weighed in the report.
public enum DistanceWeights: Sendable, Hashable {
  /// No weights, and no column.
  case none
  /// 1 / d at the distance d.
  case inverse
  /// The weight at each distance, from 1 to the longer side of the window.
  case list([Double])

  /// What `hits` at `distance`, from 1, weigh.
  func weight(of hits: UInt64, at distance: Int) -> Double {
    switch self {
    case .none: 0
    case .inverse: Double(hits) / Double(distance)
    case .list(let weights): Double(hits) * weights[distance - 1]
    }
  }
}

/// The least and the largest value of a column that a row may have.
///
/// An empty cell is within no bounds.
public struct ColumnBounds: Sendable, Hashable {
  /// The name of the column.
  public var column: String
  /// The least value; nil for none.
  public var min: Double?
  /// The largest value; nil for none.
  public var max: Double?

  /// Bounds on the column called `column`.
  public init(column: String, min: Double? = nil, max: Double? = nil) {
    self.column = column
    self.min = min
    self.max = max
  }

  /// Whether `value` lies within, the bounds included.
  func contain(_ value: Double?) -> Bool {
    guard let value, !value.isNaN else { return false }
    return value >= min ?? -.infinity && value <= max ?? .infinity
  }
}

/// Which tokens count as near each other.
public enum CooccurrenceSpan: Sendable, Hashable {
  /// Up to `left` tokens before and `right` tokens after the node.
  case window(left: Int, right: Int)
  /// All of the unit that holds the node.
  case unit(Unit)
}

/// How O, R1, C1 and N of the contingency table are counted.
public enum Convention: String, Sendable, Hashable, CaseIterable {
  case marginal
  case surfaceDistinct = "surface-distinct"
  case perHit = "per-hit"
  case spanCorrected = "span-corrected"
  case noSpan = "no-span"
  case sentence, paragraph, document
}
