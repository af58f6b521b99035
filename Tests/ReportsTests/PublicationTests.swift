import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Reports

private func list(_ folder: String) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
}

private func publish(_ run: String, in root: String, content: String = "x") throws {
  let publication = try Publication(root: root, pipeline: "nightly", runID: run)
  var file = try publication.file(named: "run.json")
  try file.write(content)
  _ = try file.finish()
  #expect(try publication.publish() == "\(root)/nightly/\(run)")
}

private func latest(in root: String) throws -> String {
  try FileManager.default.destinationOfSymbolicLink(atPath: "\(root)/nightly/latest")
}

@Test func aRunAppearsWholeAndLatestFollows() throws {
  try withTemporaryFolder { root in
    let output = "\(root)/deep/Output"
    let publication = try Publication(root: output, pipeline: "nightly", runID: "1")
    var file = try publication.file(named: "terms.csv")
    try file.write("abc")
    #expect(try list("\(output)/nightly") == [".unpublished-1"])
    let written = try file.finish()
    #expect(written.name == "terms.csv" && written.byteCount == 3)
    #expect(
      written.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    _ = try publication.publish()
    #expect(try list("\(output)/nightly") == ["1", "latest"])
    #expect(try latest(in: output) == "1")

    try publish("2", in: output)
    #expect(try list("\(output)/nightly") == ["1", "2", "latest"])
    #expect(try latest(in: output) == "2")
    #expect(try String(contentsOfFile: "\(output)/nightly/1/terms.csv", encoding: .utf8) == "abc")
  }
}

@Test func aDiscardedRunLeavesNothing() throws {
  try withTemporaryFolder { root in
    try publish("1", in: root)
    let publication = try Publication(root: root, pipeline: "nightly", runID: "2")
    let file = try publication.file(named: "terms.csv")
    _ = try file.finish()
    try publication.discard()
    #expect(try list("\(root)/nightly") == ["1", "latest"])
    #expect(try latest(in: root) == "1")
  }
}

@Test func anUnfinishedFileIsNotPublished() throws {
  try withTemporaryFolder { root in
    let publication = try Publication(root: root, pipeline: "nightly", runID: "1")
    let file = try publication.file(named: "terms.csv")
    let fault = #expect(throws: Fault.self) { try publication.publish() }
    #expect(fault?.code == "output.incomplete" && fault?.exit == .bug)
    _ = try file.finish()
    _ = try publication.publish()
    #expect(try latest(in: root) == "1")
  }
}

@Test func aRunReplacesNeitherARunNorAFolderNamedLatest() throws {
  try withTemporaryFolder { root in
    try publish("1", in: root)
    let fault = #expect(throws: Fault.self) {
      try Publication(root: root, pipeline: "nightly", runID: "1")
    }
    #expect(fault?.code == "output.exists" && fault?.exit == .cannotCreate)

    try FileManager.default.createDirectory(
      atPath: "\(root)/other/latest", withIntermediateDirectories: true)
    #expect(throws: Fault.self) { try Publication(root: root, pipeline: "other", runID: "1") }
  }
}

@Test func sweepTakesWhatDeadRunsLeftAndSparesTheLiving() throws {
  try withTemporaryFolder { root in
    try publish("1", in: root)
    let living = try Publication(root: root, pipeline: "nightly", runID: "2")
    let folder = "\(root)/nightly"
    try FileManager.default.createDirectory(
      atPath: "\(folder)/.unpublished-dead", withIntermediateDirectories: true)
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(folder)/.unpublished-dead/terms.csv"))
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/.latest-dead", withDestinationPath: "..")
    #expect(
      try Publication.sweep(root: root, pipeline: "nightly") == [
        ".latest-dead", ".unpublished-dead",
      ])
    #expect(try list(folder) == [".unpublished-2", "1", "latest"])
    try living.discard()
    #expect(try Publication.sweep(root: root, pipeline: "absent") == [])
  }
}

