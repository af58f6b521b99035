import Analyses
import Articles
import Diagnostics
import Synchronization

/// Decides what each worker does next; no worker ever waits for another.
///
/// A worker belongs to one unit at a time. It reads a chunk ahead if nobody else is reading and the
/// unit's queue has room, else counts a chunk, else leaves: it writes its counts as a segment, and
/// the last to leave seals the unit as a leaf. A worker without a unit takes the next one, or, when
/// all are taken, joins one that is going on, so that one huge batch keeps every worker busy. A
/// worker that finds nothing to do is parked, which costs no thread, and started again when there
/// is work.
final class Schedule: Sendable {
  /// A task for a worker.
  enum Action: Sendable {
    case read(WorkUnit)
    case count(BatchChunk, of: WorkUnit)
    /// Write the counts as a segment, if the unit is whole, and leave it.
    case leave(WorkUnit, isDamaged: Bool)
    /// Nothing to do now; `wake` starts the worker again.
    case park
    /// Nothing to do ever.
    case end
  }

  private struct Progress {
    var unit: WorkUnit
    var ready: [BatchChunk] = []
    var isReading = false
    var isRead = false
    var isDamaged = false
    var counting = 0
    var workers: Set<Int> = []
    var segments: [String] = []
    var counts: [Int: CorpusCounts] = [:]
  }

  private struct State {
    var pending: [WorkUnit]
    var active: [Int: Progress] = [:]
    var unitOf: [Int: Int] = [:]
    var parked: Set<Int> = []
    var fault: Fault?
  }

  private let state: Mutex<State>
  private let queueLimit: Int
  private let wake: @Sendable (Int) -> Void

  /// A schedule for `units`; `wake` is called with the numbers of parked workers to start again.
  init(_ units: [WorkUnit], queueLimit: Int, wake: @escaping @Sendable (Int) -> Void) {
    state = Mutex(State(pending: units.reversed()))
    self.queueLimit = queueLimit
    self.wake = wake
  }

  /// The fault that ended the work, if one did.
  var fault: Fault? { state.withLock { $0.fault } }

  /// Ends the work: every worker stops at its next question.
  func fail(_ fault: Fault) {
    change { $0.fault = $0.fault ?? fault }
  }

  /// Changes the state, then starts every parked worker: there may be work for it now.
  private func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
    let (result, parked) = state.withLock { state in
      let result = body(&state)
      let parked = state.parked
      state.parked = []
      return (result, parked)
    }
    for worker in parked { wake(worker) }
    return result
  }

  /// The next task of `worker`.
  func next(_ worker: Int) -> Action {
    state.withLock { state in
      guard state.fault == nil else { return .end }
      if let number = state.unitOf[worker] {
        return next(worker, number, &state)
      }
      if let unit = state.pending.popLast() {
        state.active[unit.number] = Progress(unit: unit)
        return join(worker, unit.number, &state)
      }
      for number in state.active.keys.sorted() {
        guard let progress = state.active[number] else { continue }
        if !progress.ready.isEmpty || (!progress.isReading && !progress.isRead) {
          return join(worker, number, &state)
        }
      }
      if state.active.isEmpty { return .end }
      state.parked.insert(worker)
      return .park
    }
  }

  private func join(_ worker: Int, _ number: Int, _ state: inout State) -> Action {
    state.unitOf[worker] = number
    state.active[number]?.workers.insert(worker)
    return next(worker, number, &state)
  }

  private func next(_ worker: Int, _ number: Int, _ state: inout State) -> Action {
    guard var progress = state.active[number] else { return .end }
    defer { state.active[number] = progress }
    let mayRead = !progress.isRead && !progress.isReading
    // Reading ahead pays while others wait for chunks; a lone worker counts what it has.
    let wanted = state.parked.isEmpty && state.active.count > 1 ? 1 : queueLimit
    if mayRead, progress.ready.count < wanted {
      progress.isReading = true
      return .read(progress.unit)
    }
    if !progress.ready.isEmpty {
      progress.counting += 1
      return .count(progress.ready.removeFirst(), of: progress.unit)
    }
    if progress.isRead { return .leave(progress.unit, isDamaged: progress.isDamaged) }
    state.parked.insert(worker)
    return .park
  }

  // MARK: Reports of workers

  /// `unit` was read: the chunks are to be counted, unless the unit is damaged.
  func didRead(_ unit: WorkUnit, _ outcome: UnitReader.Outcome) {
    change { state in
      if let unit = outcome.splitOff { state.pending.append(unit) }
      guard var progress = state.active[unit.number] else { return }
      progress.isReading = false
      progress.isRead = outcome.isRead
      progress.isDamaged = outcome.isDamaged
      progress.ready = outcome.isDamaged ? [] : progress.ready + outcome.chunks
      state.active[unit.number] = progress
    }
  }

  /// A chunk of `unit` has been counted.
  func didCount(_ unit: WorkUnit, batch: Int, _ counts: CorpusCounts) {
    state.withLock { state in
      state.active[unit.number]?.counting -= 1
      state.active[unit.number]?.counts[batch, default: CorpusCounts()] += counts
    }
  }

  /// `worker` has written a segment of `unit`.
  func didWrite(_ segment: String, of unit: WorkUnit) {
    state.withLock { $0.active[unit.number]?.segments.append(segment) }
  }

  /// `worker` leaves `unit`; what was counted of the unit, if no other worker is left in it.
  func didLeave(_ unit: WorkUnit, _ worker: Int) -> CountedUnit? {
    state.withLock { state in
      state.unitOf[worker] = nil
      guard var progress = state.active[unit.number] else { return nil }
      progress.workers.remove(worker)
      state.active[unit.number] = progress
      guard progress.workers.isEmpty else { return nil }
      return CountedUnit(
        segments: progress.segments, counts: progress.counts, isDamaged: progress.isDamaged)
    }
  }

  /// `unit` is sealed; no part of it is left to do.
  func didSeal(_ unit: WorkUnit) {
    change { $0.active[unit.number] = nil }
  }
}
