import Diagnostics
import Foundation
import Ledger
import Pipelines
import Testing

@testable import Runner

extension RunnerTests {
  /// Two pipeline files of one name never take turns in one folder.
  @Suite struct Owners {
    private func place() throws -> Workplace {
      let place = try Workplace()
      try place.write(GeneratedCorpus(3, seed: 41).text, to: "in/a.jsonl")
      return place
    }

    /// A pipeline file called `p` whatever its file is called; its own output is `Output`.
    @discardableResult
    private func write(
      _ place: Workplace, to file: String, named name: String = "p", output: String = "Output"
    ) throws -> String {
      try place.write(
        """
        {version: 1, name: \(name), corpus: {batches: "\(place.path)/in/*"},
         reports: {directory: "\(place.path)/\(output)"}}
        """, to: file)
      return "\(place.path)/\(file)"
    }

    private func run(_ path: String, output: String? = nil) throws -> RunOutcome {
      let settings = RunSettings(jobs: 1, memory: 128 << 20, output: output)
      return try PipelineRun.publish(
        try PipelineFile.load(path: path), settings, Cancellation())
    }

    @Test func `Another file of the same name is refused`() throws {
      let place = try place()
      let first = try write(place, to: "a/nightly.yml")
      let second = try write(place, to: "b/nightly.yml")
      #expect(try run(first).warnings == [])
      let before = place.names(in: "Output/p")
      let refusal = fault { _ = try run(second) }
      #expect(refusal?.code == "run.other-pipeline")
      #expect(refusal?.exit == .configuration)
      #expect(refusal?.message.hasSuffix("those of another pipeline file, \(first)") == true)
      #expect(refusal?.advice?.contains("remove \(place.path)/Output/p/.state/pipeline") == true)
      #expect(place.names(in: "Output/p") == before)
      #expect(try run(first).warnings == [])

      // While the first one runs, it is refused for the same reason.
      let lock = try RunLock(state: "\(place.path)/Output/p/.state")
      #expect(fault { _ = try run(second) }?.code == "run.other-pipeline")
      #expect(fault { _ = try run(first) }?.code == "ledger.locked")
      lock.release()

      // What the advice says helps.
      try FileManager.default.removeItem(atPath: "\(place.path)/Output/p/.state/pipeline")
      #expect(try run(second).warnings == [])
      #expect(fault { _ = try run(first) }?.code == "run.other-pipeline")
    }

    @Test func `So is one that is sent to the same folder by --output`() throws {
      let place = try place()
      let first = try write(place, to: "a/p.yml", output: "A")
      let second = try write(place, to: "b/p.yml", output: "B")
      let output = "\(place.path)/Shared"
      #expect(try run(first, output: output).warnings == [])
      #expect(fault { _ = try run(second, output: output) }?.code == "run.other-pipeline")
      // Where each publishes for itself there is no conflict.
      #expect(try run(first).warnings == [])
      #expect(try run(second).warnings == [])
    }

    @Test func `A file that has moved is known again, with a warning, once`() throws {
      let place = try place()
      let first = try write(place, to: "a/nightly.yml")
      #expect(try run(first).warnings == [])
      try FileManager.default.createDirectory(
        atPath: "\(place.path)/b", withIntermediateDirectories: true)
      let second = "\(place.path)/b/nightly.yml"
      try FileManager.default.moveItem(atPath: first, toPath: second)
      let outcome = try run(second)
      #expect(outcome.warnings.map(\.code) == ["run.pipeline-moved"])
      #expect(outcome.warnings.first?.message.contains(first) == true)
      #expect(outcome.exit == .success)
      #expect(try run(second).warnings == [])
    }

    @Test func `A file that has got another name or output leaves the folder to others`() throws {
      let place = try place()
      let first = try write(place, to: "a/nightly.yml")
      let second = try write(place, to: "b/nightly.yml")
      #expect(try run(first).warnings == [])
      try write(place, to: "a/nightly.yml", named: "weekly")
      #expect(try run(second).warnings.map(\.code) == ["run.pipeline-moved"])
      try write(place, to: "b/nightly.yml", output: "Elsewhere")
      try write(place, to: "a/nightly.yml")
      #expect(try run(first).warnings.map(\.code) == ["run.pipeline-moved"])

      // A file that cannot be read today may be mended tomorrow.
      try write(place, to: "b/nightly.yml")
      try place.write("nonsense", to: "a/nightly.yml")
      #expect(fault { _ = try run(second) }?.code == "run.other-pipeline")
    }

    @Test func `A copy of everything is a world of its own`() throws {
      let place = try place()
      try place.write(
        "{version: 1, corpus: {batches: in.jsonl}}", to: "one/Pipelines/p.yml")
      try place.write(GeneratedCorpus(3, seed: 42).text, to: "one/Pipelines/in.jsonl")
      #expect(try run("\(place.path)/one/Pipelines/p.yml").warnings == [])
      try FileManager.default.copyItem(atPath: "\(place.path)/one", toPath: "\(place.path)/two")
      let copy = try run("\(place.path)/two/Pipelines/p.yml")
      #expect(copy.warnings.map(\.code) == ["run.pipeline-moved"])
      #expect(try run("\(place.path)/one/Pipelines/p.yml").warnings == [])
    }

    @Test func `A file is the same by whatever path`() throws {
      let place = try place()
      let path = try write(place, to: "versions/1/p.yml")
      try FileManager.default.createSymbolicLink(
        atPath: "\(place.path)/current", withDestinationPath: "versions/1")
      #expect(try run("\(place.path)/current/p.yml").warnings == [])
      #expect(try run(path).warnings == [])
      #expect(try run("\(place.path)/versions/../versions/1/p.yml").warnings == [])
      // The link leads to the next version.
      try write(place, to: "versions/2/p.yml")
      try FileManager.default.removeItem(atPath: "\(place.path)/current")
      try FileManager.default.createSymbolicLink(
        atPath: "\(place.path)/current", withDestinationPath: "versions/2")
      #expect(try run("\(place.path)/current/p.yml").warnings == [])
    }
  }
}
