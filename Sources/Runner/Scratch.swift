import Bytes
import Diagnostics

/// A folder for what lives no longer than its run: runs, leaves, merges.
///
/// Removed with the value. What a killed run left behind, the next one removes: it holds the lock of
/// the pipeline, so no other run can be using it.
struct Scratch: ~Copyable {
  let path: String

  /// The folder `scratch` in `state`, empty.
  init(in state: String) throws(Fault) {
    path = "\(state)/scratch"
    try Scratch.make(path)
  }

  private init(path: String) throws(Fault) {
    self.path = path
    try Scratch.make(path)
  }

  /// A folder of this process under `TMPDIR`.
  static func temporary() throws(Fault) -> Scratch {
    let base = Machine.temporaryFolder
    return try Scratch(path: "\(base)/broadsheet-\(Machine.processNumber)")
  }

  private static func make(_ path: String) throws(Fault) {
    do throws(SystemError) {
      try FileSystem.remove(path)
      try FileSystem.makeFolders(path)
    } catch {
      throw Fault(
        "scratch.cannot-create", "cannot make a folder for intermediate files: \(error)",
        at: .path(path), advice: "Check who may write there.", exit: .cannotCreate)
    }
  }

  deinit { try? FileSystem.remove(path) }
}

/// Throws `scratch.no-space` unless about `bytes` can be written to `folder`: before, because a disk
/// that is full stops others too.
func checkRoom(for bytes: Int, in folder: String) throws(Fault) {
  guard let room = FileSystem.room(at: folder), room < bytes else { return }
  throw Fault(
    "scratch.no-space",
    "about \(bytes >> 20) MiB of intermediate counts do not fit: \(room >> 20) MiB are free",
    at: .path(folder), advice: "Free some space, or publish elsewhere with --output.",
    exit: .inputOutput)
}
