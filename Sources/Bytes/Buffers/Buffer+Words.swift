extension Buffer where Element == UInt8 {
  /// Appends the low `count` bytes of `word`, at most eight, the lowest first; one store.
  @inlinable @inline(__always)
  public mutating func append(word: UInt64, count: Int) {
    precondition(UInt(bitPattern: count) <= 8, "a word has eight bytes")
    reserve(filled &+ 8)
    unsafe UnsafeMutableRawPointer(base + filled)
      .storeBytes(of: word.littleEndian, as: UInt64.self)
    filled &+= count
  }

  /// Appends `value` in decimal digits, eight at a time.
  @inlinable
  public mutating func appendDecimal(_ value: UInt64) {
    let zeros: UInt64 = 0x3030_3030_3030_3030
    if value < 100_000_000 {
      let digits = eightDigits(value)
      let leading = min(7, digits.trailingZeroBitCount &>> 3)
      append(word: (digits | zeros) &>> UInt64(8 &* leading), count: 8 &- leading)
    } else {
      appendDecimal(value / 100_000_000)
      append(word: eightDigits(value % 100_000_000) | zeros, count: 8)
    }
  }

  /// Appends `value` in decimal digits, after a minus sign if it is negative.
  @inlinable
  public mutating func appendDecimal(_ value: Int) {
    if value < 0 { append(UInt8(ascii: "-")) }
    appendDecimal(UInt64(value.magnitude))
  }
}

/// The digits of `value`, which has eight at most: a byte each, the first digit in the lowest.
///
/// The number is split into halves, in halves of the word, and these again, with divisions by 100
/// and 10 as multiplications that are exact for so few digits.
@inlinable @inline(__always)
func eightDigits(_ value: UInt64) -> UInt64 {
  let fours = value / 10_000 | (value % 10_000) &<< 32
  let hundreds = (fours &* 10_486) &>> 20 & 0x0000_007F_0000_007F
  let twos = hundreds | (fours &- 100 &* hundreds) &<< 16
  let tens = (twos &* 103) &>> 10 & 0x000F_000F_000F_000F
  return tens | (twos &- 10 &* tens) &<< 8
}
