import Bytes
import Synchronization

/// Reports the progress of a run to a watcher, at most ten times a second.
final class ProgressMeter: Sendable {
  private struct State {
    var phase = RunProgress.Phase.counting
    var bytes = 0
    var articles: UInt64 = 0
    var reported = 0.0
  }

  private let state = Mutex(State())
  private let bytesTotal: Int
  private let watcher: RunProgress.Watcher?
  /// When the run began, by the clock of `Machine.now`.
  let started = Machine.now

  init(bytesTotal: Int, watcher: RunProgress.Watcher?) {
    self.bytesTotal = bytesTotal
    self.watcher = watcher
  }

  func add(bytes: Int = 0, articles: UInt64 = 0) {
    tell { state in
      state.bytes += bytes
      state.articles += articles
    }
  }

  func begin(_ phase: RunProgress.Phase) {
    tell { state in
      state.phase = phase
      state.reported = 0
    }
  }

  private func tell(_ change: (inout State) -> Void) {
    let now = Machine.now
    let report = state.withLock { state -> RunProgress? in
      change(&state)
      guard watcher != nil, now - state.reported >= 0.1 else { return nil }
      state.reported = now
      return RunProgress(
        phase: state.phase, bytesRead: state.bytes, bytesTotal: bytesTotal,
        articles: state.articles, seconds: now - started)
    }
    if let report { watcher?(report) }
  }
}
