import Bytes

/// The text of a record, as it is met: white space is one space, one line end where it has one, and
/// the end of a paragraph where it has more.
struct XMLText: Sendable {
  private(set) var bytes: [UInt8] = []
  /// What separates the next character from the last.
  private var gap = Gap.none
  private var indentsParagraphs = false

  private enum Gap: Int, Comparable {
    case none, space, line, paragraph

    static func < (a: Gap, b: Gap) -> Bool { a.rawValue < b.rawValue }
  }

  mutating func begin(indentsParagraphs: Bool) { self.indentsParagraphs = indentsParagraphs }

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    gap = .none
  }

  /// Ends the line, if it has begun.
  mutating func breakLine() { gap = max(gap, .line) }

  /// Ends the paragraph, if it has begun.
  mutating func breakParagraph() { gap = .paragraph }

  /// Appends `text`, its references decoded if `decoding`.
  mutating func append(_ text: Span<UInt8>, decoding: Bool) {
    var index = 0
    while index < text.count {
      if text[index].isBlank {
        index = passBlanks(text, from: index)
        continue
      }
      closeGap()
      var end = index
      while end < text.count, !text[end].isBlank { end += 1 }
      if decoding {
        let start = bytes.count
        MarkupText.appendResolved(text.extracting(index..<end), to: &bytes)
        removeControls(from: start)
      } else {
        bytes.append(copying: text.extracting(index..<end))
      }
      index = end
    }
  }

  /// Removes controls, which XML does not allow and archives of wire services have as references.
  private mutating func removeControls(from start: Int) {
    guard bytes[start...].contains(where: { $0 < 0x20 }) else { return }
    let kept = bytes[start...].filter { $0 >= 0x20 || $0 == .tab || $0 == .newline }
    bytes.replaceSubrange(start..., with: kept)
  }

  private mutating func passBlanks(_ text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    var lines = 0
    while index < text.count, text[index].isBlank {
      if text[index] == .newline { lines += 1 }
      index += 1
    }
    let isIndented = lines > 0 && text[index - 1] != .newline
    let isParagraph = lines > 1 || indentsParagraphs && isIndented
    gap = max(gap, isParagraph ? .paragraph : lines > 0 ? .line : .space)
    return index
  }

  private mutating func closeGap() {
    guard !bytes.isEmpty else {
      gap = .none
      return
    }
    switch gap {
    case .none: break
    case .space: bytes.append(.space)
    case .line: bytes.append(.newline)
    case .paragraph: bytes.append(contentsOf: "\n\n".utf8)
    }
    gap = .none
  }
}

/// What the elements of XML do to the text around them.
enum XMLElement {
  enum Role { case inline, block, lineBreak, hidden }

  /// The role of an element, whatever its prefix. An element of no known name is part of its line.
  static func role(of name: Span<UInt8>) -> Role {
    var start = 0
    for index in 0..<name.count where name[index] == .colon { start = index + 1 }
    let bare = HTMLReader.ElementName(
      element: (start..<name.count).map { name[$0].asciiLowercased })
    if let role = roles[bare] { return role }
    switch HTMLElement.role(of: bare) {
    case .block, .cell, .preformatted: return .block
    case .lineBreak: return .lineBreak
    case .inline, .hidden, nil: return .inline
    }
  }

  private static let roles: [HTMLReader.ElementName: Role] = {
    var roles: [HTMLReader.ElementName: Role] = [:]
    for (role, names) in names {
      for name in names.utf8.split(separator: 0x20) {
        roles[HTMLReader.ElementName(element: name)] = role
      }
    }
    return roles
  }()

  /// Names of TEI, JATS, NITF and of records that libraries write.
  private static let names: [(Role, String)] = [
    (
      .block,
      "head title l lg sp stage speaker ab item castitem opener closer salute signed trailer quote "
        + "epigraph front back note sec para paragraph line value hedline hl1 hl2 byline block "
        + "abstract fn headline standfirst lead"
    ),
    (.lineBreak, "lb br"), (.hidden, "script style figdesc"),
  ]
}
