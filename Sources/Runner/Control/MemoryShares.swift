import Bytes

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
  /// The most that an inflater may keep of its data to look back at, in bytes. Which batches can be
  /// read must not depend on the number of workers.
  var window: Int
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
    window = min(memory / 16, CompressionRegistry.largestWindow)
  }

  /// The shares of a pass over batches with these names: each worker has an inflater, whose memory
  /// comes off that for counts, and there are as many workers as get enough.
  ///
  /// Names are what is known before batches are opened. Those that promise less than their content
  /// takes are hardly ever so many that it shows.
  func reading(_ names: some Sequence<String>) -> MemoryShares {
    let forms = names.compactMap { CompressionRegistry.compression(named: $0) }
    let inflater = forms.map { $0.inflaterBytes(windowLimit: window) }.max() ?? 0
    // That of gzip is among what every run needs.
    guard inflater > 1 << 20 else { return self }
    var shares = self
    let tables = tally * workers
    shares.workers = max(1, min(workers, tables / (MemoryShares.leastTally + inflater)))
    shares.tally = tables / shares.workers - inflater
    return shares
  }
}
