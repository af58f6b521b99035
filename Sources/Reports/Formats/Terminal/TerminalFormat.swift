/// Columns aligned for a terminal.
public struct TerminalFormat: TableFormat {
  /// Columns sized by the first 200 rows.
  public init() {}

  public func add(to table: inout TableWriter, _ file: consuming OutputFile) {
    table.addAligned(to: file)
  }
}
