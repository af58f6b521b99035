import Diagnostics

/// What is likely a slip though it is no fault: an entry of a list that matches no word, a term
/// that is hardly ever made.
public struct Warning: Sendable, Hashable {
  /// What is the matter, and where.
  public var fault: Fault
  /// What it is about, by the keys that lead there: a profile, an analysis.
  public var subject: [String]
  /// Whether counts tell if it is a slip: a run then says nothing where they show that it is none.
  public var isSettledByCounts: Bool
}
