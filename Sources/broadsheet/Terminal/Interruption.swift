import Diagnostics
import Dispatch
import Glibc
import Runner

/// Makes of the first SIGINT or SIGTERM a wish to stop, and of the second one the end.
struct Interruption {
  private let sources: [any DispatchSourceSignal]

  /// Watches from now on.
  ///
  /// The process ends `patience` seconds after the first signal if the run does not: that is for
  /// runs which may be waiting for somebody to type.
  init(_ cancellation: Cancellation, patience: Double? = nil) {
    let queue = DispatchQueue(label: "broadsheet.signals")
    sources = [(SIGINT, ExitStatus.interrupted), (SIGTERM, .terminated)].map { number, status in
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
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
