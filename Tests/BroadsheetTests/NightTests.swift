import Foundation
import Testing

/// Runs as cron starts them: what they say, what they log, and that there is one at a time.
@Suite("Nights", .serialized) struct NightTests {
  let place: Place

  init() throws {
    place = try Place()
    try place.writeBatch(5)
    try place.writePipeline()
  }

  private func run(_ arguments: String...) throws -> Program.Ending {
    try Program.Running(["run", "Pipelines/nightly.yml"] + arguments, in: place).wait()
  }

  private func lines(_ name: String) throws -> [[String: Any]] {
    try place.text(name).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  // MARK: What is said

  @Test("success is silent, failure says what, where and what to do") func silence() throws {
    var ending = try run()
    #expect(ending.status == 0 && ending.output == "" && ending.errors == "")
    try place.writePipeline("assert: [articles >= 100, new_batches >= 1]")
    ending = try run()
    #expect(ending.status == 65 && ending.output == "")
    #expect(
      ending.errors == """
        Pipelines/nightly.yml: `articles >= 100` does not hold: articles is 5; `new_batches >= 1` \
        does not hold: new_batches is 0 [run.assertion-failed]
          Nothing was published. Look at the input, or change `assert`.

        """)
    #expect(place.names(in: "Output/nightly").count == 2)
  }

  @Test("a log has all messages, stages and ends of all runs") func log() throws {
    #expect(try run("--log", "b.jsonl", "--quiet").status == 0)
    var log = try lines("b.jsonl")
    var codes: [String] { log.compactMap { $0["code"] as? String }.filter { $0 != "run.stage" } }
    #expect(codes == ["run.start", "run.began", "run.done"])
    #expect(log.allSatisfy { $0["pipeline"] as? String == "nightly" && $0["pid"] is Int })
    #expect(log.allSatisfy { ($0["time"] as? String)?.count == 20 })
    let run = log[1]["run"] as? String
    #expect(run == place.names(in: "Output/nightly").first)
    #expect(log.dropFirst().allSatisfy { $0["run"] as? String == run })
    #expect(log[2]["stage"] as? String == "counting" && log[2]["seconds"] is Double)
    #expect(log.last?["exit"] as? Int == 0 && log.last?["counted"] as? Int == 5)

    let first = log.count
    try place.writePipeline("assert: articles == 0")
    #expect(try self.run("--log", "b.jsonl").status == 65)
    log = Array(try lines("b.jsonl").dropFirst(first))
    #expect(codes == ["run.start", "run.began", "run.assertion-failed", "run.failed"])
    let fault = log[log.count - 2]
    #expect(fault["level"] as? String == "error" && fault["advice"] is String)
    #expect(log.last?["exit"] as? Int == 65)

    let second = first + log.count
    try place.writePipeline("x: 1")
    #expect(try self.run("--log", "b.jsonl").status == 78)
    log = Array(try lines("b.jsonl").dropFirst(second))
    #expect(codes == ["pipeline.unknown-key", "run.failed"])
    #expect(log[0]["line"] as? Int == 3 && log[1]["exit"] as? Int == 78)
  }

  @Test("a log that cannot be opened ends the run before it begins") func noLog() throws {
    let ending = try run("--log", "nowhere/b.jsonl")
    #expect(ending.status == 73)
    #expect(ending.errors.contains("nowhere/b.jsonl: cannot open the log: No such file"))
    #expect(!place.exists("Output"))
  }

