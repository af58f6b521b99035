import CZlib
import Diagnostics
import Glibc

/// A file that is open; closed when the value goes.
public struct File: ~Copyable, Sendable {
  private let descriptor: Int32
  /// The path it was opened by, for messages.
  public let path: String

  private init(_ path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { Glibc.close(descriptor) }

  /// Opens an existing file of this program's for reading; a symbolic link is not followed.
  ///
  /// Throws `file.open` for what is no regular file, is not there or cannot be opened;
  /// `file.exhausted` if too many files are open or memory is short.
  public static func reading(_ path: String) throws(Fault) -> File {
    try opening(path, O_RDONLY)
  }

  /// Creates a file for writing, in place of what was there; a symbolic link is not followed.
  public static func creating(_ path: String) throws(Fault) -> File {
    do throws(SystemError) {
      return File(path, descriptor: try RegularFile.create(path, O_RDWR, mode: 0o644))
    } catch {
      throw fault("create", path, error.number)
    }
  }

  /// Opens an existing file of this program's for writing at its end, and for reading.
  public static func appending(_ path: String) throws(Fault) -> File {
    try opening(path, O_RDWR | O_APPEND)
  }

  private static func opening(_ path: String, _ flags: Int32) throws(Fault) -> File {
    do throws(SystemError) {
      return File(path, descriptor: try RegularFile.open(path, flags, followsLinks: false))
    } catch {
      throw fault(error.isExhaustion ? "exhausted" : "open", path, error.number)
    }
  }

  /// Creates a file in `folder` that has no name, for writing and reading; nobody else can open it,
  /// and it is gone when it is closed.
  public static func nameless(in folder: String) throws(Fault) -> File {
    var path = Array("\(folder)/nameless-XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&path)
    guard descriptor >= 0 else { throw fault("create", folder) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = unsafe unlink(path)
    return File(folder, descriptor: descriptor)
  }

  /// The file's size in bytes.
  public func size() throws(Fault) -> Int {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw File.fault("measure", path) }
    return Int(status.st_size)
  }

  /// Writes all of `bytes` at the file's end.
  public func write(_ bytes: Span<UInt8>) throws(Fault) {
    let failure: Int32 = unsafe bytes.withUnsafeBytes { source in
      guard let base = source.baseAddress else { return 0 }
      var done = 0
      while done < source.count {
        let written = unsafe Glibc.write(descriptor, base + done, source.count - done)
        if written < 0 {
          if errno == EINTR { continue }
          return errno
        }
        done += written
      }
      return 0
    }
    guard failure == 0 else { throw File.fault("write", path, failure) }
  }

  /// Appends the `count` bytes from `offset` on to `buffer`; a file that ends before is a fault.
  public func read(_ count: Int, at offset: Int, into buffer: inout Buffer<UInt8>) throws(Fault) {
    let start = buffer.count
    buffer.extend(to: start + count, with: 0)
    try read(count, at: offset, over: &buffer, from: start)
  }

  /// Copies the `count` bytes from `offset` on over those of `buffer` from `start` on, which must
  /// be there; a file that ends before is a fault.
  public func read(
    _ count: Int, at offset: Int, over buffer: inout Buffer<UInt8>, from start: Int
  ) throws(Fault) {
    precondition(start >= 0 && count >= 0 && start + count <= buffer.count, "beyond the buffer")
    var done = 0
    var span = buffer.mutableSpan
    let failure: Int32 = unsafe span.withUnsafeMutableBytes { target in
      guard let base = target.baseAddress else { return 0 }
      while done < count {
        let got = unsafe pread(
          descriptor, base + start + done, count - done, off_t(offset + done))
        if got < 0 {
          if errno == EINTR { continue }
          return errno
        }
        if got == 0 { return 0 }
        done += got
      }
      return 0
    }
    guard failure == 0 else { throw File.fault("read", path, failure) }
    guard done == count else {
      throw Fault(
        "file.cut-short", "the file ends \(count - done) bytes early", at: .path(path),
        advice: "It was cut or is being written by something else.", exit: .inputOutput)
    }
  }

  /// Makes what was written survive a power cut.
  public func synchronize() throws(Fault) {
    guard fsync(descriptor) == 0 else { throw File.fault("sync", path) }
  }

  private static func fault(_ action: String, _ path: String, _ code: Int32 = errno) -> Fault {
    let reason = SystemError(call: action, number: code).description
    let verb = action == "exhausted" ? "open" : action
    var advice: String?
    if code == ENOSPC || code == EDQUOT { advice = "Free some space, or name another folder." }
    if code == EACCES || code == EPERM || code == EROFS {
      advice = "Check who may write there, or name another folder."
    }
    return Fault(
      "file.\(action)", "cannot \(verb) the file: \(reason)", at: .path(path), advice: advice,
      exit: action == "create" ? .cannotCreate : .inputOutput)
  }
}

/// The CRC-32 of `bytes` (as in gzip).
public func checksum(_ bytes: Span<UInt8>) -> UInt32 {
  unsafe bytes.withUnsafeBufferPointer { source in
    unsafe UInt32(truncatingIfNeeded: crc32_z(0, source.baseAddress, source.count))
  }
}
