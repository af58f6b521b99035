import Bytes
import Diagnostics

/// One batch, read from its first byte to its verified last.
///
/// It is used by one thread at a time and may be handed from one to another. Its memory is a chunk,
/// some buffers and a record's length, whatever the batch's size; a bomb unpacks into passing
/// chunks.
///
/// Records are numbered from 1 over the whole batch: a line of JSON Lines is a record, blank or
/// not; so is an object of a JSON array, an article of Markdown, a file of text, and a file of an
/// archive that is refused. The numbers run on from file to file, in the order of the archive.
/// Offsets count from the beginning of the file's inflated stream: the batch, or the one file in an
/// archive. Of UTF-16 and UTF-32 they count in the UTF-8 that it becomes.
public struct BatchReader: ~Copyable, Sendable {
  /// The batch that is read.
  public let file: BatchFile
  /// The format of the first file that was read; nil while none was.
  public private(set) var format: Format?
  /// The SHA-256 of the batch as it is on disk; nil until `next` has returned nil.
  public private(set) var digest: [UInt8]?

  private let options: ReadingOptions
  private var contents: BatchContents
  private var text: FileText
  private var builder: ChunkBuilder
  private var framer: (any RecordFramer)?
  private let formats: FormatRegistry
  /// Whether there was a file in the batch.
  private var hasFile = false

  /// Opens `file` and recognises its container; its files may be in any of `formats`.
  ///
  /// Throws a fault if it cannot be opened, or if its very beginning is damaged. Without
  /// `superseded`, `next` throws `SupersededFiles.unknown` at the second file of a name.
  public init(
    _ file: BatchFile, options: ReadingOptions = ReadingOptions(),
    superseded: SupersededFiles? = nil, formats: FormatRegistry = .standard
  ) throws(Fault) {
    self.file = file
    self.formats = formats
    self.options = options
    text = FileText(batch: file.name, windowLimit: options.windowLimit)
    builder = ChunkBuilder(batch: file.name, limit: options.maxArticleBytes)
    if let fault = file.fault { throw fault }
    contents = try BatchContents(
      file, windowLimit: options.windowLimit, superseded: superseded)
  }

  /// How the batch wraps its articles.
  public var container: Container { contents.container }

  /// The number of bytes read so far of the batch as it is on disk.
  public var bytesRead: Int { contents.bytesRead }

  /// The number of inflated bytes so far, over all files that were read.
  public var inflatedBytes: Int { text.inflatedBytes }

  /// How many files there were so far: one, or those of an archive, refused ones among them.
  public var fileCount: Int { contents.fileCount }

  /// How many files of an archive were passed over as metadata of macOS, which nobody wrote.
  public var skippedEntries: Int { contents.skippedEntries }

  /// How many undecodable sequences of UTF-16 and UTF-32 became U+FFFD so far; other encodings are
  /// decoded record by record, later.
  public var replacements: Int { text.replacements }

  /// The next records, about `chunkBytes` of them; nil at the end, once checksums, lengths and the
  /// ends of archives are verified.
  ///
  /// A damaged batch throws; what it gave before must then be discarded, and nothing else be asked
  /// of this reader. How records are divided over chunks depends on `chunkBytes`, but which records
  /// there are, their numbers and their offsets do not.
  public mutating func next() throws(Fault) -> Chunk? {
    while digest == nil {
      if framer == nil {
        guard try openNextFile() else {
          digest = try contents.finish()
          guard hasFile else { throw Fault(emptyBatch: file.name, "it holds no file") }
          break
        }
      } else {
        try readOn()
      }
      if builder.bytes.count >= options.chunkBytes, builder.canTake {
        let chunk = builder.take(reserving: options.chunkBytes)
        if !chunk.isEmpty { return chunk }
      }
    }
    return builder.isEmpty ? nil : builder.take(reserving: 0)
  }

  /// What is whole of the records that came before the damage, once `next` has thrown; nil if there
  /// are none. Nothing else may be asked of the reader then.
  public mutating func salvage() -> Chunk? {
    framer?.advance(&builder, atEnd: false)
    return builder.isEmpty ? nil : builder.take(reserving: 0)
  }

  /// Opens the next file and chooses its framer; none if the file is refused or blank. False if
  /// there is no next file.
  private mutating func openNextFile() throws(Fault) -> Bool {
    guard let next = try contents.next() else { return false }
    hasFile = true
    builder.beginEntry(next.name, at: 0)
    if let refusal = next.refusal {
      builder.refuse(refusal)
      return true
    }
    try text.begin(&contents, entry: next.name)
    if let refusal = contents.refusal {
      builder.refuse(refusal)
      return true
    }
    builder.beginEntry(next.name, at: text.start)
    builder.encoding = text.encoding
    let sample = TextSample(
      text.head[...], isWhole: text.headIsWhole, name: next.name ?? file.name,
      compression: text.compression)
    switch formats.finding(in: sample, named: options.format) {
    case .format(let found):
      format = format ?? found
      builder.format = found
      let framer = found.base.framer(of: sample, options.formats)
      if framer.numbersBlankLines { builder.number(blankLines: text.linesBefore) }
      self.framer = framer
    case .foreign(let kind):
      try text.checkHead()
      guard container.isArchive else { throw Fault(kind, batch: file.name) }
      builder.refuse(
        Refusal(code: "format.unsupported", reason: "\(kind.reason); \(kind.conversion)"))
    case .blank:
      try text.checkHead()
      let content =
        text.head.contains(0) ? "NUL bytes, as a tar archive without files does" : "blanks"
      let reason =
        text.isEmpty ? "the file is empty" : "the file holds nothing but \(content)"
      guard container.isArchive else { throw Fault(emptyBatch: file.name, reason) }
      builder.refuse(Refusal(code: "entry.empty", reason: reason))
    }
    return true
  }

  /// Reads on, up to a full chunk or, if a record alone is longer, by another one.
  private mutating func readOn() throws(Fault) {
    let filled = builder.bytes.count
    let room = filled < options.chunkBytes ? options.chunkBytes - filled : options.chunkBytes
    let ended = try text.read(room, into: &builder.bytes, from: &contents)
    framer?.advance(&builder, atEnd: ended)
    if ended {
      if let truncation = framer?.truncation { try refuse(truncation) }
      builder.endEntry()
      framer = nil
    }
  }

  /// A batch that ends within its records is damaged. In an archive, whose own end was found, it is
  /// one bad record more: what the file gave before cannot be taken back alone.
  private mutating func refuse(_ truncation: Refusal) throws(Fault) {
    guard container.isArchive else {
      throw Fault(
        truncation.code, "it \(truncation.reason)", at: .path(file.name),
        advice: "the file was cut short; fetch it again", exit: .data)
    }
    builder.reject(
      upTo: builder.bytes.count, code: truncation.code, reason: "the file \(truncation.reason)")
  }
}
