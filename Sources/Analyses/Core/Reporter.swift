import Bytes
import Diagnostics
import Partials
import Reports
import Tokens

/// Makes the tables of a plan's analyses from the merged counts of a corpus: thresholds, scores,
/// ranks and orders happen here and nowhere earlier.
public struct Reporter: Sendable {
  let plan: CountingPlan
  let merge: SegmentMerge
  /// The numbers by which batches are known to segments, in corpus order.
  let batches: [UInt64]
  /// Where what does not fit in memory is written.
  let folder: String
  /// The memory that sorting may take, in bytes.
  let memory: Int
  let jobs: Int
  let concurrently: SegmentMerge.Concurrently
  private let totals: [UInt64]
  /// What is to be known of the conditions of `where`, whatever the analysis.
  public let filterWarnings: [TableWarning]

  /// A reporter over `merge`, the merge of segments made with `plan`; `batches` are the numbers by
  /// which their batches were known to the tallies, in corpus order.
  public init(
    _ plan: CountingPlan, _ merge: SegmentMerge, batches: [UInt64], folder: String, memory: Int,
    jobs: Int,
    concurrently: @escaping SegmentMerge.Concurrently
  ) throws(Fault) {
    self.plan = plan
    self.merge = merge
    self.batches = batches
    self.folder = folder
    self.memory = memory
    self.jobs = jobs
    self.concurrently = concurrently
    totals = try merge.totals()
    filterWarnings = try Reporter.filterWarnings(
      plan, merge, CorpusCounts(totals[plan.corpus..<plan.corpus + CorpusCounts.fieldCount]))
  }

  /// Where the articles went.
  public var corpusCounts: CorpusCounts {
    CorpusCounts(totals[plan.corpus..<plan.corpus + CorpusCounts.fieldCount])
  }

  /// The kept tokens of the profile of the first analysis that counts terms; 0 if none does.
  public var tokens: UInt64 {
    let counting = plan.analyses.first { plan.profiles[$0.profile].makesTerms }
    return counting.map { tokens(ofProfile: $0.profile) } ?? 0
  }

  func total(_ index: Int) -> UInt64 { totals[index] }

  /// The terms of the profile at place `profile` of the plan.
  func terms(ofProfile profile: Int) -> TermList {
    merge.dictionaries[plan.profiles[profile].dictionary]
  }

  /// The kept tokens of a profile.
  func tokens(ofProfile profile: Int) -> UInt64 { totals[plan.profiles[profile].tallies] }

  /// The columns of an analysis's table and the counts of the corpus behind it. `parameters` say
  /// how the analysis was asked for.
  public func heading(
    of analysis: CountingPlan.Analysis, parameters: JSONObject
  ) -> TableHeading {
    var corpus: JSONObject = ["articles": .integer(Int(corpusCounts.counted))]
    let profile = plan.profiles[analysis.profile]
    if profile.makesTerms {
      corpus["tokens"] = .integer(Int(tokens(ofProfile: analysis.profile)))
      var removed: JSONObject = [:]
      for reason in Removal.allCases {
        let count = totals[profile.tallies + 1 + reason.rawValue]
        if count > 0 { removed[reason.name] = .integer(Int(count)) }
      }
      corpus["removed_tokens"] = .object(removed)
      corpus["types"] = .integer(merge.dictionaries[profile.dictionary].count)
    }
    let report = analysis.report
    return TableHeading(
      name: analysis.name, kind: analysis.request.kind,
      parameters: JSONObject(parameters.members + report.notes.members),
      provenance: plan.provenance,
      corpus: JSONObject(corpus.members + report.facts(self).members), columns: report.columns)
  }

  /// Writes the rows of an analysis's table, and warns of what is asked for and occurs nowhere.
  public func write(
    _ analysis: CountingPlan.Analysis, to table: inout TableWriter
  ) throws(Fault) {
    let report = analysis.report
    try report.write(self, to: &table)
    guard table.rows == 0, !isExplained(report, by: table.warnings) else { return }
    table.warn(
      TableWarning(
        "request.no-rows", "the table has no row: \(try reason(analysis))",
        advice: try report.adviceOnNoRows()))
  }
}

/// Why a table has no row. An empty table is an answer only with its reason.
extension Reporter {
  private func isExplained(_ report: any Report, by warnings: [TableWarning]) -> Bool {
    if corpusCounts.counted == 0 { return !filterWarnings.isEmpty }
    return report.isExplained(by: warnings)
  }

  private func reason(_ analysis: CountingPlan.Analysis) throws(Fault) -> String {
    let counts = corpusCounts
    guard counts.counted > 0 else {
      return counts.filtered > 0
        ? "`where` lets none of \(counts.filtered) articles pass" : "no article was counted"
    }
    if plan.profiles[analysis.profile].makesTerms, tokens(ofProfile: analysis.profile) == 0 {
      return "no token of the articles is a term of the profile `\(analysis.request.text)`"
    }
    return try analysis.report.reasonForNoRows(self)
  }
}

extension Removal {
  /// The reason as reports name it.
  var name: String {
    switch self {
    case .stopWord: "stop_words"
    case .number: "numbers"
    case .address: "addresses"
    case .tooShort: "too_short"
    case .tooLong: "too_long"
    case .empty: "empty"
    }
  }
}
