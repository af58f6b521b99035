import Diagnostics
import Reports

/// The table of a term-frequency analysis.
struct TermFrequencyTable: Report {
  let request: TermFrequencyRequest
  let counts: Placed<TermCountStatistic>
  /// What the dispersion is made of, if it is asked for.
  let spread: PlacedDispersion?

  var columns: [Column] { TermFrequencyReport.columns(request) }

  func facts(_ reporter: Reporter) -> JSONObject { reporter.facts(of: counts) }

  func write(_ reporter: Reporter, to table: inout TableWriter) throws(Fault) {
    try TermFrequencyReport(reporter, counts, spread, request).write(to: &table)
  }

  func isExplained(by warnings: [TableWarning]) -> Bool {
    warnings.count >= Reporter.warnings(ifMissing: request.terms)
  }

  func reasonForNoRows(_ reporter: Reporter) throws(Fault) -> String {
    guard reporter.total(counts.placement.items) > 0 else {
      return "no \(request.within.rawValue) has \(request.ngrams) terms one after the other"
    }
    if !request.terms.isEmpty { return "none of the requested terms reaches the smallest counts" }
    return try reporter.largestCounts(inTable: counts.placement.table).reason(
      leastCount: request.minCount, leastArticles: request.minArticles,
      of: request.ngrams == 1 ? "term" : "n-gram")
  }
}
