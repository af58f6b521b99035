import ArgumentParser
import Reports
import Runner

/// The options for a table on standard output.
struct TableOptions: ParsableArguments {
  @Flag(help: "Write comma-separated values instead of aligned columns.")
  var csv = false

  @Flag(help: "Write one JSON object, with the parameters and the counts of the corpus.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print only errors: no progress, no rejects.")
  var quiet = false

  func validate() throws {
    if csv, json { throw ValidationError("Choose either --csv or --json.") }
  }

  var format: any TableFormat {
    if csv { return CSVFormat() }
    return json ? JSONFormat() : TerminalFormat()
  }
}
