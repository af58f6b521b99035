import Diagnostics
import Foundation
import GRDB
import Testing

@testable import Ledger

@Suite struct LedgerTests {
  let state = StateFolder()
  var path: String { state.path + "/ledger.sqlite" }

  /// A run that began `minutes` after some night's start.
  private func run(_ id: String, minutes: Double = 0) -> Run {
    Run(
      id: id, started: Date(timeIntervalSince1970: 1_775_000_000 + minutes * 60),
      pipeline: #"{"name":"nightly"}"#, versions: ["broadsheet": "0.1.0", "unicode": "15.0.0"])
  }

  @Test func aRunIsKeptFromItsBeginningToItsEnd() throws {
    let ledger = try Ledger.open(state: state.path)
    let started = run("r1").started
    #expect(try ledger.begin(run: run("r1")) == [])
    let stage = Stage(
      run: "r1", name: "read", started: started, ended: started + 2.5, counts: ["articles": 41])
    try ledger.record(stage: stage)
    let batches = [
      Batch(name: "a.gz", digest: "00ff", size: 120, articles: 40, rejects: 0),
      Batch(name: "b.gz", digest: "11ee", size: 7, articles: 1, rejects: 1),
    ]
    try ledger.record(batches: batches.reversed(), of: "r1")
    let outcome = Run.Outcome(
      ended: started + 3, exit: 3, counts: ["read": 41, "rejected": 1], timings: ["read": 2.5],
      peakMemory: 64 << 20, published: "Output/nightly/r1",
      reports: [PublishedFile(file: "terms.csv", bytes: 12, sha256: "abcd")])
    try ledger.finish(run: "r1", outcome)

    let reopened = try Ledger.open(state: state.path)
    #expect(reopened.warnings == [])
    var expected = run("r1")
    expected.finish(with: outcome)
    expected.batchList = 1
    #expect(try reopened.runs() == [expected])
    #expect(try reopened.stages(of: "r1") == [stage])
    #expect(try reopened.batches(of: "r1") == batches)
    #expect(try reopened.reports(of: "r1") == outcome.reports)
    try reopened.forgetReports(except: ["r1"])
    #expect(try reopened.reports(of: "r1") == outcome.reports)
    try reopened.forgetReports(except: [])
    #expect(try reopened.reports(of: "r1") == [])
  }

  @Test func aRunThatNeverFinishedIsInterruptedWhenTheNextBegins() throws {
    do {
      let ledger = try Ledger.open(state: state.path)
      try ledger.begin(run: run("r1"))
      #expect(try ledger.runs().map(\.state) == [.running])
    }
    let ledger = try Ledger.open(state: state.path)
    #expect(try ledger.begin(run: run("r2", minutes: 1)) == ["r1"])
    try ledger.finish(run: "r2", .init(exit: 0))
    #expect(try ledger.begin(run: run("r3", minutes: 2)) == [])
    #expect(try ledger.runs().map(\.state) == [.running, .finished, .interrupted])
    #expect(try ledger.runs(limit: 2).map(\.id) == ["r3", "r2"])
  }

  @Test func misuseIsABug() throws {
    let ledger = try Ledger.open(state: state.path)
    try ledger.begin(run: run("r1"))
    try ledger.finish(run: "r1", .init(exit: 0))
    let misuses: [() throws -> Void] = [
      { try ledger.begin(run: run("r1")) },
      { try ledger.record(batches: [], of: "nobody") },
      { try ledger.finish(run: "r1", .init(exit: 0)) },
      { try ledger.finish(run: "r9", .init(exit: 0)) },
    ]
    for misuse in misuses {
      let fault = #expect(throws: Fault.self) { try misuse() }
      #expect(fault?.code == "ledger.inconsistent")
      #expect(fault?.exit == .bug)
    }
  }

  @Test(arguments: [0, 100, 4096])
  func aDamagedLedgerIsMovedAsideAndANewOneBegun(at offset: Int) throws {
    do {
      let ledger = try Ledger.open(state: state.path)
      try ledger.begin(run: run("r1"))
    }
    // The journal is gone and a piece of the file is noise, as after a bad disk.
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    var bytes = try Data(contentsOf: URL(filePath: path))
    try #require(bytes.count > offset + 64)
    bytes.replaceSubrange(offset..<offset + 64, with: repeatElement(0xA5, count: 64))
    try bytes.write(to: URL(filePath: path))

    let ledger = try Ledger.open(state: state.path)
    #expect(ledger.warnings.map(\.code) == ["ledger.damaged"])
    #expect(try ledger.runs() == [])
    try ledger.begin(run: run("r2"))
    let aside = state.files.filter { $0.hasPrefix("ledger-damaged-") && $0.hasSuffix(".sqlite") }
    try #require(aside.count == 1)
    let kept = try Data(contentsOf: URL(filePath: state.path + "/" + aside[0]))
    #expect(kept[offset..<offset + 64] == bytes[offset..<offset + 64])
  }

  @Test func aLedgerThatCannotBeWrittenIsAFault() throws {
    // Nobody makes files there.
    let fault = #expect(throws: Fault.self) { _ = try Ledger.open(state: "/proc/sys") }
    #expect(fault?.code == "ledger.unwritable")
    #expect(fault?.exit == .inputOutput)
    #expect(fault?.place == .path("/proc/sys/ledger.sqlite"))
  }

  @Test func aFullDiskIsAFault() throws {
    let ledger = try Ledger.open(state: state.path)
    try ledger.begin(run: run("r1"))
    try ledger.database.write { db in
      let pages = try #require(try Int.fetchOne(db, sql: "PRAGMA page_count"))
      try db.execute(sql: "PRAGMA max_page_count = \(pages + 1)")
    }
    let fault = #expect(throws: Fault.self) {
      for n in 0..<10_000 {
        try ledger.record(
          batches: [Batch(name: "b\(n)", digest: "00", size: 1, articles: 1, rejects: 0)], of: "r1")
      }
    }
    #expect(fault?.code == "ledger.unwritable")
    #expect(fault?.exit == .inputOutput)
  }

  @Test func aLedgerOfALaterVersionIsLeftAlone() throws {
    _ = try Ledger.open(state: state.path)
    do {
      let database = try DatabaseQueue(path: path)
      try database.write { db in
        try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('99')")
      }
    }
    let fault = #expect(throws: Fault.self) { _ = try Ledger.open(state: state.path) }
    #expect(fault?.code == "ledger.newer")
    #expect(state.files.contains { $0.hasPrefix("ledger-damaged") } == false)
  }
}
