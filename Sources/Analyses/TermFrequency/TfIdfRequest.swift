import Statistics

/// How a `term-frequency` analysis weighs its terms by tf-idf.
public struct TfIdfRequest: Sendable, Hashable {
  /// What documents are where document frequencies are concerned.
  public enum Documents: String, Sendable, Hashable, CaseIterable {
    /// All articles of the corpus, whatever the groups.
    case articles
    /// The groups of the analysis, each of which is one document.
    case groups
  }

  /// The length to which the weights of a group are scaled.
  public enum Norm: String, Sendable, Hashable, CaseIterable {
    /// They stay as they are.
    case none
    /// The squares of a group's weights add up to 1.
    case l2
  }

  /// What is made of counts.
  public var weight = TermWeight()
  /// What counts as a document.
  public var documents = Documents.articles
  /// How the weights of a group are scaled.
  public var norm = Norm.none

  /// The scheme of tidytext, against all articles.
  public init() {}

  /// The schemes that go by the name of a tool, with what each of them does.
  public static let schemes: KeyValuePairs<String, TfIdfRequest> = [
    "tidytext": .init(), "scikit-learn": .scikitLearn, "quanteda": .quanteda,
  ]

  /// `TfidfVectorizer` of scikit-learn with its defaults: counts, ln((1 + N) / (1 + df)) + 1,
  /// scaled to length 1.
  public static let scikitLearn: TfIdfRequest = {
    var request = TfIdfRequest()
    (request.weight.termFrequency, request.weight.documentFrequency) = (.count, .smooth)
    request.norm = .l2
    return request
  }()

  /// `dfm_tfidf` of quanteda with its defaults: counts, log₁₀(N / df).
  public static let quanteda: TfIdfRequest = {
    var request = TfIdfRequest()
    (request.weight.termFrequency, request.weight.base) = (.count, .ten)
    return request
  }()
}
