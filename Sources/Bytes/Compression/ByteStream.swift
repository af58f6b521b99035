/// Why a stream could not be read on.
public enum StreamFailure: Error, Sendable, Hashable {
  case system(SystemError)
  case gzip(GzipDamage)
}

/// The bytes of a file: inflated on the way if it is gzip, and digested as they come from the disk.
///
/// Whether it is gzip is told by its first bytes. Memory is one input buffer and one inflater,
/// whatever the file's size.
public struct ByteStream: ~Copyable, Sendable {
  /// Large enough that a system call costs nothing, small enough for the second-level cache.
  private static let inputBytes = 256 << 10

  private let file: FileReader
  private var input: [UInt8] = []
  private var used = 0
  private var fileEnded = false
  private var inflater: Inflater?
  private var digest: Digest? = Digest()
  /// What is to be thrown once the bytes before it were handed over.
  private var failure: StreamFailure?

  /// The number of bytes that came from the file so far.
  public private(set) var bytesRead = 0
  /// Whether the end was reached and, for gzip, found sound.
  public private(set) var isAtEnd = false

  /// Will read `file` from where it stands.
  public init(_ file: consuming FileReader) {
    self.file = file
    input.reserveCapacity(ByteStream.inputBytes)
  }

  /// Whether the file is gzip; known once something was read.
  public var isGzip: Bool { inflater != nil }

  /// The file's size in bytes; nil if it has none.
  public var fileSize: Int? { file.size }

  /// Appends bytes until `output` is full or the stream ends; room left means that it has ended,
  /// and that it ended as it should.
  public mutating func read(into output: inout OutputSpan<UInt8>) throws(StreamFailure) {
    if let failure { throw failure }
    if bytesRead == 0 { try begin() }
    while !output.isFull && !isAtEnd {
      try transfer(into: &output)
      if output.isFull { return }
      // With room left, all input was used.
      try refill()
      guard fileEnded else { continue }
      do throws(GzipDamage) {
        try inflater?.finish()
      } catch {
        throw .gzip(error)
      }
      isAtEnd = true
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

  /// Appends bytes of the file as it is on disk, from `offset` on; whether they are gzip plays no
  /// part, nor does the place where `read(into:)` continues.
  func readFile(at offset: Int, into output: inout OutputSpan<UInt8>) throws(SystemError) -> Int {
    try file.read(at: offset, into: &output)
  }

  /// The SHA-256 of the whole file, whose unread rest is read for it, without inflating.
  ///
  /// Ask once, when nothing else is to be read.
  public mutating func finishDigest() throws(StreamFailure) -> [UInt8] {
    while !fileEnded { try refill(droppingUnused: true) }
    isAtEnd = true
    guard let digest = digest.take() else { preconditionFailure("the digest was given before") }
    return digest.finalize()
  }

  private mutating func begin() throws(StreamFailure) {
    // Two bytes tell, and a pipe may give one at a time.
    while input.count < 2 && !fileEnded { try refill() }
    if input.starts(with: [0x1F, 0x8B]) { inflater = Inflater() }
  }

  private mutating func transfer(into output: inout OutputSpan<UInt8>) throws(StreamFailure) {
    guard inflater != nil else {
      let count = min(input.count - used, output.freeCapacity)
      output.append(copying: input.span.extracting(used..<used + count))
      used += count
      return
    }
    // A span of a property would hold all of `self`; the array itself is not copied here.
    let bytes = input
    do throws(GzipDamage) {
      used += try inflater?.inflate(bytes.span.extracting(used...), into: &output) ?? 0
    } catch {
      throw .gzip(error)
    }
  }

  /// Replaces the used input by the next of the file, or notes the file's end.
  private mutating func refill(droppingUnused: Bool = false) throws(StreamFailure) {
    if used == input.count || droppingUnused {
      input.removeAll(keepingCapacity: true)
      used = 0
    }
    let before = input.count
    do throws(SystemError) {
      try input.append(addingCapacity: ByteStream.inputBytes - before) {
        (room) throws(SystemError) in
        _ = try file.read(into: &room)
      }
    } catch {
      throw .system(error)
    }
    fileEnded = input.count == before
    bytesRead += input.count - before
    let bytes = input
    digest?.update(bytes.span.extracting(before...))
  }
}
