import CGNU
import Glibc

/// An open file, or a standard stream, that bytes are written to; closed at the end of its life.
public struct OutputDescriptor: ~Copyable, Sendable {
  private let number: Int32
  private let isOwned: Bool

  /// Creates the file at `path`, readable by everyone the umask allows.
  ///
  /// Where a file or symbolic link is already there, `replacing` puts a new file in its place, and
  /// what a link leads to stays as it is; otherwise that is an error (`EEXIST`).
  public init(creating path: String, replacing: Bool) throws(SystemError) {
    number = try RegularFile.create(path, O_WRONLY, mode: 0o666, replacing: replacing)
    isOwned = true
  }

  /// Opens what is at `path`, a file created if necessary, so that each write goes to its end,
  /// whoever else writes there.
  ///
  /// The name is the user's: a symbolic link is followed, and it may be a device or a pipe; a pipe
  /// that nobody reads is an error (`ENXIO`).
  public init(appendingTo path: String) throws(SystemError) {
    // Without O_NONBLOCK, opening a pipe waits for its reader.
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
    number = unsafe open(path, flags, 0o666)
    isOwned = true
    if number < 0 { throw SystemError.last("open") }
    _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) & ~O_NONBLOCK)
  }

  private init(borrowed number: Int32) {
    self.number = number
    isOwned = false
  }

  /// The process's standard output, which stays open.
  public static var standardOutput: OutputDescriptor {
    OutputDescriptor(borrowed: STDOUT_FILENO)
  }

  /// The process's standard error, which stays open.
  public static var standardError: OutputDescriptor {
    OutputDescriptor(borrowed: STDERR_FILENO)
  }

  deinit {
    if isOwned, number >= 0 { _ = Glibc.close(number) }
  }

  /// Writes all of `bytes`, however many calls that takes.
  public borrowing func write(_ bytes: Span<UInt8>) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.extracting(done...).withUnsafeBufferPointer { rest in
        unsafe Glibc.write(number, rest.baseAddress, rest.count)
      }
      if written >= 0 {
        done += written
      } else if errno != EINTR {
        throw SystemError.last("write")
      }
    }
  }

  /// Has `count` bytes from `offset` on brought to the device while further ones are made, so that
  /// `synchronize` has less to wait for. Promises nothing: a fault shows in `synchronize`.
  public borrowing func beginSynchronizing(_ count: Int, at offset: Int) {
    let writeOut: UInt32 = 2
    _ = sync_file_range(number, offset, count, writeOut)
  }

  /// Waits until what was written has reached the device.
  public borrowing func synchronize() throws(SystemError) {
    if fsync(number) != 0 { throw SystemError.last("fsync") }
  }

  /// Closes the file, which is where some file systems first report a failed write.
  public consuming func close() throws(SystemError) {
    let (number, isOwned) = (number, isOwned)
    discard self
    if isOwned, Glibc.close(number) != 0, errno != EINTR { throw SystemError.last("close") }
  }
}
