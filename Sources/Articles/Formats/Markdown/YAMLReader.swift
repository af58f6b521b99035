/// A cursor over the keys of a YAML head: enough of YAML for what articles carry, and never a
/// failure.
///
/// Anchors, tags and maps in braces are not known; their text is taken as it stands.
struct YAMLReader: ~Escapable {
  private let source: Span<UInt8>
  private var position: Int
  private let end: Int
  /// The open maps: how far their keys are indented and the node that holds their keys.
  private var maps: [(indent: Int, node: Int)] = []
  /// Where the value of the key that was read last begins and how far the key is indented.
  private var value = 0..<0
  private var indent = 0

  @_lifetime(copy source)
  init(_ source: Span<UInt8>, from start: Int, to end: Int) {
    self.source = source
    position = start
    self.end = end
  }

  /// The key at the head of `line`, which is quoted or has no blanks, and where its value begins.
  static func key(in source: Span<UInt8>, _ line: Range<Int>) -> (key: Range<Int>, value: Int)? {
    guard let first = line.first else { return nil }
    var index = first
    var key: Range<Int>
    if source[first] == .quotationMark || source[first] == .apostrophe {
      index += 1
      while index < line.upperBound, source[index] != source[first] { index += 1 }
      key = first + 1..<index
      index += 1
    } else {
      while index < line.upperBound, source[index] != .colon, !source[index].isBlank { index += 1 }
      key = first..<index
      guard
        source[first].isASCIILetter || source[first] == UInt8(ascii: "_")
          || source[first] >= 0x80
      else { return nil }
    }
    guard index < line.upperBound, source[index] == .colon,
      index + 1 == line.upperBound || source[index + 1].isBlank
    else { return nil }
    return (key, index + 1)
  }

  /// Goes to the next key; answers with where its name lies and at which node of `tree` it is to be
  /// looked up (none if that map leads nowhere).
  mutating func nextKey(in tree: borrowing KeyTree) -> (key: Range<Int>, node: Int)? {
    while let line = nextLine() {
      let text = source.trimmed(line)
      guard !text.isEmpty, let (key, start) = Self.key(in: source, text) else { continue }
      indent = text.lowerBound - line.lowerBound
      while let map = maps.last, indent < map.indent { maps.removeLast() }
      let node = maps.last?.node ?? KeyTree.root
      value = source.trimmed(start..<text.upperBound)
      if value.isEmpty, let next = peekFilled(), next.indent > indent, !next.isItem,
        Self.key(in: source, next.text) != nil
      {
        var child = KeyTree.none
        var row = node >= 0 ? tree.first(source.extracting(key), at: node) : KeyTree.none
        while row >= 0 {
          if tree.rows[row].child >= 0 { child = tree.rows[row].child }
          row = tree.next(source.extracting(key), after: row)
        }
        if maps.isEmpty { maps.append((indent, KeyTree.root)) }
        maps.append((next.indent, child))
      }
      return (key, node)
    }
    return nil
  }

  /// Appends the value of the key that was read last, passing over its lines.
  mutating func appendValue(to target: inout [UInt8]) {
    guard let first = value.first else {
      appendItems(to: &target)
      return
    }
    switch source[first] {
    case UInt8(ascii: "|"), UInt8(ascii: ">"): appendBlock(to: &target)
    case UInt8(ascii: "["): appendFlow(from: first, to: &target)
    case .quotationMark, .apostrophe: position = appendQuoted(from: first, to: &target)
    default: appendPlain(to: &target)
    }
  }

  // MARK: Values

  /// `- one` lines, joined by semicolons.
  private mutating func appendItems(to target: inout [UInt8]) {
    var isFirst = true
    while let next = peekFilled(), next.isItem, next.indent >= indent {
      position = next.after
      let item = source.trimmed(next.text.lowerBound + 1..<next.text.upperBound)
      appendItem(item, isFirst: &isFirst, to: &target)
    }
  }

  private func appendItem(
    _ item: Range<Int>, isFirst: inout Bool, to target: inout [UInt8]
  ) {
    guard !item.isEmpty else { return }
    if !isFirst { target.append(contentsOf: "; ".utf8) }
    isFirst = false
    let quote = source[item.lowerBound]
    if quote == .quotationMark || quote == .apostrophe {
      _ = appendQuoted(from: item.lowerBound, to: &target)
    } else {
      target.append(copying: source.extracting(withoutComment(item)))
    }
  }

  /// `[one, "two, three"]`, which may go over several lines.
  private mutating func appendFlow(from start: Int, to target: inout [UInt8]) {
    var index = start + 1
    var isFirst = true
    var item = index
    while index < end, source[index] != UInt8(ascii: "]") {
      let byte = source[index]
      if byte == .quotationMark || byte == .apostrophe, source.trimmed(item..<index).isEmpty {
        index = max(endOfQuoted(from: index), index + 1)
        continue
      }
      if byte == .comma {
        appendItem(source.trimmed(item..<index), isFirst: &isFirst, to: &target)
        item = index + 1
      }
      index += 1
    }
    appendItem(source.trimmed(item..<min(index, end)), isFirst: &isFirst, to: &target)
    position = startOfLine(behind: min(index, end))
  }

