/// What a `term-frequency` analysis is asked for.
public struct TermFrequencyRequest: Sendable, Hashable, Codable {
  /// The text profile that makes the terms.
  public var text: String
  /// The dimensions that part the counts; empty for one table over the corpus.
  public var groupBy: [GroupDimension] = []
  /// The length of the n-grams, 1 to 5 tokens.
  public var ngrams = 1
  /// The unit that n-grams do not cross.
  public var within = Unit.sentence
  /// Rows counted less often are left out.
  public var minCount = 1
  /// Rows that occur in fewer articles are left out.
  public var minArticles = 1
  /// At most this many rows (per group), the most frequent ones; nil for all.
  public var top: Int?
  /// Only these terms (as the profile makes them); empty for all.
  public var terms: [String] = []

  public init(text: String) { self.text = text }
}

/// A dimension by which counts are parted.
public enum GroupDimension: Sendable, Hashable, Codable {
  case source, language, section, year, month, week, day
  /// A further field that the pipeline maps.
  case field(String)
}

/// The units of text that windows and n-grams do not cross, and that can serve as spans.
public enum Unit: String, Sendable, Hashable, Codable, CaseIterable {
  case sentence, paragraph, article
}
