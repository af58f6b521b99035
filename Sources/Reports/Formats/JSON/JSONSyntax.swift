import Bytes
import Diagnostics

/// A table as one JSON object, its rows as arrays, one a line.
///
/// Members, in this order: `analysis` (`name`, `kind`), `parameters`, `provenance`, `corpus`,
/// `columns` (each with `name`, `kind`, `summary`), `rows`; and `warnings`, texts, if there are
/// any. Numbers have the shortest digits that read back as the same double; what is missing or not
/// finite is null.
struct JSONSyntax: RowSyntax {
  /// Writes the table under `heading` to `file`, the heading first.
  static func writer(
    _ heading: TableHeading, to file: consuming OutputFile
  ) -> RowWriter<JSONSyntax> {
    let members: [(String, JSONValue)] = [
      ("analysis", ["name": .string(heading.name), "kind": .string(heading.kind)]),
      ("parameters", .object(heading.parameters)),
      ("provenance", .object(heading.provenance)),
      ("corpus", .object(heading.corpus)),
    ]
    file.pending.append("{\n")
    for (name, value) in members {
      file.pending.append("  \"\(name)\": ")
      file.pending.appendPrettyJSON(value, indent: 2, after: name.utf8.count + 6, width: 100)
      file.pending.append(",\n")
    }
    file.pending.append("  \"columns\": [")
    for (index, column) in heading.columns.enumerated() {
      file.pending.append(index > 0 ? ",\n    " : "\n    ")
      file.pending.appendJSON([
        "name": .string(column.name), "kind": .string(column.kind.rawValue),
        "summary": .string(column.summary),
      ])
    }
    file.pending.append("\n  ],\n  \"rows\": [")
    return RowWriter(JSONSyntax(), columns: heading.columns.count, to: file)
  }

  func separateRows(_ page: inout Buffer<UInt8>) { page.append(UInt8(ascii: ",")) }

  @inline(__always)
  func beginRow(_ page: inout Buffer<UInt8>) {
    page.append(word: 0x5B20_2020_200A, count: 6)  // "\n    ["
  }

  @inline(__always)
  func separateCells(_ page: inout Buffer<UInt8>) {
    page.append(word: 0x202C, count: 2)  // A comma and a blank.
  }

  func append(text: Span<UInt8>, to page: inout Buffer<UInt8>) { page.appendJSONString(text) }

  func append(number: Double, to page: inout Buffer<UInt8>) { page.appendJSONNumber(number) }

  func appendEmpty(to page: inout Buffer<UInt8>) { page.append("null") }

  func endRow(from start: Int, _ page: inout Buffer<UInt8>) { page.append(UInt8(ascii: "]")) }

  func endTable(rows: UInt64, _ warnings: [TableWarning], _ page: inout Buffer<UInt8>) {
    page.append(rows > 0 ? "\n  ]" : "]")
    if !warnings.isEmpty {
      page.append(",\n  \"warnings\": ")
      let texts = JSONValue.array(warnings.map { .string($0.description) })
      page.appendPrettyJSON(texts, indent: 2, after: 14, width: 100)
    }
    page.append("\n}\n")
  }
}

extension TableWriter {
  /// Writes the table as one JSON object too; before the first row.
  public mutating func addJSON(to file: consuming OutputFile) {
    add(JSONSyntax.writer(heading, to: file))
  }
}
