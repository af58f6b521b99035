/// A streaming reader of gzip (RFC 1952): any number of members, each checked against its CRC-32
/// and its length, then perhaps zero padding as tape blocks leave it.
///
/// It inflates straight into the caller's memory and holds some tens of kilobytes itself, whatever
/// the stream's size.
public struct Inflater: ~Copyable, Sendable {
  #if arch(x86_64) || arch(arm64)
    typealias Engine = IsalEngine
  #else
    typealias Engine = ZlibEngine
  #endif

  private var decoder = GzipDecoder<Engine>()

  /// An inflater that awaits the first member.
  public init() {}

  /// Appends inflated bytes to `output` until its room or the `input` is used up.
  ///
  /// Returns the number of input bytes consumed. If the room ran out, call again with the rest,
  /// which may be empty; if it did not, all input was consumed.
  public mutating func inflate(
    _ input: Span<UInt8>, into output: inout OutputSpan<UInt8>
  ) throws(GzipDamage) -> Int {
    try decoder.inflate(input, into: &output)
  }

  /// Declares the end of the input; throws if a member is unfinished or there was none.
  public func finish() throws(GzipDamage) {
    try decoder.finish()
  }
}
