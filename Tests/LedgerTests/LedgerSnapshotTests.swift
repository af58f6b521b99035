import Diagnostics
import Foundation
import Testing

@testable import Ledger

@Suite struct LedgerSnapshotTests {
  let state = StateFolder()
  var path: String { state.path + "/ledger.sqlite" }

  private let run = Run(
    id: "r1", started: Date(timeIntervalSince1970: 1_775_000_000), pipeline: "{}", versions: [:])

  @Test func aSnapshotHoldsWhatTheLedgerHolds() throws {
    let ledger = try Ledger.open(state: state.path)
    try ledger.begin(run: run)
    let snapshot = try Ledger.snapshot(state: state.path)
    #expect(snapshot.warnings == [])
    #expect(try snapshot.runs() == [run])
    try snapshot.finish(run: "r1", .init(exit: 0))
    #expect(try ledger.runs() == [run])
  }

  @Test func nothingOnDiskIsMade() throws {
    let snapshot = try Ledger.snapshot(state: state.path)
    #expect(try snapshot.runs() == [])
    #expect(snapshot.warnings == [])
    #expect(!FileManager.default.fileExists(atPath: state.path))
  }

  @Test(arguments: [[], Array("no database, but long enough to have a header".utf8)])
  func aRuinedLedgerGivesAnEmptyOneAndStaysAsItIs(_ bytes: [UInt8]) throws {
    try FileManager.default.createDirectory(atPath: state.path, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path))
    let snapshot = try Ledger.snapshot(state: state.path)
    #expect(try snapshot.runs() == [])
    #expect(snapshot.warnings.map(\.code) == (bytes.isEmpty ? [] : ["ledger.damaged"]))
    #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes))
  }

  @Test func aFolderThatCannotBeWrittenCanBeRead() throws {
    do {
      let ledger = try Ledger.open(state: state.path)
      try ledger.begin(run: run)
    }
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: state.path)
    defer { try? manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: state.path) }
    #expect(try Ledger.snapshot(state: state.path).runs() == [run])
  }
}
