import Diagnostics
import Dispatch
import Synchronization

/// Caches that are made while other work goes on.
///
/// They are waited for when the value goes, too: who writes in a folder must end before it is removed.
final class PendingCaches: Sendable {
  private let queue = DispatchQueue(label: "broadsheet.caches")
  private let outcome = Mutex<Result<(made: Int, bytes: Int), Fault>?>(nil)

  private init() {}

  /// Begins with `make`.
  static func making(
    _ make: @escaping @Sendable () throws(Fault) -> (made: Int, bytes: Int)
  ) -> PendingCaches {
    let pending = PendingCaches()
    pending.queue.async {
      do throws(Fault) {
        let made = try make()
        pending.outcome.withLock { $0 = .success(made) }
      } catch {
        pending.outcome.withLock { $0 = .failure(error) }
      }
    }
    return pending
  }

  /// Waits for the caches; throws what `make` threw.
  func finish() throws(Fault) -> (made: Int, bytes: Int) {
    queue.sync {}
    return try outcome.withLock { $0 }?.get() ?? (0, 0)
  }
}
