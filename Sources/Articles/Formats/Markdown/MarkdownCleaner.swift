import Bytes

/// Takes out of a Markdown text what may span blank lines and is no prose: fenced code, HTML
/// comments, scripts, styles and preformatted blocks, Liquid, Jinja and Hugo tags, attribute lists.
///
/// What has an opening and no closing is text. Code spans are left for the inline pass.
struct MarkdownCleaner: ~Escapable {
  private let source: Span<UInt8>
  private let keepsCode: Bool
  private var position = 0
  /// Closings that do not occur from here on: looked for once, not for each opening.
  private var missing: Set<String> = []

  /// The longest template tag and code span, in bytes.
  private static let longestTag = 4096
  /// The longest attribute list, in bytes.
  private static let longestAttributes = 256

  @_lifetime(copy source)
  init(_ source: Span<UInt8>, keepsCode: Bool) {
    self.source = source
    self.keepsCode = keepsCode
  }

  /// Appends what remains of the text to `target`.
  mutating func clean(into target: inout [UInt8]) {
    var isLineStart = true
    while position < source.count {
      if isLineStart, passFence(into: &target) { continue }
      isLineStart = false
      let start = position
      var stop = start
      while stop < source.count, !Self.isSpecial(source[stop]) { stop += 1 }
      target.append(copying: source.extracting(start..<stop))
      position = stop
      guard stop < source.count else { return }
      let byte = source[stop]
      if let end = endOfMarkup(byte) {
        position = end
        continue
      }
      let length = plainLength(byte)
      target.append(copying: source.extracting(stop..<stop + length))
      position += length
      isLineStart = byte == .newline
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == .newline || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "{")
      || byte == UInt8(ascii: "`") || byte == .backslash
  }

  /// How much is copied as it stands: an escape with its character, a code span whole.
  private func plainLength(_ byte: UInt8) -> Int {
    if byte == .backslash { return min(2, source.count - position) }
    guard byte == UInt8(ascii: "`") else { return 1 }
    let limit = min(source.count, position + Self.longestTag)
    let whole = source.extracting(position..<limit)
    return whole.codeSpan(at: 0)?.length ?? whole.runLength(at: 0)
  }

  /// The end of the markup that begins at the position; nil if it is to be copied.
  private mutating func endOfMarkup(_ byte: UInt8) -> Int? {
    switch byte {
    case UInt8(ascii: "<"):
      if source.has("<!--", at: position) { return end(of: "-->", from: position + 4) }
      for name in ["script", "style"] where isTag(name) {
        return endOfElement(name)
      }
      return !keepsCode && isTag("pre") ? endOfElement("pre") : nil
    case UInt8(ascii: "{"):
      if source.has("{{", at: position) { return templateEnd(UInt8(ascii: "}")) }
      if source.has("{%", at: position) { return endOfLiquid() }
      return endOfAttributes()
    default:
      return nil
    }
  }

  private func isTag(_ name: String) -> Bool {
    let end = position + 1 + name.utf8.count
    guard end < source.count, !source[end].isASCIILetter, !source[end].isASCIIDigit else {
      return false
    }
    return source.hasFolded(name, at: position + 1)
  }

  private mutating func endOfElement(_ name: String) -> Int? {
    guard let closing = end(of: "</\(name)", from: position) else { return nil }
    return passTagEnd(closing)
  }

  private func passTagEnd(_ index: Int) -> Int {
    min(Scan.first(UInt8(ascii: ">"), in: source, from: index) + 1, source.count)
  }

  /// The end of the first `closing` (small letters) at or after `start`; nil if there is none.
  private mutating func end(of closing: String, from start: Int) -> Int? {
    guard !missing.contains(closing), let first = closing.utf8.first else { return nil }
    var index = start
    while true {
      index = Scan.first(first, in: source, from: index)
      guard index < source.count else {
        missing.insert(closing)
        return nil
      }
      if source.hasFolded(closing, at: index) { return index + closing.utf8.count }
      index += 1
    }
  }

  /// The end of the template tag at the position, `mark` (`%` or `}`) and `}` being its last bytes.
  private func templateEnd(_ mark: UInt8) -> Int? {
    let limit = min(source.count, position + Self.longestTag)
    let tag = source.extracting(position..<limit)
    var index = 3
    while index < tag.count {
      index = Scan.first(UInt8(ascii: "}"), in: tag, from: index)
      if index < tag.count, tag[index - 1] == mark { return position + index + 1 }
      index += 1
    }
    return nil
  }

