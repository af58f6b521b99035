import Bytes

extension MarkupLevel {
  /// What of HTML `text` certainly holds.
  ///
  /// A tag is certain if HTML has the element and it is used as tags are: a start tag with its end
  /// tag, or with an attribute that has a value; a break; a paragraph, an item or a cell without an
  /// end tag that opens the text or comes again. So is a comment. A reference is certain if its
  /// name is one of HTML's and it ends in a semicolon. `a < b`, `x<y`, `AT&T` and `<3` are neither.
  init(of text: Span<UInt8>) {
    self = .none
    var scanner = MarkupScanner(text)
    var open: Set<HTMLReader.ElementName> = []
    // Most texts hold neither mark: two looks at memory speed are all that they cost.
    var bracket = text.firstIndex(of: UInt8(ascii: "<")) ?? text.count
    var ampersand = text.firstIndex(of: UInt8(ascii: "&")) ?? text.count
    var index = 0
    while true {
      if bracket < index {
        bracket = text.firstIndex(of: UInt8(ascii: "<"), from: index) ?? text.count
      }
      if ampersand < index {
        ampersand =
          self == .none
          ? text.firstIndex(of: UInt8(ascii: "&"), from: index) ?? text.count : text.count
      }
      let mark = min(bracket, ampersand)
      guard mark < text.count else { return }
      index = mark + 1
      if mark == ampersand {
        if self == .none, Entities.decode(text, at: mark) != nil { self = .references }
        continue
      }
      guard let tag = scanner.tag(at: mark) else { continue }
      let name = scanner.elementName(tag.name)
      switch tag.kind {
      case .comment, .data:
        self = .tags
      case .declaration, .instruction: break
      case .open:
        guard HTMLElement.role(of: name) != nil else { continue }
        let opens = text.trimmed(0..<mark).isEmpty
        let isKnown = !open.insert(name).inserted
        if tag.hasValue || HTMLElement.role(of: name) == .lineBreak
          || HTMLElement.isVoid(name) && tag.isClosed
          || HTMLElement.mayStayOpen(name) && (opens || isKnown)
          || name == HTMLElement.rule
        {
          self = .tags
        }
      case .close:
        if open.contains(name) { self = .tags }
      }
      if self == .tags { return }
      index = tag.end
    }
  }
}

extension HTMLElement {
  static let rule = HTMLReader.ElementName(element: "hr".utf8)
}
