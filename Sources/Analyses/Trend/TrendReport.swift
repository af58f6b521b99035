import Articles
import Bytes
import Diagnostics
import Partials
import Reports
import Statistics

/// Makes the table of a `trend` analysis: for every term and group a row for each period from the
/// first of the corpus to the last, whether or not there are articles.
struct TrendReport {
  private let reporter: Reporter
  private let request: TrendRequest
  private let profile: Int
  private let placement: TrendPlacement

  init(_ reporter: Reporter, _ counts: Placed<TrendStatistic>, _ request: TrendRequest) {
    self.reporter = reporter
    self.request = request
    placement = counts.placement
    profile = counts.profile
  }

  static func columns(_ request: TrendRequest) -> [Column] {
    let period = request.period.rawValue
    let (rolling, baseline) = (request.resolvedRolling, request.resolvedBaseline)
    let whole = request.share == .terms ? "all terms here" : "all groups of this \(period)"
    return [Column("term", .text, "the query")]
      + request.groupBy.map { Column($0.name, .text, "the \($0.name) of the articles") } + [
        Column(period, .text, "the \(period); (none) for articles without one"),
        Column("count", .integer, "occurrences"),
        Column("per_million", .number, "occurrences per million tokens of this row"),
        Column("articles", .integer, "articles that hold it"),
        Column("article_share", .number, "the share of such articles in this row, 0 to 1"),
        Column("all_articles", .integer, "all articles of this row"),
        Column("all_tokens", .integer, "all kept tokens of this row"),
        Column("share_of_voice", .number, "share of the count among \(whole), 0 to 1"),
        Column("rolling_count", .number, "mean count of \(rolling) periods, this the last"),
        Column("rolling_per_million", .number, "occurrences per million tokens of all these"),
        Column("expected", .number, "count at the rate of up to \(baseline) periods before"),
        Column("p_value", .number, "P(X ≥ count) at that rate: conditional test, one-sided"),
        Column(
          "burst", .integer,
          "1 where p_value ≤ \(request.burst.level) and count ≥ \(request.burst.minCount), else 0"),
      ]
  }

  private struct Cell {
    var count: UInt64 = 0
    var articles: UInt64 = 0
  }

  /// One group of articles in one period.
  private struct Period {
    var articles: UInt64 = 0
    var tokens: UInt64 = 0
    var cells: [Cell]
  }

  /// What a group has in each period; under nil, what is in none.
  private typealias Series = [Int?: Period]

  func write(to table: inout TableWriter) throws(Fault) {
    let (names, allSeries) = try read()
    let numbers = allSeries.flatMap { $0.keys.compactMap { $0 } }
    var periods: [Int?] = []
    if let first = numbers.min(), let last = numbers.max() { periods = Array(first...last) }
    if allSeries.contains(where: { $0[nil] != nil }) { periods.append(nil) }
    for term in request.terms.indices {
      for (name, series) in zip(names, allSeries) {
        try write(term, name, series, allSeries, periods, to: &table)
      }
    }
    try warnOfMissingTerms(allSeries, to: &table)
  }

  private func warnOfMissingTerms(
    _ allSeries: [Series], to table: inout TableWriter
  ) throws(Fault) {
    var missing: [AskedTerm] = []
    for (term, query) in request.terms.enumerated() {
      guard !allSeries.contains(where: { $0.values.contains { $0.cells[term].count > 0 } }) else {
        continue
      }
      let profile = reporter.plan.textProfile(profile)
      let words = try TokenQuery(query, segmentation: profile.segmentation).words
      missing.append(AskedTerm(text: query, words: words, subject: ["terms", "\(term)"]))
    }
    try reporter.warn(ofMissing: missing, ofProfile: profile, to: &table)
  }

  /// The groups besides time, in byte order, and the series of each.
  private func read() throws(Fault) -> (names: [[[UInt8]]], allSeries: [Series]) {
    let groups = reporter.merge.dictionaries[placement.groups]
    var places: [[UInt8]: Int] = [:]
    var (names, allSeries): ([[[UInt8]]], [Series]) = ([], [])
    // Where each merged group belongs.
    var homes: [(series: Int, period: Int?)] = []
    var key = Buffer<UInt8>()
    for group in 0..<groups.count {
      try groups.read(group, into: &key)
      let parts = key.span.parts(separatedBy: 0)
      let name = Array(parts.dropFirst())
      let joined = Array(name.joined(separator: [0]))
      let place = places[joined] ?? allSeries.count
      if place == allSeries.count {
        places[joined] = place
        names.append(name)
        allSeries.append([:])
      }
      homes.append((place, request.period.number(ofKey: parts[0])))
    }
    let empty = Period(cells: [Cell](repeating: Cell(), count: request.terms.count))
    try reporter.merge.pass(table: placement.sizes).forEach(sorted: true) { (key, values) in
      let (series, period) = homes[Int(key[0])]
      allSeries[series][period, default: empty].articles = values[0]
      allSeries[series][period, default: empty].tokens = values[1]
    }
    try reporter.merge.pass(table: placement.table).forEach(sorted: true) { (key, values) in
      let (series, period) = homes[Int(key[0])]
      allSeries[series][period, default: empty].cells[Int(key[1])] =
        Cell(count: values[0], articles: values[1])
    }
    let order = names.indices.sorted {
      names[$0].joined(separator: [0]).lexicographicallyPrecedes(names[$1].joined(separator: [0]))
    }
    return (order.map { names[$0] }, order.map { allSeries[$0] })
  }

