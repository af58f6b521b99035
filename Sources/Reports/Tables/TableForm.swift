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

  /// Whether the cell is written like `other`, texts aside.
  @inline(__always)
  func isLike(_ other: Cell) -> Bool {
    switch (self, other) {
    case (.text, .text), (.empty, .empty): true
    case (.integer(let one), .integer(let two)), (.negative(let one), .negative(let two)):
      one == two
    case (.number(let one), .number(let two)): one.bitPattern == two.bitPattern
    default: false
    }
  }
}

/// Whole rows of a table, which its forms share.
final class Rows: Sendable {
  fileprivate let cells: Buffer<Cell>
  fileprivate let text: Buffer<UInt8>
  /// Of each row, whether all its cells but texts are like those of the row before.
  fileprivate let repeats: Buffer<Bool>

  /// Rows of these cells, whose text is in `text` one after the other.
  init(
    _ cells: consuming Buffer<Cell>, _ text: consuming Buffer<UInt8>,
    repeats: consuming Buffer<Bool>
  ) {
    self.cells = cells
    self.text = text
    self.repeats = repeats
  }
}

/// A form in which a table is written, cell by cell.
///
/// A form is given the columns of the table when it is made, and then its rows from left to right.
public protocol TableForm: ~Copyable, Sendable {
  /// Begins a row; writes what has gathered if that is much. Where it `repeats` the row before,
  /// texts aside, a form may return true: it then wants no cells but texts.
  mutating func beginRow(repeats: Bool) throws(Fault) -> Bool
  /// A cell of text, which is well-formed UTF-8.
  mutating func text(_ text: Span<UInt8>)
  /// A cell with an integer.
  mutating func integer(_ value: UInt64)
  /// An integer below zero, by its magnitude.
  mutating func negative(_ magnitude: UInt64)
  /// A number, not NaN.
  mutating func number(_ value: Double)
  /// An empty cell.
  mutating func empty()
  /// Ends a row.
  mutating func endRow()
  /// Writes the end of the table and finishes the file. Forms that hold nothing but rows leave the
  /// warnings out.
  consuming func finish(_ warnings: [TableWarning]) throws(Fault) -> WrittenFile
}

extension TableForm where Self: ~Copyable {
  /// Writes `rows`, each of `width` cells.
  mutating func write(_ rows: Rows, width: Int) throws(Fault) {
    try write(rows.cells, rows.text, rows.repeats, width: width)
  }

  private mutating func write(
    _ cells: borrowing Buffer<Cell>, _ text: borrowing Buffer<UInt8>,
    _ repeats: borrowing Buffer<Bool>, width: Int
  ) throws(Fault) {
    let (cells, text) = (cells.span, text.span)
    var start = 0
    var index = 0
    for row in 0..<repeats.count {
      let wantsTexts = try beginRow(repeats: repeats[row])
      for _ in 0..<width {
        let cell = cells[index]
        index += 1
        if case .text(let byteCount) = cell {
          self.text(text.extracting(start..<start + byteCount))
          start += byteCount
        } else if !wantsTexts {
          write(cell)
        }
      }
      endRow()
    }
  }

  /// Writes a cell that is no text.
  @inline(__always)
  private mutating func write(_ cell: Cell) {
    switch cell {
    case .text: break
    case .integer(let value): integer(value)
    case .negative(let magnitude): negative(magnitude)
    case .number(let value): number(value)
    case .empty: empty()
    }
  }
}
