import Bytes

/// Reads plain text, of which a file is one article.
///
/// Three lines, the third a date that can be read, and a line `---` below them are title, source
/// and date. Otherwise the first line is the title if a blank line follows it, something follows
/// that, and it is no longer than 300 bytes. Otherwise there is no title. All that remains is the
/// body; in it, lines `---` are blank lines, because they separate speakers or sections.
struct TextParser: FormatParser {
  /// The longest first line, in bytes, that is taken for a title.
  private static let longestTitle = 300

  mutating func read(
    _ bytes: Span<UInt8>, _ fields: inout FieldCollector, into article: inout Article
  ) throws(RecordFlaw) {
    var lines = Lines(bytes)
    guard let first = lines.nextFilled() else { return }
    var body = first.lowerBound
    if let head = threeLineHead(bytes, title: first, after: lines.position) {
      article.fill(.title, copying: bytes.extracting(first))
      article.fill(.source, copying: bytes.extracting(head.source))
      article.fill(.date, copying: bytes.extracting(head.date))
      body = head.end
    } else if first.count <= Self.longestTitle, let second = lines.next(),
      bytes.trimmed(second).isEmpty, lines.nextFilled() != nil
    {
      article.fill(.title, copying: bytes.extracting(first))
      body = second.upperBound
    }
    fillBody(from: bytes, after: body, into: &article)
  }

  private func threeLineHead(
    _ bytes: Span<UInt8>, title: Range<Int>, after start: Int
  ) -> (source: Range<Int>, date: Range<Int>, end: Int)? {
    var lines = Lines(bytes, from: start)
    guard let second = lines.next(), let third = lines.next(), let rule = lines.next() else {
      return nil
    }
    let source = bytes.trimmed(second)
    let date = bytes.trimmed(third)
    guard !source.isEmpty, bytes.isRule(rule),
      ArticleDate(written: bytes.extracting(date)) != nil
    else { return nil }
    return (source, date, rule.upperBound)
  }

  private func fillBody(
    from bytes: Span<UInt8>, after start: Int, into article: inout Article
  ) {
    var lines = Lines(bytes, from: start)
    let from = article.bytes.count
    var isEmpty = true
    while let line = lines.next() {
      let isBlank = bytes.isRule(line) || bytes.trimmed(line).isEmpty
      if isEmpty && isBlank { continue }
      if !isEmpty { article.bytes.append(.newline) }
      if !isBlank { article.bytes.append(copying: bytes.extracting(line)) }
      isEmpty = false
    }
    guard !isEmpty else { return }
    article.place(
      slot: Field.body.rawValue, at: article.bytes.span.trimmed(from..<article.bytes.count))
  }
}
