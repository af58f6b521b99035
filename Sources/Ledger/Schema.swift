import GRDB

/// The tables of the ledger and how they came to be.
///
/// A released migration is never changed: a new version adds one.
enum Schema {
  /// A ledger of up to this many pages (of 4 KiB) is checked whole when it is opened: some 10 ms.
  static let pagesChecked = 4096

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1", migrate: runsStagesBatches)
    migrator.registerMigration("2", migrate: listsReportsFilesLeaves)
    return migrator
  }

  private static func runsStagesBatches(_ db: Database) throws {
    try db.create(table: "runs", options: .strict) { t in
      t.primaryKey("id", .text)
      t.column("started", .text).notNull().indexed()
      t.column("ended", .text)
      t.column("state", .text).notNull()
      t.column("pipeline", .text).notNull()
      t.column("versions", .text).notNull()
      t.column("exit", .integer)
      t.column("counts", .text)
      t.column("timings", .text)
      t.column("peakMemory", .integer)
      t.column("published", .text)
    }
    try db.create(table: "stages", options: [.strict, .withoutRowID]) { t in
      t.column("run", .text).notNull().references("runs", onDelete: .cascade)
      t.column("name", .text).notNull()
      t.column("started", .text).notNull()
      t.column("ended", .text).notNull()
      t.column("counts", .text).notNull()
      t.primaryKey(["run", "name"])
    }
    try db.create(table: "batches", options: [.strict, .withoutRowID]) { t in
      t.column("run", .text).notNull().references("runs", onDelete: .cascade)
      t.column("name", .text).notNull()
      t.column("digest", .text).notNull()
      t.column("size", .integer).notNull()
      t.column("articles", .integer).notNull()
      t.column("rejects", .integer).notNull()
      t.primaryKey(["run", "name"])
    }
  }

  /// An archive of ten thousand batches changes by one a night. So a batch has one row for as long
  /// as it stays as it is: in the lists from `since` on, and before `until` if that is not null. A
  /// run names the list of its batches; a night on which nothing has changed writes none.
  private static func listsReportsFilesLeaves(_ db: Database) throws {
    try db.alter(table: "runs") { t in
      t.add(column: "adopted", .integer).notNull().defaults(to: 0)
      t.add(column: "batchList", .integer)
    }
    // Lists kept whole are in the `run.json` of their runs as well.
    try db.drop(table: "batches")
    try db.create(table: "batches", options: [.strict, .withoutRowID]) { t in
      t.column("name", .text).notNull()
      t.column("since", .integer).notNull()
      t.column("until", .integer)
      t.column("digest", .text).notNull()
      t.column("size", .integer).notNull()
      t.column("articles", .integer).notNull()
      t.column("rejects", .integer).notNull()
      t.primaryKey(["name", "since"])
    }
    try db.execute(
      sql: "CREATE UNIQUE INDEX batchesOfToday ON batches(name) WHERE until IS NULL")
    try db.create(table: "reports", options: [.strict, .withoutRowID]) { t in
      t.column("run", .text).notNull().references("runs", onDelete: .cascade)
      t.column("file", .text).notNull()
      t.column("bytes", .integer).notNull()
      t.column("sha256", .text).notNull()
      t.primaryKey(["run", "file"])
    }
    try db.create(table: "files", options: [.strict, .withoutRowID]) { t in
      t.column("device", .integer).notNull()
      t.column("inode", .integer).notNull()
      t.column("size", .integer).notNull()
      t.column("modified", .integer).notNull()
      t.column("changed", .integer).notNull()
      t.column("digest", .blob).notNull()
      t.column("hashed", .integer).notNull()
      t.primaryKey(["device", "inode"])
    }
    try db.create(table: "leaves", options: [.strict, .withoutRowID]) { t in
      t.primaryKey("name", .text)
      t.column("fingerprint", .text).notNull()
      t.column("kind", .text).notNull()
      t.column("size", .integer).notNull()
      t.column("batches", .integer).notNull()
      t.column("articles", .integer).notNull()
      t.column("created", .text).notNull()
    }
  }
}
