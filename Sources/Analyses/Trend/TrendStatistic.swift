import Bytes
import Diagnostics
import Reports

/// The counts that a `trend` analysis needs: shares, means and bursts are the report's.
struct TrendStatistic: Statistic {
  var terms: [String]
  var within: Unit
  /// The period, then the other dimensions.
  var dimensions: [GroupDimension]

  init(_ request: TrendRequest) {
    terms = request.terms
    within = request.within
    dimensions = [GroupDimension(name: request.period.rawValue)] + request.groupBy
  }

  var key: StatisticKey {
    var parameters: JSONObject = [
      "terms": .array(terms.map(JSONValue.string)), "within": .string(within.rawValue),
      "group_by": .names(of: dimensions),
    ]
    if screen != nil { parameters["expressions"] = .string(RegularExpression.provenance) }
    return StatisticKey("trend", version: 2, parameters)
  }

  var screen: StatisticKey? {
    let expressions = terms.filter(\.mayHoldExpression)
    guard !expressions.isEmpty else { return nil }
    return StatisticKey("trend", version: 1, ["terms": .array(expressions.map(JSONValue.string))])
  }

  var needs: TextNeeds { [.terms, .order, .within(within)] }
  var fields: [String] { dimensions.map(\.fieldName) }

  func place(in layout: inout Layout) -> TrendPlacement {
    let (groups, terms) = (layout.addDictionary(), layout.addDictionary())
    return TrendPlacement(
      groups: groups, terms: terms,
      table: layout.addTable(domains: [groups, terms], columns: 2),
      sizes: layout.addTable(domains: [groups], columns: 2))
  }

  func makeCounter(
    _ placement: TrendPlacement, _ setting: CounterSetting
  ) throws(Fault) -> any AnyCounter {
    let matcher = try TermMatcher(terms, setting.profile)
    return CounterBox(TrendCounter(self, placement, matcher, slots: setting.slots))
  }
}

/// The place of a trend in a segment.
struct TrendPlacement: Sendable {
  /// The dictionaries of groups, and of terms by their numbers.
  var groups: Int
  var terms: Int
  /// Key: group, term. Counts: occurrences, articles.
  var table: Int
  /// Key: a group. Counts: articles, tokens.
  var sizes: Int
}
