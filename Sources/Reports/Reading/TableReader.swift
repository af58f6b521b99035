import Bytes
import Diagnostics

/// Reads the rows of a published table back, one after the other.
///
/// It reads what `TableWriter` writes and takes anything else for damage. Memory: a piece of the
/// file and one row.
public struct TableReader: ~Copyable {
  /// The names of the columns.
  public let columns: [String]
  /// What is above the rows: `analysis`, `parameters`, `corpus`; empty where the format, such
  /// as CSV, has no room for it.
  public let heading: JSONObject
  private let format: any ReadableFormat.Type
  private var feed: ByteFeed

  /// Opens the table in the file at `path`.
  ///
  /// Throws `file.open` or `file.read` (74) if it cannot be read, and `table.malformed` (74) if it
  /// is no table of this format.
  public init(path: String, _ format: any ReadableFormat.Type) throws(Fault) {
    var feed = try ByteFeed(try File.reading(path))
    let (heading, columns) = try format.readHeading(&feed)
    guard !columns.isEmpty, Set(columns).count == columns.count else {
      throw feed.malformed("its columns have no names of their own")
    }
    self.heading = heading
    self.columns = columns
    self.format = format
    self.feed = feed
  }

  /// The place of the column called `name`; nil if there is none.
  public func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

  /// The fault that the file is no table, because of what was read last.
  public func malformed(_ reason: String) -> Fault { feed.malformed(reason) }

  /// Reads the next row into `row`; false after the last one.
  ///
  /// Throws `table.malformed` (74) where the file is no table, or ends within one.
  public mutating func read(_ row: inout TableRow) throws(Fault) -> Bool {
    row.removeAll()
    guard try format.read(&row, from: &feed) else { return false }
    guard row.count == columns.count else { throw feed.malformed("a row of \(row.count) cells") }
    return true
  }
}
