import Bytes

extension RecordParser {
  /// Resolves the HTML of title and body, if the record holds any; false if it could not be read.
  ///
  /// One of the two decides for both: if the body is HTML, so is the title. Where the HTML is only
  /// references, and the resolved text begins as HTML does, a page was escaped as the text of
  /// another, and is resolved once more.
  mutating func resolveMarkup(in article: inout Article) -> Bool {
    guard options.markup != .none else { return true }
    var level = level(of: article)
    if options.markup == .html { level = .tags }
    article.markup = level
    if level == .none { return true }
    guard resolve(level, in: &article) else { return false }
    guard level == .references, let body = article.range(of: .body),
      article.bytes.span.trimmed(body).first.map({ article.bytes[$0] }) == UInt8(ascii: "<"),
      self.level(of: article) == .tags
    else { return true }
    article.markup = .tags
    return resolve(.tags, in: &article)
  }

  private func level(of article: borrowing Article) -> MarkupLevel {
    var level = MarkupLevel.none
    for field in [Field.title, .body] {
      guard let range = article.range(of: field), level < .tags else { continue }
      level = max(level, MarkupLevel(of: article.bytes.span.extracting(range)))
    }
    return level
  }

  private mutating func resolve(_ level: MarkupLevel, in article: inout Article) -> Bool {
    for field in [Field.title, .body] {
      guard let range = article.range(of: field) else { continue }
      guard resolve(article.bytes.span.extracting(range), level) else { return false }
      let start = article.bytes.count
      article.bytes.append(contentsOf: scratch)
      let end = article.bytes.count
      let trimmed = article.trimmed(start..<end)
      let place = field == .body ? start..<end : trimmed
      article.place(slot: field.rawValue, at: trimmed.isEmpty ? nil : place)
    }
    return true
  }

  /// Makes `scratch` the plain form of `text`; false if it could not be read.
  private mutating func resolve(_ text: Span<UInt8>, _ level: MarkupLevel) -> Bool {
    var plain: [UInt8] = []
    swap(&plain, &scratch)
    plain.removeAll(keepingCapacity: true)
    var isRead = true
    if level == .references {
      MarkupText.appendResolved(text, to: &plain)
    } else {
      isRead = markup.append(text, to: &plain, isPage: options.markup == .html)
    }
    swap(&plain, &scratch)
    return isRead
  }
}

extension Article {
  /// `range` without the blanks at its ends.
  fileprivate func trimmed(_ range: Range<Int>) -> Range<Int> { bytes.span.trimmed(range) }
}
