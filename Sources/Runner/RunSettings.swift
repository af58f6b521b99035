import Analyses
import Articles
import Bytes
import Diagnostics
import Reports
import Synchronization

/// How a run uses the machine, and where its reports go: what is no part of a pipeline because it
/// changes no number.
public struct RunSettings: Sendable {
  /// The number of workers; at least 1.
  public var jobs: Int
  /// The memory that tables and buffers may take together, in bytes; at least 128 MiB.
  public var memory: Int
  /// Whether everything is counted anew, though it was counted before.
  public var isFull = false
  /// A folder for reports in place of the pipeline's own, relative to the working directory.
  public var output: String?

  /// The least memory that a run can be given, in bytes.
  public static let leastMemory = 128 << 20

  /// How the memory is shared out; tests give smaller shares.
  var shares: MemoryShares { givenShares ?? MemoryShares(memory: memory, jobs: jobs) }
  var givenShares: MemoryShares?

  /// Settings for `jobs` workers (nil: one for each processor) and `memory` bytes (nil: a quarter of
  /// the machine's).
  public init(jobs: Int? = nil, memory: Int? = nil, output: String? = nil) {
    self.jobs = max(1, jobs ?? Machine.processors)
    self.memory = max(RunSettings.leastMemory, memory ?? Machine.memory / 4)
    self.output = output
  }
}

/// How the memory of a run is shared out, and what else bounds the pieces of its work.
struct MemoryShares: Sendable {
  /// The number of workers: as many as asked for, as long as each gets enough for its counts.
  var workers: Int
  /// What one worker's counts may take, in bytes.
  var tally: Int
  /// What merging and sorting may take at the end, in bytes.
  var merge: Int
  /// Inflated bytes in a chunk, about.
  var chunk = 1 << 20
  /// A batch that gives more inflated bytes is not counted together with others: it would have to lie
  /// in memory as a whole, so that it can be discarded whole.
  var smallBatch: Int
  /// Runs read at once at most: each keeps a file open and some blocks in memory.
  var fanIn = 256

  private static let leastTally = 8 << 20

  /// The shares of a budget of `memory` bytes, less what the program, the chunks in flight and the
  /// inflaters need: three quarters for counts, one for merging.
  init(memory: Int, jobs: Int) {
    let leastBatch = 4 << 20
    smallBatch = max(leastBatch, min(memory / 64 / jobs, 64 << 20))
    // While a worker counts one small batch, the next is read.
    let others = (48 << 20) + 2 * jobs * (smallBatch - leastBatch)
    let tables = max(MemoryShares.leastTally, (memory - others) / 4 * 3)
    workers = min(jobs, tables / MemoryShares.leastTally)
    tally = tables / workers
    merge = tables / 3
  }

  /// What merging the runs of a unit may take while other workers do the same.
  var seal: Int { max(4 << 20, merge / workers) }
}

/// A request to stop, which signal handlers make and workers heed between two articles.
public final class Cancellation: Sendable {
  private let flag = Atomic<Int32>(0)

  /// A request that nobody has made yet.
  public init() {}

  /// Asks the run to stop and end with `status` (`interrupted` or `terminated`); the first call counts.
  public func cancel(_ status: ExitStatus) {
    _ = flag.compareExchange(
      expected: 0, desired: status.rawValue, ordering: .relaxed)
  }

  /// The status to end with, once asked to stop.
  public var status: ExitStatus? {
    let value = flag.load(ordering: .relaxed)
    return value == 0 ? nil : ExitStatus(rawValue: value)
  }

  func check() throws(Fault) {
    guard let status else { return }
    throw Fault("run.stopped", "stopped by a signal; nothing was published", exit: status)
  }
}

/// How far a run has come.
public struct RunProgress: Sendable {
  /// What a run does, one after the other.
  public enum Phase: String, Sendable { case counting, merging, reporting }

  /// What it does now.
  public var phase: Phase
  /// Bytes of the batches read, as they lie on disk.
  public var bytesRead: Int
  /// Bytes of all batches to be read; 0 if standard input is among them.
  public var bytesTotal: Int
  /// Articles read.
  public var articles: UInt64
  /// Seconds since the start.
  public var seconds: Double
}

/// What came of a run.
public struct RunOutcome: Sendable {
  /// `success`, or `rejects` if some input was rejected.
  public var exit: ExitStatus
  /// The published folder; nil if nothing was to be published.
  public var folder: String?
  /// Where the articles went.
  public var counts: CorpusCounts
  /// The number of lines in `rejects.jsonl`.
  public var rejects: Int
  /// How many of them are of batches that this run has counted.
  public var newRejects: Int
  /// The first of those, for a message; at most 10.
  public var firstRejects: [Reject]
  /// Things to know that stop nothing: a batch listed twice, a ledger begun anew.
  public var warnings: [Fault]
  /// Seconds from start to end.
  public var seconds: Double
  /// The content of `run.json`; empty if nothing was to be published.
  public var record: JSONObject = [:]
}
