import Bytes
import Diagnostics
import Foundation
import Testing

@testable import Reports

/// What `TableWriter` writes is read back, and anything else is refused.
@Suite struct ReadingTests {
  private static let cells: [[String?]] = [
    ["plain", "1", "0.5"], ["a,b", "2", nil], ["say \"so\"", "3", "1.5"], ["", "4", nil],
    ["two\r\nlines\n", "5", "2.5"], ["\u{1}\t\u{2028}\\/é日\u{1F600}", "18446744073709551614", "3"],
  ]

  private func write(
    _ cells: [[String?]], warnings: [String] = []
  ) throws -> (csv: [UInt8], json: [UInt8]) {
    let heading = TableHeading(
      name: "t", kind: "k", parameters: ["rows": "  \"rows\": [", "x": [1, 2.5, nil, true]],
      columns: [
        Column("text", .text, "a \"text\""), Column("count", .integer, ""),
        Column("score", .number, ""),
      ])
    var table = TableWriter(heading)
    table.addCSV(to: .inMemory(), CSVOptions(byteOrderMark: true))
    table.addJSON(to: .inMemory())
    for row in cells {
      table.text(row[0])
      table.integer(row[1].flatMap { UInt64($0) } ?? 0)
      table.number(row[2].flatMap { Double($0) })
      try table.endRow()
    }
    for warning in warnings { table.warn(TableWarning("w", warning, advice: "So?")) }
    let files = try table.finish()
    return (files[0].content, files[1].content)
  }

  @Test func warningsStandBehindTheRows() throws {
    for cells in [[], Self.cells] {
      let (csv, json) = try write(cells, warnings: ["a \"b\"", "c"])
      let shown = cells.map { [$0[0]?.asCell, $0[1], $0[2]] }
      #expect(try read(json, format("json")) == shown && read(csv, format("csv")) == shown)
      let end = "],\n  \"warnings\": [\"a \\\"b\\\". So?\", \"c. So?\"]\n}\n"
      #expect(String(decoding: json, as: UTF8.self).hasSuffix(end))
      #expect(throws: Fault.self) { try read(json.dropLast(4), format("json")) }
    }
  }

  private func format(_ name: String) throws -> any ReadableFormat.Type {
    try #require(ReportFormats.readable.first { $0.name == name })
  }

  private func read(_ bytes: some Collection<UInt8>, _ form: any ReadableFormat.Type) throws
    -> [[String?]]
  {
    let path = NSTemporaryDirectory() + "broadsheet-table-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(filePath: path))
    var reader = try TableReader(path: path, form)
    #expect(reader.columns.count < 3 || reader.columns == ["text", "count", "score"])
    #expect(reader.column("n") == nil)
    var rows: [[String?]] = []
    var row = TableRow()
    while try reader.read(&row) {
      rows.append([
        String(copying: row[0]), row.integer(1).map { "\($0)" },
        row.number(2).map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" },
      ])
      #expect(row.integer(0) == nil)
    }
    return rows
  }

  @Test(arguments: ["csv", "json"])
  func whatWasWrittenIsReadBack(_ form: String) throws {
    for count in [0, 1, Self.cells.count] {
      let rows = Array(Self.cells.prefix(count))
      let files = try write(rows)
      #expect(
        try read(form == "csv" ? files.csv : files.json, format(form))
          == rows.map { [$0[0]?.asCell, $0[1], $0[2]] })
    }
  }

  /// Tables of other versions may have cells of several lines.
  @Test func aCellOfSeveralLinesIsRead() throws {
    let text = "text,count,score\r\n\"b\r\nc\",1,\r\n"
    #expect(try read(Array(text.utf8), format("csv")) == [["b\r\nc", "1", nil]])
  }

  @Test(arguments: ["csv", "json"])
  func aTableThatWasCutIsRefused(_ form: String) throws {
    let files = try write(Self.cells)
    let bytes = form == "csv" ? files.csv : files.json
    // The last bytes of JSON close it; a record of CSV that ends early has too few cells or no end.
    for length in 0..<bytes.count - 2 {
      let rows = try? read(Array(bytes[..<length]), format(form))
      if let rows { #expect(form == "csv" && rows.count < Self.cells.count, "\(length)") }
    }
  }

  @Test func otherFilesAreRefused() throws {
    for text in ["", "{}", "[1]", "text,count,score\n", "text,text\r\n", "a\r\n1,2\r\n"] {
      for form in ReportFormats.readable {
        let fault = #expect(throws: Fault.self) { _ = try read(Array(text.utf8), form) }
        #expect(fault?.code == "table.malformed")
      }
    }
  }
}

@Suite struct JSONParsingTests {
  private func parse(_ text: String) -> JSONValue? { try? JSONValue(parsing: Array(text.utf8)) }

  @Test func valuesAreReadBack() {
    let value: JSONValue = [
      "z": [1, -2, 0, 2.5, 1e300, nil, true, false], "a": ["": "é\u{1F600}\"\\\n\u{0}"],
      "empty": [[:], []],
    ]
    #expect(parse(value.compact) == value)
    #expect(parse(value.pretty(width: 10)) == value)
  }

  @Test func numbersAndEscapes() {
    #expect(parse("9223372036854775807") == .integer(.max))
    #expect(parse("9223372036854775808") == .number(9_223_372_036_854_775_808))
    #expect(parse("-0") == .integer(0))
    #expect(parse("1E+2") == .number(100))
    #expect(parse(#""\ud83d\ude00\u00e9\/""#) == .string("\u{1F600}é/"))
  }

  @Test func whatIsNoJSONIsRefused() {
    let wrong = [
      "", " ", "{", "[1,]", "{\"a\" 1}", "{a: 1}", "[1 2]", "01", "1.", "-", "+1", ".5", "1e",
      "\"", "\"\n\"", #""\x""#, #""\ud800""#, #""\ud800\u0041""#, #""\u12g4""#, "nul", "tru",
      "1 1", "1e999", String(repeating: "[", count: 1000),
    ]
    for text in wrong { #expect(parse(text) == nil, "\(text)") }
    #expect(throws: JSONValue.SyntaxError(offset: 1, expected: "UTF-8")) {
      try JSONValue(parsing: [0x22, 0xFF, 0x22])
    }
  }
}
