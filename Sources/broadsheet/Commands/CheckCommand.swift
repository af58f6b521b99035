import ArgumentParser
import Diagnostics
import Pipelines
import Reports
import Runner

/// `broadsheet check`: validates a pipeline and prints its plan.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Validate a pipeline and print the plan; reads no article.",
    discussion: """
      The plan lists the batches that match and every switch with its value, defaults included. \
      All mistakes are reported together, with their places; the exit status is then 78.

      EXAMPLES
        broadsheet check Pipelines/nightly.yml
        broadsheet check nightly.yml > /dev/null && echo fine
        broadsheet check nightly.yml --json | jq '.batches | length'
      """)

  @Argument(help: ArgumentHelp("The pipeline file.", valueName: "pipeline.yml"))
  var path: String

  @Flag(help: "Print the resolved pipeline and the batches as one JSON object.")
  var json = false

  @OptionGroup var saying: MessageOptions

  func run() throws {
    try saying.messages.reporting {
      let pipeline = try PipelineFile.load(path: path)
      for warning in pipeline.allWarnings { saying.messages.say(warning, .warning) }
      if !saying.quiet || json {
        let forecast = try CountingForecast(pipeline, RunSettings())
        try StandardOutput.write(
          json
            ? CheckCommand.json(pipeline, forecast).pretty() + "\n"
            : "\(PlanText(of: pipeline))\nNext run\n\(forecast.text(batchLimit: 5))")
      }
    }
  }

  private static func json(_ pipeline: Pipeline, _ forecast: CountingForecast) -> JSONValue {
    [
      "pipeline": .object(pipeline.resolvedJSON),
      "batches": .array(
        pipeline.batches.map { ["name": .string($0.name), "bytes": .integer($0.bytes)] }),
      "next_run": .object(forecast.json),
      "warnings": .array(pipeline.allWarnings.map { .string("\($0)") }),
    ]
  }
}
