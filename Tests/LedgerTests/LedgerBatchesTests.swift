import Diagnostics
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite struct LedgerBatchesTests {
  let state = StateFolder()

  private func run(_ number: Int) -> Run {
    Run(
      id: "r\(number)", started: Date(timeIntervalSince1970: 1_775_000_000 + Double(number) * 60),
      pipeline: "{}", versions: [:])
  }

  private func batch(_ name: String, _ digest: String = "00") -> Batch {
    Batch(name: name, digest: digest, size: 1, articles: 1, rejects: 0)
  }

  private func rows(_ ledger: Ledger) throws -> Int {
    try ledger.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM batches") ?? -1 }
  }

  @Test func everyRunKeepsItsListAndOnlyChangesAreWritten() throws {
    let ledger = try Ledger.open(state: state.path)
    let nights: [[Batch]?] = [
      [batch("a"), batch("b")],
      [batch("a"), batch("b"), batch("c")],
      nil,  // Failed before it knew its batches.
      [batch("a"), batch("b"), batch("c")],
      [batch("a", "11"), batch("c"), batch("d")],
      [],
      [batch("a")],
    ]
    for (number, batches) in nights.enumerated() {
      try ledger.begin(run: run(number))
      if let batches { try ledger.record(batches: batches, of: "r\(number)") }
      try ledger.finish(run: "r\(number)", .init(exit: 0))
    }
    for (number, batches) in nights.enumerated() {
      #expect(try ledger.batches(of: "r\(number)") == batches ?? [])
    }
    #expect(try rows(ledger) == 6)
    let changes = try ledger.batchChanges(of: ledger.runs())
    let expected: [String: BatchChanges] = [
      "r0": .init(total: 2, added: 2, changed: 0, removed: 0),
      "r1": .init(total: 3, added: 1, changed: 0, removed: 0),
      "r3": .init(total: 3, added: 0, changed: 0, removed: 0),
      "r4": .init(total: 3, added: 1, changed: 1, removed: 1),
      "r5": .init(total: 0, added: 0, changed: 0, removed: 3),
      "r6": .init(total: 1, added: 1, changed: 0, removed: 0),
    ]
    #expect(changes == expected)
  }

  @Test func aBatchThatComesBackIsNew() throws {
    let ledger = try Ledger.open(state: state.path)
    for (number, batches) in [[batch("a")], [], [batch("a")]].enumerated() {
      try ledger.begin(run: run(number))
      try ledger.record(batches: batches, of: "r\(number)")
      try ledger.finish(run: "r\(number)", .init(exit: 0))
    }
    #expect(try ledger.batches(of: "r0") == [batch("a")])
    #expect(try ledger.batches(of: "r1") == [])
    #expect(try ledger.batches(of: "r2") == [batch("a")])
  }

  @Test func aYearOfAnArchiveOfTenThousandBatchesStaysSmall() throws {
    let ledger = try Ledger.open(state: state.path)
    var batches = (0..<10_000).map { batch("archive/2026/batch-\($0).jsonl.gz") }
    for night in 0..<5 {
      try ledger.begin(run: run(night))
      batches.append(batch("archive/2026/night-\(night).jsonl.gz"))
      try ledger.record(batches: batches, of: "r\(night)")
      try ledger.finish(run: "r\(night)", .init(exit: 0))
    }
    #expect(try rows(ledger) == 10_005)
    #expect(try ledger.batches(of: "r2").count == 10_003)
  }

  @Test func aLedgerOfTheFirstVersionIsBroughtUp() throws {
    try FileManager.default.createDirectory(atPath: state.path, withIntermediateDirectories: true)
    do {
      let database = try DatabaseQueue(path: state.path + "/ledger.sqlite")
      try Schema.migrator.migrate(database, upTo: "1")
      try database.write { db in
        try db.execute(
          sql: """
            INSERT INTO runs VALUES ('r0', '2026-03-01 02:00:00.000', '2026-03-01 02:01:00.000',
              'finished', '{}', '{}', 0, '{"read":3}', '{}', 5, 'Output/p/r0');
            INSERT INTO stages VALUES ('r0', 'counting', '2026-03-01 02:00:00.000',
              '2026-03-01 02:00:30.000', '{}');
            INSERT INTO batches VALUES ('r0', 'a', '00', 1, 3, 0);
            """)
      }
    }
    let ledger = try Ledger.open(state: state.path)
    let known = try #require(try ledger.runs().first)
    #expect(known.counts == ["read": 3])
    #expect(!known.adopted)
    #expect(try ledger.stages(of: "r0").map(\.name) == ["counting"])
    try ledger.begin(run: run(1))
    try ledger.record(batches: [batch("a")], of: "r1")
    #expect(try ledger.batches(of: "r1") == [batch("a")])
  }
}
