import ArgumentParser
import Diagnostics
import Reports
import Runner

/// `broadsheet diff`: the changes between two published runs.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show which terms and pairs rose, fell, appeared or vanished between runs.",
    discussion: """
      Compares the published tables of two runs: the latest with the one before it, a given run \
      with the latest, or any two. Name a run by `latest`, its name, or the beginning of its name.

      A row rises if its share of the total rises: its count divided by all tokens, n-grams or \
      pairs. G² and log ratio compare its two counts with the two totals. A row that is in only \
      one table has appeared or vanished if the other table is complete. If `min_count` or `top` \
      may have left it out there, it has entered or left, and its scores are the smallest possible.

      EXAMPLES
        broadsheet diff nightly
        broadsheet diff nightly 20260701 --analysis terms --top 20
        broadsheet diff nightly 20260701 20260708 --only appeared,entered --min-count 5
        broadsheet diff nightly --analysis pairs --sort log_ratio --csv > pairs.csv
      """)

  @Argument(
    help: ArgumentHelp("A pipeline file, or the name of a pipeline.", valueName: "pipeline"))
  var pipeline: String

  @Argument(
    help: ArgumentHelp("The earlier run and the later run.", valueName: "run"))
  var runs: [String] = []

  @OptionGroup var place: ReportsPlaceOptions

  @Option(
    help: ArgumentHelp(
      "Compare only this analysis. May be repeated; by default, all with counts.",
      valueName: "name"))
  var analysis: [String] = []

  @Option(
    help: ArgumentHelp(
      "Show only these changes: \(kinds). Separate several by commas.", valueName: "change,..."))
  var only: String?

  @Option(help: ArgumentHelp("Show at most this many rows of each analysis.", valueName: "n|all"))
  var top = RowLimit(rows: 50)

  @Option(help: ArgumentHelp("Leave out rows with a lower count in both runs.", valueName: "n"))
  var minCount = 1

  @Option(
    help: ArgumentHelp(
      "The column that ranks the rows, by absolute value.",
      valueName: RunDifference.Sort.allCases.map(\.rawValue).joined(separator: "|")))
  var sort = RunDifference.Sort.logLikelihood

  @Flag(help: "Write comma-separated values; for one analysis.")
  var csv = false

  @Flag(help: "Print one JSON object.")
  var json = false

  private static let kinds = TableChange.Kind.allCases.map(\.rawValue).joined(separator: ", ")

  func validate() throws {
    if csv, json { throw ValidationError("Choose either --csv or --json.") }
    if minCount < 1 { throw ValidationError("--min-count must be 1 or more.") }
    if runs.count > 2 { throw ValidationError("Name at most two runs to compare.") }
    _ = try wantedKinds()
  }

  private func wantedKinds() throws -> Set<TableChange.Kind> {
    let names = only?.split(separator: ",") ?? []
    return Set(
      try names.map { name in
        guard let kind = TableChange.Kind(rawValue: String(name)) else {
          throw ValidationError("--only: `\(name)` is not one of \(DiffCommand.kinds).")
        }
        return kind
      })
  }

  func run() throws {
    var options = RunDifference.Options()
    options.analyses = analysis
    options.kinds = try wantedKinds()
    options.top = top.rows
    options.minCount = UInt64(minCount)
    options.sort = sort
    let difference = try RunDifference(
      try PipelineFolder.named(pipeline, output: place.output), runs: runs, options)
    if json {
      // Wide enough for a row on a line.
      let text = JSONValue.object(difference.json).pretty(width: 160)
      return try StandardOutput.write(text + "\n")
    }
    if csv { return try writeCSV(difference) }
    try StandardOutput.write(try difference.text())
  }

  private func writeCSV(_ difference: RunDifference) throws {
    guard let analysis = difference.analyses.first, difference.analyses.count == 1 else {
      throw Fault(
        "usage.one-analysis", "--csv writes one table, and there are \(difference.analyses.count)",
        advice: "Name an analysis with --analysis: "
          + "\(difference.analyses.map(\.name).joined(separator: ", ")).",
        exit: .usage)
    }
    for note in analysis.notes { StandardError.write("note: \(note.visible)\n") }
    var table = TableWriter(analysis.heading)
    table.addCSV(to: .standardOutput())
    try analysis.write(to: &table)
    _ = try table.finish()
  }
}

/// A number of rows, or all.
struct RowLimit: ExpressibleByArgument {
  /// The number of rows; nil for all.
  var rows: Int?

  init(rows: Int?) { self.rows = rows }

  init?(argument: String) {
    if argument == "all" { return }
    guard let rows = Int(argument), rows > 0 else { return nil }
    self.rows = rows
  }

  var defaultValueDescription: String { rows.map { "\($0)" } ?? "all" }
}

extension RunDifference.Sort: ExpressibleByArgument {}

extension RunDifference {
  /// The differences of all analyses, for people.
  func text() throws -> String {
    var blocks = ["\(pipeline.name.visible), from \(before.id) to \(after.id)\n"]
    for analysis in analyses {
      let tally = TableChange.Kind.allCases.compactMap { kind in
        analysis.tally[kind].map { "\($0) \(kind.rawValue)" }
      }
      var block = "\(analysis.name.visible): "
      block += (tally.isEmpty ? "no change" : tally.joined(separator: ", ")) + "\n"
      if !analysis.rows.isEmpty {
        var table = TableWriter(analysis.heading)
        table.addAligned(to: .inMemory())
        try analysis.write(to: &table)
        block += String(decoding: try table.finish().first?.content ?? [], as: UTF8.self)
      }
      for note in analysis.notes { block += "note: \(note.visible)\n" }
      blocks.append(block)
    }
    if !notes.isEmpty { blocks.append(notes.map { "\($0.visible)\n" }.joined()) }
    return blocks.joined(separator: "\n")
  }
}
