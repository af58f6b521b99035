import Analyses
import Reports

extension TrendRequest {
  static let section = Section<TrendRequest>(
    words: "a trend",
    meaning: "How often a few terms occur in every period, and when they burst.",
    standard: TrendRequest(text: "", terms: []),
    keys: [
      .profile(\.text),
      Key(
        "terms", \.terms,
        .list(of: .text("a query"), orOne: true, atMost: 1000).withoutRepetition().named,
        isRequired: true,
        """
        What is followed: words, phrases, wildcards (`occup*`), alternatives (`oil|gas`) or `/regex/`, \
        on terms as the profile makes them. Each is one series.
        """),
      Key("period", \.period, .cases, "The stretch of time of a row."),
      Key(
        "group_by", \.groupBy,
        .list(of: .dimension, orOne: true, mayBeEmpty: true).withoutRepetition(),
        "What parts the counts besides time, as in a term-frequency analysis."),
      Key("within", \.within, .cases, "The unit that a phrase does not cross."),
      Key(
        "share", \.share, .cases,
        """
        What `share_of_voice` is a share of: all `terms` of this analysis in the same period and group, \
        or all `groups` in the same period.
        """),
      Key(
        "rolling", \.rolling, .whole(1...10_000), standard: "7 days, 4 weeks, 3 months, 3 years",
        "How many periods the rolling mean is of, that of the row being the last."),
      Key(
        "burst", \.burst, Burst.section.shape, standard: "the keys' own",
        "When a period is a burst."),
    ])
}

extension TrendRequest.Burst {
  static let section = Section<TrendRequest.Burst>(
    words: "`burst`", meaning: "When a period of a trend is a burst.",
    standard: TrendRequest.Burst(),
    keys: [
      Key(
        "baseline", \.baseline, .whole(1...10_000),
        standard: "28 days, 13 weeks, 12 months, 5 years",
        "The periods before it, at most so many, that a period is compared with."),
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
          "unknown-value", "a trend follows terms that are named, not all",
          advice: "Name the terms; write `[all]` for the word.")
        return nil
      }
      return read(node, &reader)
    } show: { [show] in
      show($0)
    }
  }
}
