import Bytes

/// How a run uses the machine, and where its reports go. These settings change no number, so they
/// are not part of a pipeline.
public struct RunSettings: Sendable {
  /// The number of workers; at least 1.
  public var jobs: Int
  /// The memory that tables and buffers may take together, in bytes; at least 128 MiB.
  public var memory: Int
  /// Whether to count everything again.
  public var isFull = false
  /// A folder for reports in place of the pipeline's own, relative to the working directory.
  public var output: String?

  /// The least memory that a run can be given, in bytes.
  public static let leastMemory = 128 << 20

  /// The shares of the memory; tests set smaller ones.
  var shares: MemoryShares { givenShares ?? MemoryShares(memory: memory, jobs: jobs) }
  var givenShares: MemoryShares?

  /// Settings for `jobs` workers (nil: one for each processor) and `memory` bytes (nil: a quarter
  /// of the machine's).
  public init(jobs: Int? = nil, memory: Int? = nil, output: String? = nil) {
    self.jobs = max(1, jobs ?? Machine.processors)
    self.memory = max(RunSettings.leastMemory, memory ?? Machine.memory / 4)
    self.output = output
  }
}
