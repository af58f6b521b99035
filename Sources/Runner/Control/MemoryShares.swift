/// The shares of a run's memory, and the other bounds of its work.
struct MemoryShares: Sendable {
  /// The number of workers: as many as asked for, as long as each gets enough for its counts.
  var workers: Int
  /// The memory for one worker's counts, in bytes.
  var tally: Int
  /// The memory for merging the segments of a unit, in bytes: that in which the worker counted.
  var seal: Int { tally }
  /// The memory for merging once everything is counted, in bytes. Sorting has as much again.
  var merge: Int
  /// The approximate size of a chunk, in inflated bytes.
  var chunk = 1 << 20
  /// The largest batch that is counted together with others, in inflated bytes. Such a batch is
  /// held in memory as a whole, so that it can be discarded as a whole.
  var smallBatch: Int
  /// The most segments that are read concurrently. Each keeps a file open and some blocks in
  /// memory.
  var fanIn = 256

  private static let leastTally = 8 << 20

  /// The shares of a budget of `memory` bytes, less what the program, the chunks in flight and the
  /// inflaters need: three quarters for counts, the rest for tables that grow.
  init(memory: Int, jobs: Int) {
    let leastBatch = 4 << 20
    smallBatch = max(leastBatch, min(memory / 64 / jobs, 64 << 20))
    // While a worker counts one small batch, the next is read.
    let others = (48 << 20) + 2 * jobs * (smallBatch - leastBatch)
    let tables = max(MemoryShares.leastTally, (memory - others) / 4 * 3)
    workers = min(jobs, tables / MemoryShares.leastTally)
    tally = tables / workers
    merge = tables / 3 * 2
  }
}
