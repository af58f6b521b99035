import Bytes
import Diagnostics
import Partials
import Reports
import Tokens

/// Makes the tables of a plan's analyses from the merged counts of a corpus: thresholds, scores,
/// ranks and orders happen here and nowhere earlier.
public struct Reporter: Sendable {
  let plan: CountingPlan
  let merge: RunMerge
  /// The numbers by which batches are known to runs, in corpus order.
  let batches: [UInt64]
  /// Where what does not fit in memory is written.
  let folder: String
  /// The memory that sorting may take, in bytes.
  let memory: Int
  let jobs: Int
  let concurrently: RunMerge.Concurrently
  private let totals: [UInt64]
  /// What is to be known of the conditions of `where`, whatever the analysis.
  public let filterWarnings: [TableWarning]

  /// A reporter over `merge`, the merge of runs made with `plan`; `batches` are the numbers by which
  /// their batches were known to the tallies, in corpus order.
  public init(
    _ plan: CountingPlan, _ merge: RunMerge, batches: [UInt64], folder: String, memory: Int,
    jobs: Int,
    concurrently: @escaping RunMerge.Concurrently
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

  /// The kept tokens of a profile.
  func tokens(ofProfile profile: Int) -> UInt64 { totals[plan.profiles[profile].tallies] }

  /// The columns of an analysis's table and the counts of the corpus behind it. `parameters` say how
  /// the analysis was asked for.
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
    var parameters = parameters
    let columns: [Column]
    switch analysis.request {
    case .termFrequency(let request):
      columns = TermFrequencyReport.columns(request)
      let (_, placement) = plan.termFrequencies[analysis.statistic]
      if request.ngrams > 1 { corpus["ngrams"] = .integer(Int(total(placement.items))) }
    case .cooccurrence(let request):
      columns = CooccurrenceReport.columns(request.resolved)
      if let dialect = request.dialect {
        parameters["compat_notes"] = .array(dialect.notes.map(JSONValue.string))
      }
    case .concordance(let request):
      columns = ConcordanceReport.columns
      let (_, placement) = plan.concordances[analysis.statistic]
      let hits = Int(total(placement.totals))
      corpus["hits"] = .integer(hits)
      corpus["articles_with_hits"] = .integer(Int(total(placement.totals + 1)))
      corpus["lines_shown"] = .integer(min(hits, request.limit ?? hits))
    case .keyness(let request):
      columns = KeynessReport.columns(request)
      let (_, placement) = plan.termFrequencies[analysis.statistic]
      if request.ngrams > 1 { corpus["ngrams"] = .integer(Int(total(placement.items))) }
    case .dictionary(let request):
      columns = DictionaryReport.columns(request)
      corpus["dictionary"] = DictionaryReport.summary(
        request.dictionary, plan.dictionaries[analysis.statistic])
    case .diversity(let request):
      columns = DiversityReport.columns(request)
    case .trend(let request):
      columns = TrendReport.columns(request)
    }
    return TableHeading(
      name: analysis.name, kind: analysis.request.kind, parameters: parameters,
      provenance: plan.provenance, corpus: corpus, columns: columns)
  }

  /// Writes the rows of an analysis's table, and warns of what is asked for and occurs nowhere.
  public func write(
    _ analysis: CountingPlan.Analysis, to table: inout TableWriter
  ) throws(Fault) {
    switch analysis.request {
    case .termFrequency(let request):
      try TermFrequencyReport(self, analysis, request).write(to: &table)
    case .cooccurrence(let request):
      try CooccurrenceReport(self, analysis, request.resolved).write(to: &table)
    case .concordance(let request):
      try ConcordanceReport(self, analysis, request).write(to: &table)
    case .keyness(let request):
      try KeynessReport(self, analysis, request).write(to: &table)
    case .dictionary(let request):
      try DictionaryReport(self, analysis, request).write(to: &table)
    case .diversity(let request):
      try DiversityReport(self, analysis, request).write(to: &table)
    case .trend(let request):
      try TrendReport(self, analysis, request).write(to: &table)
    }
    if table.rows == 0, !isExplained(analysis, by: table.warnings) {
      table.warn(try noRows(of: analysis))
    }
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
