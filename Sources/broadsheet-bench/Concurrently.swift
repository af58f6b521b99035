import Dispatch
import Synchronization

/// Calls `body` with 0 ..< `count` on all cores; throws the first error, after all calls have
/// ended.
func concurrently(_ count: Int, _ body: @Sendable (Int) throws -> Void) throws {
  let failure = Mutex<(any Error)?>(nil)
  DispatchQueue.concurrentPerform(iterations: count) { index in
    guard failure.withLock({ $0 == nil }) else { return }
    do {
      try body(index)
    } catch {
      failure.withLock { $0 = $0 ?? error }
    }
  }
  if let error = failure.withLock({ $0 }) { throw error }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
