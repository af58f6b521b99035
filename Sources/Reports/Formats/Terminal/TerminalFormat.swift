/// Columns aligned for a terminal.
public struct TerminalFormat: TableFormat {
  /// Columns sized by the first 200 rows.
  public init() {}

  /// Has `table` written in this format too; before its first row.
  public func add(to table: inout TableWriter, _ file: consuming OutputFile) {
    table.addAligned(to: file)
  }
}
