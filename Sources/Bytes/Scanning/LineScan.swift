import Glibc

extension Span where Element == UInt8 {
  /// The index of the first `byte` at or after `start`; nil if there is none. Runs at memory speed.
  public func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    unsafe withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress, start < bytes.count else { return nil }
      guard let found = unsafe memchr(base + start, Int32(byte), bytes.count - start) else {
        return nil
      }
      return unsafe found - UnsafeMutableRawPointer(mutating: base)
    }
  }

  /// The index of the last `byte` at or after `start`; nil if there is none. Looks from the end on,
  /// a byte at a time.
  public func lastIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    var index = count
    while index > start {
      index -= 1
      if self[index] == byte { return index }
    }
    return nil
  }

  /// The index of the first byte at or after `start` that is one of three; nil if there is none.
  /// Runs at memory speed.
  public func firstIndex(of a: UInt8, _ b: UInt8, or c: UInt8, from start: Int = 0) -> Int? {
    unsafe withUnsafeBytes { bytes in
      let (a16, b16, c16) = (SIMD16(repeating: a), SIMD16(repeating: b), SIMD16(repeating: c))
      var index = start
      while index + 16 <= bytes.count {
        let block = unsafe bytes.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
        if any((block .== a16) .| (block .== b16) .| (block .== c16)) { break }
        index += 16
      }
      while index < bytes.count {
        let byte = unsafe bytes[index]
        if byte == a || byte == b || byte == c { return index }
        index += 1
      }
      return nil
    }
  }

  /// How many of the bytes are `byte`. Runs at memory speed.
  public func count(of byte: UInt8) -> Int {
    unsafe withUnsafeBytes { bytes in
      let wanted = SIMD16<UInt8>(repeating: byte)
      var total = 0
      var index = 0
      while index + 16 <= bytes.count {
        // A lane holds its own count, so it is emptied before it can overflow.
        var lanes = SIMD16<UInt8>.zero
        let stop = Swift.min(index + 16 * 255, bytes.count - 15)
        while index < stop {
          let block = unsafe bytes.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
          // A lane of a mask is all ones where it holds, which is -1.
          lanes &-= unsafe unsafeBitCast(block .== wanted, to: SIMD16<UInt8>.self)
          index += 16
        }
        total += Int(SIMD16<UInt16>(truncatingIfNeeded: lanes).wrappedSum())
      }
      while index < bytes.count {
        if unsafe bytes[index] == byte { total += 1 }
        index += 1
      }
      return total
    }
  }
}

extension OutputSpan where Element == UInt8 {
  /// Appends `bytes`, for which there must be room.
  public mutating func append(copying bytes: Span<UInt8>) {
    precondition(bytes.count <= freeCapacity, "more bytes than room")
    unsafe withUnsafeMutableBufferPointer { buffer, filled in
      unsafe bytes.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, let base = buffer.baseAddress else { return }
        unsafe (base + filled).initialize(from: from, count: source.count)
      }
      filled += bytes.count
    }
  }
}
