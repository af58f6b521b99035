import Diagnostics
import Dispatch
import Synchronization

/// Writes that are done one after the other while other work goes on.
final class PendingWrites: Sendable {
  private let queue = DispatchQueue(label: "broadsheet.writes")
  private let fault = Mutex<Fault?>(nil)

  /// Does `write` when those before it are done, unless one of them failed.
  func add(_ write: @escaping @Sendable () throws(Fault) -> Void) {
    queue.async { [self] in
      guard fault.withLock({ $0 == nil }) else { return }
      do throws(Fault) {
        try write()
      } catch {
        fault.withLock { $0 = error }
      }
    }
  }

  /// Waits until all are done; throws what the first that failed threw.
  func finish() throws(Fault) {
    queue.sync {}
    if let fault = fault.withLock({ $0 }) { throw fault }
  }
}
