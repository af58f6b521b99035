import Bytes

/// A Markdown text made plain: a row of blocks without marks.
///
/// Every heading, paragraph, list item and table row is a block. Lines inside a block stand as they
/// stood, without blanks at their ends. Gone are emphasis marks, link targets, images with their
/// descriptions, heading and list marks, quotation marks of quoted blocks, table pipes, backticks
/// of code spans (the code stays), HTML tags and comments, template tags, footnote marks, reference
/// definitions, tables of contents and code blocks (unless they are kept). Character references are
/// decoded.
struct MarkdownText: Sendable {
  /// A block's bytes and, if it is a heading, its level.
  struct Block: Sendable {
    var range: Range<Int>
    var level: Int
  }

  /// The plain bytes of all blocks, one after the other.
  private(set) var bytes: [UInt8] = []
  private(set) var blocks: [Block] = []

  private var cleaned: [UInt8] = []
  private var paragraph: [UInt8] = []
  private var inline = MarkdownInline()
  /// Whether indented lines belong to a list item, a footnote or an admonition, and are no code.
  private var isInsideItem = false
  private var isInsideTable = false
  private var keepsCode = false

  /// How many list marks one line may open.
  private static let deepestItem = 8

  /// Replaces what is held by the plain form of `source`.
  mutating func read(_ source: Span<UInt8>, keepsCode: Bool) {
    bytes.removeAll(keepingCapacity: true)
    blocks.removeAll(keepingCapacity: true)
    paragraph.removeAll(keepingCapacity: true)
    isInsideItem = false
    isInsideTable = false
    self.keepsCode = keepsCode
    var text: [UInt8] = []
    swap(&text, &cleaned)
    text.removeAll(keepingCapacity: true)
    var cleaner = MarkdownCleaner(source, keepsCode: keepsCode)
    cleaner.clean(into: &text)
    readBlocks(text.span)
    swap(&text, &cleaned)
  }

  // MARK: Blocks

  private mutating func readBlocks(_ source: Span<UInt8>) {
    var lines = Lines(source)
    while let line = lines.next() {
      if keepsCode, let fence = source.fence(in: line) {
        flush()
        readFencedCode(&lines, mark: fence.mark, count: fence.count)
        continue
      }
      let content = withoutQuoteMarks(source, line)
      let indent = indentation(source, content)
      let text = source.trimmed(content)
      if text.isEmpty {
        flush()
        isInsideTable = false
      } else if indent >= 4, paragraph.isEmpty, !isInsideItem,
        source[text.lowerBound] != UInt8(ascii: "<")
      {
        if keepsCode { appendCode(source, content) }
      } else if !readMark(source, text, indent: indent, depth: 0) {
        if paragraph.isEmpty, indent == 0 { isInsideItem = false }
        append(source, text)
      }
    }
    flush()
  }

  /// Reads a line that is more than text of a paragraph; false if it is that alone.
  private mutating func readMark(
    _ source: Span<UInt8>, _ text: Range<Int>, indent: Int, depth: Int
  ) -> Bool {
    switch source[text.lowerBound] {
    case UInt8(ascii: "#"): return readHeading(source, text)
    case UInt8(ascii: "="):
      return readUnderline(source, text, level: 1) || readAdmonition(source, text)
    case .hyphen where !paragraph.isEmpty && readUnderline(source, text, level: 2): return true
    case UInt8(ascii: "!"), UInt8(ascii: "?"): if readAdmonition(source, text) { return true }
    case .colon where source.has(":::", at: text.lowerBound): return true
    case UInt8(ascii: "["): if readDefinition(source, text) { return true }
    case UInt8(ascii: "*") where source.has("*[", at: text.lowerBound):
      // An abbreviation: `*[HTML]: Hyper Text Markup Language`.
      if let end = endOfLabel(source, text.lowerBound + 1, to: text.upperBound),
        end < text.upperBound, source[end] == .colon
      {
        return true
      }
    default: break
    }
    if source.isRule(text) {
      flush()
      if indent == 0 { isInsideItem = false }
      return true
    }
    return readTableRow(source, text) || readItem(source, text, depth: depth)
  }