  /// The lines below a `|` (their breaks stand) or a `>` (a break is a space, a blank line a
  /// break).
  private mutating func appendBlock(to target: inout [UInt8]) {
    let isLiteral = source[value.lowerBound] == UInt8(ascii: "|")
    var breaks = 0
    var isFirst = true
    while position < end {
      var line = Lines(source, from: position)
      guard let range = line.next(), range.lowerBound < end else { break }
      let text = source.trimmed(range)
      if text.isEmpty {
        breaks += 1
      } else {
        guard text.lowerBound - range.lowerBound > indent else { break }
        if !isFirst {
          // Folding makes one break a space; of several it takes one away.
          let count = isLiteral ? breaks + 1 : max(1, breaks)
          let isSpace = !isLiteral && breaks == 0
          target.append(contentsOf: repeatElement(isSpace ? .space : .newline, count: count))
        }
        target.append(copying: source.extracting(text))
        isFirst = false
        breaks = 0
      }
      position = line.position
    }
  }

  /// A scalar without quotation marks and the deeper lines that continue it.
  private mutating func appendPlain(to target: inout [UInt8]) {
    let text = withoutComment(value)
    let isNull =
      text.count == 1 && source[text.lowerBound] == UInt8(ascii: "~")
      || text.count == 4 && source.hasFolded("null", at: text.lowerBound)
    if isNull { return }
    target.append(copying: source.extracting(text))
    while let next = peekFilled(), next.indent > indent {
      position = next.after
      target.append(.space)
      target.append(copying: source.extracting(withoutComment(next.text)))
    }
  }

  /// The quoted scalar at `start`; answers with where the line behind it begins.
  private func appendQuoted(from start: Int, to target: inout [UInt8]) -> Int {
    let quote = source[start]
    let stop = endOfQuoted(from: start)
    // Without an end it is a scalar that begins with a quotation mark.
    guard stop > start else {
      target.append(copying: source.extracting(value))
      return position
    }
    var index = start + 1
    while index < stop - 1 {
      let byte = source[index]
      if byte == .apostrophe, quote == .apostrophe {
        index += 1
      } else if byte == .backslash, quote == .quotationMark {
        index += appendEscape(at: index, to: &target)
        continue
      } else if byte.isBlank, byte != .space, byte != .tab {
        // A line break with the indentation around it is one space.
        while target.last == .space { target.removeLast() }
        while index < stop - 1, source[index].isBlank { index += 1 }
        target.append(.space)
        continue
      }
      target.append(byte)
      index += 1
    }
    return startOfLine(behind: stop)
  }

  /// Appends what the escape at `index` means; answers with its length.
  private func appendEscape(at index: Int, to target: inout [UInt8]) -> Int {
    guard index + 1 < end else { return 1 }
    let byte = source[index + 1]
    var digits = 0
    switch byte {
    case UInt8(ascii: "n"): target.append(.newline)
    case UInt8(ascii: "t"): target.append(.tab)
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    case .newline, .carriageReturn: break
    default: target.append(byte)
    }
    guard digits > 0 else { return 2 }
    var scalar: UInt32 = 0
    for offset in 2..<2 + digits {
      guard index + offset < end, let digit = source[index + offset].hexadecimalValue else {
        return 2
      }
      scalar = scalar << 4 | digit
    }
    target.append(scalar: scalar)
    return 2 + digits
  }

  /// The index behind the quotation mark that closes the one at `start`; `start` if none does.
  private func endOfQuoted(from start: Int) -> Int {
    let quote = source[start]
    var index = start + 1
    while index < end {
      if source[index] == .backslash, quote == .quotationMark {
        index += 1
      } else if source[index] == quote {
        guard quote == .apostrophe, index + 1 < end, source[index + 1] == quote else {
          return index + 1
        }
        index += 1
      }
      index += 1
    }
    return start
  }

  // MARK: Lines

  private mutating func nextLine() -> Range<Int>? {
    guard position < end else { return nil }
    var lines = Lines(source, from: position)
    guard let line = lines.next(), line.lowerBound < end else { return nil }
    position = lines.position
    return line
  }

  /// The next line that has more than blanks and comments, without going there.
  private func peekFilled() -> (text: Range<Int>, indent: Int, isItem: Bool, after: Int)? {
    var lines = Lines(source, from: position)
    while let line = lines.next(), line.lowerBound < end {
      let text = source.trimmed(line)
      if text.isEmpty || source[text.lowerBound] == UInt8(ascii: "#") { continue }
      let isItem =
        source[text.lowerBound] == .hyphen
        && (text.count == 1 || source[text.lowerBound + 1].isBlank)
      return (text, text.lowerBound - line.lowerBound, isItem, lines.position)
    }
    return nil
  }

  private func startOfLine(behind index: Int) -> Int {
    var lines = Lines(source, from: index)
    _ = lines.next()
    return min(lines.position, end)
  }

  /// `range` up to a ` #`.
  private func withoutComment(_ range: Range<Int>) -> Range<Int> {
    for index in range.dropFirst()
    where source[index] == UInt8(ascii: "#") && source[index - 1].isBlank {
      return source.trimmed(range.lowerBound..<index)
    }
    return range
  }
}
