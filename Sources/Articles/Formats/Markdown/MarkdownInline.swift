import Bytes

/// Makes one paragraph plain: emphasis, links, images, code spans, HTML, character references,
/// emoji codes.
///
/// One pass writes the text with its delimiters and remembers those that turn out to be marks; a
/// second takes them out. Emphasis is paired as CommonMark pairs it, but for what CommonMark says
/// of punctuation beside a delimiter: that rule leaves marks standing in Chinese text.
struct MarkdownInline: Sendable {
  /// A run of `*`, `_` or `~` that may open emphasis, where it lies in the output.
  private struct Delimiter: Sendable {
    var position: Int
    var count: Int
  }

  private struct Bracket: Sendable {
    var position: Int
    var isImage: Bool
    /// How many marks were known when it opened.
    var marks: Int
  }

  /// Open delimiters by kind: `*`, `_`, `~`.
  private var openers: [[Delimiter]] = [[], [], []]
  private var brackets: [Bracket] = []
  /// What of the output is a mark, in no order.
  private var marks: [Range<Int>] = []
  private var hasNoTagEnd = false

  /// Appends the plain form of `source` from `start` on to `target`, up to the end or to a tag that
  /// begins another block; answers with the index behind what was read.
  mutating func read(
    _ source: Span<UInt8>, from start: Int, into target: inout [UInt8]
  ) -> Int {
    for kind in openers.indices { openers[kind].removeAll(keepingCapacity: true) }
    brackets.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
    hasNoTagEnd = false
    let base = target.count
    var index = start
    reading: while index < source.count {
      let run = index
      while index < source.count, !Self.isSpecial[Int(source[index])] { index += 1 }
      if index > run { target.append(copying: source.extracting(run..<index)) }
      guard index < source.count else { break }
      let byte = source[index]
      switch byte {
      case .newline:
        while target.count > base, let last = target.last, last == .space || last == .tab {
          target.removeLast()
        }
      case .backslash:
        index += 1
        if index < source.count, Self.isPunctuation(source[index]) {
          target.append(source[index])
          index += 1
        } else {
          target.append(.backslash)
        }
        continue
      case UInt8(ascii: "`"):
        if let code = source.codeSpan(at: index) {
          target.append(copying: source.extracting(code.text))
          index += code.length
        } else {
          let length = source.runLength(at: index)
          target.append(copying: source.extracting(index..<index + length))
          index += length
        }
        continue
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        index = readDelimiter(source, index, into: &target)
        continue
      case UInt8(ascii: "["):
        if let end = source.footnoteMark(at: index) {
          index = end
          continue
        }
        let isImage =
          target.last == UInt8(ascii: "!") && index > 0
          && source[index - 1] == UInt8(ascii: "!") && target.count > base
        brackets.append(
          Bracket(
            position: target.count - (isImage ? 1 : 0), isImage: isImage, marks: marks.count))
      case UInt8(ascii: "]"):
        if let end = closeBracket(source, index, in: &target) {
          index = end
          continue
        }
      case UInt8(ascii: "<"):
        if let (end, effect) = readTag(source, index) {
          switch effect {
          case .block:
            index = end
            break reading
          case .line: target.append(.newline)
          case .cell: target.append(.space)
          case .link: target.append(copying: source.extracting(index + 1..<end - 1))
          case .nothing: break
          }
          index = end
          continue
        }
      case .colon:
        if let end = source.emojiCode(at: index) {
          index = end
          continue
        }
      case UInt8(ascii: "&"):
        if let (scalar, length) = Entities.decode(source, at: index) {
          target.append(scalar: scalar)
          index += length
          continue
        }
      default: break
      }
      target.append(byte)
      index += 1
    }
    removeMarks(from: &target)
    return index
  }

