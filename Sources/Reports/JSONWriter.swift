import Bytes
import Diagnostics

/// Writes a table as one JSON object, its rows as arrays, one a line.
///
/// Members, in this order: `analysis` (`name`, `kind`), `parameters`, `provenance`, `corpus`,
/// `columns` (each with `name`, `kind`, `summary`), `rows`; and `warnings`, texts, if there are any.
/// Numbers have the shortest digits that read back as the same double; what is missing or not finite
/// is null.
struct JSONWriter: TableForm, ~Copyable {
  private var file: OutputFile
  private var numbers: LastNumbers
  private var template = RowTemplate()
  private var isRepeating = false
  private var filled = 0
  private var rows: UInt64 = 0

  init(_ heading: TableHeading, to file: consuming OutputFile) {
    self.file = file
    numbers = LastNumbers(columns: heading.columns.count)
    let members: [(String, JSONValue)] = [
      ("analysis", ["name": .string(heading.name), "kind": .string(heading.kind)]),
      ("parameters", .object(heading.parameters)),
      ("provenance", .object(heading.provenance)),
      ("corpus", .object(heading.corpus)),
    ]
    self.file.pending.append("{\n")
    for (name, value) in members {
      self.file.pending.append("  \"\(name)\": ")
      self.file.pending.appendPrettyJSON(value, indent: 2, after: name.utf8.count + 6, width: 100)
      self.file.pending.append(",\n")
    }
    self.file.pending.append("  \"columns\": [")
    for (index, column) in heading.columns.enumerated() {
      self.file.pending.append(index > 0 ? ",\n    " : "\n    ")
      self.file.pending.appendJSON([
        "name": .string(column.name), "kind": .string(column.kind.rawValue),
        "summary": .string(column.summary),
      ])
    }
    self.file.pending.append("\n  ],\n  \"rows\": [")
  }

  mutating func beginRow(repeats: Bool) throws(Fault) -> Bool {
    isRepeating = repeats
    if repeats { template.repeatRow(of: file.pending) }
    try file.writeIfFull()
    if rows > 0 { file.pending.append(UInt8(ascii: ",")) }
    filled = 0
    if !repeats { template.begin(at: file.pending.count) }
    return repeats
  }

  @inline(__always)
  private mutating func separate() {
    if filled > 0 {
      file.pending.append(word: 0x202C, count: 2)  // A comma and a blank.
    } else {
      file.pending.append(word: 0x5B20_2020_200A, count: 6)  // "\n    ["
    }
    filled += 1
  }

  mutating func text(_ text: Span<UInt8>) {
    if isRepeating {
      template.appendPiece(to: &file.pending)
      return file.pending.appendJSONString(text)
    }
    separate()
    template.mark(file.pending.count)
    file.pending.appendJSONString(text)
    template.mark(file.pending.count)
  }

  mutating func integer(_ value: UInt64) {
    separate()
    file.pending.appendDecimal(value)
  }

  mutating func negative(_ magnitude: UInt64) {
    separate()
    file.pending.append(UInt8(ascii: "-"))
    file.pending.appendDecimal(magnitude)
  }

  mutating func number(_ value: Double) {
    separate()
    numbers.append(value, column: filled - 1, to: &file.pending) { $0.appendJSONNumber($1) }
  }

  mutating func empty() {
    separate()
    file.pending.append("null")
  }

  mutating func endRow() {
    rows += 1
    if isRepeating { return template.appendPiece(to: &file.pending) }
    file.pending.append(UInt8(ascii: "]"))
    template.mark(file.pending.count)
  }

  consuming func finish(_ warnings: [TableWarning]) throws(Fault) -> WrittenFile {
    file.pending.append(rows > 0 ? "\n  ]" : "]")
    if !warnings.isEmpty {
      file.pending.append(",\n  \"warnings\": ")
      let texts = JSONValue.array(warnings.map { .string($0.description) })
      file.pending.appendPrettyJSON(texts, indent: 2, after: 14, width: 100)
    }
    file.pending.append("\n}\n")
    return try file.finish()
  }
}