  private mutating func readHeading(_ source: Span<UInt8>, _ text: Range<Int>) -> Bool {
    let level = source.runLength(at: text.lowerBound)
    let start = text.lowerBound + level
    guard level <= 6, start >= text.upperBound || source[start].isBlank else { return false }
    flush()
    isInsideItem = false
    var title = source.trimmed(min(start, text.upperBound)..<text.upperBound)
    var end = title.upperBound
    while end > title.lowerBound, source[end - 1] == UInt8(ascii: "#") { end -= 1 }
    // `C#` keeps its mark, `Heading ##` does not.
    if end == title.lowerBound || source[end - 1].isBlank {
      title = source.trimmed(title.lowerBound..<end)
    }
    append(source, title)
    flush(level: level)
    return true
  }

  /// Reads the `===` or `---` below a heading. Of several lines above a `===` the last is the
  /// heading, as a note above a title often lacks its blank line; `---` is a rule then.
  private mutating func readUnderline(
    _ source: Span<UInt8>, _ text: Range<Int>, level: Int
  ) -> Bool {
    guard text.count >= 2, source.runLength(at: text.lowerBound) >= text.count,
      !paragraph.isEmpty
    else { return false }
    if let newline = paragraph.lastIndex(of: .newline) {
      guard level == 1 else { return false }
      let heading = paragraph[(newline + 1)...]
      paragraph.removeSubrange(newline...)
      flush()
      paragraph.append(contentsOf: heading)
    }
    flush(level: level)
    return true
  }

  /// Reads `!!! note "Title"`, `??? note`, `=== "Tab"`: the title stays, what is indented is text.
  private mutating func readAdmonition(_ source: Span<UInt8>, _ text: Range<Int>) -> Bool {
    let mark = source[text.lowerBound]
    guard source.runLength(at: text.lowerBound) == 3, text.count > 4 else { return false }
    var index = text.lowerBound + 3
    if source[index] == UInt8(ascii: "+") { index += 1 }
    guard source[index] == .space else { return false }
    let quote = Scan.first(.quotationMark, in: source, from: index)
    guard mark != UInt8(ascii: "=") || quote == index + 1 else { return false }
    flush()
    isInsideItem = true
    if quote + 1 < text.upperBound, source[text.upperBound - 1] == .quotationMark {
      append(source, source.trimmed(quote + 1..<text.upperBound - 1))
      flush()
    }
    return true
  }

