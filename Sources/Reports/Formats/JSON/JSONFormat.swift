import Diagnostics

/// One JSON object, with the parameters and the counts of the corpus above the rows.
public struct JSONFormat: TableFormat, ReportFormat {
  public static let name = "json"

  /// The format has no options.
  public init() {}

  public func add(to table: inout TableWriter, _ file: consuming OutputFile) {
    table.addJSON(to: file)
  }
}
