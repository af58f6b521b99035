import Bytes

/// What the first rows of a table show about all of them.
struct CSVHeader: FileContext {
  var dialect = CSVDialect()
  /// The names of the columns, without the blanks around them; nil if the table has none.
  var names: [[UInt8]]?
  /// The number of columns.
  var width = 0
  /// The texts of cells that hold nothing.
  var missing: [[UInt8]] = []

  /// The names of the columns, or their numbers from 1.
  var columns: [String] {
    names.map { $0.map { String(decoding: $0, as: UTF8.self) } } ?? (0..<width).map { "\($0 + 1)" }
  }

  var summary: String? {
    let separator =
      switch dialect.separator {
      case .tab: "tab"
      default: "`\(Character(Unicode.Scalar(dialect.separator)))`"
      }
    let header = names == nil ? "no header" : "header"
    return "separator \(separator), \(header), columns \(columns.joined(separator: ", "))"
  }
}
