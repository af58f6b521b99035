import Bytes
import Diagnostics
import Dispatch
import Glibc
import Runner

/// Makes of the first SIGINT, SIGTERM or SIGHUP a wish to stop, and of the second one the end.
///
/// SIGHUP is not heeded where whoever started the program has it ignored, as `nohup` does.
struct Interruption {
  private let sources: [any DispatchSourceSignal]
  private let numbers: [Int32]

  /// Watches from now on.
  ///
  /// The process ends `patience` seconds after the first signal if the run does not: that is for
  /// runs which may be waiting for somebody to type.
  init(_ cancellation: Cancellation, patience: Double? = nil) {
    let queue = DispatchQueue(label: "broadsheet.signals")
    var watched: KeyValuePairs = [SIGINT: ExitStatus.interrupted, SIGTERM: .terminated]
    if !Signals.isIgnored(SIGHUP) {
      watched = [SIGINT: .interrupted, SIGTERM: .terminated, SIGHUP: .hungUp]
    }
    numbers = watched.map(\.key)
    sources = watched.map { number, status in
      // Without the default, which is to die.
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

  /// Watches no longer: signals do again what they do to any program.
  func end() {
    for source in sources { source.cancel() }
    for number in numbers { signal(number, SIG_DFL) }
  }
}
