import Diagnostics
import Foundation
import Reports
import TestSupport
import Testing

@testable import Pipelines
@testable import Runner

extension RunnerTests {
  /// One analysis, its table on standard output.
  @Suite struct OnTheSpot {
    @Test func `Input that is unusable says why`() throws {
      let place = try Workplace()
      try place.write("{}\n{\n{}\n{}\n{}\n", to: "a.jsonl")
      let pipeline = try place.pipeline(
        "{version: 1, corpus: {batches: a.jsonl}, analyses: {t: {kind: term-frequency}}}")
      let thrown = fault {
        _ = try PipelineRun.print(
          pipeline, as: TerminalFormat(), to: .inMemory(), RunSettings(), Cancellation())
      }
      #expect(thrown?.exit == .data)
      #expect(
        thrown?.causes.map(\.code) == ["article.empty", "json.unexpected-end", "article.empty"])
    }

    @Test func `Rejects are told of more batches than can be merged at once`() throws {
      let place = try Workplace()
      for batch in 0..<12 {
        try place.write("{\"body\": \"number \(batch)\"}\n{}\n", to: "in/\(batch).jsonl")
      }
      let pipeline = try place.pipeline(
        "{version: 1, corpus: {batches: in/*}, analyses: {t: {kind: term-frequency}}}")
      var settings = RunSettings()
      var shares = settings.shares
      (shares.smallBatch, shares.fanIn) = (0, 3)
      settings.givenShares = shares
      let outcome = try PipelineRun.print(
        pipeline, as: TerminalFormat(), to: .inMemory(), settings, Cancellation())
      #expect(outcome.counts.counted == 12)
      #expect(outcome.rejects == 12)
    }

    @Test func `The folder of reports is named without detours`() throws {
      let place = try Workplace()
      try place.write("{}", to: "a.jsonl")
      try FileManager.default.createDirectory(
        atPath: "\(place.path)/Pipelines", withIntermediateDirectories: true)
      let pipeline = try PipelineFile.parse(
        "{version: 1, corpus: {batches: ../a.jsonl}, analyses: {t: {kind: term-frequency}}}",
        path: "\(place.path)/Pipelines/p.yml")
      #expect(pipeline.outputFolder == "\(place.path)/Output")
    }
  }
}
