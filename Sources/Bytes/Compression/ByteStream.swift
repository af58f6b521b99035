/// Why a stream could not be read on.
public typealias StreamFailure = InflatingFailure<SystemError>

/// The bytes of a file: inflated on the way if it is compressed, and digested as they come from the
/// disk.
///
/// Whether it is compressed is recognised by its first bytes. Memory is one input buffer and one
/// inflater, whatever the file's size.
public struct ByteStream: ~Copyable, Sendable {
  /// Large enough that a system call costs nothing, small enough for the second-level cache.
  private static let blockBytes = 256 << 10

  private let windowLimit: Int
  private var file: DigestedFile
  private var inflating: InflatingReader?
  /// What was read of a plain file to recognise its compression, and how much was handed over.
  private var head: [UInt8] = []
  private var headUsed = 0
  private var hasBegun = false
  private var isAtEnd = false
  /// What is to be thrown once the bytes before it were handed over.
  private var failure: StreamFailure?

  /// Will read `file` from where it stands. Its inflater may take about `windowLimit` bytes of
  /// memory.
  public init(_ file: consuming FileReader, windowLimit: Int) {
    self.file = DigestedFile(file)
    self.windowLimit = windowLimit
  }

  /// The number of bytes that came from the file so far.
  public var bytesRead: Int { file.bytesRead }

  /// The compression of the file; nil if it has none. Known once something was read.
  public private(set) var compression: (any Compression.Type)?

  /// The file's size in bytes; nil if it has none.
  public var fileSize: Int? { file.size }

  /// Appends bytes until `output` is full or the stream ends; room left means that it has ended,
  /// and that it ended as it should.
  public mutating func read(into output: inout OutputSpan<UInt8>) throws(StreamFailure) {
    if let failure { throw failure }
    if !hasBegun { try begin() }
    if inflating != nil { return try inflate(into: &output) }
    if headUsed < head.count {
      let count = min(head.count - headUsed, output.freeCapacity)
      output.append(copying: head.span.extracting(headUsed..<headUsed + count))
      headUsed += count
    }
    while !output.isFull && !isAtEnd {
      let room = output.freeCapacity
      do throws(SystemError) {
        try file.read(into: &output)
      } catch {
        throw .source(error)
      }
      isAtEnd = output.freeCapacity == room
    }
  }

  /// The next bytes as an array: `count` of them, fewer if the stream ends or fails. A stream that
  /// fails after some of them throws when it is read on.
  public mutating func next(_ count: Int) throws(StreamFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    do throws(StreamFailure) {
      try bytes.append(addingCapacity: count) { (room) throws(StreamFailure) in
        try read(into: &room)
      }
    } catch {
      guard !bytes.isEmpty else { throw error }
      failure = error
    }
    return bytes
  }

  /// Appends bytes of the file as it is on disk, from `offset` on; whether they are compressed
  /// does not matter, nor does the place where `read(into:)` continues.
  func readFile(at offset: Int, into output: inout OutputSpan<UInt8>) throws(SystemError) -> Int {
    try file.read(at: offset, into: &output)
  }

  /// The SHA-256 of the whole file, whose unread rest is read for it, without inflating.
  ///
  /// Ask once, when nothing else is to be read.
  public mutating func finishDigest() throws(StreamFailure) -> [UInt8] {
    do throws(SystemError) {
      return try file.finishDigest(blockBytes: ByteStream.blockBytes)
    } catch {
      throw .source(error)
    }
  }

  /// Reads as much as it takes to recognise the compression; a pipe may give a byte at a time.
  private mutating func begin() throws(StreamFailure) {
    hasBegun = true
    var before = -1
    while head.count > before && head.count < CompressionRegistry.recognitionBytes {
      before = head.count
      do throws(SystemError) {
        try head.append(addingCapacity: ByteStream.blockBytes) { (room) throws(SystemError) in
          try file.read(into: &room)
        }
      } catch {
        throw .source(error)
      }
    }
    compression = CompressionRegistry.compression(beginning: head)
    guard let compression else { return }
    inflating = InflatingReader(
      compression, head: head, blockBytes: ByteStream.blockBytes, windowLimit: windowLimit)
    head = []
  }

  private mutating func inflate(into output: inout OutputSpan<UInt8>) throws(StreamFailure) {
    try inflating?.read(into: &output, from: &file)
  }
}

/// A file that is read from its beginning to its end, and digested on the way.
private struct DigestedFile: ByteSource, ~Copyable, Sendable {
  private let file: FileReader
  private var digest: Digest? = Digest()
  private(set) var bytesRead = 0

  init(_ file: consuming FileReader) {
    self.file = file
  }

  var size: Int? { file.size }

  mutating func read(into output: inout OutputSpan<UInt8>) throws(SystemError) {
    let count = try file.read(into: &output)
    bytesRead += count
    digest?.update(output.span.extracting(last: count))
  }

  func read(at offset: Int, into output: inout OutputSpan<UInt8>) throws(SystemError) -> Int {
    try file.read(at: offset, into: &output)
  }

  /// The SHA-256 of all of the file, whose rest is read for it. Ask once.
  mutating func finishDigest(blockBytes: Int) throws(SystemError) -> [UInt8] {
    var block: [UInt8] = []
    var before = -1
    while bytesRead > before {
      before = bytesRead
      block.removeAll(keepingCapacity: true)
      try block.append(addingCapacity: blockBytes) { (room) throws(SystemError) in
        try read(into: &room)
      }
    }
    guard let digest = digest.take() else { preconditionFailure("the digest was given before") }
    return digest.finalize()
  }
}
