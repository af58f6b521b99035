import Bytes
import Diagnostics
import Foundation
import Pipelines
import Reports

/// The notice of how a run ended, for the command of `reports.notify`.
public struct RunNotice: Sendable {
  /// How long the command may take, in seconds.
  public static let timeLimit = 60.0

  private let pipeline: Pipeline
  private let exit: ExitStatus
  private let json: JSONObject
  private let timeLimit: Double

  /// The news of a run that published: its `run.json`, with the folder that it is in.
  public init(_ pipeline: Pipeline, _ outcome: RunOutcome) {
    var json = outcome.record
    // The command runs in another folder than this program.
    let folder = outcome.folder.map { FileSystem.resolvedPath($0) ?? $0 }
    json["folder"] = folder.map(JSONValue.string) ?? .null
    json["fault"] = .null
    self.init(pipeline, outcome.exit, json, timeLimit: RunNotice.timeLimit)
  }

  /// The news of a run, called `run` if it got so far, that began at `started` and failed.
  public init(_ pipeline: Pipeline, run: String?, started: Date, _ fault: Fault) {
    self.init(
      pipeline, fault.exit,
      [
        "run": run.map(JSONValue.string) ?? .null,
        "pipeline": .string(pipeline.name),
        "started": .string(started.formatted(.iso8601)),
        "ended": .string(Date().formatted(.iso8601)),
        "exit": .integer(Int(fault.exit.rawValue)),
        "folder": .null,
        "fault": [
          "code": .string(fault.code), "message": .string(fault.message),
          "place": fault.place.map { .string("\($0)") } ?? .null,
          "advice": fault.advice.map(JSONValue.string) ?? .null,
        ],
      ], timeLimit: RunNotice.timeLimit)
  }

  init(_ pipeline: Pipeline, _ exit: ExitStatus, _ json: JSONObject, timeLimit: Double) {
    self.pipeline = pipeline
    self.exit = exit
    self.json = json
    self.timeLimit = timeLimit
  }

  /// Runs the command if the pipeline asks for it at such an end, and waits for it.
  ///
  /// - Returns: a warning if that fails, which changes nothing about the run.
  public func send() -> Fault? {
    guard let notify = pipeline.reports.notify else { return nil }
    let isFailure = exit != .success && exit != .rejects
    guard isFailure || notify.occasion == .always else { return nil }
    let input = Array((JSONValue.object(json).pretty() + "\n").utf8)
    do throws(SystemError) {
      let process = try ChildProcess.run(
        notify.command, in: pipeline.folder, input: input, variables: variables,
        inheritsVariables: false, timeLimit: timeLimit, to: .inherited)
      switch process.ending {
      case .exited(0): return nil
      case .exited(let status): return warning("ended with status \(status)")
      case .signalled(let signal): return warning("was killed by signal \(signal)")
      case .overtime: return warning("took longer than \(Int(timeLimit)) s and was killed")
      }
    } catch {
      return warning("cannot be started: \(error)")
    }
  }

  /// The environment of the command, which is the same whoever starts the run: a shell, cron or
  /// systemd. Of the run's own, what says who and where the user is, and all that begin with
  /// `BROADSHEET_`.
  private var variables: [String: String] {
    let kept = ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TZ"]
    var variables = ProcessInfo.processInfo.environment.filter { name, _ in
      kept.contains(name) || name.hasPrefix("BROADSHEET_")
    }
    variables["PATH", default: "/usr/local/bin:/usr/bin:/bin"] += ""
    variables["LANG"] = "C.UTF-8"
    variables["BROADSHEET_PIPELINE"] = pipeline.name
    variables["BROADSHEET_FILE"] = FileSystem.absolutePath(pipeline.path)
    variables["BROADSHEET_STATUS"] = "\(exit.rawValue)"
    variables["BROADSHEET_RUN"] = json["run"]?.text ?? ""
    variables["BROADSHEET_FOLDER"] = json["folder"]?.text ?? ""
    variables["BROADSHEET_FAULT"] = json["fault"]?.object?["code"]?.text ?? ""
    return variables
  }

  private func warning(_ what: String) -> Fault {
    let command = pipeline.reports.notify?.command.first ?? ""
    return Fault(
      "run.notify", "the command of `reports.notify`, `\(command)`, \(what)",
      at: .path(pipeline.path), exit: .success)
  }
}
