import Diagnostics

/// Comma-separated values (RFC 4180).
public struct CSVFormat: TableFormat, ReportFormat {
  public static let name = "csv"
  /// How the values are written.
  public var options: CSVOptions

  /// Plain CSV, unless `options` say otherwise.
  public init(_ options: CSVOptions = CSVOptions()) { self.options = options }

  public func add(to table: inout TableWriter, _ file: consuming OutputFile) {
    table.addCSV(to: file, options)
  }
}
