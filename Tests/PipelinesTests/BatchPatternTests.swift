import Diagnostics
import Foundation
import Settings
import TestSupport
import Testing

@testable import Pipelines
@testable import Settings

@Suite struct BatchPatternTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = TemporaryFolder()
    for name in [
      "p/here.jsonl", "a/1.gz", "a/2.gz", "a/b/3.gz", "a/b/c/4.gz", "a/.hidden.gz", "a/.git/5.gz",
      "a/[x].gz", "a/*.txt", "é/ü.gz",
    ] { try folder.write("", to: name) }
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/a/loop", withDestinationPath: "\(folder.path)/a")
  }

  private func names(_ pattern: String) throws -> [String] {
    try BatchPattern(text: pattern, folder: "\(folder.path)/p").finding().files.map(\.name)
  }

  @Test(arguments: [
    ("here.jsonl", ["here.jsonl"]),
    ("./here.jsonl", ["here.jsonl"]),
    ("../a/*.gz", ["../a/1.gz", "../a/2.gz", "../a/[x].gz"]),
    ("../a/?.gz", ["../a/1.gz", "../a/2.gz"]),
    ("../a/[2-9].gz", ["../a/2.gz"]),
    ("../a/[!2-9].gz", ["../a/1.gz"]),
    ("../a/{2,b/3}.gz", ["../a/2.gz", "../a/b/3.gz"]),
    ("../a/**/[0-9].gz", ["../a/1.gz", "../a/2.gz", "../a/b/3.gz", "../a/b/c/4.gz"]),
    ("../a/b/**", ["../a/b/3.gz", "../a/b/c/4.gz"]),
    ("../*/b/*/*.gz", ["../a/b/c/4.gz"]),
    ("../**/4.gz", ["../a/b/c/4.gz"]),
    ("../a/.*.gz", ["../a/.hidden.gz"]),
    ("../a/[x].gz", ["../a/[x].gz"]),
    ("../a/\\*.t?t", ["../a/*.txt"]),
    ("../*/ü.gz", ["../é/ü.gz"]),
  ])
  func patternNames(pattern: String, expected: [String]) throws {
    #expect(try names(pattern) == expected)
  }

  @Test func whatNamesNothingSaysWhy() throws {
    #expect(throws: BatchPattern.Failure.self) { try names("../a/*.zip") }
    #expect(throws: BatchPattern.Failure.self) { try names("../a") }
  }

  @Test(arguments: [
    ("../a/*", ["../a/b", "../a/loop"]), ("../a/**", ["../a/loop"]), ("../a/*.gz", []),
    ("../*/b", ["../a/b"]), ("../a/**/*.gz", []),
  ])
  func foldersThatAPatternMeetsAreNamed(pattern: String, expected: [String]) throws {
    let finding = try BatchPattern(text: pattern, folder: "\(folder.path)/p").finding()
    #expect(finding.warnings.map(\.place) == expected.map { .path($0) })
    #expect(finding.warnings.allSatisfy { $0.code == "batch.folder-passed" })
  }

  @Test func whatIsNoFileIsNamedWithItsFault() throws {
    #expect(unsafe mkfifo("\(folder.path)/a/pipe.gz", 0o600) == 0)
    let finding = try BatchPattern(text: "../a/*.gz", folder: "\(folder.path)/p").finding()
    let pipe = finding.files.first { $0.name == "../a/pipe.gz" }
    #expect(pipe?.fault?.code == "batch.not-a-file")
    #expect(throws: BatchPattern.Failure.self) { try names("../a/pipe.gz") }
  }

  @Test func whatCannotBeOpenedIsNamedWithItsFault() throws {
    for (name, target) in [("gone.gz", "nowhere"), ("self.gz", "self.gz")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/a/b/\(name)", withDestinationPath: target)
    }
    let bytes = Array("\(folder.path)/a/b/caf".utf8) + [0xE9] + Array(".gz".utf8) + [0]
    let descriptor = unsafe open(bytes.map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o644)
    try #require(descriptor >= 0)
    close(descriptor)
    for pattern in ["../a/b/*.gz", "../a/**/[a-z3]*.gz"] {
      let found = try BatchPattern(text: pattern, folder: "\(folder.path)/p").finding().files
        .filter { $0.name.hasPrefix("../a/b/") && !$0.name.hasPrefix("../a/b/c/") }
      #expect(
        found.map { $0.fault?.code } == [
          nil, "batch.name-not-utf8", "batch.dangling-link", "batch.dangling-link",
        ])
      #expect(found.dropFirst().first?.name == "../a/b/caf\\xE9.gz")
    }
    // What does not match is no batch, whatever it is called.
    #expect(try names("../a/**/3.gz") == ["../a/b/3.gz"])
  }

  @Test(arguments: ["here.jsonl, gone.gz", "'*'", "here.jsonl, 'g*'"])
  func aRunGoesOnWithoutWhatCannotBeOpened(batches: String) throws {
    try linkToNothing()
    let pipeline = try pipeline(batches)
    #expect(pipeline.batches.map(\.name) == ["gone.gz", "here.jsonl"])
    #expect(pipeline.batches.map { $0.fault == nil } == [false, true])
  }

  @Test(arguments: ["gone.gz", "'g*'"])
  func ifThereIsAnythingElse(batches: String) throws {
    try linkToNothing()
    #expect(throws: Faults.self) { try pipeline(batches) }
  }

  private func linkToNothing() throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/p/gone.gz", withDestinationPath: "nowhere")
  }

  private func pipeline(_ batches: String) throws -> Pipeline {
    try PipelineFile.parse(
      "{version: 1, corpus: {batches: [\(batches)]}}", path: "p.yml", folder: "\(folder.path)/p")
  }

  @Test func namesInTwoNormalFormsAreTwoFiles() throws {
    try folder.write("", to: "q/\u{E9}.gz").write("", to: "q/e\u{301}.gz")
    #expect(try names("../q/*").count == 2)
  }

  @Test func batchesAreInByteOrderAndNamedOnce() throws {
    let pipeline = try PipelineFile.parse(
      "{version: 1, corpus: {batches: [../a/2.gz, '../a/*.gz', ../a/b/../b/3.gz, ../a/b/3.gz]}}",
      path: "p.yml", folder: "\(folder.path)/p")
    #expect(
      pipeline.batches.map(\.name) == [
        "../a/1.gz", "../a/2.gz", "../a/[x].gz", "../a/b/../b/3.gz", "../a/b/3.gz",
      ])
  }

  @Test func braces() {
    #expect(
      BatchPattern.alternatives(of: "a{b,{c,d}e}f{,g}") == [
        "abf", "abfg", "acef", "acefg", "adef", "adefg",
      ])
    #expect(BatchPattern.alternatives(of: "a{b") == ["a{b"])
    #expect(BatchPattern.alternatives(of: "a\\{b,c}") == ["a\\{b,c}"])
  }
}

@Suite struct ByteSizeTests {
  @Test(arguments: [
    ("1GiB", 1 << 30), ("128 MiB", 128 << 20), ("512mb", 512_000_000), ("64K", 65536),
    ("1.5kB", 1500), ("0", 0), ("42B", 42), ("0.5 KiB", 512),
  ])
  func sizesAreRead(text: String, bytes: Int) {
    #expect(ByteSize(text)?.bytes == bytes)
  }

  @Test(arguments: ["", "MiB", "-1", "1 GiBs", "1e3", ".5", "1..2MB", "9999999TiB", "1 G B"])
  func othersAreNot(text: String) {
    #expect(ByteSize(text) == nil)
  }

  @Test func sizesAreShown() {
    #expect(ByteSize(bytes: 1 << 30).description == "1GiB")
    #expect(ByteSize(bytes: 500_000_000).description == "500MB")
    #expect(ByteSize(bytes: 1001).description == "1001")
    #expect(ByteSize(bytes: 12_345_678).rounded == "12.3 MB")
  }
}
