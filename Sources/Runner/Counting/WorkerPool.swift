import Diagnostics
import Dispatch
import Synchronization

/// Workers on Dispatch: each is started when there is work for it, and occupies no thread
/// otherwise.
final class WorkerPool: Sendable {
  private let schedule: Schedule
  private let places: [Place]
  private let make: @Sendable (Int) throws(Fault) -> Worker
  private let queue: DispatchQueue
  private let group: DispatchGroup
  private let starter: Starter

  init(
    _ units: [WorkUnit], workers count: Int, queueLimit: Int,
    make: @escaping @Sendable (Int) throws(Fault) -> Worker
  ) {
    self.make = make
    let queue = DispatchQueue(label: "broadsheet.workers", attributes: .concurrent)
    let group = DispatchGroup()
    self.queue = queue
    self.group = group
    let starter = Starter()
    self.starter = starter
    schedule = Schedule(units, queueLimit: queueLimit) { starter.start($0) }
    places = (0..<count).map { _ in Place() }
    starter.pool.withLock { $0 = self }
  }

  /// Keeps a worker while it is on no thread.
  private final class Place: Sendable {
    let worker = Mutex<Worker?>(nil)
  }

  /// Breaks the cycle between a schedule that starts workers and workers that ask the schedule.
  private final class Starter: Sendable {
    let pool = Mutex<WorkerPool?>(nil)
    func start(_ worker: Int) { pool.withLock { $0 }?.start(worker) }
  }

  private func start(_ number: Int) {
    group.enter()
    queue.async { [self] in
      do throws(Fault) {
        try places[number].worker.withLock { (worker) throws(Fault) in
          if worker == nil { worker = try make(number) }
          // Its tables are large: what will not work again gives them back.
          if try worker?.work(schedule) ?? true { worker = nil }
        }
      } catch {
        schedule.fail(error)
      }
      group.leave()
    }
  }

  /// Works until all is done. The calling thread waits, so it must not be Dispatch's own.
  func work() throws(Fault) {
    for number in places.indices { start(number) }
    group.wait()
    starter.pool.withLock { $0 = nil }
    if let fault = schedule.fault { throw fault }
  }
}
