import Bytes
import Diagnostics

/// The bytes by which a row is sorted: parts that compare as bytes do, the most important first.
struct RowKey: ~Copyable {
  private(set) var bytes = Buffer<UInt8>(capacity: 64)

  mutating func removeAll() { bytes.removeAll() }

  /// A number, the smaller first.
  mutating func append(rising value: UInt64) {
    bytes.append(word: value.byteSwapped, count: 8)
  }

  /// A number, the larger first.
  mutating func append(falling value: UInt64) { append(rising: ~value) }

  /// A 32-bit number, the smaller first.
  mutating func append(rising value: UInt32) {
    bytes.append(word: UInt64(value.byteSwapped), count: 4)
  }

  /// A score, the larger first; what is undefined comes last.
  mutating func append(falling score: Double?) {
    guard let score, !score.isNaN else { return append(rising: UInt64.max) }
    // Adding zero makes −0 and 0 one number.
    let bits = (score + 0).bitPattern
    append(falling: bits >> 63 == 1 ? ~bits : bits | 1 << 63)
  }

  /// Text, ended so that what follows does not run into it.
  mutating func append(text: some Collection<UInt8>) {
    for byte in text { bytes.append(byte == 0 ? 0x20 : byte) }
    bytes.append(0)
  }

  /// The bytes that `append` appends, as they are.
  mutating func append(
    rawBy append: (inout Buffer<UInt8>) throws(Fault) -> Void
  ) throws(Fault) {
    try append(&bytes)
  }

  /// Bytes as they are.
  mutating func append(raw: Span<UInt8>) { bytes.append(contentsOf: raw) }

  /// Bytes as they are.
  mutating func append(raw: some Collection<UInt8>) { for byte in raw { bytes.append(byte) } }
}

extension Span where Element == UInt8 {
  /// The 64-bit number at `place`, high byte first.
  func number(at place: Int) -> UInt64 { load64(at: place).byteSwapped }

  /// The 32-bit number at `place`, high byte first.
  func smallNumber(at place: Int) -> UInt32 { load32(at: place).byteSwapped }
}
