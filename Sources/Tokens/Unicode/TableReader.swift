import Bytes

/// Reads a table of `UnicodeTables`: hexadecimal numbers, each with the mark that follows it.
struct TableReader: ~Copyable, ~Escapable {
  private let bytes: Span<UInt8>
  private var position = 0

  @_lifetime(immortal)
  init(_ table: StaticString) {
    bytes = table.bytes
  }

  /// The next number, or nil at the end of the table. `continues` is true when the mark after it is
  /// none of blank, newline and end: when more numbers of the same entry follow.
  mutating func next() -> (value: UInt32, continues: Bool)? {
    while position < bytes.count, bytes[position] <= UInt8(ascii: " ") { position += 1 }
    guard position < bytes.count else { return nil }
    var value: UInt32 = 0
    while position < bytes.count, let digit = hexDigit(bytes[position]) {
      value = value << 4 | digit
      position += 1
    }
    let continues = position < bytes.count && bytes[position] > UInt8(ascii: " ")
    position += 1
    return (value, continues)
  }

  private func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    default: nil
    }
  }
}
