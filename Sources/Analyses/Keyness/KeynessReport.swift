import Bytes
import Diagnostics
import Glibc
import Partials
import Reports
import Statistics

/// Makes the table of a `keyness` analysis.
struct KeynessReport {
  let reporter: Reporter
  let request: KeynessRequest
  private let counts: Placed<TermCountStatistic>
  private let terms: TermList
  private let measures: [KeynessMeasure]
  private let list: FrequencyList?

  init(
    _ reporter: Reporter, _ counts: Placed<TermCountStatistic>, _ request: KeynessRequest
  ) {
    self.reporter = reporter
    self.request = request
    self.counts = counts
    terms = reporter.terms(ofProfile: counts.profile)
    measures = request.measures.compactMap { KeynessMeasure.named($0) }
    list = if case .list(let list) = request.reference { list } else { nil }
  }

  static func columns(_ request: KeynessRequest) -> [Column] {
    let unit = request.ngrams == 1 ? "tokens" : "\(request.ngrams)-grams"
    return request.groupBy.map {
      Column($0.name, .text, "the \($0.name) of the target")
    } + [
      Column("key", .text, "positive, negative or lock"),
      Column("rank", .integer, "place among the terms of its kind and target, from 1"),
      Column(
        "term", .text,
        request.ngrams == 1 ? "the term" : "the \(request.ngrams) terms, separated by spaces"),
      Column("count", .integer, "a, the occurrences in the target"),
      Column("total", .integer, "n1, the \(unit) of the target"),
      Column("per_million", .number, "occurrences per million \(unit) of the target"),
      Column("reference_count", .integer, "b, the occurrences in the reference"),
      Column("reference_total", .integer, "n2, the \(unit) of the reference"),
      Column("reference_per_million", .number, "occurrences per million \(unit) of the reference"),
      Column("expected", .number, "E1 = n1 (a + b) / (n1 + n2)"),
    ]
      + request.measures.compactMap { KeynessMeasure.named($0) }.map {
        Column($0.id, .number, $0.title)
      } + [
        Column("terms", .integer, "m, the terms compared, for which p-values are corrected"),
        Column("log10_p", .number, "log10 of p, which has no least value"),
        Column("p", .number, "p of `\(request.test.rawValue)`, not corrected"),
      ]
      + request.corrections.filter { $0 != .none }.map {
        Column($0.column, .number, "p, corrected: \($0.rawValue)")
      }
  }

  /// How many comparisons are made in one scan of the counts: each holds its distinct pairs of
  /// counts.
  private var comparisonsAtOnce: Int { min(max(1, reporter.memory >> 23), 16) }

  func write(to table: inout TableWriter) throws(Fault) {
    let (names, tokens) = try groups()
    let comparisons = request.comparisons(
      names: names, tokens: tokens, listTotal: list?.total ?? 0)
    try warnOfMissingValues(names, hasComparisons: !comparisons.isEmpty, to: &table)
    guard !comparisons.isEmpty else { return }
    var counts = try KeynessCounts(
      reporter, self.counts, terms: terms, groups: tokens.count, list: list)
    if let list, counts.commonTerms == 0 {
      table.warn(
        TableWarning(
          "request.missing-value", "no term of the list `\(list.file)` occurs in an article",
          advice: "Its terms must be those that the profile makes.",
          about: ["reference", "file"]))
    }
    for start in stride(from: 0, to: comparisons.count, by: comparisonsAtOnce) {
      let end = min(start + comparisonsAtOnce, comparisons.count)
      let families = try families(of: comparisons[start..<end], &counts)
      var rows = sorters(families.count)
      try sort(families, &counts, into: rows)
      for (place, family) in families.enumerated() {
        let group = family.comparison.name.map { names[$0] } ?? []
        for (number, key) in request.show.enumerated() {
          let sorter = rows[place * request.show.count + number]
          try write(family, key, sorter, counts, group: group, to: &table)
        }
      }
      rows = []
    }
  }

