import Diagnostics
import Foundation
import Ledger
import Synchronization
import Testing

@testable import Runner

extension RunnerTests {
  /// Reports appear whole or not at all, and a run that fails leaves those before it as they were.
  @Suite struct Publishing {
    private static let corpus = GeneratedCorpus(40, seed: 5)

    private func placeWithCorpus() throws -> Workplace {
      let place = try Workplace()
      for (index, part) in Self.corpus.parts(4).enumerated() {
        try place.write(part, to: "in/\(index).jsonl")
      }
      return place
    }

    private func latest(_ place: Workplace) -> String? {
      try? FileManager.default.destinationOfSymbolicLink(atPath: "\(place.path)/Output/p/latest")
    }

    /// Expects that `body` fails with `exit` and that what was published before is still there, all
    /// of it and nothing else.
    private func expectUntouched(
      _ place: Workplace, _ exit: Diagnostics.ExitStatus,
      sourceLocation: SourceLocation = #_sourceLocation,
      _ body: () throws -> Void
    ) throws {
      let before = place.names(in: "Output/p")
      let link = latest(place)
      let files = try link.map { try contents(place, $0) }
      let thrown = fault(body)
      #expect(
        thrown?.exit == exit, "\(thrown.map { "\($0)" } ?? "")", sourceLocation: sourceLocation)
      #expect(place.names(in: "Output/p") == before, sourceLocation: sourceLocation)
      #expect(latest(place) == link, sourceLocation: sourceLocation)
      #expect(try link.map { try contents(place, $0) } == files, sourceLocation: sourceLocation)
      try place.expectNoTraces(sourceLocation: sourceLocation)
    }

    private func contents(_ place: Workplace, _ run: String) throws -> [String: Data] {
      var files: [String: Data] = [:]
      for name in place.names(in: "Output/p/\(run)") {
        files[name] = try Data(contentsOf: URL(filePath: "\(place.path)/Output/p/\(run)/\(name)"))
      }
      return files
    }

