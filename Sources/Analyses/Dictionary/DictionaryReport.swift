import Articles
import Bytes
import Diagnostics
import Partials
import Reports

/// Makes the table of a `dictionary` analysis.
struct DictionaryReport {
  private let reporter: Reporter
  private let request: DictionaryRequest
  private let placement: DictionaryPlacement

  init(
    _ reporter: Reporter, _ placement: DictionaryPlacement, _ request: DictionaryRequest
  ) {
    self.reporter = reporter
    self.request = request
    self.placement = placement
  }

  static func columns(_ request: DictionaryRequest) -> [Column] {
    let category = Column("category", .text, "the category with the categories around it: a/b")
    if request.per == .article {
      return [
        Column("id", .text, "the article's id, or its key where it has none"),
        Column("date", .text, "the article's date, ISO 8601"),
        Column("source", .text, "the article's source"),
        category,
        Column("count", .integer, "occurrences of the category"),
        Column("tokens", .integer, "tokens of the article"),
        Column("share", .number, "occurrences per token, 0 to 1"),
      ]
    }
    let of = request.groupBy.isEmpty ? "" : " of the group"
    return request.groupBy.map {
      Column($0.name, .text, "the \($0.name) of the articles counted in this row")
    } + [
      category,
      Column("count", .integer, "occurrences of the category"),
      Column("tokens", .integer, "tokens\(of)"),
      Column("share", .number, "occurrences per token\(of), 0 to 1"),
      Column("articles", .integer, "articles that hold the category"),
      Column("article_share", .number, "share of the articles\(of) that hold it, 0 to 1"),
    ]
  }

  /// What the heading says of the dictionary.
  static func summary(
    _ dictionary: CategoryDictionary, _ statistic: DictionaryStatistic
  ) -> JSONValue {
    [
      "categories": .integer(dictionary.categories.count),
      "patterns": .integer(dictionary.patterns.count),
      "unmatchable_patterns": .integer(statistic.compiled.unmatchable),
      "digest": .string(statistic.digest),
    ]
  }

  func write(to table: inout TableWriter) throws(Fault) {
    switch placement {
    case .groups(let place): try writeGroups(place, to: &table)
    case .articles(let lines): try writeArticles(lines, to: &table)
    }
  }

  private var paths: [String] { request.dictionary.categories.map(\.path) }

  // MARK: Groups

  /// The counts of one group, by category.
  private struct GroupCounts {
    var counts: [UInt64]
    var articles: [UInt64]

    init(categories: Int) {
      counts = Array(repeating: 0, count: categories)
      articles = counts
    }
  }

  private func writeGroups(
    _ place: DictionaryPlacement.Groups, to table: inout TableWriter
  ) throws(Fault) {
    var bases: [(articles: UInt64, tokens: UInt64)] = []
    try reporter.merge.pass(table: place.bases).forEach(sorted: true) { (_, values) in
      bases.append((values[0], values[1]))
    }
    let paths = paths
    let bytes = paths.map { Array($0.utf8) }
    // Segments number categories in the order of their bytes.
    let order = bytes.indices.sorted { bytes[$0].lexicographicallyPrecedes(bytes[$1]) }
    var group = 0
    var counts = GroupCounts(categories: paths.count)
    var isAnyFound = false
    try reporter.merge.pass(table: place.counts).forEach(sorted: true) {
      (key, values) throws(Fault) in
      while group < key[0] {
        try write(place, group, bases[group], counts, paths, to: &table)
        counts = GroupCounts(categories: paths.count)
        group += 1
      }
      isAnyFound = true
      let category = order[Int(key[1])]
      (counts.counts[category], counts.articles[category]) = (values[0], values[1])
    }
    while group < bases.count {
      try write(place, group, bases[group], counts, paths, to: &table)
      counts = GroupCounts(categories: paths.count)
      group += 1
    }
    if !isAnyFound, table.rows > 0 {
      table.warn(
        TableWarning(
          "request.missing-term",
          "no pattern of the dictionary `\(request.dictionary.file)` occurs",
          about: ["file"]))
    }
  }

