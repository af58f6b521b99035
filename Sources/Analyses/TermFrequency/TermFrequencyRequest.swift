/// What a `term-frequency` analysis is asked for.
public struct TermFrequencyRequest: Sendable, Hashable, Codable {
  /// The text profile that makes the terms.
  public var text: String
  /// The dimensions that part the counts; empty for one table over the corpus.
  public var groupBy: [GroupDimension] = []
  /// The length of the n-grams, 1 to 5 tokens.
  public var ngrams = 1
  /// How many tokens an n-gram may skip in all, 0 to 4.
  public var skip = 0
  /// The unit that n-grams do not cross.
  public var within = Unit.sentence
  /// Rows counted less often are left out.
  public var minCount = 1
  /// Rows that occur in fewer articles are left out.
  public var minArticles = 1
  /// At most this many rows (per group), the first ones; nil for all.
  public var top: Int?
  /// Only these terms (as the profile makes them); empty for all.
  public var terms: [String] = []
  /// The weight of terms by tf-idf; nil for none.
  public var tfIdf: TfIdfRequest?
  /// What ranks the rows, the largest first: `count`, `articles`, `tf_idf` or a measure of dispersion.
  public var sort = "count"
  /// How evenly terms are spread; nil to leave that uncounted.
  public var dispersion: DispersionRequest?

  /// All terms over the profile `text`.
  public init(text: String) { self.text = text }

  /// The columns by which rows can be ranked.
  public var sortColumns: [String] {
    ["count", "articles"] + (tfIdf == nil ? [] : ["tf_idf"]) + (dispersion?.measures ?? [])
  }
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
