import Bytes

/// Reads the tags of a page as browsers do, who take almost anything for a tag.
///
/// Every byte is looked at once, however broken the page is.
struct HTMLTagScanner: ~Escapable {
  /// What stands behind a `<`.
  enum Tag {
    case open(HTMLReader.ElementName, HTMLAttributes)
    case close(HTMLReader.ElementName)
    /// A comment, a declaration, or the like.
    case comment
  }

  let bytes: Span<UInt8>
  /// Where the text goes on behind the last tag.
  private(set) var position = 0
  /// The names of elements of which no further end tag follows.
  private var endless: Set<HTMLReader.ElementName> = []

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = bytes }

  /// The tag that begins at `start`, where a `<` stands; nil if it is a character of the text. Of a
  /// tag that the page does not end, nothing is left.
  mutating func tag(at start: Int) -> Tag? {
    let index = start + 1
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "!"):
      passComment(from: index)
      return .comment
    case UInt8(ascii: "?"):
      pass(to: UInt8(ascii: ">"), from: index)
      return .comment
    case UInt8(ascii: "/"):
      guard index + 1 < bytes.count, bytes[index + 1].isASCIILetter else {
        pass(to: UInt8(ascii: ">"), from: index)
        return .comment
      }
      let name = readName(from: index + 1)
      pass(to: UInt8(ascii: ">"), from: position)
      return .close(name)
    default:
      guard bytes[index].isASCIILetter else { return nil }
      return open(from: index)
    }
  }

  /// Passes over the content of the element called `name` and its end tag: where the content lies,
  /// which may hold what looks like tags; nil if the page has no such end tag.
  mutating func passContent(of name: HTMLReader.ElementName) -> Range<Int>? {
    guard !endless.contains(name) else { return nil }
    let start = position
    var index = start
    while let mark = bytes.firstIndex(of: UInt8(ascii: "<"), from: index) {
      index = mark + 1
      guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "/"),
        bytes[index + 1].isASCIILetter
      else { continue }
      if readName(from: index + 1) == name {
        pass(to: UInt8(ascii: ">"), from: position)
        return start..<mark
      }
    }
    endless.insert(name)
    position = start
    return nil
  }

  /// Passes over the rest of the page.
  mutating func passAll() { position = bytes.count }

  // MARK: Parts

  private mutating func pass(to byte: UInt8, from index: Int) {
    position = bytes.firstIndex(of: byte, from: index).map { $0 + 1 } ?? bytes.count
  }

  private mutating func passComment(from index: Int) {
    guard bytes.has("!--", at: index) else { return pass(to: UInt8(ascii: ">"), from: index) }
    // `<!-->` and `<!--->` are whole.
    for end in ["!-->", "!--->"] where bytes.has(end, at: index) {
      position = index + end.utf8.count
      return
    }
    var from = index + 3
    while let hyphen = bytes.firstIndex(of: .hyphen, from: from) {
      for end in ["-->", "--!>"] where bytes.has(end, at: hyphen) {
        position = hyphen + end.utf8.count
        return
      }
      from = hyphen + 1
    }
    position = bytes.count
  }

  /// Reads the name of an element, in lower case. What is no name of HTML is 0.
  private mutating func readName(from start: Int) -> HTMLReader.ElementName {
    var name: HTMLReader.ElementName = 0
    var index = start
    while index < bytes.count, !bytes[index].isNameEnd {
      name = name << 8 | HTMLReader.ElementName(bytes[index].asciiLowercased)
      index += 1
    }
    position = index
    return index - start > 16 ? 0 : name
  }

  private mutating func open(from start: Int) -> Tag? {
    let name = readName(from: start)
    var attributes = HTMLAttributes()
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: ">") {
        position += 1
        return .open(name, attributes)
      }
      if byte.isWhitespace || byte == UInt8(ascii: "/") {
        position += 1
        continue
      }
      let start = position
      var key = readName(from: start)
      // An equals sign at the beginning of a name is part of it.
      if position == start {
        key = 0
        position += 1
      }
      let value = readValue()
      if let attribute = HTMLAttribute.named(key) { attributes.note(attribute, value) }
    }
    return .comment
  }

  /// Reads the value of an attribute behind its name; empty if it has none.
  private mutating func readValue() -> Range<Int> {
    var index = position
    while index < bytes.count, bytes[index].isWhitespace { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      return position..<position
    }
    index += 1
    while index < bytes.count, bytes[index].isWhitespace { index += 1 }
    guard index < bytes.count else {
      position = index
      return index..<index
    }
    let quote = bytes[index]
    if quote == .quotationMark || quote == .apostrophe {
      let end = bytes.firstIndex(of: quote, from: index + 1) ?? bytes.count
      position = min(end + 1, bytes.count)
      return index + 1..<end
    }
    let start = index
    while index < bytes.count, !bytes[index].isWhitespace, bytes[index] != UInt8(ascii: ">") {
      index += 1
    }
    position = index
    return start..<index
  }
}

extension UInt8 {
  /// Whether it ends the name of an element or an attribute.
  @inline(__always) fileprivate var isNameEnd: Bool {
    isWhitespace || self == UInt8(ascii: ">") || self == UInt8(ascii: "/")
      || self == UInt8(ascii: "=")
  }
}
