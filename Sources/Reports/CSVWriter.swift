import Bytes
import Diagnostics

/// How a table is written as comma-separated values.
public struct CSVOptions: Sendable, Hashable {
  /// Whether the file begins with a UTF-8 byte order mark, by which Excel knows UTF-8.
  public var byteOrderMark: Bool
  /// Whether a text cell that a spreadsheet might run as a formula (it starts with `=`, `+`, `-`,
  /// `@`, a tab or a carriage return) gets an apostrophe before it. Changes the text.
  public var formulaGuard: Bool

  /// Plain CSV, unless one of the switches is set.
  public init(byteOrderMark: Bool = false, formulaGuard: Bool = false) {
    self.byteOrderMark = byteOrderMark
    self.formulaGuard = formulaGuard
  }
}

/// Writes a table as comma-separated values (RFC 4180): UTF-8, CRLF, one header row.
///
/// Integers are exact; numbers have six significant digits (`1.5e-05` where they are very small or
/// large); what is missing is an empty cell; infinities are `inf` and `-inf`.
struct CSVWriter: TableForm, ~Copyable {
  private var file: OutputFile
  private let options: CSVOptions
  private var numbers: LastNumbers
  private var template = RowTemplate()
  private var isRepeating = false
  private var filled = 0
  private var lineStart = 0
  /// CR and LF.
  private static let lineEnd: UInt64 = 0x0A0D

  init(_ columns: [Column], to file: consuming OutputFile, _ options: CSVOptions) {
    self.file = file
    self.options = options
    numbers = LastNumbers(columns: columns.count)
    if options.byteOrderMark { self.file.pending.append("\u{FEFF}") }
    for column in columns {
      separate()
      append(column.name.utf8Span.span)
    }
    self.file.pending.append(word: Self.lineEnd, count: 2)
  }

  mutating func beginRow(repeats: Bool) throws(Fault) -> Bool {
    isRepeating = repeats
    if repeats { template.repeatRow(of: file.pending) }
    try file.writeIfFull()
    lineStart = file.pending.count
    filled = 0
    if !repeats { template.begin(at: lineStart) }
    return repeats
  }

  @inline(__always)
  private mutating func separate() {
    if filled > 0 { file.pending.append(UInt8(ascii: ",")) }
    filled += 1
  }

  mutating func text(_ text: Span<UInt8>) {
    if isRepeating {
      template.appendPiece(to: &file.pending)
    } else {
      separate()
      template.mark(file.pending.count)
    }
    defer { if !isRepeating { template.mark(file.pending.count) } }
    if options.formulaGuard, text.count > 0, Self.startsFormula(text[0]) {
      // The apostrophe goes inside the quotation marks that a carriage return will call for.
      var guarded = Buffer<UInt8>(capacity: text.count + 1)
      guarded.append(UInt8(ascii: "'"))
      guarded.append(contentsOf: text)
      append(guarded.span)
    } else {
      append(text)
    }
  }

  private static func startsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"): true
    case UInt8(ascii: "\t"), UInt8(ascii: "\r"): true
    default: false
    }
  }

  /// Appends `text`, between quotation marks if it holds what would end a cell.
  private mutating func append(_ text: Span<UInt8>) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = Scan.anyWord(of: text) { word in
      Scan.flags(word, equal: quote) | Scan.flags(word, equal: UInt8(ascii: ","))
        | Scan.flags(word, equal: UInt8(ascii: "\n")) | Scan.flags(word, equal: UInt8(ascii: "\r"))
    }
    guard needsQuotes else { return file.pending.append(contentsOf: text) }
    file.pending.append(quote)
    file.pending.append(text) {
      $0 == quote
    } replace: { buffer, _, _ in
      buffer.append("\"\"")
      return 1
    }
    file.pending.append(quote)
  }

  mutating func integer(_ value: UInt64) {
    separate()
    file.pending.appendDecimal(value)
  }

  mutating func negative(_ magnitude: UInt64) {
    separate()
    file.pending.append(UInt8(ascii: "-"))
    file.pending.appendDecimal(magnitude)
  }

  mutating func number(_ value: Double) {
    separate()
    numbers.append(value, column: filled - 1, to: &file.pending) { $0.appendSixDigits($1) }
  }

  mutating func empty() {
    separate()
  }

  mutating func endRow() {
    if isRepeating { return template.appendPiece(to: &file.pending) }
    // The one empty cell of a row must not read as no row.
    if file.pending.count == lineStart { file.pending.append("\"\"") }
    file.pending.append(word: Self.lineEnd, count: 2)
    template.mark(file.pending.count)
  }

  consuming func finish(_ warnings: [TableWarning]) throws(Fault) -> WrittenFile {
    try file.finish()
  }
}
