import Glibc

/// How files are opened in whose place anybody may have put something else.
enum RegularFile {
  /// Opens what is at `path`, unless it is something else than a regular file.
  ///
  /// Waits for nobody: a pipe without another end is refused like a device. Where `followsLinks` is
  /// false, so is a symbolic link; only the last name of `path` counts for that.
  static func open(
    _ path: String, _ flags: Int32, followsLinks: Bool, mode: mode_t = 0o644
  ) throws(SystemError) -> Int32 {
    let careful = O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (followsLinks ? 0 : O_NOFOLLOW)
    let descriptor = unsafe Glibc.open(path, flags | careful, mode)
    guard descriptor >= 0 else {
      let isLink = errno == ELOOP && !followsLinks
      throw isLink ? SystemError(call: "open", number: SystemError.isLink) : .last("open")
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let error = SystemError.last("fstat")
      close(descriptor)
      throw error
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw SystemError(call: "open", number: isFolder ? EISDIR : SystemError.isIrregular)
    }
    return descriptor
  }

  /// Creates a file at `path`, with `replacing` in place of a file, link or pipe that was there:
  /// what a link leads to, and other names of an old file, stay as they are.
  ///
  /// Nothing else is replaced. A character device, which keeps nothing, is opened as it is.
  static func create(
    _ path: String, _ flags: Int32, mode: mode_t, replacing: Bool = true
  ) throws(SystemError) -> Int32 {
    var status = stat()
    if replacing, unsafe lstat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG, S_IFLNK, S_IFIFO, S_IFSOCK: _ = unsafe unlink(path)
      case S_IFCHR:
        let device = unsafe Glibc.open(path, flags | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC)
        guard device >= 0 else { throw SystemError.last("open") }
        return device
      case S_IFDIR: throw SystemError(call: "open", number: EISDIR)
      default: throw SystemError(call: "open", number: SystemError.isIrregular)
      }
    }
    let descriptor = unsafe Glibc.open(
      path, flags | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw SystemError.last("open") }
    return descriptor
  }
}
