import Bytes

/// The tokens of one span of text (a title, a body), in order.
///
/// Three parallel rows: where each token starts and ends, in bytes from the start of the span's
/// text, and its marks. Reused from span to span.
public struct TokenStream: ~Copyable {
  /// Where each token starts.
  public var starts = Buffer<UInt32>(capacity: 1024)
  /// Where each token ends.
  public var ends = Buffer<UInt32>(capacity: 1024)
  /// What is known of each token.
  public var marks = Buffer<TokenMarks>(capacity: 1024)

  /// A stream without tokens.
  public init() {}

  /// The number of tokens.
  @inlinable public var count: Int { starts.count }

  /// Removes every token, keeps the memory.
  @inlinable
  public mutating func removeAll() {
    starts.removeAll()
    ends.removeAll()
    marks.removeAll()
  }

  /// Appends one token.
  @inlinable @inline(__always)
  public mutating func append(start: Int, end: Int, marks: TokenMarks) {
    starts.append(UInt32(truncatingIfNeeded: start))
    ends.append(UInt32(truncatingIfNeeded: end))
    self.marks.append(marks)
  }

  /// Appends the tokens whose first bytes are the bits of `starts`, and whose ends those of `ends`,
  /// counted from `base`; at least one. The first token gets `marks`.
  @inline(__always)
  mutating func append(starts: UInt64, ends: UInt64, from base: Int, marks: TokenMarks) {
    let first = self.marks.count
    self.starts.append(positions: starts, from: UInt32(truncatingIfNeeded: base))
    self.ends.append(positions: ends, from: UInt32(truncatingIfNeeded: base))
    self.marks.append(repeating: [], count: starts.nonzeroBitCount)
    self.marks[first] = marks
  }

  /// The last token, or nil if there is none.
  var last: (start: Int, end: Int, marks: TokenMarks)? {
    guard count > 0 else { return nil }
    return (Int(starts[count - 1]), Int(ends[count - 1]), marks[count - 1])
  }

  /// Removes the last token; there is one.
  mutating func removeLast() {
    starts.truncate(to: starts.count - 1)
    ends.truncate(to: ends.count - 1)
    marks.truncate(to: marks.count - 1)
  }
}

/// What is known of a token besides its bytes.
@frozen
public struct TokenMarks: OptionSet, Sendable, BitwiseCopyable {
  /// One bit for each mark.
  public let rawValue: UInt8
  /// The marks of these bits.
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The token is the first of its sentence.
  public static var sentenceStart: TokenMarks { TokenMarks(rawValue: 1) }
  /// The token is the first of its paragraph (and so of its sentence).
  public static var paragraphStart: TokenMarks { TokenMarks(rawValue: 2) }
  /// The token is a punctuation mark or symbol: it has no letter or digit.
  public static var punctuation: TokenMarks { TokenMarks(rawValue: 4) }
  /// The token is a URL, an e-mail address, a #hashtag or an @mention.
  public static var address: TokenMarks { TokenMarks(rawValue: 8) }
}
