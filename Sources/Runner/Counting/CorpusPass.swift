import Analyses
import Articles
import Bytes
import Diagnostics

/// One pass over the batches of a corpus that are not counted yet: each is read, parsed and counted
/// once, on all workers, and becomes a leaf on disk, alone or with other small ones.
///
/// A `UnitReader` reads, the `Schedule` decides who does what next, `Worker`s count, and the
/// `UnitSealer` makes the leaves.
struct CorpusPass {
  let store: LeafStore
  let source: CorpusSource
  /// Where segments are written.
  let folder: String
  let shares: MemoryShares
  let cancellation: Cancellation
  let progress: ProgressMeter
  let meter: WorkMeter

  /// What became of the batches, and the leaves that hold them.
  struct Result {
    var leaves: [Leaf]
    var batches: [BatchRecord]
    /// The identities of the files whose digests were computed while they were read, by place.
    var identities: [Int: FileIdentity]
  }

  /// Counts the batches that `coverage` says are not counted yet.
  func run(_ coverage: Coverage) throws(Fault) -> Result {
    let units = WorkUnit.plan(source.files, coverage.groups)
    let accounts = BatchAccounts(source.files, coverage)
    var leaves = coverage.leaves
    if !units.isEmpty {
      let shares = shares.reading(units.lazy.flatMap(\.batches).map { source.files[$0].name })
      let segments = SegmentFolder(path: folder, store: store)
      let sealer = UnitSealer(
        segments, accounts, shares, ReadingLimits(source.reading), cancellation,
        meter)
      let counting = Counting(
        source: source, segments: segments, accounts: accounts,
        reader: UnitReader(
          source, accounts, smallBatch: shares.smallBatch, nextNumber: units.count, cancellation,
          progress, meter),
        sealer: sealer, cancellation: cancellation, progress: progress, meter: meter)
      let memory = shares.tally
      let pool = WorkerPool(units, workers: shares.workers, queueLimit: 2 * shares.workers) {
        (number) throws(Fault) in
        try Worker(counting, number: number, memory: memory)
      }
      try pool.work()
      leaves += try sealer.finish()
    }
    accounts.enter(duplicates: coverage.duplicates)
    return Result(leaves: leaves, batches: accounts.all, identities: accounts.identitiesRead)
  }
}

/// What the workers of a pass share.
struct Counting: Sendable {
  let source: CorpusSource
  let segments: SegmentFolder
  let accounts: BatchAccounts
  let reader: UnitReader
  let sealer: UnitSealer
  let cancellation: Cancellation
  let progress: ProgressMeter
  let meter: WorkMeter
}
