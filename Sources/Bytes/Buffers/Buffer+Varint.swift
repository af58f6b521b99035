extension Buffer where Element == UInt8 {
  /// Appends `value` in LEB128: seven bits a byte, low ones first, the high bit set on all but the
  /// last. One to ten bytes.
  @inlinable @inline(__always)
  public mutating func appendVarint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }

  /// Appends `value` as four little-endian bytes.
  @inlinable
  public mutating func append32(_ value: UInt32) {
    append(word: UInt64(value), count: 4)
  }

  /// Appends `value` as eight little-endian bytes.
  @inlinable
  public mutating func append64(_ value: UInt64) {
    append(word: value, count: 8)
  }

  /// Appends the bytes of `text`.
  public mutating func append(utf8 text: String) {
    for byte in text.utf8 { append(byte) }
  }
}

extension Span where Element == UInt8 {
  /// Reads a LEB128 number at `place` and moves `place` behind it; nil if the bytes end first or
  /// the number passes 64 bits.
  @inlinable @inline(__always)
  public func readVarint(_ place: inout Int) -> UInt64? {
    guard place < count else { return nil }
    let first = self[place]
    if first < 0x80 {
      place &+= 1
      return UInt64(first)
    }
    return readLongVarint(&place)
  }

  @usableFromInline @inline(never)
  func readLongVarint(_ place: inout Int) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    var here = place
    while here < count, shift < 64 {
      let byte = self[here]
      here &+= 1
      value |= UInt64(byte & 0x7F) &<< shift
      if byte < 0x80 {
        if shift == 63, byte > 1 { return nil }
        place = here
        return value
      }
      shift &+= 7
    }
    return nil
  }

  /// The four bytes at `place` as a little-endian number.
  @inlinable
  public func load32(at place: Int) -> UInt32 {
    let bytes = unsafe self.bytes
    return unsafe UInt32(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self))
  }
}
