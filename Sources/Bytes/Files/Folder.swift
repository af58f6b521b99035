import Glibc

/// An open folder, kept to synchronise it and to hold its lock.
///
/// The lock is the kernel's (`flock`): it ends with the process that holds it, however that ends.
public struct Folder: ~Copyable, Sendable {
  private let number: Int32

  /// Opens the folder at `path`.
  public init(_ path: String) throws(SystemError) {
    number = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if number < 0 { throw SystemError.last("open") }
  }

  deinit {
    if number >= 0 { _ = close(number) }
  }

  /// Takes the folder's lock without waiting; false if someone else holds it.
  public borrowing func lock() throws(SystemError) -> Bool {
    if flock(number, LOCK_EX | LOCK_NB) == 0 { return true }
    if errno == EWOULDBLOCK { return false }
    throw SystemError.last("flock")
  }

  /// Whether `path` still leads to this very folder.
  public borrowing func isAt(_ path: String) -> Bool {
    var here = stat()
    var there = stat()
    guard unsafe fstat(number, &here) == 0, unsafe lstat(path, &there) == 0 else { return false }
    return here.st_dev == there.st_dev && here.st_ino == there.st_ino
  }

  /// Waits until the folder's entries have reached the device.
  public borrowing func synchronize() throws(SystemError) {
    if fsync(number) != 0 { throw SystemError.last("fsync") }
  }
}

/// The operations on names in the file system that publishing needs.
public enum FileSystem {
  /// What a name stands for; a symbolic link is not followed.
  public enum Entry: Sendable, Hashable {
    case file, folder, symbolicLink, other
  }

  /// What is at `path`, or nil if nothing is.
  public static func entry(at path: String) throws(SystemError) -> Entry? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw SystemError.last("lstat")
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK: return .symbolicLink
    default: return .other
    }
  }

  /// Makes the folder at `path`; one that is there already is an error (`EEXIST`).
  public static func makeFolder(_ path: String) throws(SystemError) {
    if unsafe mkdir(path, 0o777) != 0 { throw SystemError.last("mkdir") }
  }

  /// Makes a folder whose name is `prefix` and six characters that nobody can foresee, for this
  /// user alone; returns its path.
  public static func makePrivateFolder(_ prefix: String) throws(SystemError) -> String {
    var path = Array("\(prefix)XXXXXX".utf8CString)
    if unsafe mkdtemp(&path) == nil { throw SystemError.last("mkdtemp") }
    return String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether `path` is a folder, no link to one, that belongs to this user and is open to nobody
  /// else.
  public static func isPrivateFolder(_ path: String) -> Bool {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
      && status.st_mode & 0o077 == 0
  }

  /// Makes the folder at `path` and those above it, as far as they are missing.
  public static func makeFolders(_ path: String) throws(SystemError) {
    if unsafe mkdir(path, 0o777) == 0 { return }
    let number = errno
    if number == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolders(String(path[..<slash]))
      if unsafe mkdir(path, 0o777) == 0 { return }
    }
    // What counts is that it is there now, whoever made it; a link to a folder will do.
    var status = stat()
    if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
    throw SystemError(call: "mkdir", number: number == ENOENT ? errno : number)
  }

  /// Makes the folder at `path` and those above it, as far as they are missing; the last `own`
  /// names are to be folders, no links to folders.
  ///
  /// Throws `SystemError.isLink` where one of these is a symbolic link: what is written below must
  /// not end up elsewhere.
  public static func makeFolders(_ path: String, own: Int) throws(SystemError) {
    if own > 1, let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      try makeFolders(String(path[..<slash]), own: own - 1)
    }
    try makeFolders(path)
    if try entry(at: path) == .symbolicLink {
      throw SystemError(call: "mkdir", number: SystemError.isLink)
    }
  }

  /// The names in the folder at `path`, in byte order, without `.` and `..`.
  ///
  /// A `String` cannot hold a name that is not UTF-8. Its bytes beyond ASCII are written out, as in
  /// `caf\xE9.gz`, and a slash follows if it is a folder's; it leads to nothing.
  public static func names(in path: String) throws(SystemError) -> [String] {
    guard let folder = unsafe opendir(path) else { throw SystemError.last("opendir") }
    defer { unsafe _ = closedir(folder) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(folder) else {
        if errno != 0 { throw SystemError.last("readdir") }
        break
      }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { start in
          let mark = unsafe Int(entry.pointee.d_type) == DT_DIR ? "/" : ""
          return unsafe String(validatingCString: start) ?? writtenOut(start) + mark
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A name with its bytes beyond ASCII written out.
  @unsafe private static func writtenOut(_ name: UnsafePointer<CChar>) -> String {
    unsafe UnsafeBufferPointer(start: name, count: strlen(name)).reduce(into: "") { text, byte in
      let byte = UInt8(bitPattern: byte)
      text +=
        byte < 0x80
        ? String(Unicode.Scalar(byte)) : "\\x" + String(byte, radix: 16, uppercase: true)
    }
  }

  /// Renames `source` to `target` in one step.
  ///
  /// A file or link replaces a file or link; a folder replaces nothing but an empty folder.
  public static func rename(_ source: String, to target: String) throws(SystemError) {
    if unsafe Glibc.rename(source, target) != 0 { throw SystemError.last("rename") }
  }

  /// Makes the symbolic link at `path` that leads to `target`.
  public static func makeSymbolicLink(_ path: String, to target: String) throws(SystemError) {
    if unsafe symlink(target, path) != 0 { throw SystemError.last("symlink") }
  }

  /// Where the symbolic link at `path` leads, as written in it.
  public static func target(ofSymbolicLink path: String) throws(SystemError) -> String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink(path, &bytes, bytes.count)
    if count < 0 { throw SystemError.last("readlink") }
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes the file, symbolic link or folder at `path`, and all that a folder holds.
  ///
  /// Symbolic links are removed, never followed. What is not there is not an error.
  public static func remove(_ path: String) throws(SystemError) {
    guard let entry = try entry(at: path) else { return }
    if entry == .folder {
      for name in try names(in: path) { try remove("\(path)/\(name)") }
      if unsafe rmdir(path) != 0, errno != ENOENT { throw SystemError.last("rmdir") }
    } else if unsafe unlink(path) != 0, errno != ENOENT {
      throw SystemError.last("unlink")
    }
  }
}
