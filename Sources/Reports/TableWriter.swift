import Diagnostics

/// Writes the rows of a table, cell by cell, in every form that was asked for at once.
///
///     var table = TableWriter(heading)
///     table.addCSV(to: try publication.file(named: "terms.csv"))
///     table.addJSON(to: try publication.file(named: "terms.json"))
///     for row in rows {
///       table.text(row.term)
///       table.integer(row.count)
///       try table.endRow()
///     }
///     let written = try table.finish()
///
/// A row has one cell for each column, in their order; anything else is a mistake in the program
/// and stops it. No cell allocates memory, but for numbers of many digits in JSON.
public struct TableWriter: ~Copyable {
  /// What stands above the rows.
  public let heading: TableHeading
  /// How many rows were ended.
  public private(set) var rows: UInt64 = 0
  private var csv: CSVWriter?
  private var json: JSONWriter?
  private var aligned: TextTable?
  private let mayGoOn: Check

  /// Throws if there is to be no further row.
  public typealias Check = @Sendable () throws(Fault) -> Void

  /// A writer that writes nowhere yet; `mayGoOn` is asked once in a thousand rows.
  public init(_ heading: TableHeading, mayGoOn: @escaping Check = {}) {
    precondition(!heading.columns.isEmpty, "a table without columns")
    self.heading = heading
    self.mayGoOn = mayGoOn
  }

  /// Writes the table as comma-separated values too; before the first row.
  public mutating func addCSV(to file: consuming OutputFile, _ options: CSVOptions = CSVOptions()) {
    precondition(rows == 0 && csv == nil)
    csv = CSVWriter(heading.columns, to: file, options)
  }

  /// Writes the table as one JSON object too; before the first row.
  public mutating func addJSON(to file: consuming OutputFile) {
    precondition(rows == 0 && json == nil)
    json = JSONWriter(heading, to: file)
  }

  /// Writes the table in aligned columns too, sized by the first `rowsHeld` rows; before the first
  /// row.
  public mutating func addAligned(to file: consuming OutputFile, rowsHeld: Int = 200) {
    precondition(rows == 0 && aligned == nil)
    aligned = TextTable(heading.columns, to: file, rowsHeld: rowsHeld)
  }

  /// A cell of text, which is well-formed UTF-8.
  public mutating func text(_ text: Span<UInt8>) {
    csv?.text(text)
    json?.text(text)
    aligned?.text(text)
  }

  /// A cell of text.
  public mutating func text(_ text: String) {
    self.text(text.utf8Span.span)
  }

  /// A cell of text, or an empty one.
  public mutating func text(_ text: String?) {
    if let text { self.text(text.utf8Span.span) } else { empty() }
  }

  /// A cell with an integer, written exactly.
  public mutating func integer(_ value: UInt64) {
    csv?.integer(value)
    json?.integer(value)
    aligned?.integer(value)
  }

  /// A cell with an integer, written exactly.
  public mutating func integer(_ value: Int) {
    csv?.integer(value)
    json?.integer(value)
    aligned?.integer(value)
  }

  /// A cell with a number; nil and NaN make an empty cell.
  ///
  /// Infinities are `inf` and `-inf` in CSV and on the terminal, null in JSON.
  public mutating func number(_ value: Double?) {
    guard let value, !value.isNaN else { return empty() }
    csv?.number(value)
    json?.number(value)
    aligned?.number(value)
  }

  /// An empty cell; null in JSON.
  public mutating func empty() {
    csv?.empty()
    json?.empty()
    aligned?.empty()
  }

  /// Ends the row.
  ///
  /// Throws `output.no-space` or `output.write-failed` if gathered bytes cannot be written, and what
  /// `mayGoOn` throws.
  public mutating func endRow() throws(Fault) {
    if rows & 1023 == 1023 { try mayGoOn() }
    try csv?.endRow()
    try json?.endRow()
    try aligned?.endRow()
    rows += 1
  }

  /// Ends the table and finishes its files: the CSV, the JSON, the aligned one, as far as added.
  public consuming func finish() throws(Fault) -> [WrittenFile] {
    [try csv?.finish(), try json?.finish(), try aligned?.finish()].compactMap { $0 }
  }
}
