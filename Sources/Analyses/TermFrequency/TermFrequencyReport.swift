import Bytes
import Diagnostics
import Partials
import Reports
import Tokens

/// Makes the table of a `term-frequency` analysis.
struct TermFrequencyReport {
  let reporter: Reporter
  let request: TermFrequencyRequest
  private let profile: Int
  let statistic: TermCountStatistic
  let placement: TermCountPlacement
  /// What the dispersion is made of, if it is asked for.
  let spread: PlacedDispersion?
  let terms: TermList
  let groups: TermList?

  init(
    _ reporter: Reporter, _ counts: Placed<TermCountStatistic>, _ spread: PlacedDispersion?,
    _ request: TermFrequencyRequest
  ) {
    self.reporter = reporter
    self.spread = spread
    self.request = request
    (statistic, placement) = (counts.statistic, counts.placement)
    profile = counts.profile
    terms = reporter.terms(ofProfile: counts.profile)
    groups = placement.groups.map { reporter.merge.dictionaries[$0.dictionary] }
  }

  static func columns(_ request: TermFrequencyRequest) -> [Column] {
    let of = request.groupBy.isEmpty ? "" : " of the group"
    let unit = request.ngrams == 1 ? "tokens" : "\(request.ngrams)-grams"
    return request.groupBy.map {
      Column($0.name, .text, "the \($0.name) of the articles counted in this row")
    } + [
      Column("rank", .integer, "rank by \(request.sort)\(of), from 1; equal values share a rank"),
      Column(
        "term", .text,
        request.ngrams == 1 ? "the term" : "the \(request.ngrams) terms, separated by spaces"),
      Column("count", .integer, "occurrences"),
      Column("per_million", .number, "occurrences per million \(unit)\(of)"),
      Column("articles", .integer, "articles that hold it"),
      Column("article_share", .number, "share of the articles\(of) that hold it, 0 to 1"),
    ] + scoreColumns(request)
  }

  /// What counts are set against: of a group, or of the corpus.
  struct Base {
    var articles: UInt64
    var items: UInt64
  }

  func write(to table: inout TableWriter) throws(Fault) {
    let only = try wantedTerms()
    if request.hasScores {
      try writeScored(only, to: &table)
    } else if groups == nil {
      try writeUngrouped(only, try groupBases()[0], to: &table)
    } else {
      try writeGroups(only, try groupBases(), to: &table)
    }
    if let only { try reporter.warn(ofMissing: only.missing, ofProfile: profile, to: &table) }
  }

  /// Writes the rows of the whole corpus, made and sorted in ranges.
  private func writeUngrouped(
    _ only: WantedTerms?, _ base: Base, to table: inout TableWriter
  ) throws(Fault) {
    let ranges = try reporter.merge.ranges(ofTable: placement.table)
    var sorter = try reporter.sorted(
      ranges, name: "terms", memory: reporter.memory, limit: request.top
    ) { (range, sorter) throws(Fault) in
      var key = RowKey()
      var reader = TermList.Reader(terms)
      try reporter.merge.pass(table: placement.table, firsts: range).forEach(sorted: true) {
        (entry, values) throws(Fault) in
        try add(entry, from: 0, values, only, &key, &reader, to: &sorter)
      }
    }
    try writeRows(&sorter, group: 0, base, to: &table)
  }

  /// Writes the rows of one group after the other.
  private func writeGroups(
    _ only: WantedTerms?, _ bases: [Base], to table: inout TableWriter
  ) throws(Fault) {
    var sorter = newSorter()
    var key = RowKey()
    var reader = TermList.Reader(terms)
    var group: UInt32 = 0
    try reporter.merge.pass(table: placement.table).forEach(sorted: true) {
      (entry, values) throws(Fault) in
      if entry[0] != group {
        try writeRows(&sorter, group: group, bases[Int(group)], to: &table)
        sorter = newSorter()
        group = entry[0]
      }
      try add(entry, from: 1, values, only, &key, &reader, to: &sorter)
    }
    if !bases.isEmpty { try writeRows(&sorter, group: group, bases[Int(group)], to: &table) }
  }

