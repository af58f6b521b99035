import Bytes

/// Reads HTML pages, of which each is one article.
struct HTMLParser: FormatParser {
  /// The text of a page is plain when it is taken from its tags.
  var mayHoldMarkup: Bool { false }

  func read(
    _ record: Span<UInt8>, _ fields: inout FieldCollector, into article: inout Article
  ) throws(RecordFlaw) {
    var reader = PageReader()
    guard reader.read(record) else {
      throw RecordFlaw(
        code: "article.unread-markup", description: "there is no memory to read the page; it ends",
        byte: record.count)
    }
    let blocks = PageBlocks(reader.tree)
    let metadata = PageMetadata(
      reader.facts, reader.facts.scripts.flatMap { LinkedArticle.all(in: record, $0) },
      headings: Self.headings(of: blocks))
    let title = metadata.title ?? ""
    let body = Self.body(blocks, metadata)
    for (name, value) in metadata.all {
      Self.settle(name, value, onlyMapped: true, &fields, in: &article)
    }
    let date = metadata.dates.first { ArticleDate(written: Array($0.utf8).span) != nil }
    let conclusions: [(String, String?)] = [
      ("title", title), ("date", date ?? metadata.dates.first), ("source", metadata.source),
      ("author", metadata.author), ("language", metadata.language), ("section", metadata.section),
      ("url", metadata.url), ("body", body),
    ]
    for case (let name, let value?) in conclusions {
      Self.settle(name, value, onlyMapped: false, &fields, in: &article)
    }
    guard article.range(of: .body) == nil else { return }
    throw RecordFlaw(
      code: "article.empty",
      description: "the page has no text of an article, only links and short lines; it ends",
      byte: record.count)
  }

  /// The texts of the page's `h1`, each in one line.
  private static func headings(of blocks: PageBlocks) -> [String] {
    blocks.all.filter { blocks.tree.nodes[$0.node].tag == .h1 }.prefix(mostHeadings).map {
      blocks.string(of: $0).replacing("\n", with: " ")
    }
  }

  private static let mostHeadings = 100

  /// The text of the article: that of the page, or the one in JSON-LD if the page shows less of it,
  /// as when a script writes it.
  private static func body(_ blocks: PageBlocks, _ metadata: PageMetadata) -> String? {
    let text = ArticleExtractor(blocks, titles: metadata.titles).text()
    if let described = metadata.body, DescribedBody(described).isMissing(in: text) {
      return DescribedBody(described).text
    }
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }

  /// Puts `value` into the slots that want the value of `name`, or those that it is mapped to.
  private static func settle(
    _ name: String, _ value: String, onlyMapped: Bool, _ fields: inout FieldCollector,
    in article: inout Article
  ) {
    let rows = fields.tree.matches(Array(name.utf8)).filter { row in
      fields.wants(row) && (fields.tree.rows[row].isExact || !onlyMapped)
    }
    guard !rows.isEmpty else { return }
    let start = article.bytes.count
    article.bytes.append(contentsOf: value.utf8)
    for row in rows { fields.settle(row, at: start..<article.bytes.count, in: &article) }
  }
}
