import Diagnostics

/// A format from whose files tables can be read back.
public protocol ReadableFormat: Sendable {
  /// The ending of its files.
  static var name: String { get }
  /// Reads what is above the rows: what a table says of itself, if the format has room for
  /// that, and the names of its columns.
  ///
  /// Throws `table.malformed` (74) if it is no table of this format.
  static func readHeading(
    _ feed: inout ByteFeed
  ) throws(Fault) -> (heading: JSONObject, columns: [String])
  /// Reads the next row into `row`, which is empty; false after the last one.
  ///
  /// Throws `table.malformed` (74) where the file is no table, or ends within one.
  static func read(_ row: inout TableRow, from feed: inout ByteFeed) throws(Fault) -> Bool
}
