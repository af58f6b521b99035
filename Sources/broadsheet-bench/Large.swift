import ArgumentParser
import Bytes
import Foundation

/// Measures runs over more than memory holds the counts of.
struct Large: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure runs over much text and over many words, in little memory and in much.",
    discussion: """
      Terms, all pairs of a window of five, and bigrams of generated text; then, on text in which \
      every word is new, each kind of table that has a row for every term. Whatever the memory, \
      the \
      tables must be the same bytes, and the process must stay within 1.25 times its budget. Pairs \
      of \
      new words may take three times as long in the least memory as in the most. The exit status \
      is \
      1 otherwise.
      """)

  @OptionGroup var meter: Meter

  @Option(help: "How much text, inflated.")
  var size = ByteSize(bytes: 2_000_000_000)

  @Option(parsing: .upToNextOption, help: "The budgets of memory for it.")
  var memory = ["256MiB", "8GiB"]

  @Option(help: "How many words the other text has, each of them new.")
  var words = 10_000_000

  @Option(parsing: .upToNextOption, help: "The budgets of memory for that.")
  var wordMemory = ["128MiB", "256MiB", "4GiB"]

  func validate() throws {
    for (name, budgets) in [("--memory", memory), ("--word-memory", wordMemory)] {
      guard !budgets.isEmpty, budgets.allSatisfy({ ByteSize(argument: $0) != nil }) else {
        throw ValidationError("\(name) takes sizes such as 256MiB.")
      }
    }
    guard (1...NewWords.most).contains(words) else {
      throw ValidationError("--words is 1 to \(NewWords.most).")
    }
  }

  func run() throws {
    let text = "generated-\(size.bytes)"
    try make("\(meter.folder)/\(text)") { path in
      var generate = try Generate.parse(["--size", "\(size.bytes)"])
      generate.output = path
      try generate.run()
    }
    let newWords = "new-words-\(words)"
    try make("\(meter.folder)/\(newWords)") { try NewWords(count: words).write(to: $0) }
    say("tables          memory      wall s    cpu s    peak MiB     limit")
    var isGood = try measure(
      Trial(
        name: "generated", corpus: text,
        analyses: [
          "terms: {kind: term-frequency}",
          "pairs: {kind: co-occurrence, window: 5, within: sentence, min_count: 5, top: 1000000}",
          "bigrams: {kind: term-frequency, ngrams: 2, min_count: 2}",
        ]), in: memory)
    for trial in Trial.ofNewWords(newWords) {
      isGood = try measure(trial, in: wordMemory) && isGood
    }
    if !isGood { throw ExitCode.failure }
  }

  /// Makes a corpus unless it is there, under another name until it is whole.
  private func make(_ path: String, _ write: (String) throws -> Void) throws {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    let unfinished = path + ".unfinished"
    try? FileManager.default.removeItem(atPath: unfinished)
    try FileManager.default.createDirectory(atPath: unfinished, withIntermediateDirectories: true)
    try write(unfinished)
    try FileManager.default.moveItem(atPath: unfinished, toPath: path)
  }

  /// Measures a trial in each budget; false if one goes beyond its bounds, or gives other tables.
  private func measure(_ trial: Trial, in budgets: [String]) throws -> Bool {
    var first: [String: [UInt8]]?
    var costs: [Measurement] = []
    var isGood = true
    for budget in budgets {
      let name = "large-\(trial.name)-\(budget)"
      meter.forget(name)
      let cost = try meter.run(
        trial.pipeline(named: name), named: name, ["--memory", budget])
      let limit = (ByteSize(argument: budget)?.bytes ?? 0) / 4 * 5
      let tables = try meter.digests(ofTablesOf: name)
      let isSame = first == nil || first == tables
      first = first ?? tables
      costs.append(cost)
      isGood = isGood && isSame && cost.peakMemory <= limit
      let cells = [
        number(cost.wall, 1), number(cost.cpu, 1), "\(cost.peakMemory >> 20)", "\(limit >> 20)",
      ].map { right($0, 10) }
      say(
        [trial.name, budget].map { $0.padding(toLength: 14, withPad: " ", startingAt: 0) }.joined()
          + cells.joined(),
        cost.peakMemory <= limit ? "" : "MISSED: memory", isSame ? "" : "WRONG: other tables")
    }
    if let mostSlower = trial.mostSlower, let least = costs.first, let most = costs.last,
      least.wall > mostSlower * most.wall
    {
      say("MISSED: \(trial.name) take \(number(least.wall / most.wall, 1)) times as long")
      isGood = false
    }
    return isGood
  }
}

/// A pipeline that is run in several budgets of memory.
private struct Trial {
  var name: String
  /// The folder of its batches.
  var corpus: String
  /// The analyses, as in the pipeline.
  var analyses: [String]
  /// How many times as long it may take in the first budget as in the last.
  var mostSlower: Double?

  /// Trials on text in which every word is new.
  static func ofNewWords(_ corpus: String) -> [Trial] {
    [
      Trial(name: "new-terms", corpus: corpus, analyses: ["terms: {kind: term-frequency}"]),
      Trial(
        name: "new-pairs", corpus: corpus,
        analyses: ["pairs: {kind: co-occurrence, window: 5, min_count: 1, top: 100000}"],
        mostSlower: 3),
      Trial(
        name: "new-everything", corpus: corpus,
        analyses: [
          "terms: {kind: term-frequency, group_by: [source]}",
          "bigrams: {kind: term-frequency, ngrams: 2, top: 100000}",
          """
          dispersion: {kind: term-frequency, top: 100000, \
          dispersion: {measures: [dp, juilland_d]}}
          """,
          "positions: {kind: co-occurrence, positions: true, min_count: 1, top: 100000}",
          "keyness: {kind: keyness, group_by: [source], reference: rest, top: 1000}",
          "diversity: {kind: diversity, measures: [ttr, mattr]}",
        ]),
    ]
  }

  func pipeline(named name: String) -> String {
    """
    version: 1
    name: \(name)
    corpus: {batches: ["\(corpus)/*.jsonl.gz"]}
    analyses:
    \(analyses.map { "  \($0)\n" }.joined())reports: {keep: 1, formats: [csv]}

    """
  }
}

/// Articles of five hundred words, none of which occurs twice.
private struct NewWords {
  /// The number of words.
  let count: Int

  /// As many words as there are of eight digits.
  static let most = 100_000_000

  /// Writes the articles, in batches of a million words, into `folder`.
  func write(to folder: String) throws {
    let inBatch = 1_000_000
    try concurrently((count + inBatch - 1) / inBatch) { batch in
      let file = try GzipWriter(path: "\(folder)/\(SyntheticBatch.name(batch))", level: 1)
      let end = min((batch + 1) * inBatch, count)
      for first in stride(from: batch * inBatch, to: end, by: 500) {
        // A prime that does not divide their number puts neighbours far apart.
        let words = (first..<min(first + 500, end)).map { number in
          "w" + "\(NewWords.most + number * 7_919 % NewWords.most)".dropFirst()
        }
        let head = #"{"id":"\#(first)","source":"s\#(first / 500 % 12)","body":""#
        let line = head + words.joined(separator: " ") + "\"}\n"
        try file.write(line.utf8Span.span)
      }
      try file.finish()
    }
  }
}
