import Bytes

/// A text that is written piece by piece, with needless white space left out.
///
/// A newline in a piece is a break: one is a line end, two are the end of a paragraph.
struct PageText {
  private(set) var bytes: [UInt8] = []
  private var breaks = 0
  private var hasSpace = false

  /// Whether nothing was written.
  var isEmpty: Bool { bytes.isEmpty }

  /// Appends a piece of a line.
  mutating func append(_ piece: ArraySlice<UInt8>) {
    var index = piece.startIndex
    while index < piece.endIndex {
      let byte = piece[index]
      if byte.isWhitespace {
        if byte == .newline { breaks += 1 } else { hasSpace = true }
        index += 1
        continue
      }
      var end = index + 1
      while end < piece.endIndex, !piece[end].isWhitespace { end += 1 }
      if !bytes.isEmpty {
        if breaks > 0 {
          bytes.append(contentsOf: repeatElement(.newline, count: min(breaks, 2)))
        } else if hasSpace {
          bytes.append(.space)
        }
      }
      (breaks, hasSpace) = (0, false)
      bytes.append(contentsOf: piece[index..<end])
      index = end
    }
  }

  /// Ends a paragraph.
  mutating func endParagraph() { breaks = 2 }
}
