/// A form of compression: how its members begin, and what inflates them.
///
/// A member is what a compressor writes at once: a member of gzip, a stream of xz or bzip2, a frame
/// of Zstandard or LZ4. A compressed stream is one member or several.
///
/// `CompressionRegistry.all` is the list of forms; nothing else names one.
public protocol Compression: SendableMetatype {
  /// Its name in reports and messages, such as `gzip`.
  static var name: String { get }
  /// The extension of its files, such as `gz`.
  static var suffix: String { get }
  /// The extensions of its files that are tar archives, such as `tgz`.
  static var tarSuffixes: [String] { get }
  /// The bytes with which each of its members begins.
  static var signature: [UInt8] { get }
  /// What begins with `head`, which is what was read so far from a place where a member may begin.
  static func beginning(_ head: ArraySlice<UInt8>) -> MemberBeginning
  /// What zero padding must be a multiple of if another member is to follow it, in bytes; nil if
  /// none may.
  static var paddingUnit: Int? { get }
  /// An inflater that awaits the beginning of a stream. Of a form whose members choose how far they
  /// look back, it refuses those that would take more than about `windowLimit` bytes of memory.
  static func inflater(windowLimit: Int) -> any Inflater
  /// How many bytes of memory such an inflater takes, at most.
  static func inflaterBytes(windowLimit: Int) -> Int
}

extension Compression {
  /// A member, if `head` begins with the signature.
  public static func beginning(_ head: ArraySlice<UInt8>) -> MemberBeginning {
    MemberBeginning(of: head, signature: signature)
  }

  /// None may follow.
  public static var paddingUnit: Int? { nil }

  /// Whether a stream that begins with `head` is in this form.
  static func isBeginning(_ head: [UInt8]) -> Bool {
    var rest = head[...]
    while case .filler(let count) = beginning(rest) { rest = rest.dropFirst(count) }
    return beginning(rest) == .member
  }
}

/// What begins at a place where a member may begin.
public enum MemberBeginning: Sendable, Hashable {
  /// More bytes will show.
  case undecided
  /// A member.
  case member
  /// So many bytes that say nothing about the content, what was read of them included.
  case filler(Int)
  /// Nothing of this form.
  case foreign

  /// A member, if `head` begins with `signature`.
  init(of head: ArraySlice<UInt8>, signature: [UInt8]) {
    guard head.starts(with: signature.prefix(head.count)) else {
      self = .foreign
      return
    }
    self = head.count < signature.count ? .undecided : .member
  }
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

/// Why a compressed stream cannot be inflated.
public enum CompressionDamage: Error, Sendable, Hashable {
  /// The stream ends too early.
  case truncated
  /// The stream cannot be what was compressed; the text says what gave it away.
  case corrupt(String)
  /// After a complete stream comes something that is neither another one nor zero padding.
  case trailingGarbage
  /// Inflating the stream would take `needed` bytes of memory, more than the limit.
  case windowTooLarge(needed: Int, limit: Int)
  /// The stream may be sound, but uses what no engine here knows; the text says what.
  case unsupported(String)
}
