extension Buffer where Element == UInt32 {
  /// Appends, for each bit of `positions` that is set, its number counted from `base`; ascending.
  @inlinable @inline(__always)
  public mutating func append(positions: UInt64, from base: UInt32) {
    // Four at a time without asking whether there are as many: what is written beyond the last one
    // lies in the room that is reserved here, and is never counted.
    let number = positions.nonzeroBitCount
    if room &- filled < 64 { grow(to: filled &+ 64) }
    var next = unsafe self.base + filled
    var rest = positions
    var written = 0
    while written < number {
      for _ in 0..<4 {
        unsafe next.initialize(to: base &+ UInt32(truncatingIfNeeded: rest.trailingZeroBitCount))
        unsafe next += 1
        rest &= rest &- 1
      }
      written &+= 4
    }
    filled &+= number
  }
}

extension Buffer {
  /// Appends `count` copies of `element`.
  @inlinable @inline(__always)
  public mutating func append(repeating element: Element, count: Int) {
    precondition(count >= 0, "a negative count")
    reserve(filled &+ count)
    unsafe (base + filled).initialize(repeating: element, count: count)
    filled &+= count
  }
}
