/// How a table is written as comma-separated values.
public struct CSVOptions: Sendable, Hashable {
  /// Whether the file begins with a UTF-8 byte order mark, by which Excel knows UTF-8.
  public var byteOrderMark: Bool
  /// Whether a text cell that a spreadsheet might run as a formula (it starts with `=`, `+`, `-` or
  /// `@`) gets an apostrophe before it. Changes the text.
  public var formulaGuard: Bool

  /// Plain CSV, unless one of the switches is set.
  public init(byteOrderMark: Bool = false, formulaGuard: Bool = false) {
    self.byteOrderMark = byteOrderMark
    self.formulaGuard = formulaGuard
  }
}
