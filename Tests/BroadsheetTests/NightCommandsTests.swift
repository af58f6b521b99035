import Diagnostics
import Foundation
import Pipelines
import Runner
import TestSupport
import Testing

@testable import broadsheet

/// What `history`, `diff` and `verify` print of a small sample.
@Suite struct NightCommandsTests {
  private let place = TemporaryFolder()
  private let root: String
  private let folder: PipelineFolder

  init() throws {
    root = place.path
    let pipeline = """
      version: 1
      name: night
      corpus: {batches: "*.jsonl"}
      analyses:
        terms: {kind: term-frequency, min_count: 2}
        lines: {kind: concordance, query: sea}
      reports: {directory: Output}
      """
    try place.write(pipeline, to: "night.yml")
    for body in ["sea wind sea wind sea port fog", "sea wind port storm wind port storm wind"] {
      try place.write(#"{"body": "\#(body)"}"#, to: "a.jsonl")
      let plan = try PipelineFile.load(path: "\(root)/night.yml")
      _ = try PipelineRun.publish(plan, RunSettings(jobs: 1), Cancellation())
    }
    folder = try PipelineFolder.named("\(root)/night.yml", output: nil)
  }

  /// `text` with the runs named by their order.
  private func golden(_ text: String) throws -> String {
    var text = text
    for (index, id) in try PublishedRuns(folder: folder.path).ids.enumerated() {
      text = text.replacing(id, with: "run-\(index + 1)")
    }
    return text
  }

  @Test func differences() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let text = try RunDifference(folder, runs: [], .init()).text()
    let lines = try golden(text).split(separator: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }
    #expect(
      lines == [
        "night, from run-1 to run-2",
        "terms: 1 rose, 2 entered, 1 left",
        "change term before after at_most before_per_million after_per_million log_likelihood "
          + "log_ratio",
        "left sea 3 1 428571 -1.80842 -1.77761",
        "entered port 2 1 250000 0.273082 0.807355",
        "entered storm 2 1 250000 0.273082 0.807355",
        "rose wind 2 3 285714 375000 0.134639 0.392317",
        "note: rows that entered or left may have been below the cut of the other table "
          + "(min_count 2): there they count `at_most`, and their scores are the least that fit",
        "lines: tables of this kind are not compared",
      ])
  }

  @Test func history() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let history = try RunHistory(folder)
    let lines = try history.text().split(separator: "\n").map { $0.split(separator: " ") }
    #expect(
      lines.first?.joined(separator: " ")
        == "run state exit seconds articles rejected batches new changed gone memory reports")
    let ids = try PublishedRuns(folder: folder.path).ids
    #expect(lines.dropFirst().map { String($0[0]) } == ids.reversed())
    #expect(lines[1][1...2] == ["finished", "0"])
    #expect(lines[1][4...9].joined(separator: " ") == "1 0 1 0 1 0")
    #expect(lines[2][4...9].joined(separator: " ") == "1 0 1 1 0 0")

    let entry = try history.text(of: history.entries[0])
    #expect(entry.contains("\narticles "))
    #expect(entry.contains("1 read, 1 counted, 0 filtered, 0 duplicates, 0 rejected\n"))
    #expect(entry.contains("1, 0 new, 1 changed, 0 gone\n"))
    #expect(entry.contains("\nstage "))
    #expect(entry.contains("\nrun.json "))
  }

  @Test func verification() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let lines = try Verification(folder).text().split(separator: "\n").map { line in
      line.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.starts(with: ["check count problems", "latest 1 0", "reports 10 0"]))
    #expect(lines.contains("ledger 2 0"))
    #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(" 0") })
  }

  @Test func optionsThatAreRefused() {
    defer { try? FileManager.default.removeItem(atPath: root) }
    #expect(refusal(of: "diff", "night", "--csv", "--json") == 64)
    #expect(refusal(of: "diff", "night", "--top", "0") == 64)
    #expect(refusal(of: "diff", "night", "--top", "all") == nil)
    #expect(refusal(of: "diff", "night", "--only", "rose,grew") == 64)
    #expect(refusal(of: "diff", "night", "--only", "rose,left") == nil)
    #expect(refusal(of: "diff", "night", "a", "b", "c") == 64)
    #expect(refusal(of: "diff") == 64)
    #expect(refusal(of: "history", "--run", "latest") == 64)
    #expect(refusal(of: "history", "night", "--limit", "0") == 64)
    #expect(refusal(of: "history") == nil)
    #expect(refusal(of: "verify") == 64)
  }
}
