import Diagnostics

/// A likely mistake that is not a fault, such as an entry of a list that matches no word or a term
/// that can hardly occur.
public struct Warning: Sendable, Hashable {
  /// The message and the place.
  public var fault: Fault
  /// The keys that lead to its subject: a profile or an analysis.
  public var subject: [String]
  /// Whether counts can disprove the warning; a run then omits it.
  public var isSettledByCounts: Bool
}
