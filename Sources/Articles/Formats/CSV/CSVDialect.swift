/// How a table is written. RFC 4180 is the standard; exports differ from it in these ways.
struct CSVDialect: Sendable, Hashable {
  /// What separates cells.
  var separator = UInt8.comma
  /// Whether a backslash takes the byte after it literally, as in `\"`.
  var hasEscapes = false
  /// What ends rows: a line feed, or a carriage return in files of old Macintoshes.
  var rowEnd = UInt8.newline

  /// Whether all cells of `row` are empty.
  func isBlank(_ row: Span<UInt8>) -> Bool {
    for index in 0..<row.count where !row[index].isWhitespace && row[index] != separator {
      return false
    }
    return true
  }
}

/// Finds the ends of rows in bytes that arrive in pieces.
///
/// A quotation mark opens a quoted cell at the beginning of a cell only; elsewhere it is text.
struct CSVRowScanner: Sendable {
  private enum State {
    case cellStart
    case plain
    case quoted
    /// After a backslash in quotation marks.
    case escaped
    /// After a quotation mark in a quoted cell, which ends there unless another one follows.
    case closing
  }

  private let dialect: CSVDialect
  private var state = State.cellStart

  init(_ dialect: CSVDialect) { self.dialect = dialect }

  /// Whether the bytes seen so far end inside a quoted cell.
  var isInQuotes: Bool { state == .quoted || state == .escaped }

  /// The index of the byte that ends the row, looked for from `start`; nil if the bytes end before.
  /// The next call continues where this one stopped.
  mutating func endOfRow(in bytes: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      switch state {
      case .cellStart:
        let opens = bytes[index] == .quotationMark
        state = opens ? .quoted : .plain
        if opens { index += 1 }
      case .plain:
        guard let end = passPlain(in: bytes, &index) else { continue }
        return end
      case .quoted:
        guard let stop = nextInQuotes(in: bytes, from: index) else { return nil }
        state = bytes[stop] == .quotationMark ? .closing : .escaped
        index = stop + 1
      case .escaped:
        state = .quoted
        index += 1
      case .closing:
        let isDoubled = bytes[index] == .quotationMark
        state = isDoubled ? .quoted : .plain
        if isDoubled { index += 1 }
      }
    }
    return nil
  }

  /// Passes over bytes outside quotation marks; the index of the end of the row if they reach it.
  private mutating func passPlain(in bytes: Span<UInt8>, _ index: inout Int) -> Int? {
    let rowEnd = dialect.rowEnd
    guard let stop = bytes.firstIndex(of: .quotationMark, rowEnd, or: rowEnd, from: index) else {
      if bytes[bytes.count - 1] == dialect.separator { state = .cellStart }
      index = bytes.count
      return nil
    }
    if bytes[stop] == rowEnd {
      state = .cellStart
      return stop
    }
    if stop > index, bytes[stop - 1] == dialect.separator { state = .quoted }
    index = stop + 1
    return nil
  }

  private func nextInQuotes(in bytes: Span<UInt8>, from index: Int) -> Int? {
    guard dialect.hasEscapes else { return bytes.firstIndex(of: .quotationMark, from: index) }
    return bytes.firstIndex(of: .quotationMark, .backslash, or: .backslash, from: index)
  }
}
