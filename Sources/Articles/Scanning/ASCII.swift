/// Names and classes of the bytes that formats are made of.
extension UInt8 {
  @inline(__always) static var tab: UInt8 { 0x09 }
  @inline(__always) static var newline: UInt8 { 0x0A }
  @inline(__always) static var carriageReturn: UInt8 { 0x0D }
  /// What RFC 7464 puts before each text of a sequence.
  @inline(__always) static var recordSeparator: UInt8 { 0x1E }
  @inline(__always) static var space: UInt8 { 0x20 }
  @inline(__always) static var quotationMark: UInt8 { 0x22 }
  @inline(__always) static var apostrophe: UInt8 { 0x27 }
  @inline(__always) static var comma: UInt8 { 0x2C }
  @inline(__always) static var hyphen: UInt8 { 0x2D }
  @inline(__always) static var period: UInt8 { 0x2E }
  @inline(__always) static var colon: UInt8 { 0x3A }
  @inline(__always) static var backslash: UInt8 { 0x5C }

  /// The byte with A–Z made a–z.
  @inline(__always) var asciiLowercased: UInt8 { isASCIIUppercase ? self | 0x20 : self }
  @inline(__always) var isASCIIUppercase: Bool { self &- 0x41 < 26 }
  @inline(__always) var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  @inline(__always) var isASCIIDigit: Bool { self &- 0x30 < 10 }
  /// A space, or one of U+0009 to U+000D: what C takes for white space.
  @inline(__always) var isWhitespace: Bool { self == .space || self &- 0x09 < 5 }
  /// A space, a tab, a newline or a carriage return: what JSON takes for white space.
  @inline(__always) var isBlank: Bool {
    self == .space || self == .tab || self == .newline || self == .carriageReturn
  }
  /// The value of a hexadecimal digit.
  @inline(__always) var hexadecimalValue: UInt32? {
    if isASCIIDigit { return UInt32(self &- 0x30) }
    let letter = (self | 0x20) &- 0x61
    return letter < 6 ? UInt32(letter) &+ 10 : nil
  }
}

extension Span where Element == UInt8 {
  /// `range` without the blanks at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, self[lower].isBlank { lower += 1 }
    while lower < upper, self[upper - 1].isBlank { upper -= 1 }
    return lower..<upper
  }

  /// Whether the bytes from `index` on begin with `text`.
  func has(_ text: String, at index: Int) -> Bool {
    var position = index
    for byte in text.utf8 {
      guard position < count, self[position] == byte else { return false }
      position += 1
    }
    return true
  }
}

extension [UInt8] {
  /// Appends the UTF-8 form of `scalar`, U+FFFD for what is no scalar value (surrogates too).
  mutating func append(scalar value: UInt32) {
    if value < 0x80 {
      append(UInt8(truncatingIfNeeded: value))
    } else if let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) {
      append(contentsOf: encoded)
    } else {
      append(contentsOf: [0xEF, 0xBF, 0xBD])
    }
  }
}
