import Reports
import Settings

extension TrendRequest {
  /// The keys of `burst`.
  public static var parts: [ReferenceTable] { [ReferenceTable(Burst.section, of: section)] }

  /// The keys of the analysis in a pipeline.
  public static let section = Section<TrendRequest>(
    words: "a trend",
    meaning: "The frequency of a few terms over time, with bursts.",
    standard: TrendRequest(text: "", terms: []),
    keys: [
      .profile(\.text),
      Key(
        "terms", \.terms,
        .list(of: .text("a query"), orOne: true, atMost: 1000).withoutRepetition().named,
        isRequired: true,
        """
        The queries: words, phrases, wildcards (`occup*`), alternatives (`oil|gas`) or `/regex/`, \
        matched against terms as the profile forms them. Each is one series.
        """),
      Key("period", \.period, .cases, "The period of a row."),
      Key(
        "group_by", \.groupBy,
        .list(of: .dimension, orOne: true, mayBeEmpty: true).withoutRepetition(),
        "Further dimensions by which to count separately, as in term-frequency."),
      Key("within", \.within, .cases, "The boundary that a phrase may not cross."),
      Key(
        "share", \.share, .cases,
        """
        The whole of `share_of_voice`: all `terms` of this analysis in the same period and \
        group, or all `groups` in the same period.
        """),
      Key(
        "rolling", \.rolling, .whole(1...10_000), standard: "7 days, 4 weeks, 3 months, 3 years",
        "The number of periods of the rolling mean, which ends with the period of the row."),
      Key(
        "burst", \.burst, Burst.section.shape, standard: "the keys' own",
        "The conditions for a burst."),
    ])
}

extension TrendRequest.Burst {
  static let section = Section<TrendRequest.Burst>(
    words: "`burst`", meaning: "The conditions for a burst.",
    standard: TrendRequest.Burst(),
    keys: [
      Key(
        "baseline", \.baseline, .whole(1...10_000),
        standard: "28 days, 13 weeks, 12 months, 5 years",
        "The largest number of earlier periods to compare a period with."),
      Key("level", \.level, .share, "The largest p-value."),
      Key("min_count", \.minCount, .whole(1...Int.max), "The smallest count."),
    ])
}

extension Shape<[String]> {
  /// The list, but not `all` alone, which elsewhere means no restriction.
  fileprivate var named: Shape {
    Shape(words: words, schema: schema) { [read] node, reader in
      guard node.text != "all" else {
        reader.report(
          "unknown-value", "a trend needs a list of terms, not `all`",
          advice: "List the terms; write `[all]` for the word.")
        return nil
      }
      return read(node, &reader)
    } show: { [show] in
      show($0)
    }
  }
}
