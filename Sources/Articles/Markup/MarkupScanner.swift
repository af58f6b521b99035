import Bytes

/// Finds tags in a text, whether it is HTML, XML, or neither.
///
/// It is strict where browsers are not: what could be prose, such as `<b and c>`, is not a tag.
struct MarkupScanner: ~Escapable {
  /// A tag, a comment, or the like.
  struct Tag {
    enum Kind { case open, close, comment, declaration, instruction, data }

    var kind: Kind
    /// Where its name lies; empty where it has none.
    var name: Range<Int>
    /// Where the text goes on behind it.
    var end: Int
    /// Whether it has an attribute with a value.
    var hasValue = false
    /// Whether it ends in `/>`.
    var isClosed = false
  }

  let bytes: Span<UInt8>
  /// From where on there is no end of a comment, so that none is looked for twice.
  private var commentless: Int

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
    commentless = bytes.count
  }

  /// The tag that begins at `start`, where a `<` stands; nil if none does.
  mutating func tag(at start: Int) -> Tag? {
    let index = start + 1
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "!"):
      if bytes.has("!--", at: index) { return comment(from: index + 3) }
      if bytes.has("![CDATA[", at: index) {
        return Tag(kind: .data, name: index..<index, end: index + 8)
      }
      guard index + 1 < bytes.count, bytes[index + 1].isASCIILetter else { return nil }
      return plain(.declaration, from: index + 1)
    case UInt8(ascii: "?"):
      guard index + 1 < bytes.count, bytes[index + 1].isASCIILetter else { return nil }
      return plain(.instruction, from: index + 1)
    case UInt8(ascii: "/"):
      let name = self.name(from: index + 1)
      var end = name.upperBound
      while end < bytes.count, bytes[end].isBlank { end += 1 }
      guard !name.isEmpty, end < bytes.count, bytes[end] == UInt8(ascii: ">") else { return nil }
      return Tag(kind: .close, name: name, end: end + 1)
    default: return open(from: index)
    }
  }

  /// The name of an element as a number, whatever its case.
  func elementName(_ range: Range<Int>) -> HTMLReader.ElementName {
    guard range.count <= 16 else { return 0 }
    var name: HTMLReader.ElementName = 0
    for index in range { name = name << 8 | HTMLReader.ElementName(bytes[index].asciiLowercased) }
    return name
  }

  /// The bytes of a name, in lower case.
  func folded(_ range: Range<Int>) -> String {
    var name: [UInt8] = []
    for index in range { name.append(bytes[index].asciiLowercased) }
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func comment(from start: Int) -> Tag? {
    guard start < commentless else { return nil }
    var index = start
    while let hyphen = bytes.firstIndex(of: .hyphen, from: index) {
      if bytes.has("-->", at: hyphen) {
        return Tag(kind: .comment, name: start..<start, end: hyphen + 3)
      }
      index = hyphen + 1
    }
    commentless = start
    return nil
  }

  /// A declaration or an instruction, which the next `>` ends unless a `<` comes before it.
  private func plain(_ kind: Tag.Kind, from start: Int) -> Tag? {
    guard
      let end = bytes.firstIndex(
        of: UInt8(ascii: ">"), UInt8(ascii: "<"), or: UInt8(ascii: "<"), from: start),
      bytes[end] == UInt8(ascii: ">")
    else { return nil }
    return Tag(kind: kind, name: name(from: start), end: end + 1)
  }

  private func open(from start: Int) -> Tag? {
    guard bytes[start].isASCIILetter else { return nil }
    var tag = Tag(kind: .open, name: name(from: start), end: start)
    var index = tag.name.upperBound
    var words = 0
    while true {
      let before = index
      while index < bytes.count, bytes[index].isBlank { index += 1 }
      guard index < bytes.count else { return nil }
      if bytes[index] == UInt8(ascii: "/"), index + 1 < bytes.count,
        bytes[index + 1] == UInt8(ascii: ">")
      {
        tag.isClosed = true
        index += 1
      }
      if bytes[index] == UInt8(ascii: ">") { break }
      // Attributes stand behind blanks, and the words of prose are none.
      guard index > before else { return nil }
      let attribute = name(from: index)
      guard !attribute.isEmpty else { return nil }
      index = attribute.upperBound
      if index < bytes.count, bytes[index] == UInt8(ascii: "=") {
        guard let end = endOfValue(from: index + 1) else { return nil }
        tag.hasValue = true
        index = end
      } else {
        words += 1
      }
    }
    guard tag.hasValue || words == 0 else { return nil }
    tag.end = index + 1
    return tag
  }

  private func endOfValue(from start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    let quote = bytes[start]
    if quote == .quotationMark || quote == .apostrophe {
      return bytes.firstIndex(of: quote, from: start + 1).map { $0 + 1 }
    }
    var index = start
    while index < bytes.count, !bytes[index].isBlank, bytes[index] != UInt8(ascii: ">") {
      if bytes[index] == UInt8(ascii: "<") { return nil }
      index += 1
    }
    return index
  }

  /// The name that begins at `start`: letters, digits and `-_:.@`, a letter first.
  private func name(from start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      let isSign =
        byte == .hyphen || byte == .colon || byte == .period || byte == UInt8(ascii: "_")
      guard byte.isASCIILetter || end > start && (byte.isASCIIDigit || isSign) else { break }
      end += 1
    }
    return start..<end
  }
}
