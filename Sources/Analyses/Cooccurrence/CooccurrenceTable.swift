import Diagnostics
import Reports

/// The table of a co-occurrence analysis.
struct CooccurrenceTable: Report {
  /// The request with every default in place.
  let request: CooccurrenceRequest
  let counts: Placed<CooccurrenceStatistic>

  var columns: [Column] { CooccurrenceColumns(request).columns }

  var notes: JSONObject {
    guard let dialect = request.dialect else { return [:] }
    return ["compat_notes": .array(dialect.notes.map(JSONValue.string))]
  }

  func write(_ reporter: Reporter, to table: inout TableWriter) throws(Fault) {
    try CooccurrenceReport(reporter, counts, request).write(to: &table)
  }

  func isExplained(by warnings: [TableWarning]) -> Bool {
    warnings.count >= Reporter.warnings(ifMissing: request.nodes)
  }

  func reasonForNoRows(_ reporter: Reporter) throws(Fault) -> String {
    var most = OccurrenceCount()
    // With positions, one pair has several entries; that of its articles holds no count of hits.
    if !counts.statistic.countsPositions {
      most = try reporter.largestCounts(inTable: counts.placement.pairs)
      guard most.count > 0 else {
        return request.nodes.isEmpty
          ? "no two terms occur near each other" : "no term occurs near a node"
      }
      let leastArticles = request.minArticles ?? 0
      if most.count < UInt64(request.minCount) || most.articles < UInt64(leastArticles) {
        return most.reason(
          leastCount: request.minCount, leastArticles: leastArticles, of: "pair")
      }
    }
    let bounds = request.bounds.isEmpty ? "" : " and the bounds of `where`"
    return "no pair has `min_count`, \(request.minCount)\(bounds)"
  }
}