  private static let isSpecial: [Bool] = {
    var table = Array(repeating: false, count: 256)
    for byte in "\n\\`*_~[]<&:".utf8 { table[Int(byte)] = true }
    return table
  }()

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !byte.isASCIILetter && !byte.isASCIIDigit
  }

  private mutating func removeMarks(from target: inout [UInt8]) {
    guard !marks.isEmpty else { return }
    marks.sort { $0.lowerBound < $1.lowerBound }
    var write = marks[0].lowerBound
    var read = write
    for mark in marks {
      while read < mark.lowerBound {
        target[write] = target[read]
        write += 1
        read += 1
      }
      read = max(read, mark.upperBound)
    }
    while read < target.count {
      target[write] = target[read]
      write += 1
      read += 1
    }
    target.removeLast(target.count - write)
  }

  // MARK: Emphasis

  private mutating func readDelimiter(
    _ source: Span<UInt8>, _ index: Int, into target: inout [UInt8]
  ) -> Int {
    let byte = source[index]
    let length = source.runLength(at: index)
    let end = index + length
    var delimiter = Delimiter(position: target.count, count: length)
    target.append(copying: source.extracting(index..<end))
    let isTilde = byte == UInt8(ascii: "~")
    // A single tilde is an approximation, not a mark.
    if isTilde && length != 2 { return end }
    let hasTextBefore = index > 0 && !source[index - 1].isBlank
    let hasTextAfter = end < source.count && !source[end].isBlank
    var canOpen = hasTextAfter
    var canClose = hasTextBefore
    if byte == UInt8(ascii: "_") {
      canOpen = canOpen && !(index > 0 && source.isWordByte(at: index - 1))
      canClose = canClose && !(end < source.count && source.isWordByte(at: end))
    }
    let kind = byte == UInt8(ascii: "*") ? 0 : isTilde ? 2 : 1
    while canClose, delimiter.count > 0, var opener = openers[kind].popLast() {
      let pairs = min(opener.count, delimiter.count)
      opener.count -= pairs
      // Marks are taken from the inner ends of both runs.
      let inner = opener.position + opener.count
      marks.append(inner..<inner + pairs)
      marks.append(delimiter.position..<delimiter.position + pairs)
      delimiter.position += pairs
      delimiter.count -= pairs
      if opener.count > 0 { openers[kind].append(opener) }
    }
    if canOpen, delimiter.count > 0 { openers[kind].append(delimiter) }
    return end
  }

  // MARK: Links

  /// Ends the link or image that the `]` at `index` closes; answers with the index behind its
  /// target, nil if it is no link.
  private mutating func closeBracket(
    _ source: Span<UInt8>, _ index: Int, in target: inout [UInt8]
  ) -> Int? {
    guard let bracket = brackets.popLast(), let end = source.endOfTarget(at: index + 1) else {
      return nil
    }
    if bracket.isImage {
      let position = bracket.position
      target.removeLast(target.count - position)
      for kind in openers.indices {
        while let last = openers[kind].last, last.position >= position {
          openers[kind].removeLast()
        }
      }
      // Pairs that were closed inside the image and opened before it keep their first half.
      let kept = marks[bracket.marks...].filter { $0.lowerBound < position }
      marks.replaceSubrange(bracket.marks..., with: kept)
    } else {
      marks.append(bracket.position..<bracket.position + 1)
    }
    return source.endOfLinkAttributes(at: end)
  }

  // MARK: HTML

  /// What a tag does to the text.
  private enum TagEffect { case nothing, block, line, cell, link }

  private mutating func readTag(
    _ source: Span<UInt8>, _ start: Int
  ) -> (end: Int, effect: TagEffect)? {
    guard start + 2 < source.count, !hasNoTagEnd else { return nil }
    var index = start + 1
    if source[index] == UInt8(ascii: "/") { index += 1 }
    let first = source[index]
    guard first.isASCIILetter || first == UInt8(ascii: "!") || first == UInt8(ascii: "?") else {
      return nil
    }
    guard let end = endOfTag(source, from: index) else { return nil }
    if isAutolink(source, start + 1..<end - 1) { return (end, .link) }
    let name = index
    while index < end, source[index].isASCIILetter || source[index].isASCIIDigit { index += 1 }
    // A tag's name ends before a blank, a slash or the end; `<3` and `a<b` are no tags.
    guard
      index == name || source[index].isBlank || source[index] == UInt8(ascii: "/")
        || index == end - 1
    else { return first.isASCIILetter ? nil : (end, .nothing) }
    var letters: UInt64 = 0
    for position in name..<min(index, name + 10) {
      letters = letters << 6 | UInt64(source[position].asciiLowercased & 0x3F)
    }
    return (end, Self.effects[letters] ?? .nothing)
  }

  /// The index behind the `>` that ends a tag, those in quoted attributes not counted.
  private mutating func endOfTag(_ source: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    var quote: UInt8?
    while index < source.count {
      let byte = source[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      } else if byte == .quotationMark || byte == .apostrophe,
        source[index - 1] == UInt8(ascii: "=")
      {
        quote = byte
      }
      index += 1
    }
    // An attribute whose quotation mark never closes: the next `>` has to do.
    index = Scan.first(UInt8(ascii: ">"), in: source, from: start)
    hasNoTagEnd = index == source.count
    return hasNoTagEnd ? nil : index + 1
  }

  /// Whether `<…>` holds a URL or an e-mail address.
  private func isAutolink(_ source: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var mark: Int?
    for index in range {
      let byte = source[index]
      if byte.isBlank || byte == UInt8(ascii: "<") || byte == .quotationMark { return false }
      if mark == nil, byte == .colon || byte == UInt8(ascii: "@") { mark = index }
    }
    guard let mark else { return false }
    return mark > range.lowerBound + 1 && mark < range.upperBound - 1
      && source[range.lowerBound].isASCIILetter
  }

  private static let effects: [UInt64: TagEffect] = {
    var effects: [UInt64: TagEffect] = ["br": .line, "td": .cell, "th": .cell].reduce(into: [:]) {
      $0[key($1.key)] = $1.value
    }
    let blocks = """
      address article aside blockquote center dd details div dl dt fieldset figcaption figure footer
      form h1 h2 h3 h4 h5 h6 header hr iframe li main nav ol p pre section summary table tbody
      tfoot thead tr ul video audio object
      """
    for name in blocks.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      effects[key(String(name))] = .block
    }
    return effects
  }()

  private static func key(_ name: String) -> UInt64 {
    name.utf8.prefix(10).reduce(0) { $0 << 6 | UInt64($1 & 0x3F) }
  }
}

