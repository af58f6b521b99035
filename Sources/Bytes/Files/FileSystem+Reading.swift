import Glibc

extension FileSystem {
  /// What a name leads to, and how large it is.
  public struct Status: Sendable, Hashable {
    /// What is there; never a symbolic link, for those are followed.
    public var entry: Entry
    /// The size of a file in bytes.
    public var byteCount: Int
  }

  /// What `path` leads to, symbolic links followed; nil if nothing is there, or a link leads back to
  /// itself.
  public static func status(at path: String) throws(SystemError) -> Status? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else {
      if [ENOENT, ENOTDIR, ELOOP].contains(errno) { return nil }
      throw SystemError.last("stat")
    }
    let entry: Entry =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    return Status(entry: entry, byteCount: Int(status.st_size))
  }

  /// All bytes of the file at `path`: for small files, such as pipelines and lists of words.
  public static func contents(of path: String) throws(SystemError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError.last("open") }
    defer { close(descriptor) }
    var contents: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(descriptor, &piece, piece.count)
      if count == 0 { return contents }
      if count > 0 {
        contents.append(contentsOf: piece[..<count])
      } else if errno != EINTR {
        throw SystemError.last("read")
      }
    }
  }
}
