import ArgumentParser
import Bytes
import Foundation

/// Measures a night: one batch more than the thousand that were counted before.
struct Night: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure a night: a thousand batches counted, then one more.",
    discussion: """
      For terms, pairs and a concordance. The tables of the night must be those of `--full`; the \
      exit status is 1 otherwise, or if a night takes a greater part of the first run's time than \
      it may.
      """)

  @OptionGroup var meter: Meter

  @Option(help: "How many batches are counted before the night.")
  var batches = 1000

  @Option(help: "The size of a batch, inflated.")
  var batchSize = ByteSize(bytes: 2_000_000)

  func validate() throws {
    guard batches > 0 else { throw ValidationError("--batches is 1 or more.") }
  }

  /// An analysis, and the most that its night may take of the first run's time; nil for no target.
  /// Of a table with a row for every word that ever occurred, writing it is most of a night.
  private static let analyses: [(name: String, analysis: String, target: Double?)] = [
    ("terms", "{kind: term-frequency, min_count: 2}", 0.05),
    ("all-terms", "{kind: term-frequency}", nil),
    ("pairs", "{kind: co-occurrence, window: 5, min_count: 5, top: 10000}", 0.15),
    ("concordance", "{kind: concordance, query: tan, limit: 500}", 0.05),
  ]

  func run() throws {
    let archive = "nights-\(batches)-\(batchSize.bytes)"
    try FileManager.default.createDirectory(
      atPath: "\(meter.folder)/\(archive)", withIntermediateDirectories: true)
    for index in 0..<batches { try makeBatch(index, in: archive) }
    say("analysis       first s   cpu s   night s   cpu s     ratio    target    full s   cpu s")
    var isGood = true
    for (name, analysis, target) in Self.analyses {
      try? FileManager.default.removeItem(atPath: path(batches, in: archive))
      let pipeline = """
        version: 1
        name: night-\(name)
        corpus: {batches: ["\(archive)/*.jsonl.gz"]}
        analyses: {\(name): \(analysis)}
        reports: {keep: 1}

        """
      meter.forget("night-\(name)")
      let first = try meter.run(pipeline, named: "night-\(name)")
      try makeBatch(batches, in: archive)
      let night = try meter.run(pipeline, named: "night-\(name)")
      let tables = try meter.digests(ofTablesOf: "night-\(name)")
      let full = try meter.run(pipeline, named: "night-\(name)", ["--full"])
      let isSame = try tables == meter.digests(ofTablesOf: "night-\(name)")
      let ratio = night.wall / first.wall
      let isQuick = target.map { ratio <= $0 } ?? true
      isGood = isGood && isSame && isQuick
      let figures: [(value: Double?, digits: Int, width: Int)] = [
        (first.wall, 2, 10), (first.cpu, 1, 8), (night.wall, 2, 10), (night.cpu, 1, 8),
        (ratio, 3, 10), (target, 2, 10), (full.wall, 2, 10), (full.cpu, 1, 8),
      ]
      let cells = figures.map { figure in
        right(figure.value.map { number($0, figure.digits) } ?? "", figure.width)
      }
      say(
        name.padding(toLength: 12, withPad: " ", startingAt: 0) + cells.joined(),
        isQuick ? "" : "MISSED: time", isSame ? "" : "WRONG: other tables than --full")
    }
    if !isGood { throw ExitCode.failure }
  }

  private func path(_ index: Int, in archive: String) -> String {
    "\(meter.folder)/\(archive)/\(SyntheticBatch.name(index))"
  }

  private func makeBatch(_ index: Int, in archive: String) throws {
    guard !FileManager.default.fileExists(atPath: path(index, in: archive)) else { return }
    try SyntheticBatch(seed: 1, index: index, size: batchSize.bytes)
      .write(to: "\(meter.folder)/\(archive)", level: 1)
  }
}
