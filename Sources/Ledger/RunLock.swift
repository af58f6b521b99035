import Bytes
import Diagnostics
import Foundation

/// The right to run a pipeline, held by one process at a time.
///
/// It is a kernel lock on `.state/lock`, so it ends with its process however that ends: no stale
/// lock can stop tomorrow's run. The file's text only says who holds the lock; nothing is decided
/// by it.
///
/// The lock is held until `release()` or the end of the value's scope.
public struct RunLock: ~Copyable {
  private let file: LockFile
  /// What is to be known of the lock that stops nothing: that it is on a network file system.
  public let warnings: [Fault]

  /// Takes the lock of the pipeline whose state is in the folder `state`, created if necessary.
  ///
  /// Does not wait for another run to end.
  ///
  /// - Throws: `ledger.locked` (exit 75) while another run holds it, naming that run's process and
  ///   start; `ledger.folder` (73) or `ledger.lock-unavailable` (74) if there can be no lock.
  public init(state: String) throws(Fault) {
    try makeStateFolder(state)
    file = try RunLock.take(state + "/lock")
    warnings = RunLock.networkWarning(FileSystem.networkKind(of: state), state)
  }

  private static func take(_ path: String) throws(Fault) -> LockFile {
    do throws(LockFile.Failure) {
      let locked = try LockFile(path: path)
      try locked.write(Holder(pid: getpid(), started: Date()).text)
      return locked
    } catch .held {
      throw locked(path)
    } catch {
      throw Fault(
        "ledger.lock-unavailable", "cannot lock the runs of this pipeline: \(error.reason)",
        at: .path(path), advice: error.advice, exit: .inputOutput)
    }
  }

  /// Gives the lock up.
  public consuming func release() {}

  /// The warning that the folder `state` is on a network file system, of the kind named.
  static func networkWarning(_ kind: String?, _ state: String) -> [Fault] {
    guard let kind else { return [] }
    return [
      Fault(
        "ledger.network",
        "this folder is on a network file system (\(kind)): the lock may not keep "
          + "out a run on another machine, and the ledger may be damaged by one",
        at: .path(state),
        advice: "Publish to a local disk, or make sure that one machine alone runs the pipeline.",
        exit: .success)
    ]
  }

  private static func locked(_ path: String) -> Fault {
    let holder = Holder(writtenAt: path)
    let who = holder.map { ", process \($0.pid), since \($0.started.formatted(.iso8601))" } ?? ""
    return Fault(
      "ledger.locked", "another run of this pipeline is going on\(who)", at: .path(path),
      advice: "Wait for it to end or stop it; the lock ends with its process.", exit: .locked)
  }
}

/// Who holds a lock, as its file says.
private struct Holder {
  var pid: Int32
  var started: Date

  init(pid: Int32, started: Date) {
    self.pid = pid
    self.started = started
  }

  /// Reads the holder from the lock's file.
  ///
  /// A holder writes its name a moment after it has the lock. So a file that is empty, or names a
  /// process that is gone, is looked at again, for a tenth of a second at most; nil if there is
  /// still nothing to read. (A process that cannot be seen may live in another container.)
  init?(writtenAt path: String) {
    for attempt in 0..<5 {
      if attempt > 0 { usleep(20_000) }
      guard
        let bytes = try? FileSystem.contents(of: path, atMost: 1 << 10, followsLinks: false)
      else { continue }
      let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      guard words.count == 4, let pid = Int32(words[1]),
        let started = try? Date(String(words[3]), strategy: .iso8601)
      else { continue }
      if attempt < 4, !Machine.isAlive(process: pid) { continue }
      self.init(pid: pid, started: started)
      return
    }
    return nil
  }

  var text: String { "pid \(pid) since \(started.formatted(.iso8601))\n" }
}

extension LockFile.Failure {
  /// What to do about it.
  fileprivate var advice: String {
    if case .system(let error) = self, error.number == SystemError.isLink || error.isNoFile {
      return "Remove what is there: the lock is a file of its own."
    }
    return "Check that the reports directory can be written."
  }
}

/// Makes the folder that holds a pipeline's lock and ledger.
///
/// It and the pipeline's folder around it are not to be symbolic links: only the folder of all
/// reports may be.
func makeStateFolder(_ path: String) throws(Fault) {
  do throws(SystemError) {
    try FileSystem.makeFolders(path, own: 2)
  } catch {
    let around = String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))
    let isOutside = (try? FileSystem.entry(at: around)) == .symbolicLink
    throw Fault(
      "ledger.folder", "cannot make the folder of this pipeline's state: \(error)",
      at: .path(isOutside ? around : path),
      advice: error.number == SystemError.isLink
        ? "Links are not followed here: name the folder of all reports in `reports.directory`."
        : "Check that the reports directory can be written.",
      exit: .cannotCreate)
  }
}
