import Bytes
import Diagnostics

/// Writes a table for a terminal: columns aligned, two spaces between them, nothing cut off.
///
/// The first rows (200 unless told otherwise) are held back to learn the widths; what is wider
/// further down sticks out. Widths count scalars: none for combining marks, two for East Asian wide
/// ones.
struct TextTable: TableForm, ~Copyable {
  private var file: OutputFile
  private let isFlushRight: [Bool]
  private var widths: [Int]
  private let rowsHeld: Int
  /// The cells held back, row after row: their text, and where each ends in it.
  private var held = Buffer<UInt8>(capacity: 4096)
  private var ends = Buffer<Int>()
  private var isSized = false

  init(_ columns: [Column], to file: consuming OutputFile, rowsHeld: Int = 200) {
    self.file = file
    self.rowsHeld = max(rowsHeld, 1)
    isFlushRight = columns.map(\.isFlushRight)
    widths = columns.map { _ in 0 }
    for column in columns {
      held.append(column.name)
      endCell()
    }
  }

  mutating func beginRow(repeats: Bool) throws(Fault) -> Bool {
    // The header is the first of the rows held.
    if isSized || ends.count / widths.count > rowsHeld { try release() }
    return false
  }

  private mutating func endCell() {
    ends.append(held.count)
  }

  mutating func text(_ text: Span<UInt8>) {
    held.append(contentsOf: text)
    endCell()
  }

  mutating func integer(_ value: UInt64) {
    held.appendDecimal(value)
    endCell()
  }

  mutating func negative(_ magnitude: UInt64) {
    held.append(UInt8(ascii: "-"))
    held.appendDecimal(magnitude)
    endCell()
  }

  mutating func number(_ value: Double) {
    held.appendSixDigits(value)
    endCell()
  }

  mutating func empty() {
    endCell()
  }

  mutating func endRow() {}

  /// Writes the rows held, after sizing the columns by them if this is the first time.
  private mutating func release() throws(Fault) {
    if !isSized {
      var start = 0
      for cell in 0..<ends.count {
        let width = displayWidth(held.span.extracting(start..<ends[cell]))
        widths[cell % widths.count] = max(widths[cell % widths.count], width)
        start = ends[cell]
      }
      isSized = true
    }
    let layout = Layout(widths: widths, isFlushRight: isFlushRight)
    layout.append(held, ends, to: &file.pending)
    held.removeAll()
    ends.removeAll()
    try file.writeIfFull()
  }

  consuming func finish(_ warnings: [TableWarning]) throws(Fault) -> WrittenFile {
    if ends.count > 0 { try release() }
    return try file.finish()
  }
}

/// The columns of a table whose widths are known.
private struct Layout {
  let widths: [Int]
  let isFlushRight: [Bool]

  /// Appends the rows of cells whose text is `held`, each ending where `ends` says, to `page`.
  func append(
    _ held: borrowing Buffer<UInt8>, _ ends: borrowing Buffer<Int>, to page: inout Buffer<UInt8>
  ) {
    var start = 0
    for cell in 0..<ends.count {
      let column = cell % widths.count
      let isLast = column == widths.count - 1
      let text = held.span.extracting(start..<ends[cell])
      let padding = max(0, widths[column] - displayWidth(text))
      if column > 0 { page.appendSpaces(2) }
      if isFlushRight[column] { page.appendSpaces(padding) }
      page.append(contentsOf: text)
      if !isLast, !isFlushRight[column] { page.appendSpaces(padding) }
      if isLast { page.append(UInt8(ascii: "\n")) }
      start = ends[cell]
    }
  }
}

/// The number of terminal columns that `text`, which is UTF-8, takes.
func displayWidth(_ text: Span<UInt8>) -> Int {
  var isASCII = true
  for index in text.indices where text[index] >= 0x80 {
    isASCII = false
    break
  }
  if isASCII { return text.count }
  return String(copying: text).unicodeScalars.reduce(0) { $0 + $1.columns }
}

extension Unicode.Scalar {
  /// The number of terminal columns: 0, 1 or 2.
  fileprivate var columns: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    // The blocks of Unicode's EastAsianWidth.txt that are Wide or Fullwidth throughout.
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}

extension TableWriter {
  /// Writes the table in aligned columns too, sized by the first `rowsHeld` rows; before the first
  /// row.
  public mutating func addAligned(to file: consuming OutputFile, rowsHeld: Int = 200) {
    add(TextTable(heading.columns, to: file, rowsHeld: rowsHeld))
  }
}