  /// Reads `[label]: target`, which is dropped, `[^label]: footnote`, of which the text stays, and
  /// `[TOC]`.
  private mutating func readDefinition(_ source: Span<UInt8>, _ text: Range<Int>) -> Bool {
    if source.trimmed(text).count <= 7, source.hasFolded("[toc]", at: text.lowerBound) {
      flush()
      return true
    }
    guard paragraph.isEmpty || source.has("[^", at: text.lowerBound),
      let end = endOfLabel(source, text.lowerBound, to: text.upperBound),
      end < text.upperBound, source[end] == .colon
    else { return false }
    let rest = source.trimmed(end + 1..<text.upperBound)
    if source.has("[^", at: text.lowerBound) {
      flush()
      isInsideItem = true
      append(source, rest)
      return true
    }
    // What is defined must look like a target, or this is text in brackets.
    var word = rest.lowerBound
    var looksLikeTarget = rest.isEmpty
    while word < rest.upperBound, !source[word].isBlank {
      let byte = source[word]
      looksLikeTarget =
        looksLikeTarget || byte == UInt8(ascii: "/") || byte == .period
        || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "<")
      word += 1
    }
    let title = source.trimmed(word..<rest.upperBound)
    guard looksLikeTarget, title.isEmpty || !source[title.lowerBound].isASCIILetter else {
      return false
    }
    return true
  }

  private func endOfLabel(_ source: Span<UInt8>, _ start: Int, to end: Int) -> Int? {
    var index = start + 1
    while index < end, source[index] != UInt8(ascii: "]") { index += 1 }
    return index < end && index > start + 1 ? index + 1 : nil
  }

  private mutating func readTableRow(_ source: Span<UInt8>, _ text: Range<Int>) -> Bool {
    let pipe = UInt8(ascii: "|")
    let hasPipe = text.contains { source[$0] == pipe }
    let isDelimiter = text.allSatisfy {
      let byte = source[$0]
      return byte == pipe || byte == .hyphen || byte == .colon || byte.isBlank
    }
    if hasPipe, isDelimiter, text.contains(where: { source[$0] == .hyphen }) {
      // The line above was the table's head.
      for index in paragraph.indices where paragraph[index] == pipe { paragraph[index] = .space }
      flush()
      isInsideTable = true
      return true
    }
    guard hasPipe, isInsideTable || source[text.lowerBound] == pipe else {
      isInsideTable = false
      return false
    }
    flush()
    for index in text {
      let isCell = source[index] == pipe && source[index - (index > 0 ? 1 : 0)] != .backslash
      paragraph.append(isCell ? .space : source[index])
    }
    flush()
    return true
  }

  private mutating func readItem(
    _ source: Span<UInt8>, _ text: Range<Int>, depth: Int
  ) -> Bool {
    guard depth < Self.deepestItem, var start = endOfItemMark(source, text) else { return false }
    flush()
    isInsideItem = true
    for box in [" [ ] ", " [x] ", " [X] "] where source.has(box, at: start) { start += 4 }
    let rest = source.trimmed(start..<text.upperBound)
    if !rest.isEmpty, !readMark(source, rest, indent: 1, depth: depth + 1) {
      append(source, rest)
    }
    return true
  }

  /// The end of `- `, `* `, `+ `, `1. ` or `1) `. A number other than 1 opens no list inside a
  /// paragraph, where it is one that the line break happened to put first.
  private func endOfItemMark(_ source: Span<UInt8>, _ text: Range<Int>) -> Int? {
    var index = text.lowerBound
    let first = source[index]
    if first == .hyphen || first == UInt8(ascii: "*") || first == UInt8(ascii: "+") {
      index += 1
    } else {
      while index < text.upperBound, source[index].isASCIIDigit { index += 1 }
      let width = index - text.lowerBound
      guard (1...9).contains(width), index < text.upperBound,
        source[index] == .period || source[index] == UInt8(ascii: ")"),
        paragraph.isEmpty || isInsideItem || width == 1 && first == UInt8(ascii: "1")
      else { return nil }
      index += 1
    }
    guard index >= text.upperBound || source[index].isBlank else { return nil }
    return min(index, text.upperBound)
  }

  private func withoutQuoteMarks(_ source: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
    var start = line.lowerBound
    while true {
      var index = start
      while index < line.upperBound, index - start < 4, source[index] == .space { index += 1 }
      guard index < line.upperBound, index - start < 4, source[index] == UInt8(ascii: ">") else {
        return start..<line.upperBound
      }
      start = index + 1
      if start < line.upperBound, source[start] == .space { start += 1 }
    }
  }

  private func indentation(_ source: Span<UInt8>, _ line: Range<Int>) -> Int {
    var width = 0
    for index in line {
      if source[index] == .space {
        width += 1
      } else if source[index] == .tab {
        width += 4 - width % 4
      } else {
        break
      }
    }
    return width
  }

  // MARK: Code

  private mutating func readFencedCode(_ lines: inout Lines, mark: UInt8, count: Int) {
    let start = bytes.count
    while let line = lines.next() {
      if let other = lines.bytes.fence(in: line), other.mark == mark, other.count >= count,
        !other.hasInfo
      {
        break
      }
      bytes.append(copying: lines.bytes.extracting(line))
      bytes.append(.newline)
    }
    close(from: start, level: 0)
  }

  private mutating func appendCode(_ source: Span<UInt8>, _ line: Range<Int>) {
    let start = bytes.count
    bytes.append(copying: source.extracting(line))
    close(from: start, level: 0)
  }

  // MARK: Paragraphs

  private mutating func append(_ source: Span<UInt8>, _ line: Range<Int>) {
    if !paragraph.isEmpty { paragraph.append(.newline) }
    // A backslash at the end of a line is a hard break, which the newline is already.
    let isBreak = !line.isEmpty && source[line.upperBound - 1] == .backslash
    paragraph.append(
      copying: source.extracting(
        line.lowerBound..<(isBreak ? line.upperBound - 1 : line.upperBound)))
  }

  /// Ends the paragraph at hand: its plain form becomes a block, or several if it holds HTML
  /// blocks.
  private mutating func flush(level: Int = 0) {
    guard !paragraph.isEmpty else { return }
    var text: [UInt8] = []
    swap(&text, &paragraph)
    var index = 0
    while index < text.count {
      let start = bytes.count
      index = inline.read(text.span, from: index, into: &bytes)
      close(from: start, level: level)
    }
    text.removeAll(keepingCapacity: true)
    swap(&text, &paragraph)
  }

  private mutating func close(from start: Int, level: Int) {
    let range = bytes.span.trimmed(start..<bytes.count)
    guard !range.isEmpty else { return }
    blocks.append(Block(range: range, level: level))
  }
}
