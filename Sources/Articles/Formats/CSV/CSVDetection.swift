import Bytes

/// What the beginning of a file shows of the table it may be.
struct CSVDetection {
  private(set) var header: CSVHeader
  /// Whether the first row names the columns.
  private(set) var hasHeader: Bool
  /// Whether a first line such as `sep=;`, which Excel reads, comes before the table.
  private(set) var hasSeparatorLine = false

  /// How many names that articles' fields have are in the first row.
  private let knownNames: Int
  /// How many rows were looked at, and how many of them have as many cells as most.
  private let rows: (all: Int, alike: Int)
  private let isQuotedFromStart: Bool
  /// Whether the separator comes before the first cell too, as in a table of Markdown.
  private let isFramed: Bool

  private static let rowCount = 100
  /// A longer cell is no name.
  private static let longestName = 64
  private static let separators: [UInt8] = [.comma, .tab, UInt8(ascii: ";"), UInt8(ascii: "|")]

  init(_ sample: TextSample, _ options: CSVReadingOptions = CSVReadingOptions()) {
    let text = sample.text[(sample.text.firstIndex { $0 != 0 } ?? sample.text.endIndex)...]
    let announced = Self.announcedSeparator(text)
    let table = announced?.table ?? text
    let given = options.separator.byte ?? announced?.separator
    let rowEnd =
      text.contains(.newline) || !text.contains(.carriageReturn)
      ? UInt8.newline : .carriageReturn
    let escapes = table.contains("\\\"") ? [false, true] : [false]
    var best: Candidate?
    for separator in given.map({ [$0] }) ?? Self.separators {
      for hasEscapes in escapes {
        let dialect = CSVDialect(separator: separator, hasEscapes: hasEscapes, rowEnd: rowEnd)
        let candidate = Candidate(table, dialect, isWhole: sample.isWhole)
        if best.map({ $0.rank < candidate.rank }) ?? true { best = candidate }
      }
    }
    let found = best ?? Candidate(table, CSVDialect(), isWhole: sample.isWhole)
    header = CSVHeader(
      dialect: found.dialect, width: found.width, missing: options.missing.map { Array($0.utf8) })
    hasHeader =
      switch options.header {
      case .auto: found.beginsWithNames
      case .present: true
      case .absent: false
      }
    hasSeparatorLine = announced != nil
    knownNames = found.knownNames
    rows = (found.rows.count, found.alike)
    isQuotedFromStart = text.first == .quotationMark
    isFramed = found.rows.first?.first?.isEmpty == true && found.dialect.separator != .comma
  }

  /// Whether the content alone shows that it is a table: two names of fields at the top of two
  /// columns, or three rows of quoted cells that are equally many.
  var isCertain: Bool {
    header.width > 1 && !isFramed
      && (knownNames > 1 || isQuotedFromStart && rows.all > 2 && rows.alike == rows.all)
  }

  private static func announcedSeparator(
    _ text: ArraySlice<UInt8>
  ) -> (separator: UInt8, table: ArraySlice<UInt8>)? {
    guard text.beginsFolded(with: "sep="), let end = text.firstIndex(of: .newline) else {
      return nil
    }
    let line = text[text.startIndex + 4..<end].filter { $0 != .carriageReturn }
    guard line.count == 1, let separator = line.first, separators.contains(separator) else {
      return nil
    }
    return (separator, text[(end + 1)...])
  }

  /// The first rows as one dialect reads them.
  private struct Candidate {
    let dialect: CSVDialect
    private(set) var rows: [[[UInt8]]] = []
    /// How many cells most rows have.
    private(set) var width = 1
    /// How many rows have as many.
    private(set) var alike = 0

    init(_ text: ArraySlice<UInt8>, _ dialect: CSVDialect, isWhole: Bool) {
      self.dialect = dialect
      readRows(text, isWhole: isWhole)
      var counts: [Int: Int] = [:]
      for row in rows { counts[row.count, default: 0] += 1 }
      let most = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }
      if let most { (width, alike) = (most.key, most.value) }
      if let first = rows.first, beginsWithNames { width = first.count }
    }

    private mutating func readRows(_ text: ArraySlice<UInt8>, isWhole: Bool) {
      var scanner = CSVRowScanner(dialect)
      var cells = CSVCells()
      let bytes = Array(text)
      var start = 0
      while start < bytes.count, rows.count < CSVDetection.rowCount {
        let found = scanner.endOfRow(in: bytes.span, from: start)
        // A row that the sample cuts shows something only if it is the first.
        guard let end = found ?? (isWhole || rows.isEmpty ? bytes.count : nil) else { return }
        let row = bytes.span.extracting(start..<end)
        if !dialect.isBlank(row) {
          cells.split(row, dialect)
          rows.append(
            cells.all.map { cell in
              var text: [UInt8] = []
              cells.append(cell, of: row, to: &text)
              return text
            })
        }
        start = end + 1
      }
    }

    var knownNames: Int { rows.first?.count { FieldNames.contains($0[...].trimmed) } ?? 0 }

    /// Names of fields come first, then rows that are equally long, then rows that are long.
    var rank: (Int, Int, Int) {
      let share = rows.isEmpty ? 0 : alike * 100 / rows.count
      return (min(knownNames, 2), width > 1 ? share : 0, width)
    }

    /// Whether the first row is made of names: it has that of a field, or it has short, distinct
    /// texts that are neither numbers nor sentences.
    var beginsWithNames: Bool {
      guard let first = rows.first else { return false }
      if knownNames > 0 && first.allSatisfy({ $0.count <= CSVDetection.longestName }) {
        return true
      }
      let names = first.map { $0[...].trimmed }
      guard Set(names).count == names.count, let initial = names.first else { return false }
      // The column of row numbers that some libraries write has no name.
      return (initial.isEmpty && names.count > 1 || Self.isName(initial))
        && names.dropFirst().allSatisfy { Self.isName($0) }
    }

    private static func isName(_ text: ArraySlice<UInt8>) -> Bool {
      guard let first = text.first, let last = text.last else { return false }
      return text.count <= CSVDetection.longestName && !first.isASCIIDigit && first != .hyphen
        && !".?!".utf8.contains(last) && !text.contains(.newline) && text.words.count <= 4
    }
  }
}
