import Diagnostics
import Reports
import Statistics

/// The request of a `diversity` analysis.
public struct DiversityRequest: Sendable, Hashable {
  /// What a row of the table is about.
  public enum Scope: String, Sendable, Hashable, CaseIterable {
    /// The articles of a group, or of the corpus, taken together.
    case group
    /// One article.
    case article
  }

  /// The text profile that makes the terms.
  public var text: String
  /// What is measured: each article, or each group of them.
  public var scope = Scope.group
  /// The dimensions that make groups; empty for the corpus as one. Not with articles.
  public var groupBy: [GroupDimension] = []
  /// The measures, by their ids, in the order of their columns.
  public var measures = ["ttr", "mattr", "mtld", "hdd", "yule_k"]
  /// The tokens in a window of MATTR.
  public var window = 100
  /// The tokens in a segment of MSTTR.
  public var segment = 100
  /// The TTR at which a factor of MTLD ends, in thousandths.
  public var factor = 720
  /// The tokens in a random sample of HD-D.
  public var draws = 42
  /// The base of the logarithms in U, S and a².
  public var logBase = FrequencySpectrum.LogBase.natural
  /// Texts, or groups, of fewer tokens are left out.
  public var minTokens = 1
  /// The column that ranks the rows, the largest value first: `tokens`, `types`, `hapax` or a
  /// measure; nil for the order of groups, or of articles by date, source and key.
  public var sort: String?
  /// At most this many rows, the first ones; nil for all.
  public var top: Int?

  /// The defaults over the profile `text`.
  public init(text: String) { self.text = text }

  /// The columns by which rows can be ranked.
  public var sortColumns: [String] { ["tokens", "types", "hapax"] + measures }

  var resolvedMeasures: [DiversityMeasure] { measures.compactMap(DiversityMeasure.named) }
}

extension DiversityRequest: AnalysisRequest {
  /// The name of the kind.
  public static let kind = "diversity"

  /// Has articles measured, and the terms of groups counted.
  public func plan(in plan: inout CountingPlan, over profile: Int) throws(Fault) -> any Report {
    let statistic = DiversityStatistic(self)
    let terms =
      scope == .group
      ? try plan.add(TermCountStatistic(groupBy: statistic.groupBy), over: profile) : nil
    let counts = try plan.add(statistic, over: profile)
    return DiversityTable(request: self, placement: counts.placement, terms: terms?.placement)
  }
}

/// The table of a diversity analysis.
struct DiversityTable: Report {
  let request: DiversityRequest
  let placement: DiversityPlacement
  /// The term counts of the same groups; nil for articles.
  let terms: TermCountPlacement?

  var columns: [Column] { DiversityReport.columns(request) }

  func write(_ reporter: Reporter, to table: inout TableWriter) throws(Fault) {
    try DiversityReport(reporter, placement, terms: terms, request).write(to: &table)
  }

  func reasonForNoRows(_ reporter: Reporter) -> String {
    let unit = request.scope == .article ? "article" : "group"
    return "no \(unit) has `min_tokens`, \(request.minTokens) tokens"
  }
}
