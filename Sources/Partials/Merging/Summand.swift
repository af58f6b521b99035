import Diagnostics

/// A run in a merge: it is added, or taken away from those that were merged from it among others.
struct Summand: Sendable {
  let run: RunReader
  let isSubtracted: Bool

  /// What every count is multiplied with, as sums wrap: 1, or minus one.
  var sign: UInt64 { isSubtracted ? .max : 1 }
}

extension [Summand] {
  /// The fault that more is taken away than there is. The largest run is to blame: it is what others
  /// are taken away from, and should have been merged from them.
  var inconsistent: Fault {
    let largest = filter { !$0.isSubtracted }.max { $0.run.size < $1.run.size }
    return RunReader.damaged(largest?.run.path ?? "", "it lacks what it was merged from")
  }
}
