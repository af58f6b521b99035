import Glibc

/// A file under an exclusive kernel lock (`flock`) for as long as the value lives.
///
/// The kernel drops the lock when the process ends, however it ends. Children do not inherit it, and
/// the file is never unlinked: a process that waits on it, and one that comes later, must meet at
/// the same file.
public struct LockFile: ~Copyable {
  private let descriptor: Int32

  /// Why a file could not be locked.
  public enum Failure: Error, Hashable, Sendable {
    /// Another process, or another value of this one, holds the lock.
    case held
    /// The system refused, for the reason given by `errno`.
    case system(errno: Int32)

    /// What the system says of the failure.
    public var reason: String {
      switch self {
      case .held: "the lock is held"
      case .system(let errno): unsafe String(cString: strerror(errno))
      }
    }
  }

  /// Opens the file at `path`, made if need be (unless it `mustExist`), and locks it without waiting.
  public init(path: String, mustExist: Bool = false) throws(Failure) {
    let flags = O_RDWR | O_CLOEXEC | (mustExist ? O_NOFOLLOW : O_CREAT)
    let opened = unsafe open(path, flags, 0o644)
    guard opened >= 0 else { throw .system(errno: errno) }
    while flock(opened, LOCK_EX | LOCK_NB) != 0 {
      let reason = errno
      if reason == EINTR { continue }
      close(opened)
      throw reason == EWOULDBLOCK ? .held : .system(errno: reason)
    }
    descriptor = opened
  }

  deinit { close(descriptor) }

  /// Makes `text` the whole content of the file.
  public func write(_ text: String) throws(Failure) {
    var rest = Array(text.utf8)[...]
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw .system(errno: errno)
    }
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { bytes in
        unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw .system(errno: errno)
      }
      rest = rest.dropFirst(written)
    }
  }
}
