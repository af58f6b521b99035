import Diagnostics
import Reports

/// The request of a `dictionary` analysis: how often the categories of a dictionary occur.
public struct DictionaryRequest: Sendable, Hashable {
  /// The text profile that makes the terms.
  public var text: String
  /// The categories and their patterns.
  public var dictionary: CategoryDictionary
  /// Whether the table is of groups or of single articles.
  public var per = Per.group
  /// The dimensions that part the counts; empty for one group, the corpus.
  public var groupBy: [GroupDimension] = []
  /// The unit that phrases may not cross.
  public var within = Unit.sentence
  /// Whether categories that do not occur have rows; nil for yes with groups, no with articles.
  public var zeros: Bool?

  /// A request with all defaults; `text` is the name of a profile.
  public init(text: String, dictionary: CategoryDictionary) {
    self.text = text
    self.dictionary = dictionary
  }

  /// What a row is about.
  public enum Per: String, Sendable, Hashable, CaseIterable { case group, article }

  /// Whether categories that do not occur have rows.
  public var showsZeros: Bool { zeros ?? (per == .group) }
}

extension DictionaryRequest: AnalysisRequest {
  /// The name of the kind.
  public static let kind = "dictionary"

  /// Makes the dictionary ready for the profile, and has its categories counted.
  public func plan(in plan: inout CountingPlan, over profile: Int) throws(Fault) -> any Report {
    let compiled = try CompiledDictionary(dictionary, plan.textProfile(profile))
    let counts = try plan.add(DictionaryStatistic(self, compiled), over: profile)
    return DictionaryTable(request: self, counts: counts)
  }
}

/// The table of a dictionary analysis.
struct DictionaryTable: Report {
  let request: DictionaryRequest
  let counts: Placed<DictionaryStatistic>

  var columns: [Column] { DictionaryReport.columns(request) }

  func facts(_ reporter: Reporter) -> JSONObject {
    ["dictionary": DictionaryReport.summary(request.dictionary, counts.statistic)]
  }

  func write(_ reporter: Reporter, to table: inout TableWriter) throws(Fault) {
    try DictionaryReport(reporter, counts.placement, request).write(to: &table)
  }

  func reasonForNoRows(_ reporter: Reporter) -> String { "no pattern of the dictionary occurs" }
}
