import Articles
import Diagnostics
import Reports

/// The request of a `trend` analysis.
public struct TrendRequest: Sendable, Hashable {
  /// What a share of voice is a share of.
  public enum Share: String, Sendable, Hashable, CaseIterable {
    /// What all terms of the analysis have in the same period and group.
    case terms
    /// What the term has in all groups of the same period.
    case groups
  }

  /// When a period is a burst.
  public struct Burst: Sendable, Hashable {
    /// How many periods before it make the baseline; nil for the period's own default.
    public var baseline: Int?
    /// The largest p-value.
    public var level = 0.001
    /// The smallest count.
    public var minCount = 5

    /// p ≤ 0.001 and five occurrences.
    public init() {}
  }

  /// The text profile that makes the terms.
  public var text: String
  /// What is followed: queries as a concordance takes them, on terms as the profile makes them.
  public var terms: [String]
  /// The period that a row covers.
  public var period = ArticleDate.Period.month
  /// The dimensions that part the counts besides time.
  public var groupBy: [GroupDimension] = []
  /// The unit that a phrase may not cross.
  public var within = Unit.sentence
  /// What the share of voice is a share of.
  public var share = Share.terms
  /// How many periods the rolling mean is of; nil for the period's own default.
  public var rolling: Int?
  /// When a period is a burst.
  public var burst = Burst()

  /// All defaults for `terms` over the profile `text`.
  public init(text: String, terms: [String]) {
    self.text = text
    self.terms = terms
  }

  /// The periods of the rolling mean: a week of days, four weeks, a quarter, three years.
  public var resolvedRolling: Int {
    if let rolling { return rolling }
    switch period {
    case .day: return 7
    case .week: return 4
    case .month, .year: return 3
    }
  }

  /// The periods of the baseline: four weeks of days, a quarter of weeks, a year, five years.
  public var resolvedBaseline: Int {
    if let baseline = burst.baseline { return baseline }
    switch period {
    case .day: return 28
    case .week: return 13
    case .month: return 12
    case .year: return 5
    }
  }
}

extension TrendRequest: AnalysisRequest {
  /// The name of the kind.
  public static let kind = "trend"

  /// Plans the counting of the queries by periods and groups.
  public func plan(in plan: inout CountingPlan, over profile: Int) throws(Fault) -> any Report {
    TrendTable(request: self, counts: try plan.add(TrendStatistic(self), over: profile))
  }
}

/// The table of a trend.
struct TrendTable: Report {
  let request: TrendRequest
  let counts: Placed<TrendStatistic>

  var columns: [Column] { TrendReport.columns(request) }

  func write(_ reporter: Reporter, to table: inout TableWriter) throws(Fault) {
    try TrendReport(reporter, counts, request).write(to: &table)
  }

  func reasonForNoRows(_ reporter: Reporter) -> String { "no article has terms" }
}