  private func write(
    _ place: DictionaryPlacement.Groups, _ group: Int, _ base: (articles: UInt64, tokens: UInt64),
    _ counts: GroupCounts, _ paths: [String], to table: inout TableWriter
  ) throws(Fault) {
    var name = Buffer<UInt8>()
    try reporter.merge.dictionaries[place.names].read(group, into: &name)
    let names = request.groupBy.isEmpty ? [] : name.span.parts(separatedBy: 0)
    for (category, path) in paths.enumerated() {
      let (count, articles) = (counts.counts[category], counts.articles[category])
      guard count > 0 || request.showsZeros else { continue }
      for name in names { table.text(name.span) }
      table.text(path)
      table.integer(count)
      table.integer(base.tokens)
      table.number(base.tokens > 0 ? Double(count) / Double(base.tokens) : nil)
      table.integer(articles)
      table.number(Double(articles) / Double(base.articles))
      try table.endRow()
    }
  }

  // MARK: Articles

  /// Articles come by date, then source, id and key.
  private func writeArticles(_ lines: Int, to table: inout TableWriter) throws(Fault) {
    var sorter = RecordSorter(
      folder: reporter.folder, name: "articles", memory: reporter.memory, limit: nil)
    var key = RowKey()
    try reporter.merge.forEachLine(lines) { (lineKey, text) throws(Fault) in
      guard let line = DictionaryLine(text) else { throw damaged }
      key.removeAll()
      for value in [line.date, line.source, line.id] { key.append(text: value) }
      let length = key.bytes.count
      key.append(rising: lineKey.high)
      key.append(rising: lineKey.low)
      key.append(raw: text)
      // The length of what the line follows comes last.
      key.append(rising: UInt64(length))
      try sorter.add(key.bytes)
      return true
    }
    let paths = paths
    try sorter.forEach { record throws(Fault) in
      let start = Int(record.number(at: record.count - 8))
      let key = record.extracting(start..<start + 16)
      guard let line = DictionaryLine(record.extracting(start + 16..<record.count - 8)) else {
        throw damaged
      }
      let id = line.id.isEmpty ? Array(hex(key.indices.map { key[$0] }).utf8) : line.id
      var counts = line.counts[...]
      for (category, path) in paths.enumerated() {
        var count: UInt64 = 0
        if let next = counts.first, next.category == category {
          count = next.count
          counts.removeFirst()
        }
        guard count > 0 || request.showsZeros else { continue }
        for value in [id, line.date, line.source] { table.text(value.span) }
        table.text(path)
        table.integer(count)
        table.integer(line.tokens)
        table.number(line.tokens > 0 ? Double(count) / Double(line.tokens) : nil)
        try table.endRow()
      }
    }
  }

  private var damaged: Fault {
    Fault("run.damaged", "a line of an article among the counts is damaged", exit: .bug)
  }
}

/// The counts of one article as segments hold them.
struct DictionaryLine {
  /// The fields that a line repeats, in order.
  static let metadata: [Field] = [.id, .date, .source]

  var id: [UInt8] = []
  var date: [UInt8] = []
  var source: [UInt8] = []
  var tokens: UInt64 = 0
  /// The categories that occur, by their places in the dictionary, ascending.
  var counts: [(category: Int, count: UInt64)] = []

  /// Reads a line; nil if it is damaged.
  init?(_ bytes: Span<UInt8>) {
    var place = 0
    var values: [[UInt8]] = []
    for _ in DictionaryLine.metadata {
      guard let length = bytes.readVarint(&place), length <= bytes.count - place else { return nil }
      values.append((place..<place + Int(length)).map { bytes[$0] })
      place += Int(length)
    }
    (id, date, source) = (values[0], values[1], values[2])
    guard let tokens = bytes.readVarint(&place) else { return nil }
    self.tokens = tokens
    while place < bytes.count {
      guard let category = bytes.readVarint(&place), let count = bytes.readVarint(&place) else {
        return nil
      }
      counts.append((Int(category), count))
    }
  }
}
