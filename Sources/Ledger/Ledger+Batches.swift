import Diagnostics
import GRDB

extension Ledger {
  /// Records the batches that the run `id` has read: the whole list at once.
  ///
  /// Only what differs from the list before is written: one row for a new batch among ten thousand.
  public func record(batches: [Batch], of id: String) throws(Fault) {
    try write { db in try Ledger.record(batches, of: id, db) }
  }

  static func record(_ batches: [Batch], of id: String, _ db: Database) throws {
    let last = try Int.fetchOne(db, sql: "SELECT max(batchList) FROM runs") ?? 0
    var before: [String: Batch] = [:]
    let known = try Batch.fetchCursor(
      db, sql: "SELECT \(Batch.columns) FROM batches WHERE until IS NULL")
    while let batch = try known.next() { before[batch.name] = batch }
    let isFirst = last == 0
    let list = last + 1
    let close = try db.makeStatement(
      sql: "UPDATE batches SET until = ? WHERE name = ? AND until IS NULL")
    let open = try db.makeStatement(
      sql: "INSERT INTO batches VALUES (?, ?, NULL, ?, ?, ?, ?)")
    var differs = isFirst
    for batch in batches {
      let known = before.removeValue(forKey: batch.name)
      if known == batch { continue }
      differs = true
      if known != nil { try close.execute(arguments: [list, batch.name]) }
      try open.execute(arguments: [
        batch.name, list, batch.digest, batch.size, batch.articles, batch.rejects,
      ])
    }
    for name in before.keys {
      differs = true
      try close.execute(arguments: [list, name])
    }
    try db.execute(
      sql: "UPDATE runs SET batchList = ? WHERE id = ?", arguments: [differs ? list : last, id])
    guard db.changesCount == 1 else { throw Ledger.unknownRun(id) }
  }

  /// The batches of a run, by name; none if it never got so far as to know them.
  public func batches(of run: String) throws(Fault) -> [Batch] {
    try read { db in
      try Batch.fetchAll(
        db,
        sql: """
          SELECT \(Batch.columns) FROM batches
          JOIN runs ON since <= batchList AND (until IS NULL OR until > batchList)
          WHERE runs.id = ? ORDER BY name
          """, arguments: [run])
    }
  }

  /// How the batches of `runs` differ from those of the run recorded before each; runs that never
  /// got so far as to know theirs are left out. Costs one pass over the batches of all time.
  public func batchChanges(of runs: [Run]) throws(Fault) -> [String: BatchChanges] {
    let lists = Dictionary(
      runs.compactMap { run in run.batchList.map { (run.id, $0) } }, uniquingKeysWith: { $1 })
    return try read { db in
      // A list that several runs share is news for the first of them alone.
      var first: [Int: String] = [:]
      for row in try Row.fetchAll(
        db, sql: "SELECT id, batchList FROM runs WHERE batchList IS NOT NULL ORDER BY rowid")
      where first[row[1]] == nil {
        first[row[1]] = row[0] as String
      }
      var changes: [String: BatchChanges] = [:]
      for (run, list) in lists {
        let isFirst = first[list] == run
        changes[run] = try Ledger.changes(in: list, isFirst: isFirst, db)
      }
      return changes
    }
  }

  private static func changes(
    in list: Int, isFirst: Bool, _ db: Database
  ) throws -> BatchChanges {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT count(*) FILTER (WHERE since <= ?1 AND (until IS NULL OR until > ?1)),
          count(*) FILTER (WHERE since = ?1), count(*) FILTER (WHERE until = ?1),
          (SELECT count(*) FROM batches a JOIN batches b ON a.name = b.name
            WHERE a.since = ?1 AND b.until = ?1)
        FROM batches
        """, arguments: [list])
    guard let row else { return BatchChanges(total: 0, added: 0, changed: 0, removed: 0) }
    let (total, opened, closed, changed): (Int, Int, Int, Int) = (row[0], row[1], row[2], row[3])
    guard isFirst else { return BatchChanges(total: total, added: 0, changed: 0, removed: 0) }
    return BatchChanges(
      total: total, added: opened - changed, changed: changed, removed: closed - changed)
  }
}
