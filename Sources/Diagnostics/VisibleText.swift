// What is in a file must not command a terminal, nor turn round what stands beside it.

extension Unicode.Scalar {
  /// What stands for a character that is not written as it is, in messages and in tables; nil for
  /// any other.
  ///
  /// A control character of ASCII has its picture (`␛` for ESC). The others, U+0080 to U+009F, and
  /// the characters that end a line or give text another direction (U+2028 to U+202E, U+2066 to
  /// U+2069) are written by their numbers: `\u{202E}`.
  public var standIn: String? {
    switch value {
    case 0..<0x20: Unicode.Scalar(0x2400 + value).map { String(Character($0)) }
    case 0x7F: "␡"
    case 0x80..<0xA0, 0x2028...0x202E, 0x2066...0x2069:
      "\\u{" + String(value, radix: 16, uppercase: true) + "}"
    default: nil
    }
  }
}

extension String {
  /// The text with stand-ins for its control characters, tabs apart: a message, or a part of one.
  public var visible: String {
    guard unicodeScalars.contains(where: { $0.standIn != nil }) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar != "\t", let standIn = scalar.standIn {
        text += standIn
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
