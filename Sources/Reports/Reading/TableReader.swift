import Bytes
import Diagnostics

/// Reads the rows of a published table back, one after the other, from its CSV or its JSON.
///
/// It reads what `TableWriter` writes and takes anything else for damage. Memory: a piece of the
/// file and one row.
public struct TableReader: ~Copyable {
  /// The names of the columns.
  public let columns: [String]
  /// What stands above the rows: `analysis`, `parameters`, `corpus`; empty for CSV, which has none.
  public let heading: JSONObject
  /// The form of the file.
  public let form: Form
  private var feed: ByteFeed

  /// The forms of published tables.
  public enum Form: String, Sendable, Hashable { case csv, json }

  /// Opens the table in the file at `path`.
  ///
  /// Throws `file.open` or `file.read` (74) if it cannot be read, and `table.malformed` (74) if it
  /// is no table of this form.
  public init(path: String, _ form: Form) throws(Fault) {
    var feed = try ByteFeed(try File.reading(path))
    let (heading, columns) = try TableReader.head(&feed, form)
    self.heading = heading
    self.columns = columns
    self.form = form
    self.feed = feed
  }

  /// The place of the column called `name`; nil if there is none.
  public func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

  /// The fault that the file is no table, because of what was read last.
  public func malformed(_ reason: String) -> Fault { feed.malformed(reason) }

  /// Reads the next row into `row`; false after the last one.
  ///
  /// Throws `table.malformed` (74) where the file is no table, or ends in the midst of one.
  public mutating func read(_ row: inout TableRow) throws(Fault) -> Bool {
    row.removeAll()
    let isRow =
      switch form {
      case .csv: try feed.readCSV(&row)
      case .json: try feed.readJSON(&row)
      }
    guard isRow else { return false }
    guard row.count == columns.count else { throw feed.malformed("a row of \(row.count) cells") }
    return true
  }

  private static func head(
    _ feed: inout ByteFeed, _ form: Form
  ) throws(Fault) -> (heading: JSONObject, columns: [String]) {
    let heading: JSONObject = form == .json ? try heading(&feed) : [:]
    let columns = form == .json ? names(in: heading) : try header(&feed)
    guard !columns.isEmpty, Set(columns).count == columns.count else {
      throw feed.malformed("its columns have no names of their own")
    }
    return (heading, columns)
  }

  private static func names(in heading: JSONObject) -> [String] {
    guard case .array(let columns)? = heading["columns"] else { return [] }
    return columns.compactMap {
      guard case .object(let column) = $0, case .string(let name)? = column["name"] else {
        return nil
      }
      return name
    }
  }

  private static func header(_ feed: inout ByteFeed) throws(Fault) -> [String] {
    // A byte-order mark is part of no name.
    if try feed.peek() == 0xEF {
      for byte: UInt8 in [0xEF, 0xBB, 0xBF] where try feed.next() != byte {
        throw feed.malformed("no CSV")
      }
    }
    var row = TableRow()
    guard try feed.readCSV(&row) else { throw feed.malformed("no header") }
    return (0..<row.count).map { String(copying: row[$0]) }
  }

  /// What stands before the rows, which begin on a line of their own.
  private static func heading(_ feed: inout ByteFeed) throws(Fault) -> JSONObject {
    let start = Array("  \"rows\": [".utf8)
    var text: [UInt8] = []
    var line: [UInt8] = []
    while line != start {
      guard let byte = try feed.next() else { throw feed.malformed("no rows") }
      line.append(byte)
      if byte == UInt8(ascii: "\n") {
        text += line
        line = []
      }
    }
    text += line + Array("]}".utf8)
    do throws(JSONValue.SyntaxError) {
      guard case .object(let heading) = try JSONValue(parsing: text) else {
        throw JSONValue.SyntaxError(offset: 0, expected: "an object")
      }
      return heading
    } catch {
      throw feed.malformed("\(error.expected) expected at byte \(error.offset)")
    }
  }
}
