import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Pipelines

@Suite struct LoadingTests {
  private func faults(loading path: String) -> Faults? {
    #expect(throws: Faults.self) { try PipelineFile.load(path: path) }
  }

  @Test func missingFileIsNoInput() throws {
    let folder = TemporaryFolder()
    let faults = faults(loading: "\(folder.path)/no.yml")
    #expect(faults?.exit == .noInput)
    #expect(faults?.all.map(\.code) == ["pipeline.unreadable"])
  }

  @Test func folderIsNoPipeline() throws {
    let folder = TemporaryFolder()
    #expect(faults(loading: folder.path)?.exit == .inputOutput)
  }

  @Test func otherEncodingsAreToldWhere() throws {
    let folder = TemporaryFolder()
    let path = "\(folder.path)/latin.yml"
    try Data("version: 1\nname: caf".utf8 + [0xE9]).write(to: URL(filePath: path))
    #expect(
      faults(loading: path)?.all.first?.description == """
        \(path):2:10: the pipeline is not UTF-8 [pipeline.not-utf8]
          2 | name: caf\u{FFFD}
            |          ^
          Save it as UTF-8.
        """)
  }

  @Test func byteOrderMarkAndCarriageReturnsAreFine() throws {
    let pipeline = try parse("\u{FEFF}version: 1\r\ncorpus:\r\n  batches: a.jsonl\r\n")
    #expect(pipeline.batches.count == 1)
  }

  @Test func linesOfFilesWithCarriageReturnsAreQuotedWithoutThem() throws {
    try expectFaults(
      in: "version: 1\r\ncorpus: {batches: a.jsonl}\r\nnmae: x\r\n",
      """
      p.yml:3:1: unknown key `nmae` in the pipeline [pipeline.unknown-key]
        3 | nmae: x
          | ^
        Did you mean `name`?
      """)
  }

  @Test func nameComesFromTheFile() throws {
    let folder = try standardFolder()
    let text = "{version: 1, corpus: {batches: a.jsonl}}"
    try folder.write(text, to: "daily.v2.yml").write(text, to: "two words.yml")
    #expect(try PipelineFile.load(path: "\(folder.path)/daily.v2.yml").name == "daily.v2")
    #expect(faults(loading: "\(folder.path)/two words.yml")?.all.map(\.code) == ["pipeline.name"])
  }

  @Test func charactersThatEndNamesAreRefused() throws {
    try expectFaults(
      in: #"{version: 1, corpus: {batches: "a.jsonl\0.gz"}}"#,
      #"""
      p.yml:1:32: expected a path or pattern, found a text with a NUL character \#
      [pipeline.wrong-type]
        1 | {version: 1, corpus: {batches: "a.jsonl\0.gz"}}
          |                                ^
      """#)
  }

  @Test func nestingAndAliasesDoNotExplode() throws {
    let nested = "version: 1\nname: " + String(repeating: "[", count: 100_000)
    #expect(throws: Faults.self) { try parse(nested) }

    var aliases = "a0: &a0 [x]\n"
    for level in 1...40 { aliases += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(throws: Faults.self) { try parse(aliases + "version: *a40\n") }
  }
}

@Suite struct FaultRenderingTests {
  private func render(_ text: String, column: Int) -> String {
    let place = Place.line(path: "p.yml", line: 7, column: column, text: text)
    return Fault("a.b", "message", at: place, exit: .configuration).description
  }

  @Test func caretStandsUnderTheCharacterThatIsMeant() {
    #expect(render("\tab", column: 3) == "p.yml:7:3: message [a.b]\n  7 | \tab\n    | \t ^")
    // An e with a combining acute takes one column.
    #expect(
      render("e\u{301}x", column: 3) == "p.yml:7:3: message [a.b]\n  7 | e\u{301}x\n    |  ^")
  }

  @Test func longLinesAreCutAroundTheCaret() {
    let line = String(repeating: "x", count: 500) + "!" + String(repeating: "y", count: 500)
    let lines = render(line, column: 501).split(separator: "\n")
    #expect(lines[1].count < 140)
    #expect(lines[1].firstIndex(of: "!") == lines[1].index(lines[1].startIndex, offsetBy: 87))
    #expect(lines[2].count == 88)
  }

  @Test func controlCharactersAreShownAsPictures() {
    #expect(render("a\u{1B}[31m", column: 1).contains("a␛[31m"))
    #expect(
      Fault("a.b", "key \u{1B}[2J", exit: .configuration).description == "key ␛[2J [a.b]")
  }
}

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("bathces", "batches"), ("FORMAT", "format"), ("batch", "batches"), ("xyz", nil), ("", nil),
  ])
  func nearest(name: String, expected: String?) {
    #expect(nearestName(to: name, among: ["batches", "format", "fields"]) == expected)
  }
}
