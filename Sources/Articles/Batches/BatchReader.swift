import Bytes
import Diagnostics

/// One batch, read from its first byte to its verified last.
///
/// It is used by one thread at a time and may be handed from one to another. Its memory is a chunk,
/// an input buffer and a record's length, whatever the batch's size.
public struct BatchReader: ~Copyable, Sendable {
  /// The batch that is read.
  public let file: BatchFile
  /// The SHA-256 of the batch as it is on disk; nil until `next` has returned nil.
  public private(set) var digest: [UInt8]?
  /// The number of inflated bytes so far, over all files of the batch.
  public private(set) var inflatedBytes = 0

  private let options: ReadingOptions
  private var contents: BatchContents
  private var builder: ChunkBuilder
  private var framer: Framer?

  /// Opens `file` and tells its container.
  ///
  /// Throws a fault if it cannot be opened, or if its very beginning is damaged.
  public init(_ file: BatchFile, options: ReadingOptions = ReadingOptions()) throws(Fault) {
    self.file = file
    self.options = options
    contents = try BatchContents(file)
    builder = ChunkBuilder(batch: file.name, limit: options.maxArticleBytes)
  }

  /// How the batch wraps its articles.
  public var container: Container { contents.container }

  /// The number of bytes read so far of the batch as it is on disk.
  public var bytesRead: Int { contents.bytesRead }

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
          break
        }
      }
      let ended = try fill()
      framer?.advance(&builder, atEnd: ended)
      if ended {
        builder.endEntry()
        framer = nil
      }
      if builder.bytes.count >= options.chunkBytes && !builder.isEmpty {
        return builder.take(reserving: options.chunkBytes)
      }
    }
    return builder.isEmpty ? nil : builder.take(reserving: 0)
  }

  private mutating func openNextFile() throws(Fault) -> Bool {
    guard let next = try contents.next() else { return false }
    builder.beginEntry(next.name, at: 0)
    framer = Framer(options.format ?? .jsonLines)
    return true
  }

  /// Reads on, up to a full chunk or, if a record alone is longer, by another one; true at the end
  /// of the file.
  private mutating func fill() throws(Fault) -> Bool {
    let filled = builder.bytes.count
    let room = filled < options.chunkBytes ? options.chunkBytes - filled : options.chunkBytes
    try builder.bytes.append(addingCapacity: room) { (room) throws(Fault) in
      try contents.read(into: &room)
    }
    let fresh = builder.bytes.count - filled
    inflatedBytes += fresh
    return fresh < room
  }
}
