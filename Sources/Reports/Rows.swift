import Bytes
import Diagnostics

/// A cell of a table on its way to the forms in which it will be written.
enum Cell: BitwiseCopyable, Sendable {
  /// The next so many bytes of the rows' text.
  case text(byteCount: Int)
  case integer(UInt64)
  /// An integer below zero, by its magnitude.
  case negative(UInt64)
  /// A number, not NaN.
  case number(Double)
  case empty
}

/// Whole rows of a table, which its forms share.
final class Rows: Sendable {
  fileprivate let cells: Buffer<Cell>
  fileprivate let text: Buffer<UInt8>

  /// Rows of these cells, whose text stands in `text` one after the other.
  init(_ cells: consuming Buffer<Cell>, _ text: consuming Buffer<UInt8>) {
    self.cells = cells
    self.text = text
  }
}

/// A form in which a table is written, cell by cell.
protocol TableForm: ~Copyable, Sendable {
  mutating func text(_ text: Span<UInt8>)
  mutating func integer(_ value: UInt64)
  /// An integer below zero, by its magnitude.
  mutating func negative(_ magnitude: UInt64)
  /// A number, not NaN.
  mutating func number(_ value: Double)
  mutating func empty()
  /// Ends a row, of which every cell was given; writes what has gathered if that is much.
  mutating func endRow() throws(Fault)
  /// Writes the end of the table and finishes the file.
  consuming func finish() throws(Fault) -> WrittenFile
}

extension TableForm where Self: ~Copyable {
  /// Writes `rows`, each of `width` cells.
  mutating func write(_ rows: Rows, width: Int) throws(Fault) {
    try write(rows.cells, rows.text, width: width)
  }

  private mutating func write(
    _ cells: borrowing Buffer<Cell>, _ text: borrowing Buffer<UInt8>, width: Int
  ) throws(Fault) {
    let (cells, text) = (cells.span, text.span)
    var start = 0
    var column = 0
    for index in cells.indices {
      switch cells[index] {
      case .text(let byteCount):
        self.text(text.extracting(start..<start + byteCount))
        start += byteCount
      case .integer(let value): integer(value)
      case .negative(let magnitude): negative(magnitude)
      case .number(let value): number(value)
      case .empty: empty()
      }
      column += 1
      if column == width {
        try endRow()
        column = 0
      }
    }
  }
}
