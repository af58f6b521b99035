import Bytes

extension ArraySlice<UInt8> {
  /// Whether it holds nothing but blanks.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// Without the blanks at its ends.
  var trimmed: ArraySlice<UInt8> {
    var rest = drop(while: \.isWhitespace)
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return rest
  }

  /// Whether it begins with `text`.
  func begins(with text: String) -> Bool { starts(with: text.utf8) }

  /// Whether it begins with `text`, which is in lower case, whatever the case of its ASCII letters.
  func beginsFolded(with text: String) -> Bool {
    var index = startIndex
    for byte in text.utf8 {
      guard index < endIndex, self[index].asciiLowercased == byte else { return false }
      index += 1
    }
    return true
  }

  /// Whether `text` occurs in it.
  func contains(_ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first else { return true }
    var from = 0
    while let found = span.firstIndex(of: first, from: from) {
      if self[(startIndex + found)...].starts(with: wanted) { return true }
      from = found + 1
    }
    return false
  }

  /// The parts between blanks.
  var words: [ArraySlice<UInt8>] { split(whereSeparator: \.isWhitespace) }

  /// The parts between the bytes `separator`, empty ones too.
  func fields(_ separator: UInt8) -> [ArraySlice<UInt8>] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
