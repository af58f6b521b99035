/// One of the two factors of a tf-idf weight: what is made of a term's count in a document, or of
/// the number of documents that hold it.
///
/// In formulas f is the count in a document of n tokens and V types, m the count of its most
/// frequent term; df of N documents hold the term.
public struct WeightFactor: Measure {
  /// What a factor is made of.
  public enum Basis: Sendable, Hashable {
    case term(TermWeight.TermFrequency)
    case documents(TermWeight.DocumentFrequency)
  }

  /// What it says of itself; the id is the key of a pipeline's `tf_idf` and its value there, such
  /// as `tf_log`.
  public let description: MeasureDescription
  /// What it is made of.
  public let basis: Basis

  private init(
    _ tf: TermWeight.TermFrequency, _ title: String, _ formula: String, latex: String,
    source: String, range: String
  ) {
    self.init(
      "tf_\(tf.rawValue)", title, formula, latex, source, range,
      zero: "a term that is not in the document has no weight", .term(tf))
  }

  private init(
    _ idf: TermWeight.DocumentFrequency, _ title: String, _ formula: String, latex: String,
    source: String, range: String, zero: String
  ) {
    self.init(
      "idf_\(idf.rawValue)", title, formula, latex, source, range, zero: zero, .documents(idf))
  }

  private init(
    _ id: String, _ title: String, _ formula: String, _ latex: String, _ source: String,
    _ range: String, zero: String, _ basis: Basis
  ) {
    description = MeasureDescription(
      id: id, title: title, formula: formula, latex: latex, source: source, range: range,
      logBase: formula.contains("log") ? "e; 2 or 10 with `log`" : nil, zeroRule: zero,
      precision: TermWeight.precision)
    self.basis = basis
  }

  /// The factor for `count` in `document`, of a term that `holding` of `documents` hold, logarithms
  /// natural.
  public func value(
    _ count: UInt64, in document: TermWeight.Document, holding: UInt64, of documents: UInt64
  ) -> Double {
    var weight = TermWeight()
    switch basis {
    case .term(let frequency):
      weight.termFrequency = frequency
      return weight.tf(count, in: document)
    case .documents(let frequency):
      weight.documentFrequency = frequency
      return weight.idf(holding, of: documents)
    }
  }

  /// Every factor: of the count, then of the documents.
  public static let all: [WeightFactor] = ofCounts + ofDocuments

  private static let ofCounts = [
    WeightFactor(.count, "Raw count", "f", latex: "f", source: "Luhn 1957", range: "[1, ∞)"),
    WeightFactor(
      .relative, "Relative count", "f / n", latex: #"\frac{f}{n}"#,
      source: "tidytext (Silge & Robinson 2016)", range: "(0, 1]"),
    WeightFactor(
      .boolean, "Presence", "1", latex: "1", source: "Salton & Buckley 1988", range: "1"),
    WeightFactor(
      .log, "Logarithmic count", "1 + log f", latex: #"1 + \log f"#,
      source: "Buckley, Salton, Allan & Singhal 1995", range: "[1, ∞)"),
    WeightFactor(
      .max, "Count by the largest", "f / m", latex: #"\frac{f}{m}"#,
      source: "Salton & Buckley 1988", range: "(0, 1]"),
    WeightFactor(
      .augmented, "Augmented count", "1/2 + 1/2 f / m", latex: #"\frac12 + \frac{f}{2m}"#,
      source: "Salton & Buckley 1988", range: "(1/2, 1]"),
    WeightFactor(
      .logAverage, "Logarithmic count by the mean", "(1 + log f) / (1 + log(n / types))",
      latex: #"\frac{1 + \log f}{1 + \log(n / V)}"#,
      source: "Manning, Raghavan & Schütze 2008 (SMART's L)", range: "(0, ∞)"),
  ]

  private static let ofDocuments = [
    WeightFactor(
      .plain, "Inverse document frequency", "log(N / df)", latex: #"\log\frac{N}{df}"#,
      source: "Spärck Jones 1972", range: "[0, log N]", zero: "0 where every document has it"),
    WeightFactor(
      .plusOne, "Inverse document frequency, and one", "log(N / df) + 1",
      latex: #"\log\frac{N}{df} + 1"#, source: "scikit-learn with smooth_idf=False",
      range: "[1, 1 + log N]", zero: "1 where every document has it"),
    WeightFactor(
      .smooth, "Smoothed inverse document frequency", "log((1 + N) / (1 + df)) + 1",
      latex: #"\log\frac{1 + N}{1 + df} + 1"#, source: "scikit-learn",
      range: "[1, 1 + log((1 + N) / 2)]", zero: "1 where every document has it"),
    WeightFactor(
      .probabilistic, "Probabilistic inverse document frequency", "max(0, log((N - df) / df))",
      latex: #"\max\left(0, \log\frac{N - df}{df}\right)"#, source: "Croft & Harper 1979",
      range: "[0, log(N - 1)]", zero: "0 where half of the documents have it, or more"),
    WeightFactor(
      .none, "No weight by documents", "1", latex: "1", source: "Salton & Buckley 1988",
      range: "1", zero: "1 always"),
  ]
}
