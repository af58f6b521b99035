/// Whether bytes are UTF-8.
public enum UTF8Validation {
  /// Whether all of `bytes` is well-formed UTF-8 (Unicode 3.9, table 3-7: no overlong form, no
  /// surrogate, nothing beyond U+10FFFF). ASCII goes 32 bytes at a time.
  @inlinable
  public static func isValid(_ bytes: Span<UInt8>) -> Bool {
    firstInvalid(in: bytes) == bytes.count
  }

  /// The index at which the first ill-formed sequence of `bytes` begins, else `bytes.count`.
  public static func firstInvalid(in bytes: Span<UInt8>) -> Int {
    unsafe bytes.withUnsafeBufferPointer { row in
      let count = row.count
      guard let base = unsafe UnsafeRawPointer(row.baseAddress) else { return 0 }
      var index = 0
      while true {
        index = unsafe Scan.firstNonASCII(base, from: index, count: count)
        // Texts in other scripts have long runs of such sequences: stay here until ASCII returns.
        while index < count {
          let lead = unsafe base.load(fromByteOffset: index, as: UInt8.self)
          if lead < 0x80 {
            // A few spaces and marks between words are not worth the wide loop.
            guard index &+ 8 <= count else { break }
            let high = unsafe Scan.word(base, at: index) & 0x8080_8080_8080_8080
            if high == 0 { break }
            index &+= Scan.firstFlag(high)
            continue
          }
          // Sequences of three bytes, four bytes at hand: one load, one comparison. Those whose
          // lead restricts the second byte (E0, ED) go the slow way.
          if lead & 0xF0 == 0xE0, index &+ 4 <= count, lead != 0xE0, lead != 0xED {
            let word = unsafe base.loadUnaligned(fromByteOffset: index, as: UInt32.self)
            guard UInt32(littleEndian: word) & 0x00C0_C000 == 0x0080_8000 else { return index }
            index &+= 3
            continue
          }
          let length = unsafe sequenceLength(base, at: index, lead: lead, count: count)
          if length == 0 { return index }
          index &+= length
        }
        if index == count { return count }
      }
    }
  }

  /// The length of the well-formed sequence that begins at `index` of `bytes`, and is not ASCII; 0
  /// if none does.
  public static func sequenceLength(in bytes: Span<UInt8>, at index: Int) -> Int {
    unsafe bytes.withUnsafeBytes { row in
      guard let base = row.baseAddress, index < row.count else { return 0 }
      let lead = unsafe base.load(fromByteOffset: index, as: UInt8.self)
      return unsafe sequenceLength(base, at: index, lead: lead, count: row.count)
    }
  }

  /// The length of the well-formed sequence that `lead` begins at `index`; 0 if it is ill-formed.
  @inline(__always)
  static func sequenceLength(
    _ base: UnsafeRawPointer, at index: Int, lead: UInt8, count: Int
  ) -> Int {
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 {
      unsafe base.load(fromByteOffset: index &+ offset, as: UInt8.self)
    }
    @inline(__always)
    func continues(_ offset: Int) -> Bool { byte(offset) & 0xC0 == 0x80 }

    switch lead {
    case 0xC2...0xDF:
      return index &+ 1 < count && continues(1) ? 2 : 0
    case 0xE0...0xEF:
      guard index &+ 2 < count, continues(1), continues(2) else { return 0 }
      if lead == 0xE0 && byte(1) < 0xA0 { return 0 }
      if lead == 0xED && byte(1) > 0x9F { return 0 }
      return 3
    case 0xF0...0xF4:
      guard index &+ 3 < count, continues(1), continues(2), continues(3) else { return 0 }
      if lead == 0xF0 && byte(1) < 0x90 { return 0 }
      if lead == 0xF4 && byte(1) > 0x8F { return 0 }
      return 4
    default:
      return 0
    }
  }
}
