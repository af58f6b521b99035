import Bytes

/// The lines of a text, one after the other, without their ends (`\n` or `\r\n`).
struct Lines: ~Escapable {
  let bytes: Span<UInt8>
  /// Where the next line begins.
  var position: Int

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, from start: Int = 0) {
    self.bytes = bytes
    position = start
  }

  /// Where the next line lies; nil after the last.
  mutating func next() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let start = position
    let newline = Scan.first(.newline, in: bytes, from: start)
    position = min(newline + 1, bytes.count)
    let hasReturn = newline > start && bytes[newline - 1] == .carriageReturn
    return start..<(hasReturn ? newline - 1 : newline)
  }

  /// Where the next line that has more than blanks lies, the blanks at its ends taken off.
  mutating func nextFilled() -> Range<Int>? {
    while let line = next() {
      let trimmed = bytes.trimmed(line)
      if !trimmed.isEmpty { return trimmed }
    }
    return nil
  }
}

extension Span where Element == UInt8 {
  /// Whether `line` is a rule: three or more of `-`, `*` or `_`, all alike, with nothing but blanks
  /// between them.
  func isRule(_ line: Range<Int>) -> Bool {
    let range = trimmed(line)
    guard let first = range.first.map({ self[$0] }),
      first == .hyphen || first == UInt8(ascii: "*") || first == UInt8(ascii: "_")
    else { return false }
    var marks = 0
    for index in range {
      if self[index] == first {
        marks += 1
      } else if !self[index].isBlank {
        return false
      }
    }
    return marks >= 3
  }
}
