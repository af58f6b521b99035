import Bytes

/// The chunk that is being filled: finished records at its front, the open one behind them.
///
///     bytes   |  finished records  |  the open record so far  |
///             0                   open        scanned …     count
///
/// Framers move `open` forwards past whole records; what lies behind it goes on into the next
/// chunk.
struct ChunkBuilder {
  /// The records' bytes; readers append to them.
  var bytes: [UInt8] = []
  /// Where the record that is not finished yet begins.
  private(set) var open = 0
  /// Up to where a framer has looked, so that it looks at no byte twice.
  var scanned = 0
  /// The number that the next record gets.
  private(set) var nextRecord = 1

  private let batch: String
  /// The longest record taken, in bytes.
  let limit: Int
  private(set) var entry: String?
  /// How the records of the file are written; nil while that is not known, and none is finished.
  var format: Format?
  /// What the framer has found out about the file: it goes with every record from then on.
  var context: (any FileContext)?
  /// What the file was in before it became UTF-8; nil if it is as it was.
  var encoding: String?
  /// What to add to an index into `bytes` to get an offset in the file's inflated stream.
  private var shift = 0
  private var documents: [Chunk.Document] = []
  private var rejects: [Reject] = []

  init(batch: String, limit: Int) {
    self.batch = batch
    self.limit = limit
  }

  /// Whether nothing waits to be handed over.
  var isEmpty: Bool { documents.isEmpty && rejects.isEmpty }

  /// Whether there is something to hand over, or bytes that were passed over are to be let go.
  var canTake: Bool { open > 0 || !isEmpty }

  /// The bytes after the finished records.
  var openCount: Int { bytes.count - open }

  /// The index of the first line feed at or after `start`; nil if there is none yet.
  func firstLineFeed(from start: Int) -> Int? {
    bytes.span.firstIndex(of: 0x0A, from: start)
  }

  /// The index of the last line feed at or after `start`; nil if there is none.
  func lastLineFeed(from start: Int) -> Int? {
    bytes.span.lastIndex(of: 0x0A, from: start)
  }

  /// The index of the first quote, backslash or line feed at or after `start`, or the bytes' end.
  func endOfPlainString(from start: Int) -> Int {
    bytes.span.firstIndex(of: UInt8(ascii: "\""), UInt8(ascii: "\\"), or: 0x0A, from: start)
      ?? bytes.count
  }

  /// The number of line feeds in `range`.
  func lineFeeds(in range: Range<Int>) -> Int {
    bytes.span.extracting(range).count(of: 0x0A)
  }

  /// Begins a file whose text starts `offset` bytes into its stream. The last one must be closed.
  mutating func beginEntry(_ name: String?, at offset: Int) {
    entry = name
    format = nil
    context = nil
    encoding = nil
    shift = offset - bytes.count
  }

  /// Ends a file: bytes still open are dropped, being blank or already rejected.
  mutating func endEntry() {
    bytes.removeLast(openCount)
    scanned = open
  }

  /// Finishes `records` records that reach up to `end`.
  mutating func accept(upTo end: Int, records: Int = 1) {
    guard let format else { preconditionFailure("a framer works on a file of a known format") }
    var document = Chunk.Document(
      range: open..<end, format: format, entry: entry, firstRecord: nextRecord,
      byteOffset: open + shift)
    document.context = context
    document.encoding = encoding
    documents.append(document)
    nextRecord += records
    open = end
  }

  /// Passes over bytes that belong to no record.
  mutating func skip(to end: Int) { open = end }

  /// Refuses the record that begins at `open`, and passes over what there is of it up to `end`.
  mutating func reject(upTo end: Int, code: String, reason: String) {
    refuse(Refusal(code: code, reason: reason), byte: open + shift)
    open = end
  }

  /// Refuses the open record as longer than the limit, and drops the first `count` of its bytes,
  /// which otherwise are all. The framer then drops the rest as it comes.
  mutating func rejectTooLong(dropping count: Int? = nil) {
    reject(upTo: open, code: "record.too-long", reason: tooLongReason)
    drop(count ?? openCount)
  }

  /// Why a record beyond the limit is refused.
  var tooLongReason: String { "the record is longer than \(limit) bytes" }

  /// Refuses a record, or a file, which then counts as one.
  mutating func refuse(_ refusal: Refusal, byte: Int? = nil) {
    rejects.append(
      Reject(
        batch: batch, entry: entry, record: nextRecord, byte: byte, code: refusal.code,
        reason: refusal.reason))
    nextRecord += 1
  }

  /// Counts blank lines that were passed over before any of the file's bytes came here.
  mutating func number(blankLines: Int) { nextRecord += blankLines }

  /// Passes over the blanks at the beginning of the open bytes, as far as `end`.
  mutating func skipBlanks(before end: Int) {
    skip(to: bytes[open..<end].firstIndex { !$0.isWhitespace } ?? end)
  }

  /// Forgets the open bytes; they still count in offsets.
  mutating func dropOpen() { drop(openCount) }

  /// Forgets the first `count` open bytes; they still count in offsets.
  mutating func drop(_ count: Int) {
    bytes.removeSubrange(open..<open + count)
    shift += count
    scanned = max(open, scanned - count)
  }

  /// Hands over the finished records; the open one becomes the beginning of the next chunk.
  mutating func take(reserving room: Int) -> Chunk {
    var rest: [UInt8] = []
    rest.reserveCapacity(max(room, openCount))
    rest.append(contentsOf: bytes[open...])
    bytes.removeLast(openCount)
    let chunk = Chunk(bytes: bytes, documents: documents, rejects: rejects)
    shift += open
    scanned -= open
    open = 0
    bytes = rest
    documents = []
    rejects = []
    return chunk
  }
}
