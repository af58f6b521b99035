import Glibc

/// What shows whether a file is still the one that was seen before, without reading it.
///
/// A file whose bytes change gets other times; one that is moved here from elsewhere brings another
/// inode. Only a change within the resolution of the file system's clock can go unseen.
public struct FileIdentity: Sendable, Hashable {
  /// The device that holds the file.
  public var device: UInt64
  /// The file's number there.
  public var inode: UInt64
  /// Its size in bytes.
  public var byteCount: Int
  /// When its content was last changed, in nanoseconds since 1970.
  public var modified: Int
  /// When anything of it was last changed, in nanoseconds since 1970.
  public var changed: Int

  /// An identity of these parts.
  public init(device: UInt64, inode: UInt64, byteCount: Int, modified: Int, changed: Int) {
    self.device = device
    self.inode = inode
    self.byteCount = byteCount
    self.modified = modified
    self.changed = changed
  }
}

extension FileSystem {
  /// The identity of what `path` leads to, symbolic links followed; nil if nothing can be seen
  /// there.
  public static func identity(of path: String) -> FileIdentity? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return FileIdentity(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), byteCount: Int(status.st_size),
      modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim))
  }

  private static func nanoseconds(_ time: timespec) -> Int {
    Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}
