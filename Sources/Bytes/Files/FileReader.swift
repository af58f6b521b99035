import Glibc

/// A file open for reading, closed when its value ends.
public struct FileReader: ~Copyable, Sendable {
  private let descriptor: Int32
  private let closes: Bool
  /// The file's size in bytes when it was opened; nil for what has none, such as a pipe.
  public let size: Int?

  /// Opens the file at `path`; a folder is refused with `EISDIR`.
  ///
  /// Without a path it reads standard input, which stays open, and which has no size even if it is
  /// a file, since another process may have read some of it.
  public init(path: String?) throws(SystemError) {
    guard let path else {
      descriptor = STDIN_FILENO
      closes = false
      size = nil
      return
    }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError.last("open") }
    do throws(SystemError) {
      size = try FileReader.size(of: descriptor)
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    self.closes = true
  }

  deinit {
    if closes { close(descriptor) }
  }

  private static func size(of descriptor: Int32) throws(SystemError) -> Int? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError.last("fstat") }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw SystemError(call: "open", number: EISDIR)
    case S_IFREG: return Int(status.st_size)
    default: return nil
    }
  }

  /// Appends what one read gives, at most the free capacity of `output`.
  ///
  /// Returns the number of bytes read; 0 means the end of the file.
  public func read(into output: inout OutputSpan<UInt8>) throws(SystemError) -> Int {
    try unsafe transfer(into: &output) { address, room in
      unsafe Glibc.read(descriptor, address, room)
    }
  }

  /// Appends bytes from `offset` on, without moving the place where `read(into:)` continues.
  public func read(at offset: Int, into output: inout OutputSpan<UInt8>) throws(SystemError) -> Int
  {
    try unsafe transfer(into: &output) { address, room in
      unsafe pread(descriptor, address, room, off_t(offset))
    }
  }

  @unsafe private func transfer(
    into output: inout OutputSpan<UInt8>, _ call: (UnsafeMutableRawPointer, Int) -> Int
  ) throws(SystemError) -> Int {
    let result = unsafe output.withUnsafeMutableBufferPointer { buffer, filled in
      guard let base = buffer.baseAddress, filled < buffer.count else { return 0 }
      while true {
        let count = unsafe call(base + filled, buffer.count - filled)
        if count < 0 && errno == EINTR { continue }
        if count > 0 { filled += count }
        return count
      }
    }
    guard result >= 0 else { throw SystemError.last("read") }
    return result
  }
}

extension SystemError {
  /// `ENOENT`.
  public static var noSuchFile: Int32 { ENOENT }
  /// `EISDIR`.
  public static var isFolder: Int32 { EISDIR }
  /// `EACCES`.
  public static var notPermitted: Int32 { EACCES }
}
