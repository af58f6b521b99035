import Analyses
import Articles
import Diagnostics
import Reports

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
