import CZlib

/// Why a gzip file could not be read or written.
public struct GzipFailure: Error, Hashable, Sendable {
  /// The file.
  public let path: String
  /// What was attempted: `open`, `read`, `write` or `close`.
  public let attempt: String
}

/// A gzip file that is being written.
///
/// The bytes of the file depend on the content and the level alone: its header has no name and no
/// time.
@safe
public struct GzipWriter: ~Copyable {
  /// Nil once it is closed.
  private var file: gzFile?
  private let path: String

  /// Creates the file at `path`, or replaces it; `level` is 1 (fast) to 9 (small).
  public init(path: String, level: Int) throws(GzipFailure) {
    guard let opened = unsafe gzopen(path, "wb\(level)") else {
      throw GzipFailure(path: path, attempt: "open")
    }
    unsafe gzbuffer(opened, 1 << 17)
    unsafe file = opened
    self.path = path
  }

  /// Compresses `bytes` after what was written before.
  public func write(_ bytes: Span<UInt8>) throws(GzipFailure) {
    var start = 0
    while start < bytes.count {
      // zlib counts in 32 bits.
      let length = min(bytes.count - start, 1 << 30)
      let written = unsafe bytes.extracting(start..<start + length).withUnsafeBufferPointer {
        unsafe gzwrite(file, $0.baseAddress, UInt32($0.count))
      }
      guard written > 0 else { throw GzipFailure(path: path, attempt: "write") }
      start += Int(written)
    }
  }

  /// Writes what is left and closes the file.
  public consuming func finish() throws(GzipFailure) {
    let status = unsafe gzclose(file)
    unsafe file = nil
    guard status == Z_OK else { throw GzipFailure(path: path, attempt: "close") }
  }

  deinit { if unsafe file != nil { unsafe gzclose(file) } }
}

/// The inflated content of the gzip file at `path`, whole.
///
/// For tools and tests, whose files are small. Several members follow one another; a file that is
/// not gzip is returned as it is.
public func gunzip(contentsOf path: String) throws(GzipFailure) -> [UInt8] {
  guard let file = unsafe gzopen(path, "rb") else {
    throw GzipFailure(path: path, attempt: "open")
  }
  defer { unsafe gzclose(file) }
  unsafe gzbuffer(file, 1 << 17)
  var content: [UInt8] = []
  while true {
    var failed = false
    let block = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 20) { room, filled in
      let count = unsafe gzread(file, room.baseAddress, UInt32(room.count))
      failed = count < 0
      filled = max(0, Int(count))
    }
    if failed { throw GzipFailure(path: path, attempt: "read") }
    if block.isEmpty { return content }
    content += block
  }
}
