import Bytes

/// Character references of HTML: `&eacute;`, `&#233;`, `&#xE9;`.
enum Entities {
  /// The character that the reference at `start` (its ampersand) stands for and how many bytes the
  /// reference takes; nil if there is no such reference. References must end in a semicolon.
  static func decode(_ bytes: Span<UInt8>, at start: Int) -> (scalar: UInt32, length: Int)? {
    let last = min(bytes.count, start + 12)
    var index = start + 1
    while index < last, bytes[index] != UInt8(ascii: ";") { index += 1 }
    guard index < last, index > start + 1 else { return nil }
    let length = index - start + 1
    if bytes[start + 1] == UInt8(ascii: "#") {
      return number(bytes, start + 2..<index).map { ($0, length) }
    }
    return HTMLEntity.scalar(named: bytes.extracting(start + 1..<index)).map { ($0, length) }
  }

  private static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
    var range = range
    var base: UInt32 = 10
    if let first = range.first, bytes[first].asciiLowercased == UInt8(ascii: "x") {
      base = 16
      range = range.dropFirst()
    }
    guard !range.isEmpty else { return nil }
    var value: UInt32 = 0
    for index in range {
      guard let digit = bytes[index].hexadecimalValue, digit < base else { return nil }
      value = min(value &* base &+ digit, 0x110000)
    }
    // HTML reads the C1 controls, which text never means, as what Windows-1252 has in their place.
    if (0x80...0x9F).contains(value) { return windows1252[Int(value - 0x80)] }
    return value == 0 || value > 0x10FFFF || (0xD800...0xDFFF).contains(value) ? 0xFFFD : value
  }

  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]
}
