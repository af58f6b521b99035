import CVector

/// 64 bytes of a text, asked all at once where some byte stands: bit `i` of an answer is for the
/// byte `i` places after the first. An answer costs some dozen instructions.
@frozen
public struct ByteBlock {
  @usableFromInline let bytes: SIMD64<UInt8>

  /// The number of bytes in a block.
  @inlinable public static var width: Int { 64 }

  /// The bytes of `text` from `index` on; blanks (0x20) stand for what lies beyond its end.
  @inlinable @inline(__always)
  public init(_ text: Span<UInt8>, at index: Int) {
    precondition(index >= 0 && index < text.count, "a block starts inside its text")
    let available = text.count &- index
    bytes = unsafe text.withUnsafeBytes { all in
      // `index` is inside the text, so the text has an address and `available` bytes from there.
      let start = unsafe all.baseAddress.unsafelyUnwrapped + index
      return unsafe available >= Self.width
        ? cvector_load(start) : cvector_load_partial(start, available, 0x20)
    }
  }

  /// Where ASCII letters of either case stand.
  @inlinable @inline(__always)
  public var letters: UInt64 { cvector_letters(bytes) }

  /// Where `byte` stands.
  @inlinable @inline(__always)
  public func positions(of byte: UInt8) -> UInt64 { cvector_equal(bytes, byte) }

  /// Where one of two bytes stands.
  @inlinable @inline(__always)
  public func positions(of a: UInt8, _ b: UInt8) -> UInt64 { cvector_equal2(bytes, a, b) }

  /// Where one of five bytes stands.
  @inlinable @inline(__always)
  public func positions(
    of a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8, _ e: UInt8
  ) -> UInt64 {
    cvector_equal5(bytes, a, b, c, d, e)
  }

  /// Where a byte of `range` stands.
  @inlinable @inline(__always)
  public func positions(in range: ClosedRange<UInt8>) -> UInt64 {
    cvector_between(bytes, range.lowerBound, range.upperBound)
  }
}
