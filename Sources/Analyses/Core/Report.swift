import Diagnostics
import Reports

/// What makes the table of a planned analysis: thresholds, scores, ranks and orders happen here and
/// nowhere earlier.
public struct Report: Sendable {
  /// Writes all rows of a table from the counts that a reporter has.
  public typealias Rows = @Sendable (Reporter, inout TableWriter) throws(Fault) -> Void
  /// What is known of the corpus besides what every table says of it.
  public typealias Facts = @Sendable (Reporter) -> JSONObject

  /// The columns of the table.
  public let columns: [Column]
  /// What the heading adds to the parameters, such as notes on what they mean.
  let notes: JSONObject
  let facts: Facts
  let rows: Rows

  /// The table with `columns` whose rows are written by `rows`.
  public init(
    columns: [Column], notes: JSONObject = [:], facts: @escaping Facts = { _ in [:] },
    rows: @escaping Rows
  ) {
    self.columns = columns
    self.notes = notes
    self.facts = facts
    self.rows = rows
  }
}
