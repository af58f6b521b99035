import Glibc

/// Searches that look at many bytes at a time.
///
/// Each takes a span and a start, and answers with an index into that span; `bytes.count` stands
/// for "nowhere". None reads outside the span.
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
        let a = unsafe jsonSpecials(word(base, at: index))
        let b = unsafe jsonSpecials(word(base, at: index &+ 8))
        let c = unsafe jsonSpecials(word(base, at: index &+ 16))
        let d = unsafe jsonSpecials(word(base, at: index &+ 24))
        if a | b | c | d != 0 {
          if a != 0 { return index &+ firstFlag(a) }
          if b != 0 { return index &+ 8 &+ firstFlag(b) }
          if c != 0 { return index &+ 16 &+ firstFlag(c) }
          return index &+ 24 &+ firstFlag(d)
        }
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

  /// Flags, in the top bit of each of the eight bytes of `word`, those that end a plain run inside
  /// a JSON string. Bytes above the first flagged one may be flagged wrongly: a borrow from it.
  @inlinable @inline(__always)
  static func jsonSpecials(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quotes = word ^ (ones &* 0x22)
    let backslashes = word ^ (ones &* 0x5C)
    return
      ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
      | (word &- ones &* 0x20) & ~word) & (ones &* 0x80)
  }

  /// Which byte, in memory order, the lowest flag of `flags` belongs to.
  @inlinable @inline(__always)
  static func firstFlag(_ flags: UInt64) -> Int {
    flags.trailingZeroBitCount &>> 3
  }

  /// The eight bytes at `offset`, the first of them lowest.
  @inlinable @inline(__always)
  static func word(_ base: UnsafeRawPointer, at offset: Int) -> UInt64 {
    UInt64(littleEndian: unsafe base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inlinable @inline(__always)
  static func firstNonASCII(_ base: UnsafeRawPointer, from start: Int, count: Int) -> Int {
    var index = start
    while index &+ 32 <= count {
      let a = unsafe word(base, at: index)
      let b = unsafe word(base, at: index &+ 8)
      let c = unsafe word(base, at: index &+ 16)
      let d = unsafe word(base, at: index &+ 24)
      if (a | b | c | d) & 0x8080_8080_8080_8080 != 0 { break }
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
