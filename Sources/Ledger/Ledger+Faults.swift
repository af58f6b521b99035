import Bytes
import Diagnostics
import Foundation
import GRDB

extension DatabaseError {
  /// Whether the file itself is broken, as against a file that cannot be reached or written.
  var isDamage: Bool { [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(resultCode) }

  /// Whether the ledger was asked for what its rules forbid, which no state of the disk explains.
  fileprivate var isMisuse: Bool {
    [.SQLITE_CONSTRAINT, .SQLITE_MISUSE, .SQLITE_MISMATCH].contains(resultCode)
  }
}

/// What an error of the database at `path` means to the user.
func fault(_ error: any Error, path: String) -> Fault {
  if let fault = error as? Fault { return fault }
  guard let error = error as? DatabaseError else {
    return Fault("ledger.unwritable", "\(error)", at: .path(path), exit: .inputOutput)
  }
  let reason = error.message ?? "\(error.resultCode)"
  if error.isMisuse {
    return Fault(
      "ledger.inconsistent", "the ledger refuses a record: \(reason)", at: .path(path), exit: .bug)
  }
  return Fault(
    "ledger.unwritable", "the ledger cannot be read or written: \(reason)", at: .path(path),
    advice: "Check the permissions of the folder and the space on its disk.", exit: .inputOutput)
}

/// Throws as for a damaged ledger if one of its files is something else than a file: SQLite would
/// follow a link and write what it leads to.
func checkFiles(of path: String) throws {
  for suffix in ledgerFiles {
    guard let entry = try? FileSystem.entry(at: path + suffix), entry != .file else { continue }
    throw DatabaseError(
      resultCode: .SQLITE_NOTADB,
      message: "`ledger.sqlite\(suffix)` is \(entry == .symbolicLink ? "a link" : "no file")")
  }
}

/// What the names of a ledger's files end with.
private let ledgerFiles = ["", "-wal", "-shm", "-journal"]

/// Moves a damaged ledger, with its journal, out of the way; returns the warning about it.
func moveAside(_ path: String, because error: DatabaseError) throws(Fault) -> Fault {
  let time = Date().formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
  let stem = path.hasSuffix(".sqlite") ? String(path.dropLast(".sqlite".count)) : path
  let aside = "\(stem)-damaged-\(time).sqlite"
  do {
    for suffix in ledgerFiles where try FileSystem.entry(at: path + suffix) != nil {
      try FileSystem.rename(path + suffix, to: aside + suffix)
    }
  } catch {
    throw Fault(
      "ledger.unwritable", "the ledger is damaged and cannot be moved aside", at: .path(path),
      advice: "Move the file away by hand.", exit: .inputOutput)
  }
  let reason = error.message ?? "\(error.resultCode)"
  return Fault(
    "ledger.damaged", "the ledger was damaged (\(reason)); a new one has been begun",
    at: .path(path), advice: "The history up to now is kept in \(aside).", exit: .success)
}
