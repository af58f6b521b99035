import Bytes

/// Finds URLs, e-mail addresses, #hashtags and @mentions.
///
/// Each is found at the character that gives it away (`:`, `@`, `#`, or the `w` of `www.`), which
/// may be in its middle; the segmenter takes back the tokens that it had cut before that place.
///
/// - A URL is a scheme of ASCII letters, digits and `+`, then `://`; or `www.` at the start of a
///   word. It runs to the first blank, quotation mark, apostrophe, angle bracket, backquote, brace,
///   bar, backslash, caret, closing bracket that it did not open, or scalar beyond ASCII that is no
///   letter, mark or digit of a script with blanks between words; without a last `.,;:!?*`.
/// - An e-mail address is a local part of letters, digits and `_` with single `.%+-` between, an
///   `@` and a host name with a full stop and a last label of two or more letters.
/// - A #hashtag is `#` and letters, marks, digits and `_`, one of them a letter; an @mention the
///   same of a script with blanks, perhaps with an `@` and a host name behind it. Neither starts
///   in or behind a word.
struct AddressRules: Sendable {
  private let classes = BoundaryClass.trie

  /// The address that the character at `index`, which starts a segment, gives away; no part of it
  /// lies before `floor`.
  @inline(__always)
  func address(at index: Int, in text: Span<UInt8>, floor: Int) -> Range<Int>? {
    switch text[index] {
    case UInt8(ascii: "@"): mail(sign: index, in: text, floor: floor)
    case UInt8(ascii: "#"): hashtag(sign: index, in: text)
    case UInt8(ascii: ":"): url(colon: index, in: text, floor: floor)
    case UInt8(ascii: "w"), UInt8(ascii: "W"): bareURL(at: index, in: text)
    default: nil
    }
  }

  /// The URL whose scheme ends at the colon at `colon`.
  private func url(colon: Int, in text: Span<UInt8>, floor: Int) -> Range<Int>? {
    guard colon + 3 < text.count, text[colon + 1] == UInt8(ascii: "/"),
      text[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    var start = colon
    while start > floor, text[start - 1].isASCIIAlphanumeric || text[start - 1] == UInt8(ascii: "+")
    {
      start -= 1
    }
    while start < colon, !text[start].isASCIILetter { start += 1 }
    guard start < colon, let end = urlEnd(in: text, from: colon + 3) else { return nil }
    return start..<end
  }

  /// The URL without a scheme that starts with `www.` at `start`.
  private func bareURL(at start: Int, in text: Span<UInt8>) -> Range<Int>? {
    guard start + 4 < text.count, text[start + 3] == UInt8(ascii: "."),
      text[start + 4].isASCIIAlphanumeric
    else { return nil }
    for index in start..<start + 3 where text[index] | 0x20 != UInt8(ascii: "w") { return nil }
    return urlEnd(in: text, from: start + 4).map { start..<$0 }
  }

  /// The e-mail address or the @mention around the `@` at `sign`, or nil.
  private func mail(sign: Int, in text: Span<UInt8>, floor: Int) -> Range<Int>? {
    let start = localPart(before: sign, in: text, floor: floor)
    if start < sign {
      return hostEnd(in: text, from: sign + 1).map { start..<$0 }
    }
    guard let end = name(after: sign, in: text, of: .words) else { return nil }
    if end < text.count, text[end] == UInt8(ascii: "@"), let host = hostEnd(in: text, from: end + 1)
    {
      return sign..<host
    }
    return sign..<end
  }

  /// The #hashtag at `sign`, or nil.
  private func hashtag(sign: Int, in text: Span<UInt8>) -> Range<Int>? {
    name(after: sign, in: text, of: .anything).map { sign..<$0 }
  }

  // MARK: - Parts

  private static func isOne(of signs: StaticString, _ scalar: UInt32) -> Bool {
    let bytes = signs.bytes
    for index in bytes.indices where UInt32(bytes[index]) == scalar { return true }
    return false
  }

  private enum Letters { case words, anything }

  /// Whether the scalar belongs to a script that writes blanks between words.
  private func isWordScalar(_ value: BoundaryClass) -> Bool { Self.words.contains(value.word) }

  private static var words: WordBreak.Group { .aLetter | .hebrewLetter | .numeric | .extend }

  /// Where the name ends that follows the sign at `sign`: it holds a letter, and no word and no `&`
  /// (of `&#39;`) comes before the sign.
  private func name(after sign: Int, in text: Span<UInt8>, of letters: Letters) -> Int? {
    if sign > 0 {
      let before = text.scalar(at: text.scalarStart(before: sign)).value
      let value = BoundaryClass(bits: classes[before])
      let isWord = letters == .words ? isWordScalar(value) : value.isAlphanumeric
      if isWord || Self.isOne(of: "&_@#", before) { return nil }
    }
    var end = sign + 1
    var hasLetter = false
    while end < text.count {
      let (scalar, after) = text.scalar(at: end)
      let value = BoundaryClass(bits: classes[scalar])
      let belongs =
        scalar == 0x5F || isWordScalar(value) || value.word == .format
        || letters == .anything && (value.isAlphanumeric || value.word == .extend)
      guard belongs else { break }
      hasLetter = hasLetter || value.isAlphanumeric && value.word != .numeric
      end = after
    }
    return hasLetter ? end : nil
  }

  /// Where the local part starts that ends at `end`: with a letter, a digit or an underscore. `end`
  /// itself if there is none.
  private func localPart(before end: Int, in text: Span<UInt8>, floor: Int) -> Int {
    var start = end
    var index = end
    while index > floor {
      let before = text.scalarStart(before: index)
      switch text[before] {
      case UInt8(ascii: "_"):
        start = before
      case UInt8(ascii: "."), UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: "-"):
        // Signs are between letters, one at a time.
        guard start == index, start < end else { return start }
      default:
        let value = BoundaryClass(bits: classes[text.scalar(at: before).value])
        guard isWordScalar(value) else { return start }
        if value.word != .extend { start = before }
      }
      index = before
    }
    return start
  }

