import GRDB

/// The tables of the ledger and how they came to be.
///
/// A released migration is never changed: a new version adds one.
enum Schema {
  /// A ledger of up to this many pages (of 4 KiB) is checked whole when it is opened: some 10 ms.
  static let pagesChecked = 4096

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
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
    return migrator
  }
}
