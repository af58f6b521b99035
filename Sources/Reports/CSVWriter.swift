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
struct CSVWriter: ~Copyable {
  private var file: OutputFile
  private let options: CSVOptions
  private let width: Int
  private var filled = 0
  private var lineStart = 0

  init(_ columns: [Column], to file: consuming OutputFile, _ options: CSVOptions) {
    self.file = file
    self.options = options
    width = columns.count
    if options.byteOrderMark { self.file.pending.append("\u{FEFF}") }
    for column in columns {
      separate()
      append(column.name.utf8Span.span)
    }
    self.file.pending.append("\r\n")
    filled = 0
    lineStart = self.file.pending.count
  }

  @inline(__always)
  private mutating func separate() {
    if filled > 0 { file.pending.append(UInt8(ascii: ",")) }
    filled += 1
  }

  mutating func text(_ text: Span<UInt8>) {
    separate()
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
    var isPlain = true
    for index in text.indices where Self.needsQuotes(text[index]) {
      isPlain = false
      break
    }
    if isPlain { return file.pending.append(contentsOf: text) }

    let quote = UInt8(ascii: "\"")
    file.pending.append(quote)
    file.pending.append(text) {
      $0 == quote
    } replace: { buffer, _, _ in
      buffer.append("\"\"")
      return 1
    }
    file.pending.append(quote)
  }

  @inline(__always)
  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }

  mutating func integer(_ value: UInt64) {
    separate()
    file.pending.appendDecimal(value)
  }

  mutating func integer(_ value: Int) {
    separate()
    file.pending.appendDecimal(value)
  }

  mutating func number(_ value: Double) {
    separate()
    file.pending.appendSixDigits(value)
  }

  mutating func empty() {
    separate()
  }

  mutating func endRow() throws(Fault) {
    precondition(filled == width, "a row with \(filled) cells in a table of \(width) columns")
    // The one empty cell of a row must not read as no row.
    if file.pending.count == lineStart { file.pending.append("\"\"") }
    file.pending.append("\r\n")
    filled = 0
    try file.writeIfFull()
    lineStart = file.pending.count
  }

  consuming func finish() throws(Fault) -> WrittenFile {
    try file.finish()
  }
}
