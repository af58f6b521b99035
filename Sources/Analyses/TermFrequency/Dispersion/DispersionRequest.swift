import Statistics

/// What a `term-frequency` analysis is asked about the spread of its terms.
public struct DispersionRequest: Sendable, Hashable {
  /// The parts of a corpus among which a term's count is shared out.
  public enum Parts: Sendable, Hashable {
    /// Each article that has a token.
    case articles
    /// The groups of these dimensions: the articles of a source, of a month, …
    case groups([GroupDimension])
    /// This many stretches of the corpus in corpus order, of the same number of tokens, or of one
    /// more where that does not divide.
    case slices(Int)
  }

  /// The parts for the measures that are made of parts.
  public var parts = Parts.articles
  /// The measures, by their ids, in the order of their columns.
  public var measures = ["dp", "dp_norm", "juilland_d"]

  /// Deviation of proportions and Juilland's D over articles.
  public init() {}

  /// Whether a measure needs the parts, or the distances.
  var usesParts: Bool { resolvedMeasures.contains { !$0.usesDistances } }
  var usesDistances: Bool { resolvedMeasures.contains { $0.usesDistances } }

  var resolvedMeasures: [DispersionMeasure] { measures.compactMap(DispersionMeasure.named) }
}
