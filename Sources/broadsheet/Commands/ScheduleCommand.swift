import ArgumentParser
import Bytes
import Diagnostics
import Pipelines
import Reports

/// `broadsheet schedule`: schedules daily runs of a pipeline with cron or systemd.
struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Run a pipeline every night, with cron or systemd.",
    discussion: """
      Prints the lines of a crontab, or installs or removes them. Each line ends with a comment \
      that names the pipeline file, so that this command finds it again. Other lines stay \
      unchanged. With --systemd, a user service and a timer replace the crontab; a run that was \
      missed while the machine was off then starts later.

      EXAMPLES
        broadsheet schedule nightly.yml --at 02:30
        broadsheet schedule nightly.yml --at 02:30 --at 14:00 --days mon-fri --install
        broadsheet schedule nightly.yml --at 02:30 --log /var/log/broadsheet.jsonl --install
        broadsheet schedule nightly.yml --at 02:30 --systemd --install
        broadsheet schedule nightly.yml --remove
      """)

  /// The action to take.
  enum Action: String, EnumerableFlag {
    case print, install, remove

    static func help(for value: Action) -> ArgumentHelp? {
      switch value {
      case .print: "Print what would be installed; the default."
      case .install: "Install it, replacing what is there for this pipeline."
      case .remove: "Remove what is there for this pipeline."
      }
    }
  }

  @Argument(help: ArgumentHelp("The pipeline file.", valueName: "pipeline.yml"))
  var path: String

  @Option(
    help: ArgumentHelp("The time of day, in local time. May be repeated.", valueName: "hh:mm")
  )
  var at: [TimeOfDay] = []

  @Option(
    help: ArgumentHelp(
      "The days of the week, such as mon-fri or sat,sun; by default, all.",
      valueName: "days"))
  var days: Weekdays?

  @Flag(exclusivity: .exclusive) var action = Action.print

  @Flag(help: "Use a systemd service and timer instead of cron.")
  var systemd = false

  @Flag(help: "Print the outcome as one JSON object.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "The folder of all reports, instead of the pipeline's `reports.directory`.",
      valueName: "folder"))
  var output: String?

  @Option(help: ArgumentHelp("The file to which each run appends its log.", valueName: "file"))
  var log: String?

  @OptionGroup var machine: MachineOptions
  @OptionGroup var saying: MessageOptions

  func validate() throws {
    if action != .remove, at.isEmpty {
      throw ValidationError("Give a time with --at, such as --at 02:30.")
    }
  }

  func run() throws {
    let messages = saying.messages
    try messages.reporting {
      let report = try action == .remove ? remove() : schedule()
      for warning in report.warnings { messages.say(warning, .warning) }
      guard json || action == .print || !saying.quiet else { return }
      try StandardOutput.write(
        json ? JSONValue.object(report.json).pretty() + "\n" : report.text)
    }
  }

  /// The outcome, for people and for programs.
  private struct Report {
    var json: JSONObject
    var text: String
    var warnings: [Fault] = []
  }

  // MARK: Installing

  private func schedule() throws -> Report {
    let run = try scheduledRun(try PipelineFile.load(path: path))
    var head = heading(run.pipeline)
    head["name"] = .string(run.name)
    head["at"] = .array(run.times.map { .string("\($0)") })
    return try systemd ? scheduleBySystemd(run, head) : scheduleByCron(run, head)
  }

  private func scheduledRun(_ pipeline: Pipeline) throws(Fault) -> ScheduledRun {
    guard let program = Machine.programPath else {
      throw Fault(
        "schedule.no-program", "the path of this program cannot be found", exit: .inputOutput)
    }
    let path = ScheduledRun.resolvedPath(ofPipeline: path)
    var command = [program, "run", path]
    if let output { command += ["--output", FileSystem.absolutePath(output)] }
    if let log { command += ["--log", FileSystem.absolutePath(log)] }
    if let jobs = machine.jobs { command += ["--jobs", "\(jobs)"] }
    if let memory = machine.memory { command += ["--memory", "\(memory)"] }
    return ScheduledRun(
      command: command, pipeline: path, name: pipeline.name, times: Set(at).sorted(), days: days)
  }

  private func scheduleByCron(_ run: ScheduledRun, _ head: JSONObject) throws(Fault) -> Report {
    let lines = try run.cronLines()
    var report = Report(json: head, text: lines.map { "\($0)\n" }.joined())
    report.json["lines"] = .array(lines.map(JSONValue.string))
    guard action == .install else { return report }
    let mark = ScheduledRun.cronMark(ofPipeline: run.pipeline)
    let isChanged = try changeCrontab(markedBy: mark, to: lines)
    report.json["changed"] = .boolean(isChanged)
    report.text = (isChanged ? "In the crontab now:\n" : "In the crontab already:\n") + report.text
    return report
  }

  /// Changes the crontab; returns whether anything changed, and writes only then.
  private func changeCrontab(
    markedBy mark: String, to lines: [String]
  ) throws(Fault) -> Bool {
    let former = try CrontabProgram.read()
    var crontab = former
    crontab.replaceLines(markedBy: mark, with: lines)
    guard crontab.bytes != former.bytes else { return false }
    try CrontabProgram.write(crontab)
    return true
  }

  private func scheduleBySystemd(_ run: ScheduledRun, _ head: JSONObject) throws(Fault) -> Report {
    let folder = try SystemdFolder()
    let (service, timer) = try run.systemdUnits()
    let units = [service, timer]
    var report = Report(json: head, text: "")
    report.json["units"] = .array(
      units.map {
        ["path": .string("\(folder.path)/\($0.name)"), "text": .string($0.text)]
      })
    guard action == .install else {
      report.text = units.map { "# \(folder.path)/\($0.name)\n\($0.text)" }
        .joined(separator: "\n")
      return report
    }
    let isChanged = try folder.install(run)
    report.json["changed"] = .boolean(isChanged)
    report.text = """
      \(timer.name) is \(isChanged ? "installed" : "installed already") in \(folder.path).
      It runs while you are logged in; after `loginctl enable-linger`, it always runs.
      Next run: systemctl --user list-timers \(timer.name)

      """
    return report
  }

  // MARK: Removing

  private func remove() throws(Fault) -> Report {
    let pipeline = ScheduledRun.resolvedPath(ofPipeline: path)
    let removed =
      systemd
      ? try !SystemdFolder().remove(pipeline: pipeline).isEmpty
      : try changeCrontab(markedBy: ScheduledRun.cronMark(ofPipeline: pipeline), to: [])
    var report = Report(json: heading(pipeline), text: removed ? "Removed.\n" : "")
    report.json["changed"] = .boolean(removed)
    if !removed {
      report.warnings = [
        Fault(
          "schedule.nothing", "this pipeline is not scheduled by \(scheduler)",
          at: .path(pipeline), exit: .success)
      ]
    }
    return report
  }

  private var scheduler: String { systemd ? "systemd" : "cron" }

  private func heading(_ pipeline: String) -> JSONObject {
    [
      "action": .string(action.rawValue), "scheduler": .string(scheduler),
      "pipeline": .string(pipeline),
    ]
  }
}
