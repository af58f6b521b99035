import Diagnostics
import Reports

/// The request of a `concordance` analysis.
public struct ConcordanceRequest: Sendable, Hashable {
  /// The text profile whose tokens are searched.
  public var text: String
  /// What is searched: a word, a phrase, wildcards (`*`, `?`), alternatives (`|`), `/regex/` on
  /// whole tokens.
  public var query: String
  /// Whether case must agree.
  public var caseSensitive = false
  /// Whether diacritics must agree.
  public var diacriticSensitive = true
  /// Tokens of context on each side.
  public var context = 8
  /// The unit that a phrase may not cross.
  public var within = Unit.sentence
  /// What the lines are sorted by, the most important first; ties are broken by the article key and
  /// the offset.
  public var sort: [ConcordanceSortKey] = []
  /// At most this many lines, an exact random sample; nil for all.
  public var limit: Int?
  /// The seed of the sample.
  public var seed: UInt64 = 0

  /// A request with all defaults; `text` is the name of a profile.
  public init(text: String, query: String) {
    self.text = text
    self.query = query
  }
}

extension ConcordanceRequest: AnalysisRequest {
  /// The name of the kind.
  public static let kind = "concordance"
  /// Tokens are searched, not terms.
  public static let countsTerms = false

  /// Has the lines collected.
  public func plan(in plan: inout CountingPlan, over profile: Int) throws(Fault) -> any Report {
    ConcordanceTable(
      request: self, counts: try plan.add(ConcordanceStatistic(self), over: profile))
  }
}

/// The table of a concordance.
struct ConcordanceTable: Report {
  let request: ConcordanceRequest
  let counts: Placed<ConcordanceStatistic>

  var columns: [Column] { ConcordanceReport.columns }

  func facts(_ reporter: Reporter) -> JSONObject {
    let totals = counts.placement.totals
    let hits = Int(reporter.total(totals))
    return [
      "hits": .integer(hits),
      "articles_with_hits": .integer(Int(reporter.total(totals + 1))),
      "lines_shown": .integer(min(hits, request.limit ?? hits)),
    ]
  }

  func write(_ reporter: Reporter, to table: inout TableWriter) throws(Fault) {
    try ConcordanceReport(reporter, counts, request).write(to: &table)
  }

  func reasonForNoRows(_ reporter: Reporter) -> String {
    "nothing in the articles matches `\(request.query)`"
  }

  func adviceOnNoRows() throws(Fault) -> String? {
    guard try TokenQuery(request.query).hasExpressionsWithBlanks else { return nil }
    return "An expression matches a single token, which has no spaces: write a phrase of "
      + "expressions, such as /colou?r/ /photo.*/."
  }
}

/// A key by which concordance lines are sorted.
public enum ConcordanceSortKey: Sendable, Hashable {
  /// The n-th token to the left, from 1 (`1L`).
  case left(Int)
  /// The n-th token to the right, from 1 (`1R`).
  case right(Int)
  case node, date, source
}
