import Diagnostics
import Reports

/// A short table of finished texts, in aligned columns.
struct AlignedText: ~Copyable {
  private var table: TableWriter

  /// An empty table of `columns`.
  init(_ columns: [Column]) {
    table = TableWriter(TableHeading(name: "", kind: "", columns: columns))
    table.addAligned(to: .inMemory(), rowsHeld: .max)
  }

  /// Adds a row of one cell for each column.
  mutating func row(_ cells: [String?]) throws(Fault) {
    for cell in cells { table.text(cell) }
    try table.endRow()
  }

  /// The table; only the column names if it has no row.
  consuming func text() throws(Fault) -> String {
    String(decoding: try table.finish().first?.content ?? [], as: UTF8.self)
  }
}
