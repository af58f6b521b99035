import Bytes

/// Finds the marks of XML and of SGML like it: tags, comments, sections of characters.
///
/// It checks nothing that it need not know. A `<` that begins no mark is text, and no declaration
/// of an entity is read, so nothing can be fetched or expanded.
enum XMLScanner {
  /// A mark, or the text before the next one.
  struct Token {
    enum Kind { case open, empty, close, text, characters, other }
    var kind: Kind
    /// All its bytes.
    var range: Range<Int>
    /// The name of a tag; the content of text and of a section of characters.
    var content: Range<Int>
  }

  /// How a mark that is not a tag begins, and how it ends.
  static let sections: [(start: String, end: String)] = [
    ("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"),
  ]

  /// The longest tag or declaration; a `<` that would begin a longer one is text.
  static let longestTag = 1 << 16

  /// What begins at `index`, which is before the end of `bytes`. A mark that the bytes cut is text.
  static func token(in bytes: Span<UInt8>, at index: Int) -> Token {
    guard bytes[index] == UInt8(ascii: "<") else {
      let end = bytes.firstIndex(of: UInt8(ascii: "<"), from: index) ?? bytes.count
      return Token(kind: .text, range: index..<end, content: index..<end)
    }
    for (place, section) in sections.enumerated() where bytes.has(section.start, at: index) {
      let start = index + section.start.utf8.count
      let end = endOfSection(section.end, in: bytes, from: start)
      let content = start..<(end.map { $0 - section.end.utf8.count } ?? bytes.count)
      return Token(
        kind: place == 1 ? .characters : .other, range: index..<(end ?? bytes.count),
        content: content)
    }
    guard case .at(let end) = endOfTag(in: bytes, at: index) else {
      return Token(kind: .text, range: index..<index + 1, content: index..<index + 1)
    }
    return tag(in: bytes, index..<end)
  }

  /// Where the section that `end` ends has ended; nil if it has not.
  static func endOfSection(_ end: String, in bytes: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while let mark = bytes.firstIndex(of: UInt8(ascii: ">"), from: index) {
      index = mark + 1
      let from = index - end.utf8.count
      if from >= start, bytes.has(end, at: from) { return index }
    }
    return nil
  }

  /// Where a tag ends.
  enum TagEnd: Equatable {
    case at(Int)
    /// The bytes end first.
    case unknown
    /// No tag begins there.
    case nowhere
  }

  /// Where the tag or declaration at `index` ends.
  static func endOfTag(in bytes: Span<UInt8>, at index: Int) -> TagEnd {
    guard index + 1 < bytes.count else { return .unknown }
    guard beginsMark(bytes[index + 1]) else { return .nowhere }
    let limit = min(bytes.count, index + longestTag)
    var quote: UInt8 = 0
    var depth = 0
    var place = index + 2
    while place < limit {
      let byte = bytes[place]
      place += 1
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == .quotationMark || byte == .apostrophe {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: "]") {
        depth -= 1
      } else if byte == UInt8(ascii: ">") && depth <= 0 {
        return .at(place)
      } else if byte == UInt8(ascii: "<") && depth <= 0 {
        return .nowhere
      }
    }
    return limit < bytes.count ? .nowhere : .unknown
  }

  /// Whether `byte` after `<` begins a tag or a declaration.
  private static func beginsMark(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "!")
      || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  private static func tag(in bytes: Span<UInt8>, _ range: Range<Int>) -> Token {
    let second = bytes[range.lowerBound + 1]
    if second == UInt8(ascii: "!") {
      return Token(kind: .other, range: range, content: range.lowerBound..<range.lowerBound)
    }
    let isClose = second == UInt8(ascii: "/")
    let start = range.lowerBound + (isClose ? 2 : 1)
    var end = start
    while !bytes[end].isWhitespace, bytes[end] != UInt8(ascii: ">"), bytes[end] != UInt8(ascii: "/")
    {
      end += 1
    }
    let isEmpty = !isClose && bytes[range.upperBound - 2] == UInt8(ascii: "/")
    return Token(
      kind: isClose ? .close : isEmpty ? .empty : .open, range: range, content: start..<end)
  }

  /// Calls `take` with the name and the value, still with its references, of each attribute of the
  /// tag at `tag`, whose name ends at `start`.
  static func forEachAttribute(
    of bytes: Span<UInt8>, in tag: Range<Int>, from start: Int,
    _ take: (_ name: Range<Int>, _ value: Range<Int>) -> Void
  ) {
    let end = tag.upperBound - 1
    var index = start
    while index < end {
      while index < end, bytes[index].isWhitespace || bytes[index] == UInt8(ascii: "/") {
        index += 1
      }
      let name = index
      while index < end, bytes[index] != UInt8(ascii: "="), !bytes[index].isWhitespace {
        index += 1
      }
      let nameEnd = index
      while index < end, bytes[index].isWhitespace { index += 1 }
      guard index < end, bytes[index] == UInt8(ascii: "=") else { continue }
      index += 1
      while index < end, bytes[index].isWhitespace { index += 1 }
      guard index < end else { return }
      let quote = bytes[index]
      let isQuoted = quote == .quotationMark || quote == .apostrophe
      let value = isQuoted ? index + 1 : index
      index = value
      while index < end, isQuoted ? bytes[index] != quote : !bytes[index].isWhitespace {
        index += 1
      }
      if nameEnd > name { take(name..<nameEnd, value..<index) }
      if isQuoted { index += 1 }
    }
  }
}