extension Span where Element == UInt8 {
  /// Whether the byte at `index` belongs to a word: a letter or digit, or a character beyond ASCII
  /// that is no general or East Asian punctuation.
  fileprivate func isWordByte(at index: Int) -> Bool {
    let byte = self[index]
    if byte < 0x80 { return byte.isASCIILetter || byte.isASCIIDigit }
    var lead = index
    while lead > 0, self[lead] & 0xC0 == 0x80, index - lead < 3 { lead -= 1 }
    guard lead + 1 < count else { return true }
    // U+2000–203F, U+3000–303F and U+FF00–FF3F by their first two bytes.
    switch (self[lead], self[lead + 1]) {
    case (0xE2, 0x80), (0xE3, 0x80), (0xEF, 0xBC): return false
    default: return true
    }
  }

  /// The end of the `[^1]` at `start`; nil if there is none.
  fileprivate func footnoteMark(at start: Int) -> Int? {
    guard has("[^", at: start) else { return nil }
    var index = start + 2
    while index < count, index - start < 64, !self[index].isBlank {
      if self[index] == UInt8(ascii: "]") { return index > start + 2 ? index + 1 : nil }
      index += 1
    }
    return nil
  }

  /// The end of the `:calendar:` at `start`, blanks around it; nil if there is none.
  fileprivate func emojiCode(at start: Int) -> Int? {
    guard start == 0 || self[start - 1].isBlank else { return nil }
    var index = start + 1
    while index < count, index - start < 64, self[index] != .colon {
      let byte = self[index]
      guard
        byte.isASCIILetter && !byte.isASCIIUppercase || byte == .hyphen
          || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "+") || byte.isASCIIDigit
      else { return nil }
      index += 1
    }
    guard index < count, self[index] == .colon, index > start + 2,
      self[start + 1].isASCIILetter, index + 1 == count || self[index + 1].isBlank
    else { return nil }
    return index + 1
  }

  /// The end of the `(target "title")` or `[label]` at `start`; nil if there is none.
  fileprivate func endOfTarget(at start: Int) -> Int? {
    guard start < count else { return nil }
    if self[start] == UInt8(ascii: "[") {
      var index = start + 1
      while index < count, index - start < 256, self[index] != UInt8(ascii: "[") {
        if self[index] == UInt8(ascii: "]") { return index + 1 }
        index += 1
      }
      return nil
    }
    guard self[start] == UInt8(ascii: "(") else { return nil }
    var depth = 0
    var index = start
    let limit = Swift.min(count, start + 2048)
    while index < limit {
      switch self[index] {
      case .backslash: index += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return index + 1 }
      case .quotationMark where self[index - 1].isBlank:
        // The title: parentheses in it do not count.
        var closing = index + 1
        while closing < limit, self[closing] != .quotationMark { closing += 1 }
        if closing < limit { index = closing }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// The end of the `{target="_blank"}` at `start`, `start` if there is none.
  fileprivate func endOfLinkAttributes(at start: Int) -> Int {
    guard start < count, self[start] == UInt8(ascii: "{") else { return start }
    var index = start
    while index < count, self[index] != .newline {
      if self[index] == UInt8(ascii: "}") { return index + 1 }
      index += 1
    }
    return start
  }
}
