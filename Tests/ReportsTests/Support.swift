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
