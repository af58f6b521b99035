import Diagnostics
import Foundation
import GRDB

/// The memory of one pipeline from night to night: which runs there were, what each stage of them
/// did, which batches they read, what they published; which leaves are kept, and the digests of
/// files.
///
/// The truth is the file system: what the ledger says can be lost and made again from published
/// reports and leaves.
///
/// One SQLite file, `.state/ledger.sqlite`, in WAL mode, so that a reader never stops a run. A row
/// is written as each thing happens: what is known of a run that was killed is what it did before.
/// Only the holder of the `RunLock` may write. Safe to use from any thread; each call is one
/// transaction and takes well below a millisecond.
///
/// Every method throws `ledger.unwritable` (exit 74) if the file cannot be read or written, and
/// `ledger.inconsistent` (70) if asked for what cannot be, such as finishing a run that never
/// began.
public struct Ledger: Sendable {
  /// What a person should know about how the ledger was opened; empty as a rule.
  public let warnings: [Fault]

  /// Tests reach for it; the module's own code goes through `write` and `read`.
  let database: DatabaseQueue

  /// Opens the ledger in the folder `state`, making the folder and the file if necessary.
  ///
  /// A damaged file is moved aside, to `ledger-damaged-<time>.sqlite`, and a new one begun;
  /// `warnings` says so.
  ///
  /// - Throws: besides the faults of every method, `ledger.folder` (73) if the folder cannot be
  ///   made, and `ledger.newer` (74) if a later version of the program wrote the file.
  public static func open(state: String) throws(Fault) -> Ledger {
    try makeStateFolder(state)
    let path = state + "/ledger.sqlite"
    do {
      try checkFiles(of: path)
      return Ledger(database: try database(at: path), warnings: [])
    } catch let error as DatabaseError where error.isDamage {
      let warning = try moveAside(path, because: error)
      do {
        return Ledger(database: try database(at: path), warnings: [warning])
      } catch {
        throw fault(error, path: path)
      }
    } catch {
      throw fault(error, path: path)
    }
  }

  init(database: DatabaseQueue, warnings: [Fault]) {
    self.database = database
    self.warnings = warnings
  }

  /// Opens and migrates the file at `path`; the errors are GRDB's, or a fault.
  private static func database(at path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(5)
    configuration.label = "broadsheet.ledger"
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try check(database, path: path)
    try Schema.migrator.migrate(database)
    return database
  }

  /// Throws if the file is of a later version, or is damaged.
  static func check(_ database: DatabaseQueue, path: String) throws {
    try database.read { db in
      if try Schema.migrator.hasBeenSuperseded(db) {
        throw Fault(
          "ledger.newer", "the ledger was written by a later version of broadsheet",
          at: .path(path), advice: "Run the newer version, or move the file away.",
          exit: .inputOutput)
      }
      // Damage would come to light at the worst moment: look for it now, as far as that is cheap.
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      if pages <= Schema.pagesChecked,
        let finding = try String.fetchOne(db, sql: "PRAGMA quick_check(1)"), finding != "ok"
      {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: finding)
      }
    }
  }

  // MARK: Runs

  /// Begins a run.
  ///
  /// Runs that began and never finished were stopped by something that asked nobody, a power cut or
  /// `kill -9`; they are marked as interrupted now.
  ///
  /// - Returns: the identifiers of the runs so marked, oldest first.
  @discardableResult
  public func begin(run: Run) throws(Fault) -> [String] {
    try write { db in
      let open = Run.filter(Column("state") == Run.State.running)
      let interrupted = try open.order(Column("started"), Column("id")).fetchAll(db).map(\.id)
      try open.updateAll(db, Column("state").set(to: Run.State.interrupted))
      try run.insert(db)
      return interrupted
    }
  }

  /// Records a stage of a run that has ended; a stage recorded twice has its last record.
  public func record(stage: Stage) throws(Fault) {
    try write { db in try stage.insert(db, onConflict: .replace) }
  }

  /// Ends the run `id` with what became of it.
  public func finish(run id: String, _ outcome: Run.Outcome) throws(Fault) {
    try write { db in
      guard var run = try Run.fetchOne(db, key: id), run.state == .running else {
        throw Fault("ledger.inconsistent", "no run \(id) is going on", exit: .bug)
      }
      run.finish(with: outcome)
      try run.update(db)
      try Ledger.record(outcome.reports, of: id, db)
    }
  }

  /// Takes up a run whose reports are published, though the ledger does not know it or does not
  /// know that it ended: `run` says how it began, `outcome` what became of it.
  ///
  /// What the ledger does know of its beginning, its stages and its batches stays as it is.
  public func adopt(_ run: Run, _ outcome: Run.Outcome, batches: [Batch]) throws(Fault) {
    try write { db in
      let known = try Run.fetchOne(db, key: run.id)
      var adopted = known ?? run
      adopted.finish(with: outcome)
      adopted.adopted = true
      try adopted.save(db)
      if adopted.batchList == nil { try Ledger.record(batches, of: run.id, db) }
      try Ledger.record(outcome.reports, of: run.id, db)
    }
  }

  /// The runs, newest first, at most `limit` of them.
  public func runs(limit: Int? = nil) throws(Fault) -> [Run] {
    try read { db in
      let runs = Run.order(Column("started").desc, Column("id").desc)
      return try (limit.map { runs.limit($0) } ?? runs).fetchAll(db)
    }
  }

  /// The stages of a run, in the order in which they started.
  public func stages(of run: String) throws(Fault) -> [Stage] {
    try read { db in
      try Stage.filter(Column("run") == run).order(Column("started"), Column("name")).fetchAll(db)
    }
  }

  static func unknownRun(_ id: String) -> Fault {
    Fault("ledger.inconsistent", "there is no run \(id)", exit: .bug)
  }

  // MARK: Access

  func write<Result>(_ body: (Database) throws -> Result) throws(Fault) -> Result {
    do { return try database.write(body) } catch { throw fault(error, path: database.path) }
  }

  func read<Result>(_ body: (Database) throws -> Result) throws(Fault) -> Result {
    do { return try database.read(body) } catch { throw fault(error, path: database.path) }
  }
}
