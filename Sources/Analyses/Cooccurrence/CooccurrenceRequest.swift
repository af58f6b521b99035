/// What a `co-occurrence` analysis is asked for.
public struct CooccurrenceRequest: Sendable, Hashable, Codable {
  /// The text profile that makes the terms.
  public var text: String
  /// Which tokens count as near each other.
  public var span = CooccurrenceSpan.window(left: 5, right: 5)
  /// The unit that a window does not cross.
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
  /// The measures, in the order of their columns.
  public var measures = [
    "log_likelihood", "log_dice", "mi", "t_score", "delta_p_forward", "delta_p_backward",
  ]
  /// The column that ranks the rows: a measure or `count`; nil for the first measure.
  public var sort: String?
  /// At most this many rows; nil for all.
  public var top: Int?

  public init(text: String) { self.text = text }
}

/// Which tokens count as near each other.
public enum CooccurrenceSpan: Sendable, Hashable, Codable {
  /// Up to `left` tokens before and `right` tokens after the node.
  case window(left: Int, right: Int)
  /// All of the unit that holds the node.
  case unit(Unit)
}

/// How O, R1, C1 and N of the contingency table are counted.
public enum Convention: String, Sendable, Hashable, Codable, CaseIterable {
  case marginal
  case surfaceDistinct = "surface-distinct"
  case perHit = "per-hit"
  case spanCorrected = "span-corrected"
  case noSpan = "no-span"
  case sentence, paragraph, document
}
