import Diagnostics
import Foundation
import Testing

@testable import Runner

/// Whatever is in the place of what a run keeps, the next run neither follows nor waits for it,
/// nor fails because of it tomorrow and the day after.
@Suite("Hostile state", .timeLimit(.minutes(2))) struct HostileStateTests {
  private let place: Workplace
  private let text = """
    {version: 1, corpus: {batches: "in/*"}, analyses: {terms: {kind: term-frequency}}}
    """

  init() throws {
    place = try Workplace()
    try place.write(GeneratedCorpus(9, seed: 4).text, to: "in/a.jsonl")
    try place.write("precious", to: "victim")
  }

  private var state: String { "\(place.path)/Output/p/.state" }

  @discardableResult private func run(isFull: Bool = false) throws -> FinishedRun {
    try place.run(place.pipeline(text), isFull: isFull)
  }

  /// What can be in the place of a file.
  enum Thing: String, CaseIterable, Sendable { case folder, dangling, link, pipe }

  private func put(_ thing: Thing, at path: String) throws {
    try? FileManager.default.removeItem(atPath: path)
    switch thing {
    case .folder:
      try FileManager.default.createDirectory(
        atPath: "\(path)/inner", withIntermediateDirectories: true)
    case .dangling:
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "nowhere")
    case .link:
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: "\(place.path)/victim")
    case .pipe: #expect(unsafe mkfifo(path, 0o600) == 0)
    }
  }

  private func expectVictimUntouched() {
    let text = try? String(contentsOfFile: "\(place.path)/victim", encoding: .utf8)
    #expect(text == "precious")
  }

  private func leaves(_ ending: String = ".leaf") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(state)/leaves")
      .filter { $0.hasSuffix(ending) }
  }

  @Test(arguments: Thing.allCases, [false, true])
  func inThePlaceOfALeaf(thing: Thing, isFull: Bool) throws {
    let first = try run()
    let leaf = try #require(try leaves().first)
    try put(thing, at: "\(state)/leaves/\(leaf)")
    let second = try run(isFull: isFull)
    second.expectSameTables(as: first, "\(thing)")
    #expect(second.outcome.warnings.map(\.code) == ["leaves.damaged"])
    #expect(try leaves() == [leaf])
    #expect(try leaves(".damaged") == ["aside/\(leaf).damaged"])
    let third = try run()
    #expect(third.outcome.warnings == [])
    #expect(third.work("batches_counted") <= 0)
    expectVictimUntouched()
  }

  @Test(arguments: Thing.allCases)
  func inThePlaceOfCaches(thing: Thing) throws {
    let first = try run()
    try put(thing, at: "\(state)/leaves/caches/0.cache")
    try put(thing, at: "\(state)/leaves/aside/1.leaf")
    let second = try run()
    second.expectSameTables(as: first, "\(thing)")
    #expect(second.outcome.warnings.count == 2)
    #expect(try run().outcome.warnings == [])
    expectVictimUntouched()
  }

  @Test(arguments: Thing.allCases, ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-journal"])
  func inThePlaceOfTheLedger(thing: Thing, name: String) throws {
    try run()
    try put(thing, at: "\(state)/\(name)")
    #expect(try run().outcome.warnings.first?.code == "ledger.damaged")
    #expect(try run().outcome.warnings == [])
    expectVictimUntouched()
  }

  @Test(arguments: Thing.allCases, ["pipeline.new", "scratch"])
  func inThePlaceOfWhatDoesNotLast(thing: Thing, name: String) throws {
    try run()
    try FileManager.default.removeItem(atPath: "\(state)/pipeline")
    if name != "pipeline.new" || thing != .folder { try put(thing, at: "\(state)/\(name)") }
    #expect(try run().outcome.warnings == [])
    expectVictimUntouched()
  }

  @Test(arguments: [Thing.dangling, .link, .pipe, .folder])
  func inThePlaceOfTheLock(thing: Thing) throws {
    try run()
    try put(thing, at: "\(state)/lock")
    let fault = #expect(throws: Fault.self) { try run() }
    #expect(fault?.code == "ledger.lock-unavailable")
    #expect(fault?.advice == "Remove what is there: the lock is a file of its own.")
    expectVictimUntouched()
  }

  /// Not even read through a link: its text would be shown as the name of a pipeline.
  @Test(arguments: [Thing.dangling, .link, .pipe])
  func inThePlaceOfTheOwner(thing: Thing) throws {
    try run()
    try put(thing, at: "\(state)/pipeline")
    #expect(try run().outcome.warnings == [])
    expectVictimUntouched()
    let owner = try String(contentsOfFile: "\(state)/pipeline", encoding: .utf8)
    #expect(owner.hasPrefix("/") && owner.contains("p.yml\n"))
  }

  @Test func inThePlaceOfARecord() throws {
    let first = try run()
    try put(.pipe, at: "\(first.folder)/run.json")
    #expect(try run().outcome.folder != nil)
  }

  @Test(arguments: ["Output/p", "Output/p/.state", "Output/p/.state/leaves"])
  func linksInThePlaceOfFolders(name: String) throws {
    try run()
    let path = "\(place.path)/\(name)"
    try FileManager.default.moveItem(atPath: path, toPath: "\(place.path)/elsewhere")
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: "\(place.path)/elsewhere")
    let before = try FileManager.default.subpathsOfDirectory(atPath: "\(place.path)/elsewhere")
    let fault = #expect(throws: Fault.self) { try run() }
    #expect(
      fault?.message.hasSuffix("It is a symbolic link") ?? false
        || fault?.message.contains("It is a symbolic link (mkdir)") ?? false)
    #expect(fault?.place == .path(path))
    let after = try FileManager.default.subpathsOfDirectory(atPath: "\(place.path)/elsewhere")
    #expect(before.filter { $0.hasSuffix(".leaf") } == after.filter { $0.hasSuffix(".leaf") })
  }

  /// The folder of all reports is the user's, and may be a link.
  @Test func theFolderOfReportsMayBeALink() throws {
    try FileManager.default.createDirectory(
      atPath: "\(place.path)/elsewhere", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(place.path)/Output", withDestinationPath: "elsewhere")
    #expect(try run().outcome.warnings == [])
    #expect(place.exists("elsewhere/p/latest/terms.csv"))
  }

  @Test func sizesOfADiskAreToldInTheirUnits() throws {
    let fault = #expect(throws: Fault.self) {
      try checkRoom(for: .max, in: place.path)
    }
    #expect(fault?.code == "scratch.no-space")
    #expect(fault?.message.contains("TB of intermediate counts") == true)
    #expect(fault?.message.contains(" 0 ") == false)
  }
}
