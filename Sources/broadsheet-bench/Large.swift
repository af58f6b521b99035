import ArgumentParser
import Bytes
import Foundation

/// Measures a run over more text than memory holds the counts of.
struct Large: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure a run over much text, in little memory and in much.",
    discussion: """
      Terms, all pairs of a window of five, and bigrams of generated text. Whatever the memory, the \
      tables must be the same bytes; the process must stay within 1.25 times its budget. The exit \
      status is 1 otherwise.
      """)

  @OptionGroup var meter: Meter

  @Option(help: "How much text, inflated.")
  var size = ByteSize(bytes: 2_000_000_000)

  @Option(parsing: .upToNextOption, help: "The budgets of memory.")
  var memory = ["256MiB", "8GiB"]

  func validate() throws {
    guard !memory.isEmpty, memory.allSatisfy({ ByteSize(argument: $0) != nil }) else {
      throw ValidationError("--memory takes sizes such as 256MiB.")
    }
  }

  func run() throws {
    let corpus = "generated-\(size.bytes)"
    try makeCorpus("\(meter.folder)/\(corpus)")
    say("memory      wall s    cpu s    peak MiB     limit")
    var first: [String: Data]?
    var isGood = true
    for budget in memory {
      meter.forget(name(budget))
      let cost = try meter.run(
        pipeline(corpus, budget), named: name(budget), ["--memory", budget])
      let limit = (ByteSize(argument: budget)?.bytes ?? 0) / 4 * 5
      let tables = try meter.tables(of: name(budget))
      let isSame = first == nil || first == tables
      first = first ?? tables
      isGood = isGood && isSame && cost.peakMemory <= limit
      let cells = [
        number(cost.wall, 1), number(cost.cpu, 1), "\(cost.peakMemory >> 20)", "\(limit >> 20)",
      ].map { right($0, 10) }
      say(
        budget.padding(toLength: 8, withPad: " ", startingAt: 0) + cells.joined(),
        cost.peakMemory <= limit ? "" : "MISSED: memory", isSame ? "" : "WRONG: other tables")
    }
    if let first {
      let bytes = first.values.reduce(0) { $0 + $1.count }
      say("\(first.count) tables, \(bytes / 1_000_000) MB" + (isGood ? ", the same in all" : ""))
    }
    if !isGood { throw ExitCode.failure }
  }

  private func name(_ budget: String) -> String { "large-\(budget)" }

  /// Generates the text, under another name until it is whole.
  private func makeCorpus(_ path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    var generate = try Generate.parse(["--size", "\(size.bytes)"])
    generate.output = path + ".unfinished"
    try? FileManager.default.removeItem(atPath: generate.output)
    try generate.run()
    try FileManager.default.moveItem(atPath: generate.output, toPath: path)
  }

  private func pipeline(_ corpus: String, _ budget: String) -> String {
    """
    version: 1
    name: \(name(budget))
    corpus: {batches: ["\(corpus)/*.jsonl.gz"]}
    analyses:
      terms: {kind: term-frequency}
      pairs: {kind: co-occurrence, window: 5, within: sentence, min_count: 5, top: 1000000}
      bigrams: {kind: term-frequency, ngrams: 2, min_count: 2}
    reports: {keep: 1, formats: [csv]}

    """
  }
}
