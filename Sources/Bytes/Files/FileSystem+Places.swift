import Glibc

extension FileSystem {
  /// The absolute path of what `path` leads to, symbolic links resolved; nil if nothing is there.
  public static func resolvedPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// `path` from the root on; symbolic links stay as they are.
  public static func absolutePath(_ path: String) -> String {
    if path.hasPrefix("/") { return path }
    guard let folder = resolvedPath(".") else { return path }
    return folder == "/" ? "/\(path)" : "\(folder)/\(path)"
  }

  /// `path` without `.`, and without `..` behind a name where that leads back: not behind a
  /// symbolic link to elsewhere, nor behind what is not there.
  public static func plain(_ path: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    func joined(_ names: some BidirectionalCollection<Substring>) -> String {
      names.isEmpty && !isAbsolute ? "." : (isAbsolute ? "/" : "") + names.joined(separator: "/")
    }
    var names: [Substring] = []
    for name in path.split(separator: "/") where name != "." {
      let leadsBack =
        name == ".." && names.last.map { $0 != ".." } ?? false
        && isSame("\(joined(names))/..", joined(names.dropLast()))
      if leadsBack { names.removeLast() } else { names.append(name) }
    }
    return joined(names)
  }

  /// Whether both paths lead to one file or folder, by whatever names.
  public static func isSame(_ path: String, _ other: String) -> Bool {
    var here = stat()
    var there = stat()
    guard unsafe stat(path, &here) == 0, unsafe stat(other, &there) == 0 else { return false }
    return here.st_dev == there.st_dev && here.st_ino == there.st_ino
  }

  /// The kind of network file system that holds `path`, such as `nfs4`; nil if that is a local one,
  /// or cannot be known.
  public static func networkKind(of path: String) -> String? {
    var status = stat()
    guard unsafe stat(path, &status) == 0,
      let mounts = try? contents(of: "/proc/self/mountinfo", atMost: 16 << 20)
    else { return nil }
    // The numbers as gnu_dev_major and gnu_dev_minor take them apart.
    let device = UInt64(status.st_dev)
    let major = (device >> 8) & 0xfff | (device >> 32) & 0xffff_f000
    let minor = device & 0xff | (device >> 12) & 0xffff_ff00
    return networkKind(
      ofDevice: "\(major):\(minor)", mounts: String(decoding: mounts, as: UTF8.self))
  }

  /// The same for the device `major:minor`, by the text of a `mountinfo` file, as proc(5) has it.
  static func networkKind(ofDevice device: String, mounts: String) -> String? {
    for line in mounts.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 3, words[2] == device, let dash = words.firstIndex(of: "-"),
        dash + 1 < words.count
      else { continue }
      let kind = String(words[dash + 1])
      return networkKinds.contains(kind) ? kind : nil
    }
    return nil
  }

  /// File systems whose files other machines may hold open too, by their names in Linux.
  private static let networkKinds: Set = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "lustre", "gfs2", "ocfs2",
    "gpfs", "beegfs", "fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.rclone", "fuse.s3fs",
    "fuse.davfs2", "fuse.smbnetfs",
  ]
}

extension Machine {
  /// The path of the running program, symbolic links resolved; nil without `/proc`.
  public static var programPath: String? { FileSystem.resolvedPath("/proc/self/exe") }

  /// Whether a process of this number lives, as far as this one can see.
  public static func isAlive(process: Int32) -> Bool {
    kill(process, 0) == 0 || errno == EPERM
  }
}
