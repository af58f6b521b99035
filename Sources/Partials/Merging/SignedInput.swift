import Diagnostics

/// A segment in a merge: it is added, or taken away from those that were merged from it among
/// others.
struct SignedInput: Sendable {
  let segment: SegmentReader
  let isSubtracted: Bool

  /// What every count is multiplied with, as sums wrap: 1, or minus one.
  var sign: UInt64 { isSubtracted ? .max : 1 }
}

extension [SignedInput] {
  /// The fault that more is taken away than there is. The largest segment is to blame: it is what
  /// others are taken away from, and should have been merged from them.
  var inconsistent: Fault {
    let largest = filter { !$0.isSubtracted }.max { $0.segment.size < $1.segment.size }
    return SegmentReader.damaged(largest?.segment.path ?? "", "it lacks what it was merged from")
  }
}
