import Diagnostics

/// The request of a `term-frequency` analysis.
public struct TermFrequencyRequest: Sendable, Hashable {
  /// The text profile that makes the terms.
  public var text: String
  /// The dimensions that part the counts; empty for one table over the corpus.
  public var groupBy: [GroupDimension] = []
  /// The length of the n-grams, 1 to 5 tokens.
  public var ngrams = 1
  /// How many tokens an n-gram may skip in all, 0 to 4.
  public var skip = 0
  /// The unit that n-grams may not cross.
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
  /// The column that ranks the rows, the largest value first: `count`, `articles`, `tf_idf` or a
  /// measure of dispersion.
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

extension TermFrequencyRequest: AnalysisRequest {
  /// The name of the kind.
  public static let kind = "term-frequency"

  /// Has the terms counted, and what their dispersion is made of.
  public func plan(in plan: inout CountingPlan, over profile: Int) throws(Fault) -> any Report {
    let statistic = TermCountStatistic(
      ngrams: ngrams, skip: skip, within: within, groupBy: groupBy)
    let counts = try plan.add(statistic, over: profile)
    let spread = try dispersion.map { (dispersion) throws(Fault) in
      try PlacedDispersion(dispersion, of: statistic, in: &plan, over: profile)
    }
    return TermFrequencyTable(request: self, counts: counts, spread: spread)
  }
}
