/// A form of compression: how its streams begin, and what inflates them.
///
/// `CompressionRegistry.all` is the list of forms; nothing else names one.
public protocol Compression: SendableMetatype {
  /// Its name in reports and messages, such as `gzip`.
  static var name: String { get }
  /// The extension of its files, such as `gz`.
  static var suffix: String { get }
  /// The extension of its files that are tar archives, such as `tgz`.
  static var tarSuffix: String { get }
  /// The bytes with which each of its streams begins.
  static var signature: [UInt8] { get }
  /// An inflater that awaits the beginning of a stream.
  static func inflater() -> any Inflater
}

/// Inflates one stream as it arrives, and verifies it.
///
/// It has one owner, which may hand it from thread to thread.
public protocol Inflater: AnyObject, Sendable {
  /// Appends inflated bytes to `output` until its room or the `input` is used up.
  ///
  /// Returns the number of input bytes consumed. If the room ran out, call again with the rest,
  /// which may be empty; if it did not, all input was consumed.
  func inflate(
    _ input: Span<UInt8>, into output: inout OutputSpan<UInt8>
  ) throws(CompressionDamage) -> Int

  /// Declares the end of the input; throws if the stream is unfinished or there was none.
  func finish() throws(CompressionDamage)
}

/// What is wrong with a compressed stream.
public enum CompressionDamage: Error, Sendable, Hashable {
  /// The stream ends too early.
  case truncated
  /// The stream cannot be what was compressed; the text says what gave it away.
  case corrupt(String)
  /// After a complete stream comes something that is neither another one nor zero padding.
  case trailingGarbage
}
