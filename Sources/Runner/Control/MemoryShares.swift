/// How the memory of a run is shared out, and what else bounds the pieces of its work.
struct MemoryShares: Sendable {
  /// The number of workers: as many as asked for, as long as each gets enough for its counts.
  var workers: Int
  /// What one worker's counts may take, in bytes.
  var tally: Int
  /// What merging the runs of a unit may take, in bytes: what the worker that does it counted in
  /// before.
  var seal: Int { tally }
  /// What merging may take at the end, when nothing is counted any more, and sorting as much again,
  /// in bytes.
  var merge: Int
  /// Inflated bytes in a chunk, about.
  var chunk = 1 << 20
  /// A batch that gives more inflated bytes is not counted together with others: it would have to
  /// lie in memory as a whole, so that it can be discarded whole.
  var smallBatch: Int
  /// Runs read at once at most: each keeps a file open and some blocks in memory.
  var fanIn = 256

  private static let leastTally = 8 << 20

  /// The shares of a budget of `memory` bytes, less what the program, the chunks in flight and the
  /// inflaters need: three quarters for counts, and the rest for what tables take while they grow.
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
