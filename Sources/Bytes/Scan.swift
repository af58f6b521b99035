import Glibc

/// Searches that look at many bytes at a time.
///
/// Each takes a span and a start, and answers with an index into that span; `bytes.count` stands for
/// "nowhere". None reads outside the span.
public enum Scan {
  /// The first index at or after `start` where `byte` stands, else `bytes.count`.
  @inlinable
  public static func first(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
    guard start < bytes.count else { return bytes.count }
    return unsafe bytes.withUnsafeBufferPointer { row in
      guard let base = row.baseAddress else { return 0 }
      guard let hit = unsafe memchr(base + start, Int32(byte), row.count - start) else {
        return row.count
      }
      return unsafe UnsafeRawPointer(hit) - UnsafeRawPointer(base)
    }
  }

  /// The first index at or after `start` of a byte that ends a plain run inside a JSON string: a
  /// quotation mark, a backslash or a control character (below 0x20); else `bytes.count`.
  @inlinable
  public static func firstSpecialInJSONString(in bytes: Span<UInt8>, from start: Int) -> Int {
    unsafe bytes.withUnsafeBufferPointer { row in
      let count = row.count
      guard let base = unsafe UnsafeRawPointer(row.baseAddress) else { return 0 }
      var index = start
      while index &+ 32 <= count {
        let block = unsafe base.loadUnaligned(fromByteOffset: index, as: SIMD32<UInt8>.self)
        let special = (block .== 0x22) .| (block .== 0x5C) .| (block .< 0x20)
        let lane = firstLane(special)
        if lane < 32 { return index &+ lane }
        index &+= 32
      }
      while index < count {
        let byte = unsafe base.load(fromByteOffset: index, as: UInt8.self)
        if byte == 0x22 || byte == 0x5C || byte < 0x20 { return index }
        index &+= 1
      }
      return count
    }
  }

  /// The first index at or after `start` of a byte that is not ASCII, else `bytes.count`.
  @inlinable
  public static func firstNonASCII(in bytes: Span<UInt8>, from start: Int) -> Int {
    unsafe bytes.withUnsafeBufferPointer { row in
      guard let base = unsafe UnsafeRawPointer(row.baseAddress) else { return 0 }
      return unsafe firstNonASCII(base, from: start, count: row.count)
    }
  }

  /// The first set lane of `mask`, else 32.
  @inlinable @inline(__always)
  static func firstLane(_ mask: SIMDMask<SIMD32<Int8>>) -> Int {
    let words = unsafe unsafeBitCast(mask, to: SIMD4<UInt64>.self)
    let halves = words.lowHalf | words.highHalf
    if halves[0] | halves[1] == 0 { return 32 }
    // A set lane is a byte of ones, so its index is an eighth of the count of zeros below it.
    if words[0] != 0 { return words[0].trailingZeroBitCount &>> 3 }
    if words[1] != 0 { return 8 &+ words[1].trailingZeroBitCount &>> 3 }
    if words[2] != 0 { return 16 &+ words[2].trailingZeroBitCount &>> 3 }
    return 24 &+ words[3].trailingZeroBitCount &>> 3
  }

  @inlinable @inline(__always)
  static func firstNonASCII(_ base: UnsafeRawPointer, from start: Int, count: Int) -> Int {
    var index = start
    while index &+ 32 <= count {
      let words = unsafe base.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
        & 0x8080_8080_8080_8080
      let halves = words.lowHalf | words.highHalf
      if halves[0] | halves[1] != 0 { break }
      index &+= 32
    }
    while index < count, unsafe base.load(fromByteOffset: index, as: UInt8.self) < 0x80 {
      index &+= 1
    }
    return index
  }
}

extension Array where Element == UInt8 {
  /// Appends a copy of `bytes`; one `memcpy`.
  @inlinable @inline(__always)
  public mutating func append(copying bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
