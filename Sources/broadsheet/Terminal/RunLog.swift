import Bytes
import Diagnostics
import Reports
import Runner
import Synchronization

/// The log of a run, written to the file of `--log` if there is one.
///
/// Each line is appended in one write, so that the runs of several pipelines can share a file. Each
/// line names its pipeline, run and process. A failure to write is reported once and does not end
/// the run.
final class RunLog: Sendable {
  private struct State {
    var run: String?
    var pipeline: String?
    var hasFailed = false
  }

  private let file: OutputDescriptor?
  private let path: String
  private let state = Mutex(State())

  /// The log in the file at `path`, created if necessary; nil for no log.
  ///
  /// Throws `log.cannot-open` (exit 73) if the file cannot be opened.
  init(path: String? = nil) throws(Fault) {
    self.path = path ?? ""
    do {
      if let path { file = try OutputDescriptor(appendingTo: path) } else { file = nil }
    } catch {
      throw Fault(
        "log.cannot-open", "cannot open the log: \(error)", at: .path(path ?? ""),
        advice: "Check the folder and its permissions.", exit: .cannotCreate)
    }
  }

  /// The name of the run; nil until it has one.
  var run: String? { state.withLock { $0.run } }

  /// Records the start of the pipeline.
  func begin(_ pipeline: String) {
    state.withLock { $0.pipeline = pipeline }
    append(LogLine(level: .info, code: "run.start", message: "running `\(pipeline)`"))
  }

  /// Records an event of the run.
  @Sendable func note(_ event: RunEvent) {
    switch event {
    case .began(let run):
      state.withLock { $0.run = run }
      append(LogLine(level: .info, code: "run.began", message: "run \(run) began"))
    case .ended(let stage, let seconds):
      append(
        LogLine(
          level: .info, code: "run.stage", message: "\(stage) ended",
          details: ["stage": .string(stage), "seconds": .number(seconds)]))
    }
  }

  /// Appends `line`.
  func append(_ line: LogLine) {
    guard file != nil else { return }
    let known = state.withLock { $0 }
    var context: JSONObject = [:]
    context["pipeline"] = known.pipeline.map(JSONValue.string)
    context["run"] = known.run.map(JSONValue.string)
    context["pid"] = .integer(Machine.processNumber)
    do {
      try file?.write(line.json(in: context).utf8Span.span)
    } catch {
      let isFirst = state.withLock { state in
        defer { state.hasFailed = true }
        return !state.hasFailed
      }
      guard isFirst else { return }
      StandardError.write(
        "warning: \(path.visible): cannot write the log: \(error) [log.write-failed]\n")
    }
  }
}