    @Test func `The newest run is the latest, and older ones stay`() throws {
      let place = try placeWithCorpus()
      let pipeline = try place.pipeline(Recipe.three("[in/*]"))
      let first = try place.run(pipeline)
      #expect(first.folder.hasSuffix("/\(latest(place) ?? "")"))
      let second = try place.run(pipeline)
      #expect(second.folder != first.folder)
      #expect(second.folder.hasSuffix("/\(latest(place) ?? "")"))
      #expect(place.names(in: "Output/p").count == 3)
      second.expectSameTables(as: first, "a second night")
      #expect(
        place.names(in: "Output/p/latest") == [
          "lines.csv", "lines.json", "pairs.csv", "pairs.json", "rejects.jsonl", "run.json",
          "terms.csv", "terms.json",
        ])
      try place.expectNoTraces()
    }

    @Test func `Only so many runs are kept`() throws {
      let place = try placeWithCorpus()
      let pipeline = try place.pipeline(Recipe.three("[in/*]", reports: "{keep: 2}"))
      var folders: [String] = []
      for _ in 0..<4 { folders.append(try place.run(pipeline).folder) }
      let kept = folders.suffix(2).compactMap { $0.split(separator: "/").last.map(String.init) }
      #expect(place.names(in: "Output/p") == kept + ["latest"])
    }

    @Test func `Failures leave the reports of the night before`() throws {
      let place = try placeWithCorpus()
      let pipeline = try place.pipeline(Recipe.three("[in/*]"))
      _ = try place.run(pipeline)

      // Too many rejects.
      try place.write("{}\n{}\n{}\n", to: "in/9.jsonl")
      let strict = try place.pipeline(Recipe.three("[in/*]", corpus: "max_rejects: 0"))
      try expectUntouched(place, .data) { _ = try place.run(strict) }

      // Stopped before it begins, and while it counts.
      for status in [Diagnostics.ExitStatus.interrupted, .terminated] {
        let cancellation = Cancellation()
        cancellation.cancel(status)
        try expectUntouched(place, status) {
          _ = try place.run(pipeline, cancellation: cancellation)
        }
      }

      // A batch too many for `where` to name: a plan that cannot be made fails before it counts.
      var wrong = pipeline
      wrong.corpus.conditions = [.oneOf(slotName: "nowhere", values: ["x"])]
      try expectUntouched(place, .configuration) { _ = try place.run(wrong) }
    }

    @Test(arguments: [RunProgress.Phase.counting, .merging, .reporting])
    func `A run that is stopped publishes nothing`(phase: RunProgress.Phase) throws {
      let place = try placeWithCorpus()
      let pipeline = try place.pipeline(Recipe.three("[in/*]"))
      _ = try place.run(pipeline)
      let cancellation = Cancellation()
      try expectUntouched(place, .interrupted) {
        _ = try place.run(pipeline, cancellation: cancellation) {
          $0.chunk = 100
        } watcher: {
          if $0.phase == phase { cancellation.cancel(.interrupted) }
        }
      }
      let state = "\(place.path)/Output/p/.state"
      #expect(
        try Ledger.open(state: state).runs().first?.exit
          == Diagnostics.ExitStatus.interrupted.rawValue)
    }

    @Test func `Runs stopped at any moment end soon and publish nothing`() throws {
      let place = try Workplace()
      let corpus = GeneratedCorpus(60, seed: 8)
      try place.write(corpus.text, to: "in/all.jsonl")
      let pipeline = try place.pipeline(Recipe.three("in/*"))
      for step in 0..<10 {
        let cancellation = Cancellation()
        DispatchQueue.global().asyncAfter(deadline: .now() + Double(step * step) * 0.003) {
          cancellation.cancel(.terminated)
        }
        let thrown = fault {
          _ = try place.run(pipeline, jobs: 3, cancellation: cancellation) {
            $0.chunk = 2000
            $0.tally = 300_000
          }
        }
        #expect(thrown == nil || thrown?.exit == .terminated)
        try place.expectNoTraces()
        if thrown == nil { break }
        #expect(place.names(in: "Output/p") == [])
      }
    }

    @Test func `An output that cannot be written`() throws {
      let place = try placeWithCorpus()
      let pipeline = try place.pipeline(Recipe.three("[in/*]"))
      try place.write("a file where a folder should be", to: "Output")
      #expect(fault { _ = try place.run(pipeline) }?.exit == .cannotCreate)

      // `latest` is somebody's own folder: it is not replaced.
      try FileManager.default.createDirectory(
        atPath: "\(place.path)/Other/p/latest", withIntermediateDirectories: true)
      try place.write("mine", to: "Other/p/latest/notes.txt")
      #expect(fault { _ = try place.run(pipeline, to: "Other") }?.exit == .cannotCreate)
      #expect(place.exists("Other/p/latest/notes.txt"))
    }

    @Test func `One run at a time`() throws {
      let place = try placeWithCorpus()
      let pipeline = try place.pipeline(Recipe.three("[in/*]"))
      let lock = try RunLock(state: "\(place.path)/Output/p/.state")
      #expect(fault { _ = try place.run(pipeline) }?.exit == .locked)
      #expect(fault { _ = try place.run(pipeline) }?.code == "ledger.locked")
      lock.release()
      #expect(try place.run(pipeline).outcome.exit == .success)
    }

    @Test func `A second run while one is going on`() throws {
      let place = try placeWithCorpus()
      let pipeline = try place.pipeline(Recipe.three("[in/*]"))
      let second = Mutex<Diagnostics.ExitStatus?>(nil)
      let path = place.path
      _ = try place.run(
        pipeline,
        watcher: { _ in
          second.withLock { second in
            guard second == nil else { return }
            let settings = RunSettings(jobs: 1, output: "\(path)/Output")
            second = fault { _ = try PipelineRun.publish(pipeline, settings, Cancellation()) }?.exit
          }
        })
      #expect(second.withLock { $0 } == .locked)
    }

    @Test func `What a killed run has left is swept`() throws {
      let place = try placeWithCorpus()
      let pipeline = try place.pipeline(Recipe.three("[in/*]"))
      try place.write("half", to: "Output/p/.state/scratch/unit-0-0-0")
      try place.write("half", to: "Output/p/.unpublished-20200101T000000.000Z/terms.csv")
      let ledger = try Ledger.open(state: "\(place.path)/Output/p/.state")
      try ledger.begin(
        run: Run(
          id: "killed", started: Date(timeIntervalSinceNow: -60), pipeline: "{}", versions: [:]))
      let run = try place.run(pipeline)
      try place.expectNoTraces()
      #expect(run.outcome.warnings.map(\.code) == ["run.interrupted"])
      #expect(try ledger.runs().map(\.state) == [.finished, .interrupted])
    }

    @Test func `The ledger knows the run`() throws {
      let place = try placeWithCorpus()
      let run = try place.run(place.pipeline(Recipe.three("[in/*]")))
      let ledger = try Ledger.open(state: "\(place.path)/Output/p/.state")
      let known = try #require(try ledger.runs().first)
      #expect(known.exit == 0)
      #expect(known.counts?["counted"] == 40)
      #expect(known.published == run.folder)
      let batches = try ledger.batches(of: known.id)
      #expect(batches.map(\.name) == (0..<4).map { "in/\($0).jsonl" })
      #expect(batches.map(\.articles) == [10, 10, 10, 10])
    }
  }
}