  /// Adds the row of an entry, whose terms are in `entry` from place `first` on, if it is wanted.
  @inline(__always)
  private func add(
    _ entry: TupleKey, from first: Int, _ values: TupleValues, _ only: WantedTerms?,
    _ key: inout RowKey, _ reader: inout TermList.Reader, to sorter: inout RecordSorter
  ) throws(Fault) {
    if let only, !only.takes((0..<statistic.ngrams).map { entry[first + $0] }) { return }
    guard values[0] >= UInt64(request.minCount), values[1] >= UInt64(request.minArticles) else {
      return
    }
    key.removeAll()
    key.append(falling: values[0])
    for place in 0..<statistic.ngrams { key.append(rising: entry[first + place]) }
    key.append(rising: values[1])
    // The text goes along: once rows are ranked, their terms lie anywhere.
    try key.append(rawBy: { (text) throws(Fault) in
      try append(entry, from: first, by: &reader, to: &text)
    })
    try sorter.add(key.bytes)
  }

  private func newSorter() -> RecordSorter {
    RecordSorter(
      folder: reporter.folder, name: "terms", memory: reporter.memory, limit: request.top)
  }

  func groupBases() throws(Fault) -> [Base] {
    guard let place = placement.groups else {
      return [
        Base(articles: reporter.corpusCounts.counted, items: reporter.total(placement.items))
      ]
    }
    var bases: [Base] = []
    try reporter.merge.pass(table: place.table).forEach(sorted: true) { (_, values) in
      bases.append(Base(articles: values[0], items: values[1]))
    }
    return bases
  }

  /// The terms asked for; nil if all are wanted.
  private func wantedTerms() throws(Fault) -> WantedTerms? {
    guard !request.terms.isEmpty else { return nil }
    let asked = request.terms.enumerated().map { place, text in
      AskedTerm(
        text: text, words: text.split(separator: " ").map(String.init),
        subject: ["terms", "\(place)"])
    }
    return try WantedTerms(asked, among: terms)
  }

  private func writeRows(
    _ sorter: inout RecordSorter, group: UInt32, _ base: Base, to table: inout TableWriter
  ) throws(Fault) {
    let names = try names(of: group)
    var row = 0
    var rank = 0
    var last: UInt64 = 0
    let articlesPlace = 8 + 4 * statistic.ngrams
    try sorter.forEach { record throws(Fault) in
      let count = ~record.number(at: 0)
      row += 1
      if count != last { (rank, last) = (row, count) }
      writeCells(
        names, rank: rank, record.extracting((articlesPlace + 8)...), count: count,
        articles: record.number(at: articlesPlace), base, to: &table)
      try table.endRow()
    }
  }

  /// The value of each dimension for a group.
  func names(of group: UInt32) throws(Fault) -> [[UInt8]] {
    guard let groups else { return [] }
    var key = Buffer<UInt8>()
    try groups.read(Int(group), into: &key)
    return key.span.parts(separatedBy: 0)
  }

  /// Appends the terms numbered in `key` from place `first` on, with blanks between them.
  func append(
    _ key: TupleKey, from first: Int = 0, by reader: inout TermList.Reader,
    to text: inout Buffer<UInt8>
  ) throws(Fault) {
    for place in first..<first + statistic.ngrams {
      if place > first { text.append(0x20) }
      try reader.append(Int(key[place]), to: &text)
    }
  }

  /// Writes the cells that every row has.
  func writeCells(
    _ names: [[UInt8]], rank: Int, _ text: Span<UInt8>, count: UInt64, articles: UInt64,
    _ base: Base, to table: inout TableWriter
  ) {
    for name in names { table.text(name.span) }
    table.integer(rank)
    table.text(text)
    table.integer(count)
    table.number(base.items > 0 ? Double(count) * 1e6 / Double(base.items) : nil)
    table.integer(articles)
    table.number(base.articles > 0 ? Double(articles) / Double(base.articles) : nil)
  }
}
