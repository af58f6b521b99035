import Bytes

/// Reads Markdown articles.
///
/// First the head, if there is one (`MarkdownHead`), then the trailer (`MarkdownTrailer`); the URL
/// of a trailer gives id, section and language where nothing else does (`URLParts`). All between is
/// the text (`MarkdownText`). Its title is the head's; without one it is the heading that opens the
/// text, else its first heading of level one. The heading that is the title, or says the same, is
/// no part of the body.
struct MarkdownParser: FormatParser {
  private let keepsCode: Bool
  private var markdown = MarkdownText()

  init(keepsCode: Bool) { self.keepsCode = keepsCode }

  /// Tags and character references are Markdown's own, and gone.
  var mayHoldMarkup: Bool { false }

  mutating func read(
    _ bytes: Span<UInt8>, _ fields: inout FieldCollector, into article: inout Article
  ) throws(RecordFlaw) {
    var head = MarkdownHead(bytes)
    head.read(&fields, into: &article)
    var end = bytes.count
    if let trailer = MarkdownTrailer(in: bytes, from: head.end) {
      end = trailer.start
      readTrailer(trailer, of: bytes, into: &article)
    }
    markdown.read(bytes.extracting(head.end..<end), keepsCode: keepsCode)
    let title = readTitle(into: &article)
    let start = article.bytes.count
    for (index, block) in markdown.blocks.enumerated() where index != title {
      if article.bytes.count > start { article.bytes.append(contentsOf: [.newline, .newline]) }
      article.bytes.append(copying: markdown.bytes.span.extracting(block.range))
    }
    guard article.bytes.count > start else { return }
    article.place(slot: Field.body.rawValue, at: start..<article.bytes.count)
  }

  private mutating func readTrailer(
    _ trailer: MarkdownTrailer, of bytes: Span<UInt8>, into article: inout Article
  ) {
    var values: [(Field, Range<Int>?)] = [(.url, trailer.url)]
    if let url = trailer.url {
      let parts = URLParts(bytes, url)
      values += [(.id, parts.id), (.section, parts.section), (.language, parts.language)]
    }
    for case (let field, let range?) in values where article.range(of: field) == nil {
      article.fill(field, copying: bytes.extracting(range))
    }
    guard let source = trailer.source, article.range(of: .source) == nil else { return }
    markdown.read(bytes.extracting(source), keepsCode: false)
    article.fill(.source, copying: markdown.bytes.span)
  }

  /// Makes sure of the title; answers with the number of the block that repeats or is it.
  private func readTitle(into article: inout Article) -> Int? {
    let blocks = markdown.blocks
    let first = blocks.first.map { $0.level > 0 } ?? false
    if let title = article.range(of: .title) {
      guard first, article.bytes[title] == markdown.bytes[blocks[0].range] else { return nil }
      return 0
    }
    guard let index = first ? 0 : blocks.firstIndex(where: { $0.level == 1 }) else { return nil }
    article.fill(.title, copying: markdown.bytes.span.extracting(blocks[index].range))
    return index
  }
}
