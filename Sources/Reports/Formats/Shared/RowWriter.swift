import Bytes
import Diagnostics

/// How one format writes the rows of a table as text: what stands around rows and cells, and how a
/// cell is written.
protocol RowSyntax: Sendable {
  /// Appends what is between two rows.
  func separateRows(_ page: inout Buffer<UInt8>)
  /// Appends what comes before the first cell of a row.
  func beginRow(_ page: inout Buffer<UInt8>)
  /// Appends what is between two cells.
  func separateCells(_ page: inout Buffer<UInt8>)
  /// Appends a cell of text, which is well-formed UTF-8.
  func append(text: Span<UInt8>, to page: inout Buffer<UInt8>)
  /// Appends a cell with a number, not NaN.
  func append(number: Double, to page: inout Buffer<UInt8>)
  /// Appends an empty cell.
  func appendEmpty(to page: inout Buffer<UInt8>)
  /// Appends what stands behind the last cell of a row whose first one began at `start`.
  func endRow(from start: Int, _ page: inout Buffer<UInt8>)
  /// Appends what stands behind the last of so many rows.
  func endTable(rows: UInt64, _ warnings: [TableWarning], _ page: inout Buffer<UInt8>)
}

/// Writes the rows of a table as text in the syntax of a format.
///
/// In a ranked table, many rows differ from the one before in their texts alone: these are copied,
/// and so are numbers that repeat the one above them.
struct RowWriter<Syntax: RowSyntax>: TableForm, ~Copyable {
  private let syntax: Syntax
  private var file: OutputFile
  private var numbers: LastNumbers
  private var template = RowTemplate()
  private var isRepeating = false
  private var filled = 0
  private var rowStart = 0
  private var rows: UInt64 = 0

  /// Writes rows of so many columns to `file`, which has all that is above them.
  init(_ syntax: Syntax, columns: Int, to file: consuming OutputFile) {
    self.syntax = syntax
    self.file = file
    numbers = LastNumbers(columns: columns)
  }

  mutating func beginRow(repeats: Bool) throws(Fault) -> Bool {
    isRepeating = repeats
    if repeats { template.repeatRow(of: file.pending) }
    try file.writeIfFull()
    if rows > 0 { syntax.separateRows(&file.pending) }
    filled = 0
    rowStart = file.pending.count
    if !repeats { template.begin(at: rowStart) }
    return repeats
  }

  @inline(__always)
  private mutating func beginCell() {
    if filled > 0 { syntax.separateCells(&file.pending) } else { syntax.beginRow(&file.pending) }
    filled += 1
  }

  mutating func text(_ text: Span<UInt8>) {
    if isRepeating {
      template.appendPiece(to: &file.pending)
      return syntax.append(text: text, to: &file.pending)
    }
    beginCell()
    template.mark(file.pending.count)
    syntax.append(text: text, to: &file.pending)
    template.mark(file.pending.count)
  }

  mutating func integer(_ value: UInt64) {
    beginCell()
    file.pending.appendDecimal(value)
  }

  mutating func negative(_ magnitude: UInt64) {
    beginCell()
    file.pending.append(UInt8(ascii: "-"))
    file.pending.appendDecimal(magnitude)
  }

  mutating func number(_ value: Double) {
    beginCell()
    numbers.append(value, column: filled - 1, to: &file.pending) { page, value in
      syntax.append(number: value, to: &page)
    }
  }

  mutating func empty() {
    beginCell()
    syntax.appendEmpty(to: &file.pending)
  }

  mutating func endRow() {
    rows += 1
    if isRepeating { return template.appendPiece(to: &file.pending) }
    syntax.endRow(from: rowStart, &file.pending)
    template.mark(file.pending.count)
  }

  consuming func finish(_ warnings: [TableWarning]) throws(Fault) -> WrittenFile {
    syntax.endTable(rows: rows, warnings, &file.pending)
    return try file.finish()
  }
}
