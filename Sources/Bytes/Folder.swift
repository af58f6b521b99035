import Glibc

/// What the system knows of a path, symbolic links followed.
public struct PathStatus: Sendable, Hashable {
  public let isFolder: Bool
  /// The size in bytes of a regular file; 0 for anything else.
  public let size: Int
  /// The device and the inode, equal only for one and the same thing.
  public let device: UInt64
  public let inode: UInt64

  /// Asks the system about `path`.
  public init(path: String) throws(SystemError) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw .last }
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}

/// The names in the folder at `path`, but for `.` and `..`, in no order; a name that is not UTF-8
/// is nil.
public func namesInFolder(_ path: String) throws(SystemError) -> [String?] {
  guard let folder = unsafe opendir(path) else { throw .last }
  defer { unsafe closedir(folder) }
  var names: [String?] = []
  while true {
    errno = 0
    guard let entry = unsafe readdir(folder) else { break }
    let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
      unsafe Array($0.prefix { $0 != 0 })
    }
    if bytes == [0x2E] || bytes == [0x2E, 0x2E] { continue }
    names.append(String(validating: bytes, as: UTF8.self))
  }
  guard errno == 0 else { throw .last }
  return names
}
