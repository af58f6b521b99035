import Diagnostics
import Reports
import Statistics

/// The request of a `keyness` analysis: which terms mark a target against a reference.
public struct KeynessRequest: Sendable, Hashable {
  /// The text profile that makes the terms.
  public var text: String
  /// The articles of the target; empty for all, or for what `groupBy` says.
  public var target: [GroupSelection] = []
  /// Every group is a target in its turn; not together with `target`.
  public var groupBy: [GroupDimension] = []
  /// What targets are compared with.
  public var reference = KeynessReference.rest
  /// The length of the n-grams, 1 to 5 tokens.
  public var ngrams = 1
  /// The unit that n-grams may not cross.
  public var within = Unit.sentence
  /// The kinds of terms shown, in this order.
  public var show: [Kind] = [.positive, .negative]
  /// A term counted less often is left out: a positive one in the target, a negative one in the
  /// reference, a lock word in both. It counts as compared nevertheless.
  public var minCount = 3
  /// What the p-values are of.
  public var test = Test.logLikelihood
  /// The correction under which a difference is significant.
  public var correction = Correction.bonferroni
  /// The largest corrected p of a significant difference, 0 to 1.
  public var alpha = 0.05
  /// The corrected p-values that are columns.
  public var corrections: [Correction] = [.bonferroni, .sidak, .holm, .benjaminiHochberg]
  /// The measures that are columns, by their ids.
  public var measures = [
    "log_likelihood", "log_likelihood_2", "chi_squared", "bic", "ell", "percent_diff", "log_ratio",
    "log_ratio_lower", "log_ratio_upper", "lrc", "simple_maths", "odds_ratio",
  ]
  /// The measure that ranks positive and negative terms.
  public var sort = "lrc"
  /// The confidence of intervals, above 0 and below 1, over all terms together.
  public var confidence = 0.95
  /// What Simple Maths adds to both frequencies, per million.
  public var simpleMathsConstant = 1.0
  /// What stands for a frequency of 0 in the reference in %DIFF.
  public var zero = Zero.half
  /// At most this many rows of each kind and target; nil for all.
  public var top: Int?

  /// A request with all defaults; `text` is the name of a profile.
  public init(text: String) { self.text = text }

  /// What a term says of the target.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Significantly more frequent in the target.
    case positive
    /// Significantly rarer in the target.
    case negative
    /// Not significantly different.
    case lock
  }

  /// The statistic that p-values are of, chi-squared with one degree of freedom.
  public enum Test: String, Sendable, Hashable, CaseIterable {
    case logLikelihood = "log_likelihood"
    case logLikelihoodOfCounts = "log_likelihood_2"
    case chiSquared = "chi_squared"
  }

  /// What stands for a frequency of 0.
  public enum Zero: String, Sendable, Hashable, CaseIterable {
    case half, tiny

    var rule: FrequencyComparison.ZeroRule { self == .half ? .half : .tiny }
  }

  /// The dimensions by which terms must be counted: those of groups, or of target and reference.
  public var dimensions: [GroupDimension] {
    var dimensions = groupBy
    var selections = target
    if case .groups(let more) = reference { selections += more }
    for selection in selections where !dimensions.contains(selection.dimension) {
      dimensions.append(selection.dimension)
    }
    return dimensions
  }
}

extension KeynessRequest: AnalysisRequest {
  /// The name of the kind.
  public static let kind = "keyness"

  /// Plans the counting of the terms by the groups that are compared.
  public func plan(in plan: inout CountingPlan, over profile: Int) throws(Fault) -> any Report {
    let statistic = TermCountStatistic(ngrams: ngrams, within: within, groupBy: dimensions)
    return KeynessTable(request: self, counts: try plan.add(statistic, over: profile))
  }
}

/// The table of a keyness analysis.
struct KeynessTable: Report {
  let request: KeynessRequest
  let counts: Placed<TermCountStatistic>

  var columns: [Column] { KeynessReport.columns(request) }

  func facts(_ reporter: Reporter) -> JSONObject { reporter.facts(of: counts) }

  func write(_ reporter: Reporter, to table: inout TableWriter) throws(Fault) {
    try KeynessReport(reporter, counts, request).write(to: &table)
  }

  func isExplained(by warnings: [TableWarning]) -> Bool {
    warnings.contains { !$0.subject.contains("file") }
  }

  func reasonForNoRows(_ reporter: Reporter) -> String {
    "no term with a count of \(request.minCount) is "
      + request.show.map(\.adjective).joined(separator: " or ")
      + " (`alpha`: \(request.alpha), `correction`: \(request.correction.rawValue))"
  }
}

extension KeynessRequest.Kind {
  /// What terms of this kind are, in a sentence.
  fileprivate var adjective: String {
    switch self {
    case .positive: "significantly more frequent in a target"
    case .negative: "significantly rarer in a target"
    case .lock: "as frequent in both"
    }
  }
}

/// What targets are compared with.
public enum KeynessReference: Sendable, Hashable {
  /// All articles outside the target.
  case rest
  /// The period before the target's, of those that have articles.
  case previous
  /// The articles of a selection.
  case groups([GroupSelection])
  /// A list of terms and their counts in another corpus.
  case list(FrequencyList)
}
