import Diagnostics
import Foundation
import Reports

/// Which form of a table is looked at.
enum Form {
  case csv(CSVOptions)
  case json
  case aligned(rowsHeld: Int)
}

/// The table of `columns` whose rows `fill` writes, as text of the given form.
func table(
  _ columns: [Column], as form: Form, parameters: JSONObject = [:], corpus: JSONObject = [:],
  fill: (inout TableWriter) throws -> Void
) throws -> String {
  var table = TableWriter(
    TableHeading(
      name: "test", kind: "test-kind", parameters: parameters, corpus: corpus, columns: columns))
  switch form {
  case .csv(let options): table.addCSV(to: .inMemory(), options)
  case .json: table.addJSON(to: .inMemory())
  case .aligned(let rows): table.addAligned(to: .inMemory(), rowsHeld: rows)
  }
  try fill(&table)
  return String(decoding: try table.finish()[0].content, as: UTF8.self)
}

/// One number as a cell of CSV.
func csvNumber(_ value: Double?) throws -> String {
  let text = try table([Column("x", .number, "")], as: .csv(CSVOptions())) {
    $0.number(value)
    try $0.endRow()
  }
  return String(text.dropFirst("x\r\n".count).unicodeScalars.dropLast(2).map(Character.init))
}

extension String {
  /// The text as a cell has it, spelt out.
  var asCell: String {
    var cell = ""
    for scalar in replacingOccurrences(of: "\r\n", with: "\n").unicodeScalars {
      switch scalar.value {
      case 9...13, 0x85, 0x2028, 0x2029: cell += " "
      case 0..<0x20: cell.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
      case 0x7F: cell += "\u{2421}"
      case 0x80..<0xA0, 0x202A...0x202E, 0x2066...0x2069:
        cell += "\\u{" + String(format: "%X", scalar.value) + "}"
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return cell
  }
}
