import ArgumentParser
import Reports
import Runner

/// How a table is written to standard output.
struct TableOptions: ParsableArguments {
  @Flag(help: "Write comma-separated values instead of aligned columns.")
  var csv = false

  @Flag(help: "Write one JSON object, with the parameters and the counts of the corpus.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print only errors: no progress, nothing about rejects.")
  var quiet = false

  func validate() throws {
    if csv, json { throw ValidationError("Choose one of --csv and --json.") }
  }

  var format: any TableFormat {
    if csv { return CSVFormat() }
    return json ? JSONFormat() : TerminalFormat()
  }
}
