import Bytes

/// The text of an article as JSON-LD has it (`articleBody`): often in one paragraph, and sometimes
/// all that a page has of it.
struct DescribedBody {
  /// The text, a blank line between its paragraphs.
  let text: String

  /// A shorter one is a summary.
  private static let leastBytes = 200
  /// How long the parts are that are compared, in bytes of letters, and how far apart.
  private static let part = 16
  private static let step = 24

  init(_ written: String) {
    let written = Array(written.utf8)
    var plain: [UInt8] = []
    var markup = MarkupText()
    if MarkupLevel(of: written.span) != .tags
      || !markup.append(written.span, to: &plain, isPage: true)
    {
      plain = written
    }
    var text = PageText()
    for line in plain.split(separator: .newline) {
      text.endParagraph()
      text.append(line)
    }
    self.text = String(decoding: text.bytes, as: UTF8.self)
  }

  /// Whether most of it is not in `other`.
  func isMissing(in other: [UInt8]) -> Bool {
    guard text.utf8.count >= Self.leastBytes else { return false }
    let wanted = Self.letters(Array(text.utf8))
    let letters = Self.letters(other)
    var parts: Set<ArraySlice<UInt8>> = []
    for start in stride(from: 0, to: max(0, wanted.count - Self.part), by: Self.step) {
      parts.insert(wanted[start..<start + Self.part])
    }
    let count = parts.count
    for start in 0..<max(0, letters.count - Self.part + 1) {
      parts.remove(letters[start..<start + Self.part])
    }
    return parts.count * 2 > count
  }

  /// What is neither a blank nor punctuation of ASCII.
  private static func letters(_ text: [UInt8]) -> [UInt8] {
    text.filter { $0.isASCIILetter || $0.isASCIIDigit || $0 >= 0x80 }
  }
}
