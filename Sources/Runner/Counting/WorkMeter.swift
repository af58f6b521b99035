import Diagnostics
import Reports
import Synchronization

/// How the work of a run was cut into pieces: what distinguishes a run that fitted in memory from
/// one that did not. No number of a table depends on it.
final class WorkMeter: Sendable {
  private let units = Atomic<Int>(0)
  private let splits = Atomic<Int>(0)
  private let runs = Atomic<Int>(0)
  private let runsWithinArticles = Atomic<Int>(0)
  private let merges = Atomic<Int>(0)

  /// A batch, or several small ones, became a leaf.
  func didSeal() { units.add(1, ordering: .relaxed) }
  /// A batch turned out too large to be counted with others.
  func didSplit() { splits.add(1, ordering: .relaxed) }
  /// A worker wrote its counts to disk; within an article if `isWithinArticle`.
  func didWriteSegment(isWithinArticle: Bool = false) {
    runs.add(1, ordering: .relaxed)
    if isWithinArticle { runsWithinArticles.add(1, ordering: .relaxed) }
  }
  /// Several runs were merged into one on disk.
  func didMerge() { merges.add(1, ordering: .relaxed) }

  /// The counts by name.
  var json: JSONObject {
    [
      "leaves": .integer(units.load(ordering: .relaxed)),
      "split_batches": .integer(splits.load(ordering: .relaxed)),
      "runs": .integer(runs.load(ordering: .relaxed)),
      "runs_within_articles": .integer(runsWithinArticles.load(ordering: .relaxed)),
      "merges": .integer(merges.load(ordering: .relaxed)),
    ]
  }
}