  /// The end of a `{% … %}`; of `highlight` (code) and `comment` the end of the whole block.
  private mutating func endOfLiquid() -> Int? {
    guard let end = templateEnd(UInt8(ascii: "%")) else { return nil }
    var name = position + 2
    while name < end, source[name].isBlank || source[name] == .hyphen { name += 1 }
    for block in ["highlight", "comment"] where source.has(block, at: name) {
      if keepsCode && block == "highlight" { return end }
      guard let inner = self.end(of: "end\(block)", from: end) else { return end }
      return self.end(of: "%}", from: inner) ?? inner
    }
    return end
  }

  /// The end of an attribute list: `{: .class }`, `{.class}`, `{ #id }`.
  private func endOfAttributes() -> Int? {
    var index = position + 1
    if index < source.count, source[index] == .space { index += 1 }
    guard index + 1 < source.count,
      source[index] == .colon || source[index] == .period || source[index] == UInt8(ascii: "#"),
      source[index] == .colon || source[index + 1].isASCIILetter
    else { return nil }
    let limit = min(source.count, position + Self.longestAttributes)
    while index < limit, source[index] != .newline {
      if source[index] == UInt8(ascii: "}") { return index + 1 }
      index += 1
    }
    return nil
  }

  // MARK: Fenced code

  /// Passes over the fenced code that begins with the line at the position, if one does.
  private mutating func passFence(into target: inout [UInt8]) -> Bool {
    var lines = Lines(source, from: position)
    guard let line = lines.next(), let fence = source.fence(in: line) else { return false }
    let closing = "\(fence.mark) \(fence.count)"
    guard !missing.contains(closing) else {
      position = lines.position
      return true
    }
    while let line = lines.next() {
      guard let other = source.fence(in: line), other.mark == fence.mark,
        other.count >= fence.count, !other.hasInfo
      else { continue }
      if keepsCode {
        target.append(copying: source.extracting(position..<lines.position))
      } else {
        target.append(.newline)
      }
      position = lines.position
      return true
    }
    missing.insert(closing)
    // Without an end the fence is dropped and what follows is text: losing it would be worse.
    lines.position = position
    _ = lines.next()
    position = lines.position
    return true
  }
}

extension Span where Element == UInt8 {
  /// The fence that `line` is: three or more backticks or tildes, after blanks and quotation marks
  /// of quoted blocks.
  func fence(in line: Range<Int>) -> (mark: UInt8, count: Int, hasInfo: Bool)? {
    var index = line.lowerBound
    while index < line.upperBound, self[index].isBlank || self[index] == UInt8(ascii: ">") {
      index += 1
    }
    guard index < line.upperBound, let mark = Optional(self[index]),
      mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")
    else { return nil }
    let count = min(runLength(at: index), line.upperBound - index)
    guard count >= 3 else { return nil }
    let info = trimmed(index + count..<line.upperBound)
    // Backticks behind backticks make a code span.
    if mark == UInt8(ascii: "`"), info.contains(where: { self[$0] == mark }) { return nil }
    return (mark, count, !info.isEmpty)
  }

  /// How many bytes equal to the one at `index` follow in a row.
  func runLength(at index: Int) -> Int {
    var end = index + 1
    while end < count, self[end] == self[index] { end += 1 }
    return end - index
  }

  /// The code span that the backticks at `start` open: where its text lies and how long the whole
  /// is; nil if no equal run of backticks closes it before a blank line.
  func codeSpan(at start: Int) -> (text: Range<Int>, length: Int)? {
    let marks = runLength(at: start)
    var index = start + marks
    var isBlankLine = false
    while index < count {
      let byte = self[index]
      if byte == UInt8(ascii: "`") {
        let run = runLength(at: index)
        if run == marks { return (start + marks..<index, index + run - start) }
        index += run
        isBlankLine = false
        continue
      }
      if byte == .newline {
        if isBlankLine { return nil }
        isBlankLine = true
      } else if !byte.isBlank {
        isBlankLine = false
      }
      index += 1
    }
    return nil
  }

  /// Whether the bytes from `index` on begin with `text` (small letters), whatever the case.
  func hasFolded(_ text: String, at index: Int) -> Bool {
    var position = index
    for byte in text.utf8 {
      guard position < count, self[position].asciiLowercased == byte else { return false }
      position += 1
    }
    return true
  }
}
