import Glibc

/// A file under an exclusive kernel lock (`flock`) while the value lives.
///
/// The kernel drops the lock when the process ends, however it ends, and children do not inherit
/// it. Whoever has a lock has that of the file that `path` names: processes meet at the same file.
public struct LockFile: ~Copyable {
  private let descriptor: Int32

  /// Why a file could not be locked.
  public enum Failure: Error, Hashable, Sendable {
    /// Another process, or another value of this one, holds the lock.
    case held
    /// The system refused, or what is there is no file to be locked.
    case system(SystemError)

    /// What the system says of the failure.
    public var reason: String {
      switch self {
      case .held: "the lock is held"
      case .system(let error): "\(error)"
      }
    }
  }

  /// Opens the file at `path`, created if necessary (unless it `mustExist`), and locks it without
  /// waiting.
  ///
  /// Only a regular file is locked; a symbolic link is not followed. A file that has other names
  /// too gives way to a new one, for what is written here must show nowhere else.
  public init(path: String, mustExist: Bool = false) throws(Failure) {
    while true {
      let opened: Int32
      do throws(SystemError) {
        opened = try RegularFile.open(
          path, O_RDWR | (mustExist ? 0 : O_CREAT), followsLinks: false)
      } catch {
        throw .system(error)
      }
      while flock(opened, LOCK_EX | LOCK_NB) != 0 {
        let reason = errno
        if reason == EINTR { continue }
        close(opened)
        throw reason == EWOULDBLOCK
          ? .held : .system(SystemError(call: "flock", number: reason))
      }
      if LockFile.isAlone(opened, at: path) {
        descriptor = opened
        return
      }
      close(opened)
    }
  }

  /// Whether `path` is the one name of the locked file `opened`; another name is taken from it.
  ///
  /// The holder before may have done that a moment ago, so that the lock of a file was taken that
  /// nobody will come to any more.
  private static func isAlone(_ opened: Int32, at path: String) -> Bool {
    var here = stat()
    var there = stat()
    guard unsafe fstat(opened, &here) == 0, unsafe lstat(path, &there) == 0,
      here.st_dev == there.st_dev, here.st_ino == there.st_ino
    else { return false }
    guard here.st_nlink > 1 else { return true }
    // If it cannot be removed, it cannot be replaced either.
    return unsafe unlink(path) != 0
  }

  deinit { close(descriptor) }

  /// Makes `text` the whole content of the file.
  public func write(_ text: String) throws(Failure) {
    var rest = Array(text.utf8)[...]
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw .system(.last("ftruncate"))
    }
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { bytes in
        unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw .system(.last("write"))
      }
      rest = rest.dropFirst(written)
    }
  }
}
