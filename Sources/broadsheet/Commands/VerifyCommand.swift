import ArgumentParser
import Diagnostics
import Reports
import Runner

/// `broadsheet verify`: checks that published reports are unchanged.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the published reports and the state of a pipeline against their digests.",
    discussion: """
      Compares every published file with its digest in `run.json`, and `latest` and the ledger \
      with what is published. Nothing is changed or locked.

      EXAMPLES
        broadsheet verify nightly
        broadsheet verify Pipelines/nightly.yml --quiet || echo 'look at the reports'
        broadsheet verify nightly --json | jq '.checks[].problems[]'

      EXIT STATUS
        0    all files are unchanged
        66   no such pipeline
        74   something has changed; each problem is listed
      """)

  @Argument(
    help: ArgumentHelp("A pipeline file, or the name of a pipeline.", valueName: "pipeline"))
  var pipeline: String

  @OptionGroup var place: ReportsPlaceOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print only problems.")
  var quiet = false

  func run() throws {
    let verification = try Verification(
      try PipelineFolder.named(pipeline, output: place.output))
    if json {
      try StandardOutput.write(JSONValue.object(verification.json).pretty() + "\n")
    } else {
      for problem in verification.problems { Messages().say(problem, .error) }
      if !quiet { try StandardOutput.write(try verification.text()) }
    }
    if !verification.problems.isEmpty { throw ExitCode(.inputOutput) }
  }
}

extension Verification {
  /// The checks, in aligned columns.
  func text() throws -> String {
    var table = AlignedText([
      Column("check", .text, ""), Column("count", .number, ""), Column("problems", .number, ""),
    ])
    for check in checks {
      try table.row([check.name, "\(check.count)", "\(check.problems.count)"])
    }
    return try table.text()
  }
}
