import Diagnostics

/// One JSON object, with the parameters and the counts of the corpus above the rows.
public struct JSONFormat: TableFormat, ReportFormat {
  /// The name in `reports.formats`, and the ending of the files.
  public static let name = "json"

  /// The format has no options.
  public init() {}

  /// Has `table` written in this format too; before its first row.
  public func add(to table: inout TableWriter, _ file: consuming OutputFile) {
    table.addJSON(to: file)
  }
}
