import Articles
import Bytes
import Diagnostics
import Partials
import Synchronization

/// Makes leaves of units that are read and counted.
final class UnitSealer: Sendable {
  private let segments: SegmentFolder
  private let accounts: BatchAccounts
  private let shares: MemoryShares
  private let limits: ReadingLimits
  private let cancellation: Cancellation
  private let meter: WorkMeter
  private let writes = PendingWrites()
  private let leaves = Mutex<[(unit: Int, leaf: Leaf)]>([])

  /// A sealer of the units whose segments are in `segments`, which were read within `limits`.
  init(
    _ segments: SegmentFolder, _ accounts: BatchAccounts, _ shares: MemoryShares,
    _ limits: ReadingLimits, _ cancellation: Cancellation, _ meter: WorkMeter
  ) {
    self.segments = segments
    self.accounts = accounts
    self.shares = shares
    self.limits = limits
    self.cancellation = cancellation
    self.meter = meter
  }

  /// Merges the segments of a unit into its leaf, and enters the counts of its batches.
  func seal(_ unit: WorkUnit, _ counted: CountedUnit) throws(Fault) {
    if counted.isDamaged {
      for segment in counted.segments { removeFile(segment) }
    }
    let counts = counted.isDamaged ? [:] : counted.counts
    accounts.add(counts)
    var contents = LeafContents(batches: [], limits: limits)
    contents.rejects = counts.values.reduce(0) { $0 + Int($1.rejected) }
    let split = unit.reading.withLock { $0.split }
    // Rejects are numbered by their batch's place in the unit, so every batch keeps its place.
    contents.batches = zip(unit.batches, accounts.of(unit.batches)).map {
      split.contains($0) ? BatchRecord(name: "", bytes: 0) : $1
    }
    let paths = counted.isDamaged ? [] : counted.segments
    // A unit whose batches are all counted in other units is empty.
    if contents.members.isEmpty, paths.isEmpty { return }
    let path = try reduce(paths, "leaf-\(unit.number)")
    meter.didSeal()
    let leaf =
      contents.members.isEmpty
      ? Leaf(path: path, size: 0, contents: contents)
      : try segments.store.seal(path, contents, writes)
    leaves.withLock { $0.append((unit.number, leaf)) }
  }

  /// One segment with the contents of all `paths`, empty if there are none.
  private func reduce(_ paths: [String], _ name: String) throws(Fault) -> String {
    let reducer = SegmentReducer(
      segments.store, folder: segments.path, memory: shares.seal, fanIn: shares.fanIn, jobs: 1,
      cancellation, meter)
    if let path = try reducer.reduce(paths, name: name) { return path }
    let path = segments.path(of: name)
    _ = try segments.newSegment(path).finish()
    return path
  }

  /// The leaves, in the order of their units, once all of them are on disk.
  func finish() throws(Fault) -> [Leaf] {
    try writes.finish()
    try segments.store.synchronize()
    return leaves.withLock { $0.sorted { $0.unit < $1.unit }.map(\.leaf) }
  }
}
