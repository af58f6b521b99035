import Bytes
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
/// What is text is in every form as `Buffer.appendCell` says: no control character stays as it
/// is. A row has one cell for each column, in their order; anything else is a mistake in the
/// program and stops it. Cells gather, and each form writes them on a queue of its own while
/// further rows are made; so a fault comes out some rows later, by `finish` at the latest. What is
/// dropped without `finish` is given up.
public struct TableWriter: ~Copyable {
  /// What is above the rows.
  public let heading: TableHeading
  /// How many rows were ended.
  public private(set) var rows: UInt64 = 0
  /// What is to be known of the table, in the order of `warn`.
  public private(set) var warnings: [TableWarning] = []
  private var forms: [FormWriter] = []
  private var cells = Buffer<Cell>()
  private var text = Buffer<UInt8>()
  private var repeats = Buffer<Bool>()
  private var rowStart = 0
  private let mayGoOn: Check

  /// The cells, and the bytes of text, that gather before they are written.
  private static let enough = (cells: 1 << 14, text: 1 << 18)

  /// Throws if there is to be no further row.
  public typealias Check = @Sendable () throws(Fault) -> Void

  /// A writer that writes nowhere yet; `mayGoOn` is asked once in a thousand rows.
  public init(_ heading: TableHeading, mayGoOn: @escaping Check = {}) {
    precondition(!heading.columns.isEmpty, "a table without columns")
    var heading = heading
    for place in heading.columns.indices {
      var name = Buffer<UInt8>()
      name.appendCell(heading.columns[place].name.utf8Span.span)
      heading.columns[place].name = String(copying: name.span)
    }
    self.heading = heading
    self.mayGoOn = mayGoOn
  }

  /// Writes the table in `form` too; before the first row.
  public mutating func add<Form: TableForm & ~Copyable>(_ form: consuming sending Form) {
    precondition(rows == 0)
    forms.append(FormWriter(form, width: heading.columns.count))
  }

  /// A cell of text, which is well-formed UTF-8.
  public mutating func text(_ text: Span<UInt8>) {
    let start = self.text.count
    self.text.appendCell(text)
    cells.append(.text(byteCount: self.text.count - start))
  }

  /// A cell of text, which is the well-formed UTF-8 that `append` appends.
  public mutating func text(
    appendedBy append: (inout Buffer<UInt8>) throws(Fault) -> Void
  ) throws(Fault) {
    let start = text.count
    try append(&text)
    text.makeCell(from: start)
    cells.append(.text(byteCount: text.count - start))
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
    cells.append(.integer(value))
  }

  /// A cell with an integer, written exactly.
  public mutating func integer(_ value: Int) {
    cells.append(value < 0 ? .negative(UInt64(value.magnitude)) : .integer(UInt64(value)))
  }

  /// A cell with a number; nil and NaN make an empty cell.
  ///
  /// Infinities are `inf` and `-inf` in CSV and on the terminal, null in JSON.
  public mutating func number(_ value: Double?) {
    guard let value, !value.isNaN else { return empty() }
    cells.append(.number(value))
  }

  /// An empty cell; null in JSON.
  public mutating func empty() {
    cells.append(.empty)
  }

  /// Ends the row.
  ///
  /// Throws what `mayGoOn` throws, and `output.no-space`, `output.closed-pipe` or
  /// `output.write-failed` if earlier rows could not be written.
  public mutating func endRow() throws(Fault) {
    let filled = cells.count - rowStart
    precondition(
      filled == heading.columns.count,
      "a row with \(filled) cells in a table of \(heading.columns.count) columns")
    if rows & 1023 == 1023 { try mayGoOn() }
    rows += 1
    repeats.append(repeatsLast)
    rowStart = cells.count
    if cells.count >= Self.enough.cells || text.count >= Self.enough.text { try handOver() }
  }

  /// Whether the row is like the one before, texts aside. A row of one cell is not worth the
  /// question.
  private var repeatsLast: Bool {
    let width = heading.columns.count
    guard width > 1, rowStart >= width else { return false }
    for place in rowStart..<rowStart + width where !cells[place].isLike(cells[place - width]) {
      return false
    }
    return true
  }

  /// Hands the rows that have gathered to all forms.
  private mutating func handOver() throws(Fault) {
    var taken = Buffer<Cell>(capacity: cells.count)
    var takenText = Buffer<UInt8>(capacity: text.count)
    var takenRepeats = Buffer<Bool>(capacity: repeats.count)
    swap(&taken, &cells)
    swap(&takenText, &text)
    swap(&takenRepeats, &repeats)
    rowStart = 0
    let rows = Rows(taken, takenText, repeats: takenRepeats)
    for form in forms { try form.write(rows) }
  }

  /// Adds something to know of the table, which changes none of its rows: JSON has it as well.
  public mutating func warn(_ warning: TableWarning) { warnings.append(warning) }

  /// Ends the table and finishes its files, in the order in which the forms were added.
  ///
  /// Throws as `endRow` does; some of the files are then incomplete.
  public consuming func finish() throws(Fault) -> [WrittenFile] {
    try handOver()
    for form in forms { form.close(warnings) }
    var files: [WrittenFile] = []
    for form in forms { files.append(try form.finish()) }
    return files
  }

  deinit {
    for form in forms { form.abandon() }
  }
}
