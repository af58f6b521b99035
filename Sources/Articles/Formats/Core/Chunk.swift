/// A piece of a batch whose edges are edges of records: what one worker parses at a time.
public struct Chunk: Sendable {
  /// Inflated bytes. UTF-16 and UTF-32 have become UTF-8 already and byte-order marks are gone;
  /// other encodings are decoded record by record.
  public var bytes: [UInt8]
  /// What lies in `bytes`, in order.
  public var documents: [Document]
  /// Records that the framer refused (longer than the limit, say), in order.
  public var rejects: [Reject]

  /// Whether it holds nothing to be counted.
  var isEmpty: Bool { documents.isEmpty && rejects.isEmpty }

  /// A chunk of these parts.
  public init(bytes: [UInt8] = [], documents: [Document] = [], rejects: [Reject] = []) {
    self.bytes = bytes
    self.documents = documents
    self.rejects = rejects
  }

  /// Whole records of one file, one after the other. How many there are depends on the format.
  public struct Document: Sendable {
    /// Where it lies in the bytes of its chunk.
    public var range: Range<Int>
    /// How its records are written.
    public var format: Format
    /// The file's name inside an archive.
    public var entry: String?
    /// The number of the first record in its batch, from 1.
    public var firstRecord: Int
    /// The offset of `range.lowerBound` in its file's inflated stream, in bytes: the batch's, or
    /// that of the one file in an archive.
    public var byteOffset: Int
    /// What the file was in before it became UTF-8, `utf-16` say; nil if it is as it was.
    public var encoding: String?
    /// What the framer has found out about the file.
    var context: (any FileContext)?
    /// The same for people, such as the columns of a table; nil if there is nothing to say.
    public var summary: String? { context?.summary }

    /// A document of these parts.
    public init(
      range: Range<Int>, format: Format, entry: String? = nil, firstRecord: Int, byteOffset: Int
    ) {
      self.range = range
      self.format = format
      self.entry = entry
      self.firstRecord = firstRecord
      self.byteOffset = byteOffset
    }
  }
}
