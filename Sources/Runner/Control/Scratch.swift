import Bytes
import Diagnostics
import Pipelines
import Settings

/// A folder for files that a run needs no longer than it lasts: segments, leaves, merges.
///
/// It is removed with the value. A later run removes what a killed run has left.
struct Scratch: ~Copyable {
  /// The folder to work in.
  let path: String
  /// The folder to remove with the value: this one, or its parent, which holds the lock.
  private let outermost: String
  private let lock: LockFile?

  /// The folder `scratch` in `state`, empty.
  ///
  /// The run holds the lock of the pipeline, so no other one can be using it.
  init(in state: String) throws(Fault) {
    let path = "\(state)/scratch"
    do throws(SystemError) {
      try FileSystem.remove(path)
      try FileSystem.makeFolders(path)
    } catch {
      throw Scratch.fault(path, "\(error)")
    }
    self.path = path
    outermost = path
    lock = nil
  }

  private init(_ folder: String, _ lock: consuming LockFile) {
    path = folder + Scratch.work
    outermost = folder
    self.lock = consume lock
  }

  deinit {
    // The lock's file goes last: a folder without it is nobody's to remove.
    try? FileSystem.remove(path)
    try? FileSystem.remove(outermost)
  }

  private static func fault(_ path: String, _ reason: String) -> Fault {
    Fault(
      "scratch.cannot-create", "cannot make a folder for intermediate files: \(reason)",
      at: .path(path), advice: "Check who may write there.", exit: .cannotCreate)
  }
}

// MARK: - Runs without a pipeline's state

extension Scratch {
  private static let prefix = "broadsheet-"
  private static let work = "/work"
  private static let lockName = "/lock"

  /// A folder of this run alone under `base`, `TMPDIR` if not given; those that killed runs of this
  /// user left there are removed.
  ///
  /// A random name and private permissions keep others out. The run holds the lock of a file in the
  /// folder as long as it lasts, so a folder without a lock belongs to a killed run.
  static func temporary(in base: String = Machine.temporaryFolder) throws(Fault) -> Scratch {
    sweep(base)
    while true {
      do throws(SystemError) {
        try FileSystem.makeFolders(base)
        let folder = try FileSystem.makePrivateFolder("\(base)/\(prefix)")
        guard let lock = try lock(folder) else { continue }
        try FileSystem.makeFolder(folder + work)
        return Scratch(folder, lock)
      } catch {
        throw fault(base, "\(error)")
      }
    }
  }

  /// The lock of a new folder; nil if another run has taken it for an abandoned one, which it
  /// resembles until it is locked.
  private static func lock(_ folder: String) throws(SystemError) -> LockFile? {
    let path = folder + lockName
    do throws(LockFile.Failure) {
      let lock = try LockFile(path: path)
      guard (try? FileSystem.entry(at: path)) == .file else { return nil }
      return consume lock
    } catch {
      try? FileSystem.remove(folder)
      guard case .system(let error) = error else { return nil }
      throw error
    }
  }

  /// Removes what looks like a scratch folder in `base`, belongs to this user and is not locked;
  /// what cannot be removed stays.
  private static func sweep(_ base: String) {
    let names = (try? FileSystem.names(in: base)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let folder = "\(base)/\(name)"
      guard FileSystem.isPrivateFolder(folder),
        let lock = try? LockFile(path: folder + lockName, mustExist: true)
      else { continue }
      remove(folder, holding: lock)
    }
  }

  private static func remove(_ folder: String, holding lock: borrowing LockFile) {
    try? FileSystem.remove(folder + work)
    try? FileSystem.remove(folder)
  }
}

/// Throws `scratch.no-space` unless about `bytes` can be written to `folder`: before, because a
/// disk that is full stops others too.
func checkRoom(for bytes: Int, in folder: String) throws(Fault) {
  guard let room = FileSystem.room(at: folder), room < bytes else { return }
  throw Fault(
    "scratch.no-space",
    "about \(ByteSize(bytes: bytes).rounded) of intermediate counts do not fit: "
      + "\(ByteSize(bytes: room).rounded) are free",
    at: .path(folder), advice: "Free some space, or publish elsewhere with --output.",
    exit: .inputOutput)
}
