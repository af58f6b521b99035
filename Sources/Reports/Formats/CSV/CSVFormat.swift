import Diagnostics

/// Comma-separated values (RFC 4180).
public struct CSVFormat: TableFormat, ReportFormat {
  /// The name in `reports.formats`, and the ending of the files.
  public static let name = "csv"
  /// How the values are written.
  public var options: CSVOptions

  /// Plain CSV, unless `options` say otherwise.
  public init(_ options: CSVOptions) { self.options = options }

  /// Plain CSV.
  public init() { options = CSVOptions() }

  /// Has `table` written in this format too; before its first row.
  public func add(to table: inout TableWriter, _ file: consuming OutputFile) {
    table.addCSV(to: file, options)
  }
}
