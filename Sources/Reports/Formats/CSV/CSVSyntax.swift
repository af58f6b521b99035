import Bytes
import Diagnostics

/// Comma-separated values (RFC 4180): UTF-8, CRLF, one header row.
///
/// Integers are exact; numbers have six significant digits (`1.5e-05` where they are very small or
/// large); what is missing is an empty cell; infinities are `inf` and `-inf`.
struct CSVSyntax: RowSyntax {
  let options: CSVOptions
  /// CR and LF.
  private static let lineEnd: UInt64 = 0x0A0D

  /// Writes a table of `columns` to `file`, its header first.
  static func writer(
    _ columns: [Column], to file: consuming OutputFile, _ options: CSVOptions
  ) -> RowWriter<CSVSyntax> {
    if options.byteOrderMark { file.pending.append("\u{FEFF}") }
    for (place, column) in columns.enumerated() {
      if place > 0 { file.pending.append(UInt8(ascii: ",")) }
      append(column.name.utf8Span.span, to: &file.pending)
    }
    file.pending.append(word: lineEnd, count: 2)
    return RowWriter(CSVSyntax(options: options), columns: columns.count, to: file)
  }

  func separateRows(_ page: inout Buffer<UInt8>) {}

  func beginRow(_ page: inout Buffer<UInt8>) {}

  @inline(__always)
  func separateCells(_ page: inout Buffer<UInt8>) { page.append(UInt8(ascii: ",")) }

  func append(text: Span<UInt8>, to page: inout Buffer<UInt8>) {
    if options.formulaGuard, text.count > 0, Self.startsFormula(text[0]) {
      // The apostrophe goes inside the quotation marks that a comma will call for.
      var guarded = Buffer<UInt8>(capacity: text.count + 1)
      guarded.append(UInt8(ascii: "'"))
      guarded.append(contentsOf: text)
      Self.append(guarded.span, to: &page)
    } else {
      Self.append(text, to: &page)
    }
  }

  private static func startsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
    default: false
    }
  }

  /// Appends `text`, between quotation marks if it holds what would end a cell.
  private static func append(_ text: Span<UInt8>, to page: inout Buffer<UInt8>) {
    let quote = UInt8(ascii: "\"")
    // No cell holds the end of a line.
    let needsQuotes = Scan.anyWord(of: text) { word in
      Scan.flags(word, equal: quote) | Scan.flags(word, equal: UInt8(ascii: ","))
    }
    guard needsQuotes else { return page.append(contentsOf: text) }
    page.append(quote)
    page.append(text) {
      $0 == quote
    } replace: { buffer, _, _ in
      buffer.append("\"\"")
      return 1
    }
    page.append(quote)
  }

  func append(number: Double, to page: inout Buffer<UInt8>) { page.appendSixDigits(number) }

  func appendEmpty(to page: inout Buffer<UInt8>) {}

  func endRow(from start: Int, _ page: inout Buffer<UInt8>) {
    // The one empty cell of a row must not read as no row.
    if page.count == start { page.append("\"\"") }
    page.append(word: Self.lineEnd, count: 2)
  }

  func endTable(rows: UInt64, _ warnings: [TableWarning], _ page: inout Buffer<UInt8>) {}
}

extension TableWriter {
  /// Writes the table as comma-separated values too; before the first row.
  public mutating func addCSV(to file: consuming OutputFile, _ options: CSVOptions = CSVOptions()) {
    add(CSVSyntax.writer(heading.columns, to: file, options))
  }
}
