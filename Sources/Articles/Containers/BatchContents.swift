import Bytes
import Diagnostics

/// The files of a batch, one after the other: those of an archive, or the one that a plain or
/// gzip batch is.
struct BatchContents: ~Copyable, Sendable {
  /// How much of a stream's beginning is looked at to tell what it is.
  static let headBytes = 64 << 10

  /// One of the files.
  struct File {
    /// Its name in the archive; nil if the batch is no archive.
    var name: String?
  }

  /// How the files are wrapped.
  let container: Container
  private let name: String
  private var stream: ByteStream
  /// What was read of the stream to tell its container.
  private var head: [UInt8]
  private var headUsed = 0
  private var opened = false

  /// Opens `file` and tells its container.
  init(_ file: BatchFile) throws(Fault) {
    let reader: FileReader
    do throws(SystemError) {
      reader = try FileReader(path: file.isStandardInput ? nil : file.path)
    } catch {
      throw Fault(error, batch: file.name)
    }
    var stream = ByteStream(reader)
    let head: [UInt8]
    do throws(StreamFailure) {
      head = try stream.next(BatchContents.headBytes)
    } catch {
      throw Fault(error, batch: file.name)
    }
    self.init(name: file.name, stream, head: head)
  }

  private init(name: String, _ stream: consuming ByteStream, head: [UInt8]) {
    self.name = name
    self.head = head
    container = stream.isGzip ? .gzip : .plain
    self.stream = stream
  }

  /// The number of bytes read of the batch as it is on disk.
  var bytesRead: Int { stream.bytesRead }

  /// Goes on to the next file; nil if there is none.
  mutating func next() throws(Fault) -> File? {
    guard !opened else { return nil }
    opened = true
    return File(name: nil)
  }

  /// Appends bytes of the file until `room` is full or the file ends; room left means that it has
  /// ended, and that it ended as it should.
  mutating func read(into room: inout OutputSpan<UInt8>) throws(Fault) {
    let count = min(head.count - headUsed, room.freeCapacity)
    room.append(copying: head.span.extracting(headUsed..<headUsed + count))
    headUsed += count
    guard !room.isFull else { return }
    do throws(StreamFailure) {
      try stream.read(into: &room)
    } catch {
      throw Fault(error, batch: name)
    }
  }

  /// Verifies what follows the last file, and gives the SHA-256 of the batch as it is on disk.
  mutating func finish() throws(Fault) -> [UInt8] {
    do throws(StreamFailure) {
      return try stream.finishDigest()
    } catch {
      throw Fault(error, batch: name)
    }
  }
}
