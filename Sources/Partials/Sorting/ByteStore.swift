import Bytes
import Diagnostics

/// Bytes stored for later: in memory while they fit, then in a file without a name.
public struct ByteStore: ~Copyable {
  private let folder: String
  private let memory: Int
  private var pending = Buffer<UInt8>()
  private var file: File?
  /// The bytes that are in the file; `pending` follows them.
  private var written = 0

  /// A store that moves to a file in `folder` when it holds more than `memory` bytes.
  public init(folder: String, memory: Int) {
    self.folder = folder
    self.memory = memory
  }

  /// Puts `bytes` by; returns the place to read them from.
  public mutating func append(_ bytes: Span<UInt8>) throws(Fault) -> Range<Int> {
    if pending.byteCount(adding: bytes.count) > memory { try flush() }
    let start = written + pending.count
    pending.append(contentsOf: bytes)
    return start..<start + bytes.count
  }

  private mutating func flush() throws(Fault) {
    if file == nil { file = try File.nameless(in: folder) }
    try file?.write(pending.span)
    written += pending.count
    pending.removeAll(keepingCapacity: false)
  }

  /// Replaces `buffer` with the bytes at `place`. One read of the file if they are not in memory.
  public func read(_ place: Range<Int>, into buffer: inout Buffer<UInt8>) throws(Fault) {
    buffer.removeAll()
    if place.lowerBound >= written {
      buffer.append(
        contentsOf: pending, in: place.lowerBound - written..<place.upperBound - written)
    } else {
      try file?.read(place.count, at: place.lowerBound, into: &buffer)
    }
  }
}