  @Test("a log that cannot be written is a word, no failure") func fullLog() throws {
    let ending = try run("--log", "/dev/full")
    #expect(ending.status == 0)
    #expect(
      ending.errors
        == "warning: /dev/full: cannot write the log: No space left on device [log.write-failed]\n")
  }

  @Test("a command hears of failures, and never changes the status") func notify() throws {
    let notify = #"reports: {notify: {command: [sh, -c, "cat > ../told.json; exit 9"]}}"#
    try place.writePipeline(notify)
    #expect(try run().errors == "")
    #expect(!place.exists("told.json"))
    try place.writePipeline(notify + "\nassert: articles == 0")
    let ending = try run("--log", "b.jsonl")
    #expect(ending.status == 65)
    #expect(
      ending.errors.hasSuffix(
        "warning: Pipelines/nightly.yml: the command of `reports.notify`, `sh`, ended with status "
          + "9 [run.notify]\n"))
    let text = place.text("told.json")
    #expect(text.contains(#""exit": 65"#) && text.contains(#""code": "run.assertion-failed""#))
    let run = try lines("b.jsonl").compactMap { $0["run"] as? String }.first ?? "?"
    #expect(text.contains(#""run": "\#(run)""#))
    #expect(try lines("b.jsonl").last?["code"] as? String == "run.notify")
  }

  // MARK: One at a time

  /// Starts a run that takes a while, and stops it (SIGSTOP) while it holds the lock.
  private func stoppedRun() throws -> Program.Running {
    try place.writeBatch(20_000, to: "in/long.jsonl")
    let holder = try Program.Running(
      ["run", "Pipelines/nightly.yml", "--log", "holder.jsonl"], in: place)
    var hasBegun: Bool { place.text("holder.jsonl").contains("run.began") }
    for _ in 0..<2000 where !hasBegun { usleep(5000) }
    try #require(hasBegun)
    kill(holder.pid, SIGSTOP)
    for _ in 0..<2000 where state(of: holder.pid) != "T" { usleep(1000) }
    try #require(state(of: holder.pid) == "T")
    return holder
  }

  private func state(of process: Int32) -> String {
    let status = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ""
    return String(status.split(separator: ") ").last?.prefix(1) ?? "")
  }

  @Test("a stopped run keeps others out, who name it; a killed one does not") func stopped() throws
  {
    let holder = try stoppedRun()
    let others = try (0..<10).map { _ in
      try Program.Running(["run", "Pipelines/nightly.yml"], in: place)
    }
    for other in others {
      let ending = other.wait()
      #expect(ending.status == 75)
      #expect(
        ending.errors.contains(
          "another run of this pipeline is going on, process \(holder.pid), since 20"))
    }
    #expect(place.names(in: "Output/nightly") == [])

    kill(holder.pid, SIGKILL)
    #expect(holder.wait().status == 128 + SIGKILL)
    try FileManager.default.removeItem(atPath: "\(place.path)/in/long.jsonl")
    let ending = try run()
    #expect(ending.status == 0)
    #expect(ending.errors.contains("was killed before its end [run.interrupted]"))
    #expect(place.names(in: "Output/nightly").count == 2)
    #expect(!place.exists("Output/nightly/.state/scratch"))
  }

  @Test("a stopped run that goes on publishes") func continued() throws {
    let holder = try stoppedRun()
    #expect(try run().status == 75)
    kill(holder.pid, SIGCONT)
    let ending = holder.wait()
    #expect(ending.status == 0 && ending.errors == "")
    #expect(place.names(in: "Output/nightly").count == 2)
  }

  @Test("of ten runs at once each publishes, or names one that does") func ten() throws {
    let runs = try (0..<10).map { _ in
      try Program.Running(["run", "Pipelines/nightly.yml"], in: place)
    }
    let pids = Set(runs.map(\.pid))
    let endings = runs.map { ($0.pid, $0.wait()) }
    let published = endings.filter { $0.1.status == 0 }
    #expect(!published.isEmpty)
    #expect(place.names(in: "Output/nightly").count == published.count + 1)
    for (pid, ending) in endings where ending.status != 0 {
      #expect(ending.status == 75, "\(ending.errors)")
      let named = ending.errors.firstMatch(of: /process (\d+), since 20/).flatMap { Int32($0.1) }
      if let named { #expect(pids.contains(named) && named != pid) }
    }
  }

  @Test("two pipeline files of one name") func sameName() throws {
    #expect(try run().status == 0)
    try place.write(place.text("Pipelines/nightly.yml"), to: "Other/nightly.yml")
    let ending = try Program.run("run", "Other/nightly.yml", in: place)
    #expect(ending.status == 78)
    #expect(ending.errors.contains("\(place.path)/Pipelines/nightly.yml [run.other-pipeline]"))
    #expect(place.names(in: "Output/nightly").count == 2)
  }
}
