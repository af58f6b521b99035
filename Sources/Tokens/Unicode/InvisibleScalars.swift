import Bytes

/// Characters that show nothing themselves and so are no part of a word's spelling.
///
/// They are the default-ignorable code points (`DerivedCoreProperties.txt`) that UAX #29 lets stand
/// in a word as Format or Extend (a soft hyphen, a word joiner, a byte-order mark, marks of
/// direction, variation selectors), and the tatweel, which only draws an Arabic word out.
///
/// Not among them: U+200C and U+200D, the non-joiner and the joiner, and the vowel separator
/// U+180E, which distinguish words of Persian, of Indic languages and of Mongolian apart; the tags
/// U+E0020–E007F, which distinguish flags; the fillers of Hangul, which are letters; and U+200B, at
/// which a word ends.
enum InvisibleScalars {
  private static let ranges: [ClosedRange<UInt32>] = [
    0xAD...0xAD, 0x034F...0x034F, 0x061C...0x061C, 0x0640...0x0640, 0x17B4...0x17B5,
    0x180B...0x180D, 0x180F...0x180F, 0x200E...0x200F, 0x202A...0x202E, 0x2060...0x2064,
    0x2066...0x206F, 0xFE00...0xFE0F, 0xFEFF...0xFEFF, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A,
    0xE0100...0xE01EF,
  ]

  static func contains(_ scalar: UInt32) -> Bool {
    scalar >= 0xAD && !(0x0641...0x17B3).contains(scalar) && ranges.contains { $0.contains(scalar) }
  }
}

extension UnicodeText {
  /// Whether characters that show nothing themselves are in `text`. ASCII is passed over at
  /// memory speed.
  public static func holdsInvisibles(_ text: Span<UInt8>) -> Bool {
    var index = Scan.firstNonASCII(in: text, from: 0)
    while index < text.count {
      let (scalar, end) = text.scalar(at: index)
      if InvisibleScalars.contains(scalar) { return true }
      index = end < text.count && text[end] < 0x80 ? Scan.firstNonASCII(in: text, from: end) : end
    }
    return false
  }

  /// `text` without the characters that show nothing themselves (`InvisibleScalars`).
  static func strippingInvisibles(_ text: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    _ = text.allScalars { scalar in
      if !InvisibleScalars.contains(scalar) { result.append(scalar: scalar) }
      return true
    }
    return result
  }
}
