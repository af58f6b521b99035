import Foundation
import TestSupport
import Testing

/// A run that is killed at any moment leaves whole reports, and the next one is none the worse.
@Suite("Kills") struct KillTests {
  /// The program built for release, if it is there: 300 runs of the other take hours.
  private static let program: String = {
    let release = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: ".build/release/broadsheet").path()
    return FileManager.default.isExecutableFile(atPath: release) ? release : Program.path
  }()

  private let place: Place
  private var random = Generator(seed: 9)
  private var parts = 0

  init() throws {
    place = try Place()
    try place.write(
      """
      version: 1
      corpus: {batches: "../in/*", keep_removed: false}
      analyses:
        terms: {kind: term-frequency, group_by: month}
        pairs: {kind: co-occurrence, window: 8, top: 500}
        pieces: {kind: term-frequency, ngrams: 3, top: 500}
        lines: {kind: concordance, query: "w1?", limit: 50}
      reports: {keep: 2}
      """, to: "Pipelines/nightly.yml")
    for day in 0..<80 { try writeBatch(day) }
  }

  /// A batch of articles of made-up words; so many different pairs that counts spill.
  private mutating func writeBatch(_ day: Int) throws {
    var text = ""
    parts += 1
    for article in 0..<20 {
      let words = (0..<400).map { _ in
        "w\(random.number(0..<random.number(1..<random.number(2..<30_000))))"
      }
      text += """
        {"id": "\(parts)-\(article)", "date": "2024-0\(1 + day % 9)-11", \
        "body": "\(words.joined(separator: " "))."}\n
        """
    }
    try place.write(text, to: "in/day-\(1000 + day).jsonl")
  }

  private func run(_ more: String...) throws -> Program.Running {
    try Program.Running(
      ["run", "Pipelines/nightly.yml", "--jobs", "2", "--memory", "128MiB"] + more,
      program: Self.program, in: place)
  }

  /// The tables of the latest run under `output`, by name.
  private func tables(_ output: String) throws -> [String: Data] {
    let folder = "\(place.path)/\(output)/nightly/latest"
    var tables: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name != "run.json" {
      tables[name] = try Data(contentsOf: URL(filePath: "\(folder)/\(name)"))
    }
    return tables
  }

  /// What is under the output that no run should leave.
  private func orphans() throws -> [String] {
    let folder = "\(place.path)/Output/nightly"
    let all = try FileManager.default.subpathsOfDirectory(atPath: folder)
    return all.filter { path in
      let name = path.split(separator: "/").last ?? ""
      return path.contains("scratch") || path.hasPrefix(".unpublished") || name.hasPrefix(".latest")
        || (path.contains("leaves/") && name.contains(".")
          && !path.hasSuffix(".leaf") && !path.hasSuffix(".cache"))
    }
  }

  @Test(
    "300 kills at random moments",
    .enabled(if: Program.isLong, "BROADSHEET_LONG is not 1"), .timeLimit(.minutes(60)))
  mutating func kills() throws {
    let started = Date()
    #expect(try run().wait().status == 0)
    let length = Date().timeIntervalSince(started)
    var killed = 0
    for round in 0..<300 {
      switch random.number(0..<4) {
      case 0:
        try FileManager.default.removeItem(atPath: "\(place.path)/Output/nightly/.state/leaves")
      case 1: for _ in 0..<random.number(1..<40) { try writeBatch(random.number(0..<80)) }
      default: try writeBatch(random.number(0..<80))
      }
      let victim = try run()
      Thread.sleep(forTimeInterval: length * Double(random.number(0..<1000)) / 1000)
      kill(victim.pid, SIGKILL)
      if victim.wait().status == 128 + 9 { killed += 1 }
      // What is published is whole: every file has the digest that its run.json says. That `latest`
      // or the ledger do not know of the newest yet is what the next run sets right.
      let verified = try Program.Running(
        ["verify", "nightly", "--json"], program: Self.program, in: place
      ).wait().output
      let isWhole = verified.contains("\"reports\"") && !verified.contains("\"report.")
      #expect(isWhole, "round \(round): \(verified)")
      let plain = try run().wait()
      #expect(plain.status == 0, "round \(round): \(plain.errors)")
      #expect(try orphans() == [], "round \(round)")
      let undisturbed = try run("--full", "--output", "Undisturbed").wait()
      #expect(undisturbed.status == 0, "round \(round): \(undisturbed.errors)")
      let agrees = try tables("Output") == tables("Undisturbed")
      #expect(agrees, "round \(round)")
    }
    #expect(killed > 100)
  }
}
