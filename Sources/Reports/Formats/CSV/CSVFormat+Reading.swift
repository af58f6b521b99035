import Bytes
import Diagnostics

extension CSVFormat: ReadableFormat {
  /// Reads the header; CSV has no room for more.
  public static func readHeading(
    _ feed: inout ByteFeed
  ) throws(Fault) -> (heading: JSONObject, columns: [String]) {
    // A byte-order mark is part of no name.
    if try feed.peek() == 0xEF {
      for byte: UInt8 in [0xEF, 0xBB, 0xBF] where try feed.next() != byte {
        throw feed.malformed("no CSV")
      }
    }
    var row = TableRow()
    guard try feed.readCSV(&row) else { throw feed.malformed("no header") }
    return ([:], (0..<row.count).map { String(copying: row[$0]) })
  }

  /// Reads the next row into `row`, which is empty; false after the last one.
  public static func read(
    _ row: inout TableRow, from feed: inout ByteFeed
  ) throws(Fault) -> Bool {
    try feed.readCSV(&row)
  }
}

extension ByteFeed {
  /// Reads a record of RFC 4180; false at the end of the file.
  mutating func readCSV(_ row: inout TableRow) throws(Fault) -> Bool {
    guard try peek() != nil else { return false }
    while true {
      if try peek() == UInt8(ascii: "\"") {
        try readQuoted(&row)
      } else {
        while let byte = try peek(), byte != UInt8(ascii: ","), byte != UInt8(ascii: "\r") {
          row.append(byte)
          skip()
        }
      }
      row.endCell()
      switch try next() {
      case UInt8(ascii: ","): continue
      case UInt8(ascii: "\r"):
        guard try next() == UInt8(ascii: "\n") else { throw malformed("a line without end") }
        return true
      default: throw malformed("a cell without end")
      }
    }
  }

  private mutating func readQuoted(_ row: inout TableRow) throws(Fault) {
    let quote = UInt8(ascii: "\"")
    skip()
    while let byte = try next() {
      if byte == quote {
        guard try peek() == quote else { return }
        skip()
      }
      row.append(byte)
    }
    throw malformed("a cell without end")
  }
}
