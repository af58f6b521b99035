import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Pipelines
@testable import Settings

/// A hostile pipeline, or a file that it names, is refused soon and with few words.
@Suite(.timeLimit(.minutes(1))) struct BoundsTests {
  private let head = "version: 1\ncorpus: {batches: a.jsonl}\n"

  private func faults(in text: String, _ folder: TemporaryFolder? = nil) throws -> [Fault] {
    (#expect(throws: Faults.self) { try parse(text, in: folder) })?.all ?? []
  }

  private func bomb(_ levels: Int) -> String {
    var text = "l0: &l0 [a, b, c, d, e, f, g, h, i, j]\n"
    for level in 1..<levels {
      let aliases = [String](repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
      text += "l\(level): &l\(level) [\(aliases)]\n"
    }
    return text
  }

  // MARK: YAML

  @Test func aliasesOfAliases() throws {
    let faults = try faults(in: bomb(30) + head)
    #expect(faults.map(\.message) == ["the aliases of the file stand for more than 100000 values"])
    #expect(faults.first?.place.map { "\($0)" } == "p.yml:5:45")
  }

  @Test func aliasesOfAliasesInADictionary() throws {
    let folder = try standardFolder()
    for text in [bomb(9), bomb(9) + "? *l8\n: x\n"] {
      try folder.write(text, to: "d.yml")
      let faults = try faults(in: head + "analyses: {d: {kind: dictionary, file: d.yml}}", folder)
      #expect(faults.first?.place.map { "\($0)" } == "d.yml:5:45")
    }
  }

  /// No level is deep where it is written.
  @Test func aChainOfAliases() throws {
    let text = (1..<50_000).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
    let faults = try faults(in: "a0: &a0 [x]\n\(text)\(head)")
    #expect(faults.map(\.message) == ["values are nested more than 64 levels deep"])
  }

  @Test(arguments: [70, 900, 100_000]) func deepNesting(depth: Int) throws {
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let faults = try faults(in: head + "text: \(text)")
    #expect(faults.map(\.message) == ["values are nested more than 64 levels deep"])
  }

  @Test func longTextsByAliases() throws {
    let aliases = [String](repeating: "*a", count: 2000).joined(separator: ", ")
    let text = String(repeating: "x", count: 100_000)
    let faults = try faults(in: "x: [&a \"\(text)\", \(aliases)]\n\(head)")
    #expect(faults.map(\.code) == ["pipeline.yaml"])
  }

  // MARK: Many faults

  @Test func theFirstFaultsAreShown() throws {
    let names = (0..<8000).map { "no\($0).gz" }.joined(separator: ", ")
    let faults = try faults(in: "version: 1\ncorpus: {batches: [\(names)]}")
    #expect(faults.count == 51)
    #expect(faults.first?.message == "`no0.gz` matches no file")
    #expect(faults[49].message == "`no49.gz` matches no file")
    #expect(faults.last?.description == "… and 7,950 more [pipeline.more]")
    #expect(faults.map(\.description.count).max() ?? .max < 1000)
  }

  @Test func theyAreThoseThatStandFirst() throws {
    // A missing batch is noticed last, and stands first.
    let keys = (0..<5000).map { "key\($0): 1\n" }.joined()
    let faults = try faults(in: "version: 1\ncorpus: {batches: gone.gz}\n\(keys)")
    #expect(faults.first?.message == "`gone.gz` matches no file")
    #expect(faults.last?.message == "… and 4,951 more")
  }

  @Test func manyRepeatedKeys() throws {
    let keys = (0..<5000).map { "name: n\($0)\n" }.joined()
    let faults = try faults(in: head + keys)
    #expect(faults.map(\.message) == ["`name` is set twice"])
  }

  @Test func manyAnalysesAndProfiles() throws {
    let analyses = (0..<3000).map { "  a\($0): {kind: term-frequency, text: q\($0)}\n" }.joined()
    let profiles = (0..<3000).map { "  p\($0): {}\n" }.joined()
    let faults = try faults(in: "\(head)text:\n\(profiles)analyses:\n\(analyses)")
    #expect(faults.contains { $0.message == "there are 3000 text profiles; the limit is 1000" })
    #expect(faults.last?.message == "… and 952 more")
    #expect(faults.map(\.description.count).max() ?? .max < 1000)
  }

  @Test func manyQueries() throws {
    let terms = (0..<3000).map { "w\($0)" }.joined(separator: ", ")
    let faults = try faults(in: "\(head)analyses: {t: {kind: trend, terms: [\(terms)]}}")
    #expect(faults.map(\.message) == ["the list has 3000 elements; the limit is 1000"])
  }

  @Test func longNames() throws {
    let long = String(repeating: "term-frequency", count: 10_000)
    let faults = try faults(
      in: head + "analyses: {t: {kind: \(long)}, c: {kind: concordance, query: \"/\(long)(/\"}}")
    #expect(faults.count == 2)
    #expect(faults.map(\.description.count).max() ?? .max < 1000)
  }

  // MARK: Inheritance

  @Test func aLongLineOfProfiles() throws {
    let profiles = (0..<999).map { "  p\($0): {inherits: p\($0 + 1)}\n" }.joined()
    let pipeline = try parse("\(head)text:\n\(profiles)  p999: {case: keep}")
    #expect(pipeline.profiles.count == 1000)
    #expect(pipeline.profiles.allSatisfy { $0.text.letterCase == .keep })
    #expect(pipeline.profiles.map(\.name) == (0..<1000).map { "p\($0)" })
  }

  @Test func aLongCircleOfProfiles() throws {
    let profiles = (0..<900).map { "  p\($0): {inherits: p\(($0 + 1) % 900)}\n" }.joined()
    let faults = try faults(in: "\(head)text:\n\(profiles)")
    #expect(faults.count == 1)
    #expect(faults.first?.message.hasPrefix("a profile inherits from itself: `p0` from") == true)
    #expect(faults.first?.message.count ?? .max < 300)
  }

  // MARK: Patterns

  @Test func bracesMultiply() throws {
    let faults = try faults(
      in: "version: 1\ncorpus: {batches: \"\(String(repeating: "{a,b}", count: 20))\"}")
    #expect(faults.map(\.message) == ["the braces stand for more than 4096 patterns"])
    #expect(BatchPattern.alternatives(of: String(repeating: "{a,b}", count: 12))?.count == 4096)
    #expect(BatchPattern.alternatives(of: String(repeating: "{a}", count: 1000))?.count == 1)
  }

  @Test func patternsAreNoLongerThanPaths() throws {
    let faults = try faults(
      in: "version: 1\ncorpus: {batches: \"\(String(repeating: "{a,", count: 20_000))\"}")
    #expect(
      faults.map(\.message) == ["the pattern is longer than 4096 bytes, the longest path"])
  }

  @Test func manyWaysLeadToAFolder() throws {
    let folder = try standardFolder()
    var path = "t"
    for level in 0..<20 {
      path += "/\(level)"
      try folder.write("", to: "\(path)/x")
    }
    let pattern = "\([String](repeating: "**/*", count: 12).joined(separator: "/"))/no"
    let faults = try faults(in: "version: 1\ncorpus: {batches: \"\(pattern)\"}", folder)
    #expect(faults.map(\.code) == ["pipeline.no-match"])
  }

  // MARK: Other files

  @Test(arguments: [
    "text: {w: {stopwords: [FILE]}}", "text: {w: {lemmas: FILE}}",
    "analyses: {d: {kind: dictionary, file: FILE}}",
    "analyses: {k: {kind: keyness, target: {source: [a]}, reference: {file: FILE}}}",
  ])
  func otherFilesAreRegularAndBounded(key: String) throws {
    let folder = try standardFolder().write("", to: "long.txt")
    #expect(unsafe mkfifo("\(folder.path)/pipe.txt", 0o600) == 0)
    #expect(unsafe truncate("\(folder.path)/long.txt", 20 << 30) == 0)
    for (name, reason) in [
      ("/dev/zero", "It is not a regular file"), ("pipe.txt", "It is not a regular file"),
      ("long.txt", "File too large"),
    ] {
      let faults = try faults(in: head + key.replacing("FILE", with: name), folder)
      let fault = try #require(faults.first { $0.code == "pipeline.unreadable-file" })
      #expect(fault.message == "`\(name)` cannot be read: \(reason)")
      if name == "long.txt" {
        #expect(fault.advice?.hasPrefix("The limit for such a file is ") == true)
      }
    }
  }

  @Test func thePipelineTooIsRegularAndBounded() throws {
    let folder = try standardFolder().write("", to: "long.yml")
    #expect(unsafe truncate("\(folder.path)/long.yml", 20 << 30) == 0)
    for path in ["/dev/zero", "\(folder.path)/long.yml"] {
      let faults = #expect(throws: Faults.self) { try PipelineFile.load(path: path) }
      #expect(faults?.all.map(\.code) == ["pipeline.unreadable"])
      #expect(faults?.exit == .inputOutput)
      #expect(throws: Fault.self) { try PipelineFile.reports(path: path) }
    }
  }

  @Test func allOtherFilesTogetherAreBounded() throws {
    let folder = try standardFolder()
    let document = try Document(SourceText(path: "p.yml", text: "x"))
    var reader = Reader(document, folder: folder.path)
    reader.sideBytesLeft = 10
    let place = Place.path("p.yml")
    #expect(
      reader.readFile("my-words.txt", atMost: 100, at: place) { bytes, _ in bytes.count } == 8)
    #expect(
      reader.readFile("my-words.txt", atMost: 100, at: place) { bytes, _ in bytes.count } == nil)
    #expect(reader.faults.shown.first?.advice?.contains("together") == true)
  }

  // MARK: Places and numbers

  @Test func aWrongElementLeavesTheOthersTheirPlaces() throws {
    try expectFaults(
      in: """
        version: 1
        corpus:
          batches:
            - a.jsonl
            - ~
            - gone.gz
        analyses:
          t: {kind: term-frequency, group_by: [null, colour]}
        """,
      """
      p.yml:5:7: expected a path or pattern, found nothing [pipeline.wrong-type]
        5 |     - ~
          |       ^
      p.yml:6:7: `gone.gz` matches no file [pipeline.no-match]
        6 |     - gone.gz
          |       ^
        Patterns are relative to the folder of the pipeline, (folder).
      p.yml:8:40: expected a dimension, found nothing [pipeline.wrong-type]
        8 |   t: {kind: term-frequency, group_by: [null, colour]}
          |                                        ^
      p.yml:8:46: there is no field `colour` [pipeline.unknown-field]
        8 |   t: {kind: term-frequency, group_by: [null, colour]}
          |                                              ^
        Map it in `corpus.fields`, or name one of source, language, section, year, \
      month, week, day, id, title, date, url, place, agency, dateline.
      """)
  }

  @Test(arguments: [
    ("010", "10"), ("1_0", "10"), ("_5", nil), ("5_", "5"), ("+5", "5"), ("0x10", "16"),
    ("0o17", "15"), ("0b11", "3"), ("1e3", "1000"), ("5.0", "5"), ("00", "0"), ("\"5\"", nil),
  ])
  func wholeNumbersHaveOneForm(text: String, plain: String?) throws {
    let key = "analyses: {t: {kind: co-occurrence, min_count: \(text)}}"
    let fault = try #require(try faults(in: head + key).first)
    #expect(fault.code == "pipeline.wrong-type")
    if let plain { #expect(fault.advice == "Write \(plain).") }
    let window = "analyses: {t: {kind: co-occurrence, window: \(text)}}"
    #expect(try faults(in: head + window).first?.code.hasPrefix("pipeline.") == true)
  }

  @Test func numbersInTheirForm() throws {
    for text in ["0", "-1", "0.5", ".5", "1e3", "1.5E-3"] { #expect(text.isPlainNumber) }
    for text in ["", "-", "01", "1.", "1_0", "0x1p3", "inf", "nan", "+1", "1e", "e3", "- 1"] {
      #expect(!text.isPlainNumber)
    }
    let share = try faults(in: "version: 1\ncorpus: {batches: a.jsonl, max_rejects: 0x1p-3}")
    #expect(share.map(\.code) == ["pipeline.wrong-type"])
  }
}
