import Bytes

/// UTF-16 or UTF-32, in either order of bytes.
struct WideEncoding: Hashable {
  /// The bytes of a code unit: 2 or 4.
  let width: Int
  let isBigEndian: Bool
  /// The length of the byte-order mark, in bytes; 0 if there is none.
  let markLength: Int

  /// Its name, whatever the order of bytes.
  var name: String { width == 2 ? "utf-16" : "utf-32" }

  /// The encoding of a file that begins with `head`: by its byte-order mark, or else because `head`
  /// is text in that encoding and in no other; nil if it is neither.
  init?(of head: [UInt8]) {
    let marks: [([UInt8], Int, Bool)] = [
      ([0xFF, 0xFE, 0, 0], 4, false), ([0, 0, 0xFE, 0xFF], 4, true), ([0xFF, 0xFE], 2, false),
      ([0xFE, 0xFF], 2, true),
    ]
    if let (mark, width, isBigEndian) = marks.first(where: { head.starts(with: $0.0) }) {
      self.init(width, isBigEndian, markLength: mark.count)
      return
    }
    guard head.contains(0), Self.isNoText(head) else { return nil }
    for width in [4, 2] {
      let (little, big) = (Self(width, false), Self(width, true))
      let (ofLittle, ofBig) = (little.asciiCharacters(in: head), big.asciiCharacters(in: head))
      if ofLittle != ofBig {
        self = ofLittle > ofBig ? little : big
        return
      }
    }
    return nil
  }

  private init(_ width: Int, _ isBigEndian: Bool, markLength: Int = 0) {
    self.width = width
    self.isBigEndian = isBigEndian
    self.markLength = markLength
  }

  /// Whether `head` is no text of single bytes, in which controls are rare.
  private static func isNoText(_ head: [UInt8]) -> Bool {
    let controls = head.count { $0 < 0x20 && !$0.isWhitespace }
    return controls * 5 >= head.count || !UTF8Validation.isValid(head.span)
  }

  /// How many ASCII characters there are in `head`, which begins with a whole code unit; 0 if it is
  /// no text in this encoding, or shorter than 4 characters.
  private func asciiCharacters(in head: [UInt8]) -> Int {
    var ascii = 0
    var high = false
    // Text has one script besides ASCII and punctuation, or those of East Asia with many pages.
    var pages = [Int](repeating: 0, count: 256)
    var common = 0
    var others = 0
    let whole = head.count - head.count % width
    guard whole >= 4 * width else { return 0 }
    for start in stride(from: 0, to: whole, by: width) {
      var unit: UInt32 = 0
      for place in 0..<width {
        let byte = UInt32(head[start + place])
        unit |= byte << UInt32(8 * (isBigEndian ? width - 1 - place : place))
      }
      let isLow = width == 2 && 0xDC00...0xDFFF ~= unit
      guard isLow == high else { return 0 }
      high = width == 2 && 0xD800...0xDBFF ~= unit
      guard isLow || high || Self.isCharacter(unit) else { return 0 }
      switch unit {
      case ..<0x80: ascii += 1
      case ..<0x100, 0x2000...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xDFFF, 0xFF00...: common += 1
      default:
        pages[Int(unit >> 8 & 0xFF)] += 1
        others += 1
      }
    }
    let script = pages.max() ?? 0
    return (common + script) * 10 >= (common + others) * 9 ? ascii : 0
  }

  /// Whether text may have `scalar`: it is neither a control, a surrogate, for private use nor
  /// outside Unicode.
  private static func isCharacter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x09, 0x0A, 0x0C, 0x0D: true
    case 0..<0x20, 0x7F..<0xA0, 0xD800...0xF8FF, 0xFFF0...0xFFFB, 0xFFFE, 0xFFFF: false
    default: scalar < 0x30000
    }
  }
}
