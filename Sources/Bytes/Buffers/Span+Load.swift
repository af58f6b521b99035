extension Span where Element == UInt8 {
  /// The eight bytes from `offset` on as a little-endian number. Traps beyond the end.
  @inlinable @inline(__always)
  public func load64(at offset: Int) -> UInt64 {
    let bytes = unsafe self.bytes
    return unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Up to eight bytes from `offset` on, the first being the most significant, zeros behind the
  /// end: numbers that compare as the bytes do.
  @inlinable
  public func orderedPrefix(at offset: Int, end: Int) -> UInt64 {
    if offset &+ 8 <= end { return load64(at: offset).byteSwapped }
    var value: UInt64 = 0
    var place = offset
    while place < end {
      value = value &<< 8 | UInt64(self[place])
      place &+= 1
    }
    let missing = 8 &- Swift.max(0, end &- offset)
    return missing == 8 ? 0 : value &<< UInt64(8 &* missing)
  }
}

/// Whether two stretches of bytes are equal.
@inlinable
public func equalBytes(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  var place = 0
  while place &+ 8 <= a.count {
    if a.load64(at: place) != b.load64(at: place) { return false }
    place &+= 8
  }
  while place < a.count {
    if a[place] != b[place] { return false }
    place &+= 1
  }
  return true
}

/// Whether `a` comes before `b` in byte order, a prefix coming first.
@inlinable
public func precedes(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
  let common = Swift.min(a.count, b.count)
  var place = 0
  while place &+ 8 <= common {
    let x = a.load64(at: place)
    let y = b.load64(at: place)
    if x != y { return x.byteSwapped < y.byteSwapped }
    place &+= 8
  }
  while place < common {
    if a[place] != b[place] { return a[place] < b[place] }
    place &+= 1
  }
  return a.count < b.count
}

/// The number of bytes that `a` and `b` have in common at their beginnings; eight at a time.
@inlinable
public func commonPrefix(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Int {
  let limit = min(a.count, b.count)
  var place = 0
  while place &+ 8 <= limit {
    let difference = a.load64(at: place) ^ b.load64(at: place)
    if difference != 0 { return place &+ difference.trailingZeroBitCount / 8 }
    place &+= 8
  }
  while place < limit, a[place] == b[place] { place &+= 1 }
  return place
}
