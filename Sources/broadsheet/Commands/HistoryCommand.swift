import ArgumentParser
import Diagnostics
import Ledger
import Pipelines
import Reports
import Runner
import Settings

/// `broadsheet history`: the runs of a pipeline.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List the runs of a pipeline, or of all pipelines.",
    discussion: """
      The newest run comes first. Nothing is changed or locked, so you can use this during a run. \
      Times are UTC; the name of a run is the time when it began.

      EXAMPLES
        broadsheet history                         the pipelines in Output
        broadsheet history nightly --limit 7       the last week of one of them
        broadsheet history Pipelines/nightly.yml
        broadsheet history nightly --run latest    one run, stage by stage
        broadsheet history nightly --json | jq -r '.pipelines[].runs[] | select(.exit > 0).run'
      """)

  @Argument(
    help: ArgumentHelp(
      "A pipeline file, or the name of a pipeline; by default, all in the reports folder.",
      valueName: "pipeline"))
  var pipeline: String?

  @OptionGroup var place: ReportsPlaceOptions

  @Option(help: ArgumentHelp("List at most this many runs of each pipeline.", valueName: "n"))
  var limit = 20

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp(
      "Show this run, stage by stage: `latest`, its name, or the beginning of its name.",
      valueName: "run"))
  var runName: String?

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be 1 or more.") }
    if runName != nil, pipeline == nil { throw ValidationError("--run needs a pipeline.") }
  }

  func run() throws {
    if let runName, let pipeline {
      let history = try RunHistory(try PipelineFolder.named(pipeline, output: place.output))
      let entry = try history.entry(named: runName)
      let text = try history.text(of: entry)
      let object = JSONValue.object(try history.json(of: entry))
      return try StandardOutput.write(json ? object.pretty() + "\n" : text)
    }
    let folders =
      try pipeline.map { [try PipelineFolder.named($0, output: place.output)] }
      ?? PipelineFolder.all(output: place.output)
    let histories = try folders.map { try RunHistory($0, limit: limit) }
    if json {
      let object: JSONValue = ["pipelines": .array(histories.map { .object($0.json) })]
      return try StandardOutput.write(object.pretty() + "\n")
    }
    for warning in histories.flatMap(\.warnings) { Messages().say(warning, .warning) }
    let texts = try histories.map { history in
      (histories.count > 1 ? "\(history.pipeline.name.visible)\n" : "") + (try history.text())
    }
    try StandardOutput.write(texts.joined(separator: "\n"))
  }
}

/// The option that names the reports folder.
struct ReportsPlaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The folder of all reports; by default, what the pipeline file says, or `Output` in the \
      working directory.
      """, valueName: "folder"))
  var output: String?
}

// MARK: - Text

extension RunHistory {
  /// The runs, in aligned columns.
  func text() throws -> String {
    let numbers = ["exit", "seconds", "articles", "rejected", "batches", "new", "changed", "gone"]
    var table = AlignedText(
      [Column("run", .text, ""), Column("state", .text, "")]
        + numbers.map { Column($0, .number, "") }
        + [Column("memory", .text, "", flushRight: true), Column("reports", .text, "")])
    for entry in entries {
      let run = entry.run
      try table.row([
        run.id, entry.state.rawValue, run.exit.map { "\($0)" }, entry.seconds?.shortened,
        run.counts?["counted"].map { "\($0)" }, run.counts?["rejected"].map { "\($0)" },
        entry.batches.map { "\($0.total)" }, entry.batches.map { "\($0.added)" },
        entry.batches.map { "\($0.changed)" }, entry.batches.map { "\($0.removed)" },
        run.peakMemory.map { ByteSize(bytes: $0).rounded }, entry.reports.rawValue,
      ])
    }
    return try table.text()
  }

  /// One run: its outcome, its stages and its files.
  func text(of entry: Entry) throws -> String {
    let run = entry.run
    var facts: [(name: String, value: String?)] = [
      ("run", run.id), ("pipeline", pipeline.name), ("state", entry.state.rawValue),
      ("exit", run.exit.map { "\($0)" }), ("seconds", entry.seconds?.shortened),
      ("memory", run.peakMemory.map { ByteSize(bytes: $0).rounded }),
      (
        "articles",
        run.counts.map { counts in
          ["read", "counted", "filtered", "duplicates", "rejected"].compactMap { name in
            counts[name].map { "\($0) \(name)" }
          }.joined(separator: ", ")
        }
      ),
      (
        "batches",
        entry.batches.map {
          "\($0.total), \($0.added) new, \($0.changed) changed, \($0.removed) gone"
        }
      ),
      ("reports", entry.reports.rawValue),
    ]
    facts += run.versions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    let width = facts.map(\.name.count).max() ?? 0
    var text = ""
    for case (let name, let value?) in facts {
      text += name + String(repeating: " ", count: width + 2 - name.count) + value.visible + "\n"
    }
    var stages = AlignedText([Column("stage", .text, ""), Column("seconds", .number, "")])
    for stage in try self.stages(of: entry) {
      try stages.row([stage.name, stage.seconds.shortened])
    }
    var files = AlignedText([
      Column("file", .text, ""), Column("bytes", .number, ""), Column("sha256", .text, ""),
    ])
    for file in try self.files(of: entry) {
      try files.row([file.file, "\(file.bytes)", file.sha256])
    }
    return try [text, stages.text(), files.text()].joined(separator: "\n")
  }
}

extension Double {
  /// Seconds for people: three decimals below ten, one decimal above.
  fileprivate var shortened: String {
    let digits = self < 10 ? 1000.0 : 10
    return "\((self * digits).rounded() / digits)"
  }
}
