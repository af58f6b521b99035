import Bytes

/// Recognises pages by how they begin, as opposed to parts of pages and to texts with tags in them.
///
/// It is asked before all formats, for a page may hold JSON, and more of it than of text.
enum PageSignature: FormatSignature {
  static func finding(in sample: TextSample) -> FormatFinding? {
    isPage(sample) ? .format(.html) : nil
  }

  /// None: that of pages is `HTMLFormat`.
  static var formats: [Format] { [] }

  /// Whether `sample` begins as a page does: with a declaration of HTML or one of the elements that
  /// only a page has, behind comments, behind the declaration of XML, or behind the head of a
  /// server's answer. In a file that is called a page, any element of HTML will do.
  static func isPage(_ sample: TextSample) -> Bool {
    let bytes = sample.text.span
    let isNamed = ["html", "htm", "xhtml", "shtml"].contains(sample.fileExtension)
    var scanner = HTMLTagScanner(bytes)
    var index = endOfAnswer(bytes, from: sample.first - sample.text.startIndex)
    while true {
      while index < bytes.count, bytes[index].isWhitespace { index += 1 }
      guard index < bytes.count, bytes[index] == UInt8(ascii: "<") else { return false }
      let word = bytes.extracting(index + 1..<min(index + 20, bytes.count))
      if word.hasFolded("!doctype", at: 0) { return isHTML(bytes, declaredAt: index) }
      guard let tag = scanner.tag(at: index) else { return false }
      switch tag {
      // What the sample ends in shows nothing.
      case .comment where scanner.position == bytes.count: return isNamed
      case .comment: break
      case .close: return isNamed
      case .open(let name, _):
        switch PageTag.named(name) {
        case .html, .head, .body: return true
        case let tag: return isNamed && (tag != nil || HTMLElement.role(of: name) != nil)
        }
      }
      index = scanner.position
    }
  }

  private static func isHTML(_ bytes: Span<UInt8>, declaredAt index: Int) -> Bool {
    var index = index + "<!doctype".utf8.count
    while index < bytes.count, bytes[index].isWhitespace { index += 1 }
    return bytes.hasFolded("html", at: index)
  }

  /// Where what a server answers begins behind the head of its answer.
  private static func endOfAnswer(_ bytes: Span<UInt8>, from start: Int) -> Int {
    guard bytes.has("HTTP/", at: start) else { return start }
    var lines = Lines(bytes, from: start)
    while let line = lines.next() {
      if line.isEmpty { return lines.position }
    }
    return start
  }
}
