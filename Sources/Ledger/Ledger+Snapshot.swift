import Diagnostics
import Foundation
import GRDB

extension Ledger {
  /// What the ledger in the folder `state` holds at this moment, for looking at it.
  ///
  /// It is a copy in memory, brought to the newest form: the ledger stays as it is, whatever is
  /// done with the copy, and a run that goes on is not disturbed. (SQLite may leave its index
  /// beside the file, as any reader of WAL does.) A folder without a ledger gives an empty one; so
  /// does a damaged ledger, and `warnings` says so.
  ///
  /// - Throws: `ledger.unwritable` (74) if the file cannot be read, `ledger.newer` (74) if a later
  ///   version of the program wrote it.
  public static func snapshot(state: String) throws(Fault) -> Ledger {
    let path = state + "/ledger.sqlite"
    guard FileManager.default.fileExists(atPath: path) else {
      return try inMemory(copyOf: nil, path: path)
    }
    do {
      try checkFiles(of: path)
      return try inMemory(copyOf: try readable(path), path: path)
    } catch let error as DatabaseError where error.isDamage {
      let reason = error.message ?? "\(error.resultCode)"
      let warning = Fault(
        "ledger.damaged", "the ledger is damaged (\(reason))", at: .path(path),
        advice: "The next run moves it aside and rebuilds it from the published reports.",
        exit: .inputOutput)
      return try inMemory(copyOf: nil, path: path, warnings: [warning])
    } catch {
      throw fault(error, path: path)
    }
  }

  /// Opens the file at `path` for reading alone.
  private static func readable(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    do {
      let database = try DatabaseQueue(path: path, configuration: configuration)
      try check(database, path: path)
      return database
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
    {
      // Readers of WAL share an index beside the file. Where they may not make one, nobody writes.
      let journal = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
      guard journal.map({ $0[.size] as? Int == 0 }) ?? true else { throw error }
      let database = try DatabaseQueue(
        path: "\(URL(filePath: path).absoluteString)?immutable=1", configuration: configuration)
      try check(database, path: path)
      return database
    }
  }

  private static func inMemory(
    copyOf source: DatabaseQueue?, path: String, warnings: [Fault] = []
  ) throws(Fault) -> Ledger {
    do {
      let copy = try DatabaseQueue()
      try source?.backup(to: copy)
      try Schema.migrator.migrate(copy)
      return Ledger(database: copy, warnings: warnings)
    } catch {
      throw fault(error, path: path)
    }
  }
}
