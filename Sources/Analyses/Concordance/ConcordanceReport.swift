import Articles
import Bytes
import Diagnostics
import Partials
import Reports
import Tokens

/// Makes the table of a `concordance` analysis.
struct ConcordanceReport {
  private let reporter: Reporter
  private let request: ConcordanceRequest
  private let profile: Int
  private let placement: ConcordancePlacement
  private let folding: TypeFolding

  init(
    _ reporter: Reporter, _ counts: Placed<ConcordanceStatistic>, _ request: ConcordanceRequest
  ) {
    self.reporter = reporter
    self.request = request
    placement = counts.placement
    profile = counts.profile
    folding = TypeFolding(TextProfile())
  }

  static let columns = [
    Column("line", .integer, "place in the table, from 1"),
    Column("left", .text, "the context before the node, as it stands", flushRight: true),
    Column("node", .text, "what was found, as it stands"),
    Column("right", .text, "the context after the node, as it stands"),
    Column("id", .text, "the article's id, or its key where it has none"),
    Column("title", .text, "the article's title"),
    Column("date", .text, "the article's date, ISO 8601"),
    Column("source", .text, "the article's source"),
    Column("url", .text, "the article's address"),
    Column("field", .text, "the field that holds the node: title or body"),
    Column("offset", .integer, "where the node begins in that field, in bytes of UTF-8"),
  ]

  /// Selects the lines, joins each with its article, sorts them and writes them.
  ///
  /// All in a bound of memory: lines are sorted on disk where they do not fit, first by their
  /// articles, which are in the same order in the merge, then as the table has them.
  func write(to table: inout TableWriter) throws(Fault) {
    var byArticle = RecordSorter(
      folder: reporter.folder, name: "lines-by-article", memory: reporter.memory / 4)
    try select(into: &byArticle)
    var sorted = RecordSorter(
      folder: reporter.folder, name: "lines", memory: reporter.memory / 2)
    var articles = ByteStore(folder: reporter.folder, memory: reporter.memory / 4)
    try join(&byArticle, &articles, into: &sorted)
    var number = 0
    let article = SortedArticle()
    try sorted.forEach { record throws(Fault) in
      let line = SortedLine(record)
      try article.move(to: line.article, in: articles)
      number += 1
      write(line, record, article, number, to: &table)
      try table.endRow()
    }
    if number == 0 { try warnOfMissingWords(to: &table) }
  }

  /// Where nothing was found: which words of the query no article has, as far as other analyses
  /// have made terms of the same profile.
  private func warnOfMissingWords(to table: inout TableWriter) throws(Fault) {
    let text = reporter.plan.textProfile(profile)
    let terms = reporter.terms(ofProfile: profile)
    let query = try TokenQuery(request.query, segmentation: text.segmentation)
    var transform = try TypeTransform(text)
    var missing: [AskedTerm] = []
    for word in query.words {
      var term: [UInt8] = []
      guard transform.term(for: word.utf8Span.span, marks: [], into: &term) == nil,
        try terms.number(of: term.span) == nil
      else { continue }
      missing.append(
        AskedTerm(
          text: word, words: [String(decoding: term, as: UTF8.self)], subject: ["query"]))
    }
    try reporter.warn(ofMissing: missing, ofProfile: profile, to: &table)
  }

  /// Lines are in the order of their sampling keys, so the first ones are the sample.
  private func select(into sorter: inout RecordSorter) throws(Fault) {
    var left = request.limit ?? Int.max
    try reporter.merge.forEachLine(placement.lines) { (_, text) throws(Fault) in
      guard left > 0 else { return false }
      left -= 1
      guard text.count > ConcordanceLine.keyLength else { throw ConcordanceLine.damaged }
      // A line begins with its article key.
      try sorter.add(text)
      return true
    }
  }

  private func join(
    _ lines: inout RecordSorter, _ articles: inout ByteStore, into sorted: inout RecordSorter
  ) throws(Fault) {
    var lookup = try reporter.merge.lookup(lines: placement.articles)
    let article = SortedArticle()
    var key = RowKey()
    try lines.forEach { record throws(Fault) in
      let articleKey = LineKey(high: record.number(at: 0), low: record.number(at: 8))
      try article.move(to: articleKey, &lookup, &articles)
      guard let line = ConcordanceLine(record, context: request.context) else {
        throw ConcordanceLine.damaged
      }
      key.removeAll()
      appendSortKeys(of: line, article, to: &key)
      SortedLine.append(line, record, article.place, to: &key)
      try sorted.add(key.bytes)
    }
  }

  private func appendSortKeys(
    of line: ConcordanceLine, _ article: SortedArticle, to key: inout RowKey
  ) {
    for sortKey in request.sort {
      switch sortKey {
      case .left(let distance): key.append(text: token(line.leftCount - distance, of: line))
      case .right(let distance):
        key.append(text: token(line.leftCount + line.nodeCount + distance - 1, of: line))
      case .node:
        let tokens = line.leftCount..<line.leftCount + line.nodeCount
        key.append(text: tokens.map { token($0, of: line) }.reduce([]) { $0 + $1 + [0x20] })
      case .date: key.append(text: article.value(of: .date))
      case .source: key.append(text: article.value(of: .source))
      }
    }
  }

  /// A token's folded form; nothing beyond the context.
  private func token(_ place: Int, of line: ConcordanceLine) -> [UInt8] {
    guard line.tokens.indices.contains(place) else { return [] }
    let raw = Array(line.text[line.tokens[place]])
    var folded: [UInt8] = []
    folding.fold(raw.span, into: &folded)
    return folded
  }

  private func write(
    _ line: SortedLine, _ record: Span<UInt8>, _ article: SortedArticle, _ number: Int,
    to table: inout TableWriter
  ) {
    table.integer(number)
    table.text(blanksCollapsed(record.extracting(line.left)).span)
    table.text(blanksCollapsed(record.extracting(line.node)).span)
    table.text(blanksCollapsed(record.extracting(line.right)).span)
    let id = article.value(of: .id)
    if id.isEmpty { table.text(hex(line.articleKey)) } else { table.text(id.span) }
    for field in ConcordanceArticle.fields.dropFirst() {
      let value = article.value(of: field)
      table.text(value.span)
    }
    table.text(Field(rawValue: line.slot)?.name ?? "")
    table.integer(line.offset)
  }

  /// The text with every run of white space as one blank, none at the edges.
  private func blanksCollapsed(_ text: Span<UInt8>) -> [UInt8] {
    var collapsed: [UInt8] = []
    collapsed.reserveCapacity(text.count)
    for place in text.indices {
      let byte = text[place]
      let isBlank = byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
      if !isBlank {
        collapsed.append(byte)
      } else if let last = collapsed.last, last != 0x20 {
        collapsed.append(0x20)
      }
    }
    if collapsed.last == 0x20 { collapsed.removeLast() }
    return collapsed
  }
}