  /// Where the host name at `start` ends: labels of ASCII letters, digits and hyphens with single
  /// full stops between, the last one of at least two letters.
  private func hostEnd(in text: Span<UInt8>, from start: Int) -> Int? {
    var end = start
    var label = start
    var hasStop = false
    while end < text.count {
      if text[end].isASCIIAlphanumeric || (text[end] == UInt8(ascii: "-") && end > label) {
        end += 1
      } else if text[end] == UInt8(ascii: "."), end > label, end + 1 < text.count,
        text[end + 1].isASCIIAlphanumeric
      {
        hasStop = true
        end += 1
        label = end
      } else {
        break
      }
    }
    while end > label, text[end - 1] == UInt8(ascii: "-") { end -= 1 }
    guard hasStop, end - label >= 2 else { return nil }
    for index in label..<end where !text[index].isASCIILetter { return nil }
    return end
  }

  /// Where the URL ends whose scheme or `www.` ends at `start`; nil if none of it remains.
  private func urlEnd(in text: Span<UInt8>, from start: Int) -> Int? {
    var end = start
    var open = (round: 0, square: 0)
    scan: while end < text.count {
      switch text[end] {
      case ...UInt8(ascii: " "), 0x7F: break scan
      case let byte where Self.isOne(of: "\"'<>\\^`{|}", UInt32(byte)): break scan
      case UInt8(ascii: "("): open.round += 1
      case UInt8(ascii: "["): open.square += 1
      case UInt8(ascii: ")"):
        open.round -= 1
        if open.round < 0 { break scan }
      case UInt8(ascii: "]"):
        open.square -= 1
        if open.square < 0 { break scan }
      case 0x80...:
        let (scalar, after) = text.scalar(at: end)
        guard isWordScalar(BoundaryClass(bits: classes[scalar])) else { break scan }
        end = after
        continue scan
      default: break
      }
      end += 1
    }
    while end > start, Self.isOne(of: ".,;:!?*", UInt32(text[end - 1])) { end -= 1 }
    return end > start ? end : nil
  }
}

extension UInt8 {
  @inline(__always)
  var isASCIILetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

  @inline(__always)
  var isASCIIAlphanumeric: Bool { isASCIILetter || self &- UInt8(ascii: "0") < 10 }
}
