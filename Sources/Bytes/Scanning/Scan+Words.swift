extension Scan {
  /// Whether `flags` is other than zero for any of some words that together hold every byte of
  /// `bytes`, a few of them twice, and no other; eight bytes at a time.
  @inlinable @inline(__always)
  public static func anyWord(of bytes: Span<UInt8>, _ flags: (UInt64) -> UInt64) -> Bool {
    let count = bytes.count
    if count >= 8 {
      var place = 0
      while place &+ 8 < count {
        if flags(bytes.load64(at: place)) != 0 { return true }
        place &+= 8
      }
      return flags(bytes.load64(at: count &- 8)) != 0
    }
    if count >= 4 {
      let ends = (UInt64(bytes.load32(at: 0)), UInt64(bytes.load32(at: count &- 4)))
      return flags(ends.0 | ends.1 &<< 32) != 0
    }
    if count == 0 { return false }
    let (second, third) = (UInt64(bytes[count / 2]), UInt64(bytes[count &- 1]))
    return flags(UInt64(bytes[0]) &* 0x0101_0101_0100_0001 | second &<< 8 | third &<< 16) != 0
  }

  /// Flags bytes of `word` that are `byte`: zero if none is.
  @inlinable @inline(__always)
  public static func flags(_ word: UInt64, equal byte: UInt8) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let rest = word ^ ones &* UInt64(byte)
    return (rest &- ones) & ~rest & (ones &* 0x80)
  }

  /// Flags bytes of `word` that are below `bound`, which is 0x80 at most: zero if none is.
  @inlinable @inline(__always)
  public static func flags(_ word: UInt64, below bound: UInt8) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    return (word &- ones &* UInt64(bound)) & ~word & (ones &* 0x80)
  }
}
