import Bytes

/// The cells of a row.
struct CSVCells: Sendable {
  /// A cell, by its place in the row.
  struct Cell: Sendable {
    /// Its text, without the quotation marks around it unless `isRewritten`.
    var range: Range<Int>
    /// Whether its text is other than its bytes: marks are doubled, or only part is quoted.
    var isRewritten: Bool
  }

  private(set) var all: [Cell] = []
  private var dialect = CSVDialect()

  /// Splits `row`, which does not have the byte that ends it.
  mutating func split(_ row: Span<UInt8>, _ dialect: CSVDialect) {
    self.dialect = dialect
    all.removeAll(keepingCapacity: true)
    let end = row.count > 0 && row[row.count - 1] == .carriageReturn ? row.count - 1 : row.count
    var start = 0
    while true {
      start =
        start < end && row[start] == .quotationMark
        ? addQuoted(row, from: start, to: end) : addPlain(row, from: start, to: end)
      if start > end { return }
    }
  }

  /// Adds the cell at `start`, which no quotation mark opens; where the next one begins.
  private mutating func addPlain(_ row: Span<UInt8>, from start: Int, to end: Int) -> Int {
    let stop = min(row.firstIndex(of: dialect.separator, from: start) ?? end, end)
    all.append(Cell(range: start..<stop, isRewritten: false))
    return stop + 1
  }

  /// Adds the cell at `start`, which a quotation mark opens; where the next one begins.
  private mutating func addQuoted(_ row: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var isRewritten = false
    var index = start + 1
    while index < end {
      let byte = row[index]
      if byte == .backslash && dialect.hasEscapes {
        isRewritten = true
        index += 2
        continue
      }
      guard byte == .quotationMark else {
        index = nextMark(row, from: index, to: end)
        continue
      }
      if index + 1 < end, row[index + 1] == .quotationMark {
        isRewritten = true
        index += 2
        continue
      }
      if index + 1 == end || row[index + 1] == dialect.separator {
        let range = isRewritten ? start..<index + 1 : start + 1..<index
        all.append(Cell(range: range, isRewritten: isRewritten))
        return index + 2
      }
      let stop = min(row.firstIndex(of: dialect.separator, from: index) ?? end, end)
      all.append(Cell(range: start..<stop, isRewritten: true))
      return stop + 1
    }
    all.append(Cell(range: start..<end, isRewritten: true))
    return end + 1
  }

  /// Where the next quotation mark or backslash is, at or after `index`; else `end`.
  private func nextMark(_ row: Span<UInt8>, from index: Int, to end: Int) -> Int {
    let stop =
      dialect.hasEscapes
      ? row.firstIndex(of: .quotationMark, .backslash, or: .backslash, from: index)
      : row.firstIndex(of: .quotationMark, from: index)
    return min(stop ?? end, end)
  }

  /// Appends the text of `cell` of `row`.
  func append(_ cell: Cell, of row: Span<UInt8>, to text: inout [UInt8]) {
    guard cell.isRewritten else { return text.append(copying: row.extracting(cell.range)) }
    var index = cell.range.lowerBound + 1
    var isQuoted = true
    while index < cell.range.upperBound {
      let byte = row[index]
      let next = index + 1 < cell.range.upperBound ? row[index + 1] : nil
      if isQuoted, byte == .quotationMark {
        if next == .quotationMark {
          text.append(byte)
          index += 1
        } else {
          isQuoted = false
        }
      } else if isQuoted, dialect.hasEscapes, byte == .backslash, let next {
        text.append(next)
        index += 1
      } else {
        text.append(byte)
      }
      index += 1
    }
  }
}