  /// The names and tokens of the groups; one without a name where terms were not counted by group.
  private func groups() throws(Fault) -> (names: [[[UInt8]]], tokens: [UInt64]) {
    guard let place = counts.placement.groups else {
      return ([[]], [reporter.total(counts.placement.items)])
    }
    var tokens: [UInt64] = []
    try reporter.merge.pass(table: place.table).forEach(sorted: true) { (_, values) in
      tokens.append(values[1])
    }
    let dictionary = reporter.merge.dictionaries[place.dictionary]
    var names: [[[UInt8]]] = []
    var name = Buffer<UInt8>()
    for group in tokens.indices {
      try dictionary.read(group, into: &name)
      names.append(name.span.parts(separatedBy: 0))
    }
    return (names, tokens)
  }

  // MARK: Two scans

  private func families(
    of comparisons: ArraySlice<KeynessComparison>, _ counts: inout KeynessCounts
  ) throws(Fault) -> [KeynessFamily] {
    var families = comparisons.map { KeynessFamily($0, request) }
    try counts.forEachTerm { (_, groups, inList) in
      let all = groups.dropLast().reduce(0, &+)
      for place in families.indices {
        let (a, b) = families[place].comparison.counts(groups, all: all, list: inList)
        families[place].add(a, b)
      }
    }
    for place in families.indices { families[place].finish() }
    return families
  }

  /// A sorter for the rows of each family and kind.
  private func sorters(_ families: Int) -> [Box<RecordSorter>] {
    let count = families * request.show.count
    return (0..<count).map {
      Box(
        RecordSorter(
          folder: reporter.folder, name: "keyness-\($0)", memory: reporter.memory / 2 / count,
          limit: request.top))
    }
  }

  private func sort(
    _ families: [KeynessFamily], _ counts: inout KeynessCounts, into rows: [Box<RecordSorter>]
  ) throws(Fault) {
    var key = RowKey()
    try counts.forEachTerm { (term, groups, inList) throws(Fault) in
      let all = groups.dropLast().reduce(0, &+)
      for (place, family) in families.enumerated() {
        let (a, b) = family.comparison.counts(groups, all: all, list: inList)
        guard a + b > 0, let standing = family.standing(a, b),
          let number = request.show.firstIndex(of: standing.key)
        else { continue }
        key.removeAll()
        key.append(falling: standing.rank)
        let counts = family.counts(KeynessFamily.Pair(a: a, b: b))
        // Ties of the rank: the surer difference first, or the more frequent lock word.
        let size = KeynessFamily.logLikelihood?.settled(counts.contingency.logLikelihood)
        key.append(falling: standing.key == .lock ? 0 : size?.magnitude)
        key.append(falling: a + b)
        for number in term { key.append(rising: number) }
        key.append(rising: a)
        key.append(rising: b)
        try rows[place * request.show.count + number].value.add(key.bytes)
      }
    }
  }

  // MARK: Rows

  private func write(
    _ family: KeynessFamily, _ key: KeynessRequest.Kind, _ rows: Box<RecordSorter>,
    _ all: borrowing KeynessCounts, group: [[UInt8]], to table: inout TableWriter
  ) throws(Fault) {
    var rank = 0
    var text = Buffer<UInt8>()
    var reader = all.reader()
    try rows.value.forEach { record throws(Fault) in
      rank += 1
      let pair = KeynessFamily.Pair(
        a: record.number(at: record.count - 16), b: record.number(at: record.count - 8))
      let counts = family.counts(pair)
      try all.read(record, at: 24, by: &reader, into: &text)
      for name in group { table.text(name.span) }
      table.text(key.rawValue)
      table.integer(rank)
      table.text(text.span)
      table.integer(counts.a)
      table.integer(counts.n1)
      table.number(Double(counts.a) * 1e6 / Double(counts.n1))
      table.integer(counts.b)
      table.integer(counts.n2)
      table.number(Double(counts.b) * 1e6 / Double(counts.n2))
      table.number(counts.contingency.expected)
      for measure in measures {
        table.number(measure.settled(measure.score(counts, family.settings)))
      }
      table.integer(family.settings.comparisons)
      let logP = family.logP(pair.a, pair.b, .none)
      // A p of 1 has the logarithm 0, not −0.
      table.number(logP.map { $0 / log(10) + 0 })
      table.number(logP.map { exp($0) })
      for correction in request.corrections where correction != .none {
        table.number(family.logP(pair.a, pair.b, correction).map { exp($0) })
      }
      try table.endRow()
    }
  }
}

extension Correction {
  /// The name of the column of p-values corrected so.
  public var column: String {
    self == .benjaminiHochberg ? "p_bh" : "p_\(rawValue)"
  }
}
