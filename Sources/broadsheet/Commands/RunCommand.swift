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
    abstract: "Run a pipeline: read, count and publish reports.",
    discussion: """
      All reports appear together, in a new folder, and the link `latest` then points to it. A \
      run that fails leaves earlier reports as they were. Without a terminal, a successful run \
      prints nothing, so cron sends no mail. A run counts again only what has changed.

      EXAMPLES
        broadsheet run Pipelines/nightly.yml
        broadsheet run nightly.yml --jobs 2 --memory 1GiB
        broadsheet run nightly.yml --output /srv/reports
        broadsheet run nightly.yml --explain
        broadsheet run nightly.yml --log /var/log/broadsheet.jsonl
        broadsheet schedule nightly.yml --at 03:15 --install

      EXIT STATUS
        0    success
        3    reports are published, but some input was rejected
        64   wrong usage           65   input unusable, nothing published
        66   no such input         70   a bug in the program
        73   cannot create output  74   reading or writing failed
        75   another run is active     78   the pipeline is wrong
        129  stopped by SIGHUP     130  stopped by SIGINT
        143  stopped by SIGTERM    141  the output's reader is gone
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
      "Append all messages, stages and the outcome to this file, one JSON object per line.",
      valueName: "file"))
  var log: String?

  @Flag(help: "Count everything again, including what earlier runs counted.")
  var full = false

  @Flag(help: "Print what would be counted and why, and stop.")
  var explain = false

  @OptionGroup var machine: MachineOptions
  @OptionGroup var saying: MessageOptions

  func run() throws {
    var messages = saying.messages
    let journal = try messages.reporting { try RunLog(path: log) }
    messages.log = journal
    let pipeline = try messages.reporting { try PipelineFile.load(path: path) }
    if explain { return try messages.reporting { try forecast(pipeline) } }
    journal.begin(pipeline.name)
    let started = Date()
    let notice: RunNotice
    let exit: ExitCode
    do throws(Fault) {
      let outcome = try publish(pipeline, messages, journal)
      messages.report(outcome)
      notice = RunNotice(pipeline, outcome)
      exit = ExitCode(outcome.exit)
    } catch {
      exit = messages.report(error)
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
