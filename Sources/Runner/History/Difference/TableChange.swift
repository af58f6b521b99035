import Statistics

/// The change of one row between two tables.
public struct TableChange: Sendable {
  /// The ways in which a row changes.
  public enum Kind: String, Sendable, CaseIterable {
    /// Its share of the total is greater than before.
    case rose
    /// Its share of the total is smaller than before.
    case fell
    /// It is new: before, it did not occur at all.
    case appeared
    /// It is gone: it occurs no longer.
    case vanished
    /// It is shown, and was not before; but it may have occurred below what that table shows.
    case entered
    /// It is no longer shown; but it may occur below what the table shows now.
    case left
  }

  /// The number of the row's key.
  let key: Int
  /// How it has changed.
  public private(set) var kind = Kind.rose
  /// The count before; nil if that table does not have the row.
  public var before: UInt64?
  /// The count after; nil if that table does not have the row.
  public var after: UInt64?
  /// The upper bound of a count that a table does not have; nil if both have it, or if it may
  /// be any.
  public private(set) var atMost: UInt64?
  /// The totals of the counts; nil where they are not known.
  public var totals: (before: UInt64?, after: UInt64?) = (nil, nil)
  /// Log-likelihood of the two counts against the two totals, negative where the share has fallen;
  /// nil if it is not known.
  public private(set) var logLikelihood: Double?
  /// Log ratio of the two shares; nil if it is not known.
  public private(set) var logRatio: Double?

  init(key: Int) { self.key = key }

  /// Occurrences per million before; nil if it is not known.
  public var beforePerMillion: Double? { TableChange.perMillion(before, totals.before) }
  /// Occurrences per million after; nil if it is not known.
  public var afterPerMillion: Double? { TableChange.perMillion(after, totals.after) }

  private static func perMillion(_ count: UInt64?, _ total: UInt64?) -> Double? {
    guard let count, let total, total > 0 else { return nil }
    return Double(count) * 1e6 / Double(total)
  }

  /// Scores a row that both tables show; false if its share is the same.
  mutating func settle() -> Bool {
    guard let before, let after else { return false }
    let direction = TableChange.direction(before, after, totals)
    guard direction != 0 else { return false }
    kind = direction > 0 ? .rose : .fell
    score(before, after)
    return true
  }

  /// Scores a row that the earlier table does not show, where it counts `most` at most.
  mutating func settle(before most: UInt64?) {
    guard let after else { return }
    kind = most == 0 ? .appeared : .entered
    if most == 0 { before = 0 } else { atMost = most }
    // The scores are those of the smallest rise that fits; if it may have fallen, there are none.
    if let most, TableChange.direction(most, after, totals) > 0 { score(most, after) }
  }

  /// Scores a row that the later table does not show, where it counts `most` at most.
  mutating func settle(after most: UInt64?) {
    guard let before else { return }
    kind = most == 0 ? .vanished : .left
    if most == 0 { after = 0 } else { atMost = most }
    if let most, TableChange.direction(before, most, totals) < 0 { score(before, most) }
  }

  /// 1 if the share has risen, −1 if it has fallen; by the counts alone where a total is not known.
  private static func direction(
    _ before: UInt64, _ after: UInt64, _ totals: (before: UInt64?, after: UInt64?)
  ) -> Int {
    let (old, new) = (UInt128(before), UInt128(after))
    let scaled = (old * UInt128(totals.after ?? 1), new * UInt128(totals.before ?? 1))
    let (first, second) =
      totals.before == nil || totals.after == nil ? (old, new) : (scaled.0, scaled.1)
    return first == second ? 0 : first < second ? 1 : -1
  }

  private mutating func score(_ before: UInt64, _ after: UInt64) {
    guard let old = totals.before, let new = totals.after, old > 0, new > 0, before <= old,
      after <= new
    else { return }
    let cells = FrequencyComparison(a: after, n1: new, b: before, n2: old).contingency
    logLikelihood = cells.logLikelihood
    logRatio = cells.logRatio
  }
}
