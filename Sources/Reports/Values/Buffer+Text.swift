import Bytes

extension Buffer<UInt8> {
  /// Appends the UTF-8 form of `text`.
  mutating func append(_ text: String) {
    append(contentsOf: text.utf8Span.span)
  }

  /// Appends `text` with other things in place of some of its bytes.
  ///
  /// Where `isSpecial` holds of a byte, `replace` is asked what is there: it appends the
  /// replacement and returns how many bytes that replaces, or appends nothing and returns 0.
  @inline(__always)
  mutating func append(
    _ text: Span<UInt8>, where isSpecial: (UInt8) -> Bool,
    replace: (inout Buffer<UInt8>, _ text: Span<UInt8>, _ index: Int) -> Int
  ) {
    var plain = 0
    var index = 0
    while index < text.count {
      guard isSpecial(text[index]) else {
        index += 1
        continue
      }
      append(contentsOf: text.extracting(plain..<index))
      let replaced = replace(&self, text, index)
      plain = index + replaced
      index += max(1, replaced)
    }
    append(contentsOf: text.extracting(plain...))
  }

  /// Appends `count` spaces.
  mutating func appendSpaces(_ count: Int) {
    if count > 0 { extend(to: self.count + count, with: UInt8(ascii: " ")) }
  }

  /// Appends `value` as a JSON number: the shortest digits that read back as the same double, or
  /// null if it is not finite.
  mutating func appendJSONNumber(_ value: Double) {
    if value == 0 {
      // Negative zero says nothing to a reader of tables.
      append("0.0")
    } else if value.isFinite {
      append(value.description)
    } else {
      append("null")
    }
  }

  /// Appends `text`, which is well-formed UTF-8, as a JSON string.
  ///
  /// Escaped are quotation marks, backslashes, and every character that has a stand-in elsewhere
  /// (see `Unicode.Scalar.standIn`): a reader has the text as it is, and a terminal nothing to
  /// obey.
  mutating func appendJSONString(_ text: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    defer { append(UInt8(ascii: "\"")) }
    let mayHoldSpecials = Scan.anyWord(of: text) { word in
      Scan.flags(word, below: 0x20) | Scan.flags(word, equal: UInt8(ascii: "\""))
        | Scan.flags(word, equal: UInt8(ascii: "\\")) | Scan.flags(word, equal: 0x7F)
        | Scan.flags(word, equal: 0xC2) | Scan.flags(word, equal: 0xE2)
    }
    guard mayHoldSpecials else { return append(contentsOf: text) }
    append(text) { byte in
      byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
        || byte == 0xC2 || byte == 0xE2
    } replace: { buffer, text, index in
      switch text[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        buffer.append(UInt8(ascii: "\\"))
        buffer.append(text[index])
        return 1
      default:
        guard let (scalar, length) = text.control(at: index) else { return 0 }
        buffer.appendEscape(scalar)
        return length
      }
    }
  }

  private mutating func appendEscape(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\n": append("\\n")
    case "\r": append("\\r")
    case "\t": append("\\t")
    default:
      let digits = String(scalar.value, radix: 16)
      append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    }
  }
}

extension String {
  /// A copy of `bytes` as text; what is not UTF-8 becomes U+FFFD.
  public init(copying bytes: Span<UInt8>) {
    var copy: [UInt8] = []
    copy.reserveCapacity(bytes.count)
    for index in bytes.indices { copy.append(bytes[index]) }
    self.init(decoding: copy, as: UTF8.self)
  }
}
