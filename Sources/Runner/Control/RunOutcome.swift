import Analyses
import Articles
import Diagnostics
import Reports

/// The outcome of a run.
public struct RunOutcome: Sendable {
  /// `success`, or `rejects` if some input was rejected.
  public var exit: ExitStatus
  /// The published folder; nil if nothing was to be published.
  public var folder: String?
  /// Where the articles went.
  public var counts: CorpusCounts
  /// The number of lines in `rejects.jsonl`.
  public var rejects: Int
  /// The number of these whose batches this run has counted.
  public var newRejects: Int
  /// The first of those, for a message; at most 10.
  public var firstRejects: [Reject]
  /// Warnings, such as a batch that is listed twice or a ledger that was rebuilt.
  public var warnings: [Fault]
  /// Seconds from start to end.
  public var seconds: Double
  /// The content of `run.json`; empty if nothing was to be published.
  public var record: JSONObject = [:]
}
