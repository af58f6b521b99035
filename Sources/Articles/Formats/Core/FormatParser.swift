/// Reads the records of one format.
///
/// `RecordParser` does what all formats share: it decodes records, resolves their markup, reads
/// datelines and dates, and refuses articles without content.
protocol FormatParser: Sendable {
  /// Whether titles and bodies may be HTML, which is resolved once they are read.
  var mayHoldMarkup: Bool { get }

  /// Makes ready for the records of `document`, which has the context that the framer gave it.
  mutating func begin(_ document: Chunk.Document)

  /// Where the next record of the document lies in the bytes of its chunk; nil if there is none.
  /// Counts it, and whatever else has a number, in `cursor`.
  mutating func nextRecord(in bytes: Span<UInt8>, _ cursor: inout RecordCursor) -> Range<Int>?

  /// Fills `article` from a record, which is valid UTF-8.
  mutating func read(
    _ record: Span<UInt8>, _ fields: inout FieldCollector, into article: inout Article
  ) throws(RecordFlaw)

  /// The names under which a record holds something, so that users see what they can map; nil if
  /// the format has no names.
  func names(in record: Span<UInt8>) -> [String]?
}

extension FormatParser {
  var mayHoldMarkup: Bool { true }

  mutating func begin(_ document: Chunk.Document) {}

  mutating func nextRecord(in bytes: Span<UInt8>, _ cursor: inout RecordCursor) -> Range<Int>? {
    cursor.takeWhole()
  }

  func names(in record: Span<UInt8>) -> [String]? { nil }
}

/// A place between the records of a document.
struct RecordCursor: Sendable {
  /// Where the document lies in the bytes of its chunk.
  let range: Range<Int>
  /// Where the next record is looked for.
  var position: Int
  /// The number of the last record.
  var record: Int
  private let fileOffset: Int
  private var isBegun = false

  /// Before the first record of a document that lies at `range`, has the number `firstRecord`, and
  /// begins `byteOffset` bytes into its file.
  init(_ range: Range<Int>, firstRecord: Int = 1, byteOffset: Int = 0) {
    self.range = range
    position = range.lowerBound
    record = firstRecord - 1
    fileOffset = byteOffset - range.lowerBound
  }

  /// Where in its file what lies at `index` of the chunk begins, in bytes.
  func byteOffset(of index: Int) -> Int { fileOffset + index }

  /// Takes the whole document as its one record; nil the second time.
  mutating func takeWhole() -> Range<Int>? {
    guard !isBegun else { return nil }
    isBegun = true
    record += 1
    return range
  }
}

/// Why a record cannot be read.
struct RecordFlaw: Error {
  /// A stable, dotted name such as `json.unterminated-string`.
  var code: String
  /// What is wrong, as the beginning of a sentence that ends in the place.
  var description: String
  /// Where, counted in bytes from the start of the record.
  var byte: Int

  /// The sentence for people; the record has `offset` bytes before those that were read.
  func reason(after offset: Int) -> String {
    "\(description) at byte \(byte + offset) of the record"
  }
}
