import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Reports
import Runner

/// `broadsheet run`: runs a pipeline.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a pipeline: read, count, publish reports.",
    discussion: """
      All reports appear at once, in a new folder, and the link `latest` then leads to it. A run \
      that fails leaves earlier reports as they were. Without a terminal, a run that goes well says \
      nothing, as cron expects. What earlier runs have counted is not counted again.

      EXAMPLES
        broadsheet run Pipelines/nightly.yml
        broadsheet run nightly.yml --jobs 2 --memory 1GiB
        broadsheet run nightly.yml --output /srv/reports
        broadsheet run nightly.yml --explain
        broadsheet run nightly.yml --log /var/log/broadsheet.jsonl
        broadsheet schedule nightly.yml --at 03:15 --install

      EXIT STATUS
        0    all good
        3    reports are published, but some input was rejected
        64   wrong usage           65   input unusable, nothing published
        66   no such input         70   a mistake in the program
        73   cannot create output  74   reading or writing failed
        75   another run is on     78   the pipeline is wrong
        129  stopped by SIGHUP     130  stopped by SIGINT
        143  stopped by SIGTERM    141  the reader of the output is gone
      """)

  @Argument(help: ArgumentHelp("The pipeline file.", valueName: "pipeline.yml"))
  var path: String

  @Option(
    help: ArgumentHelp(
      "The folder of all reports, instead of the pipeline's `reports.directory`.",
      valueName: "folder"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "A file to which all messages, stages and the end are appended, a JSON object a line.",
      valueName: "file"))
  var log: String?

  @Flag(help: "Count everything again, even what earlier runs have counted.")
  var full = false

  @Flag(help: "Say what would be counted and why, and stop.")
  var explain = false

  @OptionGroup var machine: MachineOptions
  @OptionGroup var saying: MessageOptions

  func run() throws {
    var messages = saying.messages
    let journal = try messages.telling { try RunLog(path: log) }
    messages.log = journal
    let pipeline = try messages.telling { try PipelineFile.load(path: path) }
    if explain { return try messages.telling { try forecast(pipeline) } }
    journal.begin(pipeline.name)
    let started = Date()
    let notice: RunNotice
    let exit: ExitCode
    do throws(Fault) {
      let outcome = try publish(pipeline, messages, journal)
      messages.tell(outcome)
      notice = RunNotice(pipeline, outcome)
      exit = ExitCode(outcome.exit)
    } catch {
      exit = messages.tell(error)
      notice = RunNotice(pipeline, run: journal.run, started: started, error)
    }
    if let warning = notice.send() { messages.say(warning, .warning) }
    if exit != .success { throw exit }
  }

  private func publish(
    _ pipeline: Pipeline, _ messages: Messages, _ journal: RunLog
  ) throws(Fault) -> RunOutcome {
    let progress = ProgressLine(isWanted: messages.isForPeople)
    defer { progress.end() }
    let cancellation = Cancellation()
    let interruption = Interruption(cancellation)
    defer { interruption.end() }
    return try PipelineRun.publish(
      pipeline, machine.settings(output: output, isFull: full), cancellation,
      watcher: progress.show, listener: journal.note)
  }

  private func forecast(_ pipeline: Pipeline) throws(Fault) {
    let forecast = try CountingForecast(pipeline, machine.settings(output: output, isFull: full))
    try StandardOutput.write(
      saying.logFormat == .json
        ? JSONValue.object(forecast.json).pretty() + "\n" : forecast.text(batchLimit: .max))
  }
}
