import Diagnostics
import GRDB

extension Ledger {
  static func record(_ files: [PublishedFile], of run: String, _ db: Database) throws {
    let insert = try db.makeStatement(sql: "INSERT OR REPLACE INTO reports VALUES (?, ?, ?, ?)")
    for file in files { try insert.execute(arguments: [run, file.file, file.bytes, file.sha256]) }
  }

  /// The files that a run has published, by name; none if its folder has been removed since.
  public func reports(of run: String) throws(Fault) -> [PublishedFile] {
    try read { db in
      try PublishedFile.fetchAll(
        db, sql: "SELECT file, bytes, sha256 FROM reports WHERE run = ? ORDER BY file",
        arguments: [run])
    }
  }

  /// Forgets the files of all runs but `kept`, whose folders are still there; the runs stay.
  public func forgetReports(except kept: Set<String>) throws(Fault) {
    try write { db in
      let known = try String.fetchAll(db, sql: "SELECT DISTINCT run FROM reports")
      for run in known where !kept.contains(run) {
        try db.execute(sql: "DELETE FROM reports WHERE run = ?", arguments: [run])
      }
    }
  }
}
