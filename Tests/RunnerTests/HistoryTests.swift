import Diagnostics
import Foundation
import Ledger
import Reports
import Testing

@testable import Runner

extension RunnerTests {
  /// The ledger and the published reports, of which the reports are the truth.
  @Suite struct History {
    private let place: Workplace
    private var folder: PipelineFolder { PipelineFolder(name: "p", in: "\(place.path)/Output") }
    private var ledgerPath: String { "\(folder.state)/ledger.sqlite" }

    init() throws {
      place = try Workplace()
      try place.write(GeneratedCorpus(20, seed: 3).text, to: "in/a.jsonl")
    }

    @discardableResult
    private func run(corpus: String = "") throws -> FinishedRun {
      try place.run(place.pipeline(Recipe.three("[in/*]", corpus: corpus)))
    }

    private func codes(_ run: FinishedRun) -> [String] { run.outcome.warnings.map(\.code) }

    /// What is the same however the ledger came by it.
    private func facts(_ history: RunHistory) -> [[String]] {
      history.entries.map { entry in
        [
          entry.run.id, entry.state.rawValue, "\(entry.run.exit ?? -1)", entry.reports.rawValue,
          entry.run.counts?.sorted { $0.key < $1.key }.description ?? "",
          entry.run.pipeline, entry.run.versions.sorted { $0.key < $1.key }.description,
          entry.batches.map { "\($0)" } ?? "",
        ]
      }
    }

