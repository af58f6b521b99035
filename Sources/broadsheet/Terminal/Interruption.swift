import Bytes
import Diagnostics
import Dispatch
import Glibc
import Runner

/// Turns the first SIGINT, SIGTERM or SIGHUP into a cancellation; the second one ends the process.
///
/// SIGHUP stays ignored if the parent process ignores it, as `nohup` does.
struct Interruption {
  private let sources: [any DispatchSourceSignal]
  private let numbers: [Int32]

  /// Watches for signals from now on.
  ///
  /// With `patience`, the process ends that many seconds after the first signal even if the run
  /// does not. Use it for runs that may be waiting for input from a terminal.
  init(_ cancellation: Cancellation, patience: Double? = nil) {
    let queue = DispatchQueue(label: "broadsheet.signals")
    var watched: KeyValuePairs = [SIGINT: ExitStatus.interrupted, SIGTERM: .terminated]
    if !Signals.isIgnored(SIGHUP) {
      watched = [SIGINT: .interrupted, SIGTERM: .terminated, SIGHUP: .hungUp]
    }
    numbers = watched.map(\.key)
    sources = watched.map { number, status in
      // Otherwise the default action would end the process.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if let earlier = cancellation.status { _exit(earlier.rawValue) }
        cancellation.cancel(status)
        guard let patience else { return }
        queue.asyncAfter(deadline: .now() + patience) { _exit(status.rawValue) }
      }
      source.activate()
      return source
    }
  }

  /// Stops watching: signals have their default actions again.
  func end() {
    for source in sources { source.cancel() }
    for number in numbers { signal(number, SIG_DFL) }
  }
}
