import Bytes

extension Buffer<UInt8> {
  /// Appends the UTF-8 form of `text`.
  mutating func append(_ text: String) {
    append(contentsOf: text.utf8Span.span)
  }

  /// Appends `text` with other things in place of some of its bytes.
  ///
  /// Where `isSpecial` holds of a byte, `replace` is asked what stands there: it appends the
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
  /// Escaped are quotation marks, backslashes, control characters, and the line separators U+2028
  /// and U+2029, which end a line for some readers of one value a line.
  mutating func appendJSONString(_ text: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    defer { append(UInt8(ascii: "\"")) }
    let mayHoldSpecials = Scan.anyWord(of: text) { word in
      Scan.flags(word, below: 0x20) | Scan.flags(word, equal: UInt8(ascii: "\""))
        | Scan.flags(word, equal: UInt8(ascii: "\\")) | Scan.flags(word, equal: 0xE2)
    }
    guard mayHoldSpecials else { return append(contentsOf: text) }
    append(text) { byte in
      byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0xE2
    } replace: { buffer, text, index in
      guard text[index] == 0xE2 else {
        buffer.appendEscape(text[index])
        return 1
      }
      guard index + 2 < text.count, text[index + 1] == 0x80, text[index + 2] & 0xFE == 0xA8 else {
        return 0
      }
      buffer.append(text[index + 2] == 0xA8 ? "\\u2028" : "\\u2029")
      return 3
    }
  }

  private mutating func appendEscape(_ byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\n"): append(UInt8(ascii: "n"))
    case UInt8(ascii: "\r"): append(UInt8(ascii: "r"))
    case UInt8(ascii: "\t"): append(UInt8(ascii: "t"))
    case 0..<0x20:
      append("u00")
      append(UInt8(ascii: "0") + byte >> 4)
      let low = byte & 15
      append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
    default: append(byte)
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