  private func write(
    _ term: Int, _ name: [[UInt8]], _ series: Series, _ allSeries: [Series], _ periods: [Int?],
    to table: inout TableWriter
  ) throws(Fault) {
    let numbers = periods.compactMap { $0 }
    let counts = RunningSums(numbers.map { series[$0]?.cells[term].count ?? 0 })
    let tokens = RunningSums(numbers.map { series[$0]?.tokens ?? 0 })
    for (row, number) in periods.enumerated() {
      let period = series[number]
      // A group that is always dated has no row without a period.
      if number == nil, period == nil { continue }
      let cell = period?.cells[term] ?? Cell()
      let (all, size) = (period?.articles ?? 0, period?.tokens ?? 0)
      table.text(request.terms[term])
      for part in name { table.text(part.span) }
      let key = number.map(request.period.key(ofNumber:)) ?? TrendReport.noPeriod
      table.text(key.span)
      table.integer(cell.count)
      table.number(ratio(cell.count, size, times: 1e6))
      table.integer(cell.articles)
      table.number(ratio(cell.articles, all))
      table.integer(all)
      table.integer(size)
      table.number(ratio(cell.count, whole(of: term, at: number, series, allSeries)))
      writeMovement(row, of: number == nil ? nil : counts, tokens, to: &table)
      try table.endRow()
    }
  }

  private static let noPeriod = Array("\(ArticleDate.noGroup)".utf8)

  private func ratio(_ part: UInt64, _ whole: UInt64, times unit: Double = 1) -> Double? {
    whole > 0 ? Double(part) * unit / Double(whole) : nil
  }

  /// What the share of voice is a share of.
  private func whole(
    of term: Int, at number: Int?, _ series: Series, _ allSeries: [Series]
  ) -> UInt64 {
    switch request.share {
    case .terms: series[number]?.cells.reduce(0) { $0 + $1.count } ?? 0
    case .groups: allSeries.reduce(0) { $0 + ($1[number]?.cells[term].count ?? 0) }
    }
  }

  /// Writes the rolling mean and the burst of period `row`; empty cells without `counts`.
  private func writeMovement(
    _ row: Int, of counts: RunningSums?, _ tokens: RunningSums, to table: inout TableWriter
  ) {
    guard let counts else {
      for _ in 0..<5 { table.empty() }
      return
    }
    let rolling = request.resolvedRolling
    if row + 1 >= rolling {
      let count = counts.sum(of: rolling, endingBefore: row + 1)
      table.number(Double(count) / Double(rolling))
      table.number(ratio(count, tokens.sum(of: rolling, endingBefore: row + 1), times: 1e6))
    } else {
      table.empty()
      table.empty()
    }
    let count = counts.sum(of: 1, endingBefore: row + 1)
    let baseline = min(request.resolvedBaseline, row)
    let comparison = RateComparison(
      count: count, of: tokens.sum(of: 1, endingBefore: row + 1),
      against: counts.sum(of: baseline, endingBefore: row),
      of: tokens.sum(of: baseline, endingBefore: row))
    let probability = comparison?.upperTail
    table.number(comparison?.expected)
    table.number(probability)
    if let probability {
      let isBurst = probability <= request.burst.level && count >= UInt64(request.burst.minCount)
      table.integer(isBurst ? 1 : 0)
    } else {
      table.empty()
    }
  }
}

/// Sums of neighbouring numbers.
private struct RunningSums {
  private let sums: [UInt64]

  init(_ numbers: [UInt64]) {
    var sums: [UInt64] = [0]
    for number in numbers { sums.append(sums[sums.count - 1] + number) }
    self.sums = sums
  }

  /// The sum of `count` numbers, the last of which is that before `end`.
  func sum(of count: Int, endingBefore end: Int) -> UInt64 { sums[end] - sums[end - count] }
}
