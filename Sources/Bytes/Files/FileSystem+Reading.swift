import Glibc

extension FileSystem {
  /// What a name leads to, and how large it is.
  public struct Status: Sendable, Hashable {
    /// What is there; never a symbolic link, for those are followed.
    public var entry: Entry
    /// The size of a file in bytes.
    public var byteCount: Int
  }

  /// What `path` leads to, symbolic links followed; nil if nothing is there, or a link leads back
  /// to itself.
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

  /// All bytes of the file at `path`, which has `limit` at most: for small files, such as pipelines
  /// and lists of words.
  ///
  /// Symbolic links are followed, if `followsLinks`: a file that the program writes for itself is
  /// no link. Throws `EFBIG` for a longer file, which is not read then, and
  /// `SystemError.isIrregular` for a device or pipe, which might never end.
  public static func contents(
    of path: String, atMost limit: Int, followsLinks: Bool = true
  ) throws(SystemError) -> [UInt8] {
    let descriptor = try RegularFile.open(path, O_RDONLY, followsLinks: followsLinks)
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError.last("fstat") }
    guard Int(status.st_size) <= limit else { throw SystemError(call: "read", number: EFBIG) }
    var contents: [UInt8] = []
    contents.reserveCapacity(Int(status.st_size))
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe read(descriptor, &piece, piece.count)
      if count == 0 { return contents }
      if count > 0 {
        contents.append(contentsOf: piece[..<count])
        // The files of /proc have no size, and others may grow.
        guard contents.count <= limit else { throw SystemError(call: "read", number: EFBIG) }
      } else if errno != EINTR {
        throw SystemError.last("read")
      }
    }
  }
}
