import ArgumentParser
import Foundation

/// Measures broadsheet against the yardstick.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure broadsheet against the yardstick.",
    discussion: """
      The yardstick is `cat *.gz | gzip -dc | LC_ALL=C wc -w`, which inflates and only counts \
      words. All commands take turns, so that what disturbs one disturbs all; the median of the \
      rounds counts. The answers are checked, and the exit status is 1 if one is wrong or a target \
      is missed.
      """)

  @OptionGroup var meter: Meter

  @Option(help: "How many copies of every article the measured corpus has.")
  var times = 10

  @Option(help: "How many the smaller corpus has, by which the growth of the time is measured.")
  var base = 1

  @Option(help: "How often each command is run.")
  var rounds = 5

  @Option(help: "The word whose concordance is made.")
  var query = "government"

  func validate() throws {
    guard rounds > 0 else { throw ValidationError("--rounds is 1 or more.") }
    guard base > 0, times > base, times % base == 0 else {
      throw ValidationError("--times must be a multiple of --base.")
    }
  }

  func run() throws {
    for corpus in [name(base), name(times)]
    where !FileManager.default.fileExists(atPath: "\(meter.folder)/\(corpus)") {
      throw ValidationError(
        "There is no \(meter.folder)/\(corpus): make it with `broadsheet-bench corpus --times "
          + "\(corpus.dropFirst(2))`.")
    }
    var results = Results(
      date: Date(), cores: ProcessInfo.processInfo.activeProcessorCount, jobs: meter.jobs,
      times: times,
      base: base)
    for round in 1...rounds {
      if isatty(STDERR_FILENO) != 0 {
        FileHandle.standardError.write(Data("\rround \(round) of \(rounds) ".utf8))
      }
      results.yardstick.append(try measureYardstick())
      for copies in [times, base] {
        for workload in Workload.all(query: query, times: copies) where round <= workload.rounds {
          results.add(try measure(workload, copies: copies), of: workload.name, copies: copies)
        }
      }
    }
    results.faults = try Answers(factor: times / base, query: query).faults(
      small: try tables(copies: base), large: try tables(copies: times))

    let verdicts = Workload.all(query: query, times: times).map { results.verdict(on: $0) }
    print(results.table(verdicts))
    try results.write(to: meter.folder, verdicts)
    if !results.faults.isEmpty || verdicts.contains(where: { !$0.missed.isEmpty }) {
      throw ExitCode.failure
    }
  }

  private func name(_ copies: Int) -> String { "en\(copies)" }

  private func measureYardstick() throws -> Measurement {
    try meter.run([
      "bash", "-c", "cat \(meter.folder)/\(name(times))/*.gz | gzip -dc | LC_ALL=C wc -w",
    ])
  }

  private func measure(_ workload: Workload, copies: Int) throws -> Measurement {
    // What a run has counted serves the next: every run that is measured is a first one.
    meter.forget("\(workload.name)-\(name(copies))")
    return try meter.run(
      workload.pipeline(corpus: name(copies)), named: "\(workload.name)-\(name(copies))",
      workload.arguments)
  }

  private func tables(copies: Int) throws -> [String: CSVTable] {
    let names = Workload.all(query: query, times: copies).map(\.name)
    let tables = try names.map {
      try CSVTable(contentsOf: "\(meter.folder)/out/\($0)-\(name(copies))/latest/\($0).csv")
    }
    return Dictionary(uniqueKeysWithValues: zip(names, tables))
  }
}
