import Articles
import Bytes
import Tokens

/// The tokens of the current article under one segmentation, and the types that a worker has met.
struct ArticleTokens: ~Copyable {
  /// One field of the article, cut into tokens on its own.
  struct Field: BitwiseCopyable {
    /// The slot of the field.
    var slot: Int
    /// Where its text is in the article's bytes.
    var start: Int
    var end: Int
    /// Its first token.
    var firstToken: Int
  }

  private var segmenter: Segmenter
  private let slots: [Int]
  private let findsSentences: Bool
  /// The tokens; places count from the start of the field.
  private(set) var stream = TokenStream()
  /// The type of each token.
  private(set) var types = Buffer<UInt32>(capacity: 4096)
  /// The fields read, in order.
  private(set) var fields = Buffer<Field>(capacity: 4)
  /// All types met so far.
  private(set) var interner = Interner()
  /// What is known of each type besides its bytes.
  private(set) var typeMarks = Buffer<TokenMarks>()

  init(_ plan: CountingPlan.Text) {
    segmenter = Segmenter(plan.segmentation)
    slots = plan.slots
    findsSentences = plan.findsSentences
  }

  /// The memory held, in bytes.
  var byteCount: Int {
    interner.byteCount + types.byteCount + typeMarks.byteCount
      + stream.starts.byteCount + stream.ends.byteCount + stream.marks.byteCount
  }

  /// The memory that grows with the number of types, in bytes.
  var typeByteCount: Int { interner.byteCount + typeMarks.byteCount }

  /// Cuts the article into tokens and interns each.
  mutating func read(_ article: borrowing Article) {
    stream.removeAll()
    types.removeAll()
    fields.removeAll()
    let bytes = article.bytes.span
    for slot in slots {
      guard let range = article.range(slot: slot) else { continue }
      let first = stream.count
      fields.append(
        Field(slot: slot, start: range.lowerBound, end: range.upperBound, firstToken: first))
      segmenter.segment(bytes.extracting(range), into: &stream, sentences: findsSentences)
      ArticleTokens.intern(
        bytes, stream, first, range.lowerBound, into: &interner, &types, &typeMarks)
    }
  }

  private static func intern(
    _ bytes: Span<UInt8>, _ stream: borrowing TokenStream, _ first: Int, _ base: Int,
    into interner: inout Interner, _ types: inout Buffer<UInt32>,
    _ typeMarks: inout Buffer<TokenMarks>
  ) {
    let nature: TokenMarks = [.address, .punctuation]
    let end = stream.count
    types.reserve(end)
    // Look-ups are prepared some tokens ahead, so that the table's memory is there when it is
    // asked.
    var keys = InlineArray<16, Interner.Key>(repeating: Interner.Key())
    @inline(__always)
    func look(_ token: Int, _ interner: borrowing Interner) -> Interner.Key {
      interner.look(
        bytes, base &+ Int(stream.starts[token]), base &+ Int(stream.ends[token]),
        tag: UInt32(stream.marks[token].intersection(nature).rawValue &>> 2))
    }
    for token in first..<min(end, first &+ 16) { keys[token & 15] = look(token, interner) }
    for token in first..<end {
      let type = interner.find(
        keys[token & 15], text: bytes, start: base &+ Int(stream.starts[token]),
        end: base &+ Int(stream.ends[token]))
      if type == typeMarks.count { typeMarks.append(stream.marks[token].intersection(nature)) }
      types.append(UInt32(truncatingIfNeeded: type))
      if token &+ 16 < end { keys[token & 15] = look(token &+ 16, interner) }
    }
  }
}
