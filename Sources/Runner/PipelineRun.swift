import Diagnostics
import Pipelines
import Reports

/// Runs pipelines.
public enum PipelineRun {
  /// Called now and then, from any thread.
  public typealias Watcher = @Sendable (RunProgress) -> Void

  /// Runs `pipeline` and publishes its reports.
  public static func publish(
    _ pipeline: Pipeline, _ settings: RunSettings, _ cancellation: Cancellation,
    watcher: Watcher? = nil
  ) throws(Fault) -> RunOutcome {
    throw Fault("bug", "not yet", exit: .bug)
  }

  /// Runs `pipeline`, whose only analysis's table goes to `output` in the given form; publishes
  /// nothing, takes no lock and keeps no state.
  public static func print(
    _ pipeline: Pipeline, as form: TableForm, to output: consuming OutputFile,
    _ settings: RunSettings, _ cancellation: Cancellation, watcher: Watcher? = nil
  ) throws(Fault) -> RunOutcome {
    throw Fault("bug", "not yet", exit: .bug)
  }
}

/// How a table is written.
public enum TableForm: Sendable, Hashable {
  case aligned
  case csv(CSVOptions)
  case json
}