    @Test func `Runs of every fate`() throws {
      let first = try run()
      try place.write("{}\n{}\n", to: "in/b.jsonl")
      let refused = fault { try run(corpus: "max_rejects: 0") }
      #expect(refused?.exit == .data)
      let ledger = try Ledger.open(state: folder.state)
      try ledger.begin(run: Run(id: "9killed", started: Date(), pipeline: "{}", versions: [:]))
      let history = try RunHistory(folder)
      #expect(history.warnings == [])
      #expect(history.entries.map(\.state) == [.interrupted, .finished, .finished])
      #expect(history.entries.map(\.run.exit) == [nil, 65, 0])
      #expect(history.entries.map(\.reports) == [.none, .none, .published])
      #expect(
        history.entries.map(\.batches) == [
          nil, nil, BatchChanges(total: 1, added: 1, changed: 0, removed: 0),
        ])
      let stages = try history.stages(of: history.entries[2]).map(\.name)
      #expect(stages.first == "counting" && stages.last == "reporting")
      #expect(
        try history.files(of: history.entries[2]).map(\.file)
          == (first.tables.keys + ["rejects.jsonl", "run.json"]).sorted())
      #expect(try RunHistory(folder, limit: 1).entries.map(\.run.id) == ["9killed"])
      #expect(try history.entry(named: "latest").run.id == "9killed")
      #expect(try history.entry(named: "9k").run.id == "9killed")
      #expect(fault { _ = try history.entry(named: "x") }?.exit == .noInput)
      #expect(fault { _ = try history.entry(named: "2") }?.exit == .usage)
    }

    @Test func `A run that goes on is running`() throws {
      try run()
      let lock = try RunLock(state: folder.state)
      let ledger = try Ledger.open(state: folder.state)
      try ledger.begin(run: Run(id: "9now", started: Date(), pipeline: "{}", versions: [:]))
      #expect(try RunHistory(folder).entries.first?.state == .running)
      lock.release()
      #expect(try RunHistory(folder).entries.first?.state == .interrupted)
    }

    @Test func `Reports that were removed`() throws {
      let first = try run()
      try run()
      try FileManager.default.removeItem(atPath: first.folder)
      #expect(try RunHistory(folder).entries.map(\.reports) == [.published, .removed])
      try run()
      let ledger = try Ledger.open(state: folder.state)
      let ids = try ledger.runs().map(\.id)
      #expect(try ledger.reports(of: ids[2]).isEmpty)
      #expect(try !ledger.reports(of: ids[1]).isEmpty)
    }

    @Test func `A lost ledger is rebuilt from the published reports`() throws {
      try run()
      try place.write(GeneratedCorpus(5, seed: 4).text, to: "in/b.jsonl")
      try run()
      let before = facts(try RunHistory(folder))
      try FileManager.default.removeItem(atPath: folder.state)

      // Looking at it makes nothing.
      let looked = try RunHistory(folder)
      #expect(facts(looked) == before)
      #expect(looked.entries.map(\.run.adopted) == [true, true])
      #expect(looked.warnings.map(\.code) == ["ledger.rebuilt"])
      #expect(!FileManager.default.fileExists(atPath: folder.state))

      #expect(try codes(run()) == ["ledger.rebuilt"])
      let rebuilt = try RunHistory(folder)
      #expect(rebuilt.warnings == [])
      #expect(Array(facts(rebuilt).dropFirst()) == before)
      #expect(rebuilt.entries.map(\.run.adopted) == [false, true, true])
      #expect(
        rebuilt.entries[0].batches == BatchChanges(total: 2, added: 0, changed: 0, removed: 0))
      #expect(try Verification(folder).problems == [])
    }

    enum Ruin: CaseIterable { case emptied, cut, overwritten, noise }

    @Test(arguments: Ruin.allCases)
    func `A corrupt ledger is moved aside and rebuilt`(ruin: Ruin) throws {
      try run()
      let before = facts(try RunHistory(folder))
      for suffix in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: ledgerPath + suffix)
      }
      var bytes = try Data(contentsOf: URL(filePath: ledgerPath))
      switch ruin {
      case .emptied: bytes = Data()
      case .cut: bytes = bytes.prefix(bytes.count / 2 + 100)
      case .overwritten:
        bytes.replaceSubrange(4096..<8192, with: Data(repeating: 0x5A, count: 4096))
      case .noise: bytes = Data("this is no database, but long enough to look at".utf8)
      }
      try bytes.write(to: URL(filePath: ledgerPath))

      #expect(facts(try RunHistory(folder)) == before)
      #expect(try Data(contentsOf: URL(filePath: ledgerPath)) == bytes)
      if ruin != .emptied {
        let check = try Verification(folder).checks.first { $0.name == "ledger" }
        #expect(check?.problems.map(\.code) == ["ledger.damaged"])
      }
      let expected = ruin == .emptied ? [] : ["ledger.damaged"]
      #expect(try codes(run()) == expected + ["ledger.rebuilt"])
      #expect(Array(facts(try RunHistory(folder)).dropFirst()) == before)
      #expect(try Verification(folder).problems == [])
    }

    @Test func `A run killed after it had published is taken up`() throws {
      let id = URL(filePath: try run().folder).lastPathComponent
      let before = facts(try RunHistory(folder))
      try FileManager.default.removeItem(atPath: folder.state)
      let ledger = try Ledger.open(state: folder.state)
      let known = try PublishedRuns(folder: folder.path).run(id)
      try ledger.begin(
        run: Run(
          id: id, started: known.started, pipeline: JSONValue.object(known.pipeline).compact,
          versions: known.versions))
      let stage = Stage(
        run: id, name: "counting", started: known.started, ended: known.started + 1, counts: [:])
      try ledger.record(stage: stage)

      let next = try run()
      #expect(codes(next) == ["run.adopted"])
      #expect(next.outcome.warnings.first?.message.contains("killed after") == true)
      let history = try RunHistory(folder)
      #expect(Array(facts(history).dropFirst()) == before)
      #expect(try history.stages(of: history.entries[1]) == [stage])
      #expect(try codes(run()) == [])
    }

    @Test func `A published run that is not what it was is not taken up`() throws {
      let first = try run()
      try FileManager.default.removeItem(atPath: folder.state)
      let id = URL(filePath: first.folder).lastPathComponent
      try place.write("something else", to: "Output/p/\(id)/terms.csv")
      #expect(try codes(run()) == ["run.not-adopted"])
      #expect(try RunHistory(folder).entries.count == 1)
      #expect(try RunHistory(folder).warnings.map(\.code) == ["run.not-adopted"])
    }

    @Test func `The JSON form`() throws {
      try run()
      let history = try RunHistory(folder)
      #expect(history.json.members.map(\.name) == ["name", "folder", "warnings", "runs"])
      let run = try #require(history.json["runs"]?.array?.first?.object)
      let names = [
        "run", "state", "started", "ended", "seconds", "exit", "reports", "folder", "adopted",
        "articles", "batches", "peak_memory", "versions",
      ]
      #expect(run.members.map(\.name) == names)
      #expect(run["batches"] == ["total": 1, "added": 1, "changed": 0, "removed": 0])
      #expect(run["started"]?.text?.hasSuffix("Z") == true)
      let whole = try history.json(of: history.entries[0])
      #expect(whole.members.map(\.name) == names + ["stages", "files", "resolved_pipeline"])
      #expect(whole["resolved_pipeline"]?.object?["name"] == "p")
    }
  }

  /// `broadsheet verify`.
  @Suite struct Verifying {
    private let place: Workplace
    private let run: FinishedRun
    private var folder: PipelineFolder { PipelineFolder(name: "p", in: "\(place.path)/Output") }

    init() throws {
      place = try Workplace()
      try place.write(GeneratedCorpus(20, seed: 3).text, to: "in/a.jsonl")
      run = try place.run(place.pipeline(Recipe.three("[in/*]")))
    }

    private func codes() throws -> [String] { try Verification(folder).problems.map(\.code) }

    private func rewrite(_ name: String, _ change: (inout String) -> Void) throws {
      let path = "\(run.folder)/\(name)"
      var text = try String(contentsOfFile: path, encoding: .utf8)
      change(&text)
      try text.write(toFile: path, atomically: false, encoding: .utf8)
    }

    @Test func `All is well`() throws {
      let verification = try Verification(folder)
      #expect(verification.problems == [])
      #expect(verification.checks.map(\.name) == ["latest", "reports", "leaves", "ledger"])
      #expect(verification.checks.map(\.count) == [1, 7, 1, 1])
      #expect(
        verification.json == [
          "pipeline": "p", "folder": .string(folder.path), "ok": true,
          "checks": [
            ["name": "latest", "count": 1, "ok": true, "problems": []],
            ["name": "reports", "count": 7, "ok": true, "problems": []],
            ["name": "leaves", "count": 1, "ok": true, "problems": []],
            ["name": "ledger", "count": 1, "ok": true, "problems": []],
          ],
        ])
    }

    @Test func `Files that were changed`() throws {
      try rewrite("terms.csv") { $0 = $0.replacing("1", with: "7") }
      try rewrite("pairs.json") { $0 += "\n" }
      try FileManager.default.removeItem(atPath: "\(run.folder)/lines.csv")
      let problems = try Verification(folder).problems
      let found = problems.map { problem -> String in
        guard case .path(let path)? = problem.place else { return problem.code }
        return "\(problem.code) \(URL(filePath: path).lastPathComponent)"
      }
      #expect(
        Set(found) == [
          "report.changed terms.csv", "report.changed pairs.json", "report.missing lines.csv",
        ])
      #expect(problems.allSatisfy { $0.exit == .inputOutput })
    }

    @Test func `A record that was changed`() throws {
      try rewrite("run.json") { $0 = $0.replacing("\"jobs\": 2", with: "\"jobs\": 3") }
      #expect(try codes() == ["report.unlike-ledger"])
      try rewrite("run.json") { $0 = $0.replacing("\"files\"", with: "\"fies\"") }
      #expect(try codes() == ["report.malformed"])
      try rewrite("run.json") { $0 = String($0.dropLast(40)) }
      #expect(try codes() == ["report.malformed"])
    }

    @Test func `A latest that leads nowhere`() throws {
      let link = "\(folder.path)/latest"
      try FileManager.default.removeItem(atPath: link)
      #expect(try codes() == ["latest.missing"])
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "1999")
      #expect(try codes() == ["latest.dangling"])
      let copy = "\(folder.path)/0copy"
      try FileManager.default.copyItem(atPath: run.folder, toPath: copy)
      try FileManager.default.removeItem(atPath: link)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "0copy")
      #expect(try codes() == ["latest.outdated", "report.misplaced"])
    }

    @Test func `A run that the ledger does not know`() throws {
      try FileManager.default.removeItem(atPath: "\(folder.state)/ledger.sqlite")
      for suffix in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: "\(folder.state)/ledger.sqlite\(suffix)")
      }
      #expect(try codes() == ["ledger.lacks-run"])
    }

    @Test func `How a pipeline is named`() throws {
      let output = "\(place.path)/Output"
      #expect(try PipelineFolder.named("p", output: output) == folder)
      #expect(try PipelineFolder.named("\(output)/p/", output: nil).path == folder.path)
      #expect(try PipelineFolder.all(output: output) == [folder])
      // A file whose batches are gone, and with whatever other mistake, still names its reports.
      try place.write(
        "{name: p, corpus: {batches: gone/*}, nonsense: 1, reports: {directory: Output}}",
        to: "night.yml")
      #expect(try PipelineFolder.named("\(place.path)/night.yml", output: nil).path == folder.path)
      let unknown = fault { _ = try PipelineFolder.named("q", output: output) }
      #expect(unknown?.exit == .noInput)
      #expect(unknown?.advice == "Did you mean `p`?")
      #expect(fault { _ = try PipelineFolder.all(output: place.path + "/in") }?.exit == .noInput)
    }
  }
}
