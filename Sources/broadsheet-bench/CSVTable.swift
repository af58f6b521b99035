import ArgumentParser
import Foundation

/// A table of RFC 4180, read whole.
struct CSVTable {
  var columns: [String] = []
  var rows: [[String]] = []

  init(contentsOf path: String) throws {
    let text = try Data(contentsOf: URL(filePath: path))
    var records: [[String]] = []
    var record: [String] = []
    var cell: [UInt8] = []
    var quoted = false
    var previous: UInt8 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""):
        // The second of two quotes inside a quoted cell stands for one.
        if !quoted, previous == byte { cell.append(byte) }
        quoted.toggle()
      case UInt8(ascii: ",") where !quoted:
        record.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
      case UInt8(ascii: "\n") where !quoted:
        if cell.last == UInt8(ascii: "\r") { cell.removeLast() }
        record.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
        records.append(record)
        record.removeAll()
      default:
        cell.append(byte)
      }
      previous = byte
    }
    guard !records.isEmpty, !quoted, record.isEmpty, cell.isEmpty else {
      throw ValidationError("\(path) is no whole table")
    }
    columns = records.removeFirst()
    rows = records
    guard rows.allSatisfy({ $0.count == columns.count }) else {
      throw ValidationError("\(path) has rows of different lengths")
    }
  }

  /// The cells of one column, in order.
  func column(_ name: String) throws -> [String] {
    guard let index = columns.firstIndex(of: name) else {
      throw ValidationError("there is no column \(name) among \(columns.joined(separator: ", "))")
    }
    return rows.map { $0[index] }
  }

  /// The cells of one column as whole numbers.
  func integers(_ name: String) throws -> [Int] {
    try column(name).map { cell in
      guard let number = Int(cell) else { throw ValidationError("\(name) holds “\(cell)”") }
      return number
    }
  }
}
