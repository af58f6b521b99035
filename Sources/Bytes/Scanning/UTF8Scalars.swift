extension Span where Element == UInt8 {
  /// The scalar that starts at `index`, and the index after it.
  ///
  /// The bytes are valid UTF-8; others give a wrong scalar or a trap, never a read outside the
  /// span.
  @inlinable @inline(__always)
  public func scalar(at index: Int) -> (value: UInt32, end: Int) {
    let lead = UInt32(self[index])
    if lead < 0x80 { return (lead, index &+ 1) }
    let second = UInt32(self[index &+ 1] & 0x3F)
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | second, index &+ 2) }
    let third = UInt32(self[index &+ 2] & 0x3F)
    if lead < 0xF0 { return ((lead & 0x0F) << 12 | second << 6 | third, index &+ 3) }
    let fourth = UInt32(self[index &+ 3] & 0x3F)
    return ((lead & 0x07) << 18 | second << 12 | third << 6 | fourth, index &+ 4)
  }
}

extension [UInt8] {
  /// Appends the UTF-8 bytes of `scalar`, which must be one.
  @inlinable
  public mutating func append(scalar: UInt32) {
    func trailing(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(scalar >> shift & 0x3F) }
    switch scalar {
    case ..<0x80:
      append(UInt8(scalar))
    case ..<0x800:
      append(0xC0 | UInt8(scalar >> 6))
      append(trailing(0))
    case ..<0x10000:
      append(0xE0 | UInt8(scalar >> 12))
      append(trailing(6))
      append(trailing(0))
    default:
      append(0xF0 | UInt8(scalar >> 18))
      append(trailing(12))
      append(trailing(6))
      append(trailing(0))
    }
  }
}