/// The name of the run of a day in July.
private func run(_ day: Int) -> String { "202607\(day)T020000.123Z" }

@Test func pruneKeepsTheNewestRunsAndTheLatest() throws {
  try withTemporaryFolder { root in
    for day in 11...14 { try publish(run(day), in: root) }
    #expect(
      try Publication.prune(root: root, pipeline: "nightly", keeping: 2) == [run(11), run(12)])
    #expect(try list("\(root)/nightly") == [run(13), run(14), "latest"])
    #expect(try Publication.prune(root: root, pipeline: "nightly", keeping: 0) == [run(13)])
    #expect(try list("\(root)/nightly") == [run(14), "latest"])
  }
}

@Test func pruneSparesWhatIsNoRun() throws {
  try withTemporaryFolder { root in
    let folder = "\(root)/nightly"
    let files = FileManager.default
    // A run that a person gave a name, one without a record, files, and links to folders elsewhere.
    for name in ["1-keep", "\(run(10))-copy", "20260710T020000.12Z", "\(root)/away/\(run(10))"] {
      let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
      try files.createDirectory(atPath: path, withIntermediateDirectories: true)
      try Data("{}".utf8).write(to: URL(fileURLWithPath: "\(path)/run.json"))
    }
    try files.createDirectory(atPath: "\(folder)/\(run(11))", withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: "\(folder)/\(run(12))"))
    try files.createSymbolicLink(
      atPath: "\(folder)/\(run(10))", withDestinationPath: "\(root)/away/\(run(10))")
    try files.createDirectory(atPath: "\(folder)/\(run(13))", withIntermediateDirectories: true)
    try files.createSymbolicLink(
      atPath: "\(folder)/\(run(13))/run.json",
      withDestinationPath: "\(root)/away/\(run(10))/run.json")
    for day in 20...22 { try publish(run(day), in: root) }
    let before = try list(folder)

    #expect(
      try Publication.prune(root: root, pipeline: "nightly", keeping: 1) == [run(20), run(21)])
    #expect(try list(folder) == before.filter { $0 != run(20) && $0 != run(21) })
    #expect(files.fileExists(atPath: "\(root)/away/\(run(10))/run.json"))
  }
}

@Test(arguments: ["./", "absolute/"])
func pruneKnowsTheLatestHoweverTheLinkIsWritten(form: String) throws {
  try withTemporaryFolder { root in
    let folder = "\(root)/nightly"
    for day in 11...14 { try publish(run(day), in: root) }
    try FileManager.default.removeItem(atPath: "\(folder)/latest")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder)/latest",
      withDestinationPath: (form == "./" ? "./" : "\(folder)/") + run(11) + "/")
    #expect(try Publication.prune(root: root, pipeline: "nightly", keeping: 2) == [run(12)])
    #expect(try list(folder) == [run(11), run(13), run(14), "latest"])
  }
}

@Test func whatCannotBeWrittenIsAFault() throws {
  let missing = #expect(throws: Fault.self) {
    let file = try OutputFile(path: "/nonexistent/terms.csv")
    _ = try file.finish()
  }
  #expect(missing?.code == "output.cannot-create" && missing?.exit == .cannotCreate)

  let full = #expect(throws: Fault.self) {
    var file = try OutputFile(path: "/dev/full")
    try file.write("x")
    _ = try file.finish()
  }
  #expect(full?.code == "output.no-space" && full?.exit == .inputOutput)
}

@Test func aLargeFileGoesOutInPieces() throws {
  try withTemporaryFolder { root in
    let path = "\(root)/large"
    var file = try OutputFile(path: path)
    let line = String(repeating: "é", count: 50_000) + "\n"
    for _ in 0..<20 { try file.write(line) }
    let written = try file.finish()
    #expect(written.byteCount == 2_000_020)
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == String(repeating: line, count: 20))
  }
}
