import Diagnostics
import Synchronization

/// A request to stop, which signal handlers make and workers heed between two articles.
public final class Cancellation: Sendable {
  private let flag = Atomic<Int32>(0)

  /// A request that nobody has made yet.
  public init() {}

  /// Asks the run to stop and end with `status` (`interrupted` or `terminated`); the first call
  /// counts.
  public func cancel(_ status: ExitStatus) {
    _ = flag.compareExchange(
      expected: 0, desired: status.rawValue, ordering: .relaxed)
  }

  /// The status to end with, once asked to stop.
  public var status: ExitStatus? {
    let value = flag.load(ordering: .relaxed)
    return value == 0 ? nil : ExitStatus(rawValue: value)
  }

  func check() throws(Fault) {
    guard let status else { return }
    throw Fault("run.stopped", "stopped by a signal; nothing was published", exit: status)
  }
}
