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
          pipeline, as: .aligned, to: .inMemory(), RunSettings(), Cancellation())
      }
      #expect(thrown?.exit == .data)
      #expect(
        thrown?.causes.map(\.code) == ["article.empty", "json.unexpected-end", "article.empty"])
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
