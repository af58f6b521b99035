import Diagnostics
import Partials

/// What tables that are ranked by counts say where no row is left.
extension Reporter {
  /// How many warnings there are if all of `terms` are missing; more than there can be for none.
  static func warnings(ifMissing terms: [String]) -> Int {
    terms.isEmpty ? .max : min(terms.count, mostNamed)
  }

  /// The largest count, and the most articles, of an entry of a table with these two columns.
  func largestCounts(inTable table: Int) throws(Fault) -> OccurrenceCount {
    var most = OccurrenceCount()
    try merge.pass(table: table).forEach(sorted: false) { (_, values) in
      most.count = max(most.count, values[0])
      most.articles = max(most.articles, values[1])
    }
    return most
  }
}

extension OccurrenceCount {
  /// Why nothing is left of `what`, of which these are the largest counts.
  func reason(leastCount: Int, leastArticles: Int, of what: String) -> String {
    if count < UInt64(leastCount) {
      return "no \(what) occurs more often than \(count) times, and `min_count` is \(leastCount)"
    }
    if articles < UInt64(leastArticles) {
      return "no \(what) occurs in more than \(articles) articles, and `min_articles` is "
        + "\(leastArticles)"
    }
    return "no \(what) has both `min_count` and `min_articles`"
  }
}
