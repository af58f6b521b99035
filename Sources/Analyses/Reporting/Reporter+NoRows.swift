import Diagnostics
import Partials
import Reports

/// Why a table has no row. An empty table is an answer only with its reason.
extension Reporter {
  /// Whether `warnings` say already why the table of `analysis` has no row.
  func isExplained(_ analysis: CountingPlan.Analysis, by warnings: [TableWarning]) -> Bool {
    if corpusCounts.counted == 0 { return !filterWarnings.isEmpty }
    switch analysis.request {
    case .termFrequency(let request): return warnings.count >= named(request.terms)
    case .cooccurrence(let request): return warnings.count >= named(request.nodes)
    case .keyness: return warnings.contains { !$0.subject.contains("file") }
    case .concordance, .dictionary, .diversity, .trend: return !warnings.isEmpty
    }
  }

  /// How many warnings there are if all of `terms` are missing; more than there can be for none.
  private func named(_ terms: [String]) -> Int {
    terms.isEmpty ? .max : min(terms.count, Reporter.mostNamed)
  }

  /// The warning of a table without rows.
  func noRows(of analysis: CountingPlan.Analysis) throws(Fault) -> TableWarning {
    TableWarning(
      "request.no-rows", "the table has no row: \(try reason(of: analysis))",
      advice: try advice(on: analysis))
  }

  private func advice(on analysis: CountingPlan.Analysis) throws(Fault) -> String? {
    guard case .concordance(let request) = analysis.request,
      try ConcordanceQuery(request.query).hasExpressionsWithBlanks
    else { return nil }
    return "An expression is compared with one token, and no token has a blank: write a phrase of "
      + "expressions, such as /colou?r/ /photo.*/."
  }

  private func reason(of analysis: CountingPlan.Analysis) throws(Fault) -> String {
    let counts = corpusCounts
    guard counts.counted > 0 else {
      return counts.filtered > 0
        ? "`where` lets none of \(counts.filtered) articles pass" : "no article was counted"
    }
    let profile = plan.profiles[analysis.profile]
    if profile.makesTerms, tokens(ofProfile: analysis.profile) == 0 {
      return "no token of the articles is a term of the profile `\(analysis.request.text)`"
    }
    switch analysis.request {
    case .termFrequency(let request): return try reason(request, analysis.statistic)
    case .cooccurrence(let request): return try reason(request, analysis.statistic)
    case .concordance(let request): return "nothing in the articles matches `\(request.query)`"
    case .keyness(let request):
      return "no term with a count of \(request.minCount) is "
        + request.show.map(\.adjective).joined(separator: " or ")
        + " (`alpha`: \(request.alpha), `correction`: \(request.correction.rawValue))"
    case .dictionary: return "no pattern of the dictionary occurs"
    case .diversity(let request):
      let unit = request.scope == .article ? "article" : "group"
      return "no \(unit) has `min_tokens`, \(request.minTokens) tokens"
    case .trend: return "no article has terms"
    }
  }

  private func reason(
    _ request: TermFrequencyRequest, _ statistic: Int
  ) throws(Fault) -> String {
    let placement = plan.termFrequencies[statistic].1
    guard total(placement.items) > 0 else {
      return "no \(request.within.rawValue) has \(request.ngrams) terms one after the other"
    }
    if !request.terms.isEmpty { return "none of the terms asked for has the counts asked for" }
    var (count, articles): (UInt64, UInt64) = (0, 0)
    try merge.pass(table: placement.table).forEach(sorted: false) { (_, values) in
      (count, articles) = (max(count, values[0]), max(articles, values[1]))
    }
    return leastCounts(
      request.minCount, count, request.minArticles, articles,
      of: request.ngrams == 1 ? "term" : "n-gram")
  }

  private func reason(
    _ request: CooccurrenceRequest, _ statistic: Int
  ) throws(Fault) -> String {
    let (statistic, placement) = plan.cooccurrences[statistic]
    var (count, articles): (UInt64, UInt64) = (0, 0)
    // With positions, one pair has several entries; that of its articles holds no count of hits.
    if !statistic.countsPositions {
      try merge.pass(table: placement.pairs).forEach(sorted: false) { (_, values) in
        (count, articles) = (max(count, values[0]), max(articles, values[1]))
      }
      guard count > 0 else {
        return request.nodes.isEmpty
          ? "no two terms stand near each other" : "no term stands near a node"
      }
      if count < UInt64(request.minCount) || articles < UInt64(request.minArticles ?? 0) {
        return leastCounts(request.minCount, count, request.minArticles ?? 0, articles, of: "pair")
      }
    }
    let bounds = request.bounds.isEmpty ? "" : " and the bounds of `where`"
    return "no pair has `min_count`, \(request.minCount)\(bounds)"
  }

  private func leastCounts(
    _ least: Int, _ count: UInt64, _ leastArticles: Int, _ articles: UInt64, of what: String
  ) -> String {
    if count < UInt64(least) {
      return "no \(what) occurs more often than \(count) times, and `min_count` is \(least)"
    }
    if articles < UInt64(leastArticles) {
      return "no \(what) occurs in more than \(articles) articles, and `min_articles` is "
        + "\(leastArticles)"
    }
    return "no \(what) has both `min_count` and `min_articles`"
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
