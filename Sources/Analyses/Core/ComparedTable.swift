/// What of a published table is compared with that of another run: rows with counts, known by some
/// of their columns.
public struct ComparedTable: Sendable, Hashable {
  /// What counts are set against.
  public enum Total: Sendable, Hashable {
    /// One number for all rows; nil if it is not known, or if each group has its own.
    case known(UInt64?)
    /// What is in this column of every row.
    case column(String)
  }

  /// The columns of the group that a row belongs to.
  public var groups: [String] = []
  /// The columns whose cells make a row what it is, besides those of its group.
  public var key: [String]
  /// The column of the counts.
  public var count = "count"
  /// Whether the rows are ranked by their counts, so that the least one shown bounds those that are
  /// not.
  public var isRankedByCount = true
  /// What the counts are set against.
  public var total = Total.known(nil)
  /// The keys of the request that decide only which rows are shown, and how.
  public var presentation = [
    "min_count", "min_articles", "top", "measures", "sort", "limit", "seed",
  ]

  /// A table whose rows are known by the cells of `key`.
  public init(key: [String]) { self.key = key }
}
