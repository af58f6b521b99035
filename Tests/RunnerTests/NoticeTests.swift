import Diagnostics
import Foundation
import Pipelines
import Testing

@testable import Runner

extension RunnerTests {
  /// Somebody is told how a run ended.
  @Suite struct Notices {
    private func place(_ notify: String) throws -> (Workplace, Pipeline) {
      let place = try Workplace()
      try place.write(GeneratedCorpus(5, seed: 31).text, to: "in/a.jsonl")
      let pipeline = try place.pipeline(
        "{version: 1, corpus: {batches: in/a.jsonl}, reports: {notify: \(notify)}}")
      return (place, pipeline)
    }

    private func told(_ place: Workplace) throws -> [String: Any] {
      let text = try Data(contentsOf: URL(filePath: "\(place.path)/told.json"))
      return try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
    }

    private let failure = Fault(
      "run.no-articles", "no article could be read", at: .path("in/a.jsonl"),
      advice: "Look at it.", exit: .data)

    @Test func `A run that published is told with its record`() throws {
      let (place, pipeline) = try place(#"{on: always, command: [sh, -c, "cat > told.json"]}"#)
      let run = try place.run(pipeline)
      #expect(RunNotice(pipeline, run.outcome).send() == nil)
      let told = try told(place)
      #expect(told["exit"] as? Int == 0)
      #expect(told["run"] as? String == run.record["run"] as? String)
      #expect((told["articles"] as? [String: Any])?["counted"] as? Int == 5)
      #expect((told["batches"] as? [Any])?.count == 1)
      #expect(told["fault"] is NSNull)
      let folder = try #require(told["folder"] as? String)
      #expect(FileManager.default.fileExists(atPath: "\(folder)/run.json"))
      #expect(folder.hasPrefix("/"))
    }

    @Test func `A failure is told with what, where and what to do`() throws {
      let (place, pipeline) = try place(#"{command: [sh, -c, "cat > told.json"]}"#)
      let notice = RunNotice(pipeline, run: "20260724T020000.000Z", started: Date(), failure)
      #expect(notice.send() == nil)
      let told = try told(place)
      #expect(told["exit"] as? Int == 65)
      #expect(told["run"] as? String == "20260724T020000.000Z")
      #expect(told["pipeline"] as? String == "p")
      #expect(told["folder"] is NSNull)
      #expect(
        told["fault"] as? [String: String] == [
          "code": "run.no-articles", "message": "no article could be read", "place": "in/a.jsonl",
          "advice": "Look at it.",
        ])
    }

    @Test func `The command finds the same environment whoever starts the run`() throws {
      unsafe setenv("BROADSHEET_MAIL_TO", "desk@example.org", 1)
      unsafe setenv("SECRET_TOKEN", "x", 1)
      unsafe setenv("LC_ALL", "C", 1)
      defer {
        for name in ["BROADSHEET_MAIL_TO", "SECRET_TOKEN", "LC_ALL"] { unsafe unsetenv(name) }
      }
      let (place, pipeline) = try place(
        #"{command: [sh, -c, "env > env.txt; ls /proc/self/fd > files.txt"]}"#)
      let notice = RunNotice(pipeline, run: "20260724T020000.000Z", started: Date(), failure)
      // A file that whoever started this process may have left open.
      let open = dup(0)
      #expect(notice.send() == nil)
      close(open)
      let text = try String(contentsOfFile: "\(place.path)/env.txt", encoding: .utf8)
      var found: [String: String] = [:]
      for line in text.split(separator: "\n") {
        let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        found[String(parts[0])] = String(parts.last ?? "")
      }
      #expect(found["BROADSHEET_MAIL_TO"] == "desk@example.org")
      #expect(found["BROADSHEET_PIPELINE"] == "p")
      #expect(found["BROADSHEET_FILE"] == "\(place.path)/p.yml")
      #expect(found["BROADSHEET_STATUS"] == "65")
      #expect(found["BROADSHEET_RUN"] == "20260724T020000.000Z")
      #expect(found["BROADSHEET_FOLDER"] == "")
      #expect(found["BROADSHEET_FAULT"] == "run.no-articles")
      #expect(found["LANG"] == "C.UTF-8")
      #expect(found["PATH"]?.isEmpty == false)
      #expect(found["SECRET_TOKEN"] == nil && found["LC_ALL"] == nil)
      let files = try String(contentsOfFile: "\(place.path)/files.txt", encoding: .utf8)
      // Beside the streams, the folder that `ls` reads.
      #expect(files.split(separator: "\n").count == 4)
    }

    @Test func `Of success, only those hear who want to`() throws {
      let (place, pipeline) = try place("{on: failure, command: [touch, told.json]}")
      #expect(RunNotice(pipeline, try place.run(pipeline).outcome).send() == nil)
      #expect(!place.exists("told.json"))
      // Some input rejected, and published nevertheless.
      try place.write("{}\n" + GeneratedCorpus(5, seed: 31).text, to: "in/a.jsonl")
      let run = try place.run(pipeline)
      #expect(run.outcome.exit == .rejects)
      #expect(RunNotice(pipeline, run.outcome).send() == nil)
      #expect(!place.exists("told.json"))
      #expect(RunNotice(pipeline, run: nil, started: Date(), failure).send() == nil)
      #expect(place.exists("told.json"))
    }

    @Test func `The program is found from the folder of the pipeline`() throws {
      let (place, pipeline) = try place(#"{command: [bin/tell, "two words", $HOME]}"#)
      try place.write("#!/bin/sh\necho \"$1|$2|$#\" > told.txt\n", to: "bin/tell")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: "\(place.path)/bin/tell")
      #expect(RunNotice(pipeline, run: nil, started: Date(), failure).send() == nil)
      #expect(
        try String(contentsOfFile: "\(place.path)/told.txt", encoding: .utf8)
          == "two words|$HOME|2\n")
    }

    @Test(arguments: [
      ("[sh, -c, 'exit 3']", "`sh`, ended with status 3"),
      ("[sh, -c, 'kill -9 $$']", "`sh`, was killed by signal 9"),
      ("[./nobody]", "`./nobody`, cannot be started: No such file or directory"),
    ])
    func `A command that fails is a warning`(command: String, words: String) throws {
      let (place, pipeline) = try place("{command: \(command)}")
      let warning = RunNotice(pipeline, run: nil, started: Date(), failure).send()
      #expect(warning?.code == "run.notify")
      #expect(warning?.exit == .success)
      #expect(warning?.message == "the command of `reports.notify`, \(words)")
      _ = place
    }

    @Test func `A command that takes too long is killed`() throws {
      let (place, pipeline) = try place("{command: [sleep, '60']}")
      let notice = RunNotice(pipeline, .data, [:], timeLimit: 0.2)
      #expect(
        notice.send()?.message
          == "the command of `reports.notify`, `sleep`, took longer than 0 s and was killed")
      _ = place
    }
  }
}
