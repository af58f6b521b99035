import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Reports

private let columns = [
  Column("term", .text, "the term"), Column("count", .integer, "how often"),
  Column("score", .number, "how much"),
]

private func fill(_ table: inout TableWriter) throws {
  table.text("plain")
  table.integer(UInt64.max)
  table.number(0.1)
  try table.endRow()
  table.text("a \"b\", c\r\nd\u{2028}\u{1}é")
  table.integer(-3)
  table.number(nil)
  try table.endRow()
  table.text(nil)
  table.empty()
  table.number(.infinity)
  try table.endRow()
}

@Test func csvFollowsRFC4180() throws {
  let text = try table(columns, as: .csv(CSVOptions()), fill: fill)
  #expect(
    text == "term,count,score\r\nplain,18446744073709551615,0.1\r\n"
      + "\"a \"\"b\"\", c d ␁é\",-3,\r\n,,inf\r\n")
}

@Test func csvHasAMarkAndAGuardOnRequest() throws {
  let options = CSVOptions(byteOrderMark: true, formulaGuard: true)
  let text = try table([Column("t", .text, "")], as: .csv(options)) { table in
    for cell in ["=1+1", "+x", "-x", "@x", "\t=x", "x=", "", "=\"a\""] {
      table.text(cell)
      try table.endRow()
    }
  }
  #expect(
    text == "\u{FEFF}t\r\n'=1+1\r\n'+x\r\n'-x\r\n'@x\r\n =x\r\nx=\r\n\"\"\r\n"
      + "\"'=\"\"a\"\"\"\r\n")
}

@Test func jsonIsOneObject() throws {
  let text = try table(
    columns, as: .json, parameters: ["window": 5, "list": ["a", nil, true, 0.5]],
    corpus: ["articles": 2, "tokens": ["counted": 10]], fill: fill)
  #expect(
    text == """
      {
        "analysis": {"name": "test", "kind": "test-kind"},
        "parameters": {"window": 5, "list": ["a", null, true, 0.5]},
        "provenance": {},
        "corpus": {"articles": 2, "tokens": {"counted": 10}},
        "columns": [
          {"name": "term", "kind": "text", "summary": "the term"},
          {"name": "count", "kind": "integer", "summary": "how often"},
          {"name": "score", "kind": "number", "summary": "how much"}
        ],
        "rows": [
          ["plain", 18446744073709551615, 0.1],
          ["a \\"b\\", c d ␁é", -3, null],
          [null, null, null]
        ]
      }

      """)
  let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
  #expect((parsed?["rows"] as? [[Any]])?.count == 3)
}

@Test func jsonWithoutRowsIsValid() throws {
  let text = try table(columns, as: .json) { _ in }
  #expect(text.hasSuffix("  \"rows\": []\n}\n"))
  #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
}

@Test func jsonNumbersReadBackTheSame() throws {
  let values = [
    1.0 / 3, .leastNonzeroMagnitude, 1.7976931348623157e308, -1e21, 123_456_789.125, 1e16, -0.0,
    0.1,
  ]
  let text = try table([Column("x", .number, "")], as: .json) { table in
    for value in values {
      table.number(value)
      try table.endRow()
    }
  }
  let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
  let rows = try #require(parsed?["rows"] as? [[Double]])
  #expect(rows.map { $0[0] } == values)
  #expect(!text.contains("-0.0"))
}

@Test func alignedTableSetsNumbersRightAndHidesControls() throws {
  let text = try table(
    [
      Column("left", .text, "", flushRight: true), Column("node", .text, ""),
      Column("n", .integer, ""), Column("where", .text, ""),
    ], as: .aligned(rowsHeld: 200)
  ) { table in
    for (left, node, n, place) in [
      ("of the", "新聞", 12, "a"), ("é", "e\u{301}t", 1234, "\u{1B}[2J\u{85}"), ("", "x", 1, ""),
    ] {
      table.text(left)
      table.text(node)
      table.integer(n)
      table.text(place)
      try table.endRow()
    }
  }
  #expect(
    text == """
        left  node     n  where
      of the  新聞    12  a
           é  e\u{301}t    1234  ␛[2J\u{20}
              x        1  

      """)
}

@Test func alignedTableStreamsAfterTheRowsHeld() throws {
  let text = try table(
    [Column("a", .text, ""), Column("n", .integer, "")], as: .aligned(rowsHeld: 2)
  ) {
    for (index, word) in ["x", "yy", "longer", "z"].enumerated() {
      $0.text(word)
      $0.integer(index)
      try $0.endRow()
    }
  }
  #expect(text == "a   n\nx   0\nyy  1\nlonger  2\nz   3\n")
}

@Test func everyFormIsWrittenAtOnce() throws {
  var writer = TableWriter(TableHeading(name: "t", kind: "k", columns: columns))
  writer.addCSV(to: .inMemory(name: "t.csv"))
  writer.addJSON(to: .inMemory(name: "t.json"))
  try fill(&writer)
  let written = try writer.finish()
  #expect(written.map(\.name) == ["t.csv", "t.json"])
  #expect(written.allSatisfy { $0.byteCount == UInt64($0.content.count) })
}

@Test func prettyJSONBreaksOnlyWhatIsTooWide() {
  let value: JSONValue = [
    "name": "nightly", "corpus": ["batches": ["one.jsonl.gz", "two.jsonl.gz"], "articles": 3],
    "empty": [:],
  ]
  #expect(
    value.pretty(width: 40) == """
      {
        "name": "nightly",
        "corpus": {
          "batches": [
            "one.jsonl.gz",
            "two.jsonl.gz"
          ],
          "articles": 3
        },
        "empty": {}
      }
      """)
  #expect(value.pretty(width: 200) == value.compact)
}

@Test func objectsKeepOrderAndReplace() {
  var object: JSONObject = ["b": 1, "a": 2]
  object["b"] = 3
  object["c"] = nil
  object["a"] = nil
  object["d"] = "x"
  #expect(JSONValue.object(object).compact == "{\"b\": 3, \"d\": \"x\"}")
}

/// Rows that are like the ones before are written by copying; every row reads as if it stood alone.
@Test(arguments: 1...2 as ClosedRange<UInt64>, [false, true])
func everyRowReadsAsIfItStoodAlone(seed: UInt64, startsWithText: Bool) throws {
  var generator = Generator(seed: seed)
  var columns = [
    Column("rank", .integer, ""), Column("term", .text, ""), Column("difference", .integer, ""),
    Column("note", .text, ""), Column("score", .number, ""),
  ]
  if startsWithText { columns.insert(Column("group", .text, ""), at: 0) }
  let texts = ["", "word", "=1", "a \"b\", c", "{\u{2028}}", "Äußeres", "\r\n"]
  let numbers: [Double?] = [nil, 0.1, -0.1, 1e-7, .infinity, 12]
  var row: [Int] = Array(repeating: 0, count: 3)
  // Enough for several parcels of rows, and for files to be written in between.
  let rows = (0..<5000).map { number in
    if number % 64 > 40 || number == 0 {
      row = [generator.below(3), generator.below(5) - 2, generator.below(numbers.count)]
    }
    let long = String(repeating: "x", count: number == 500 ? 300_000 : 0)
    return (row, (0..<3).map { _ in generator.pick(texts) + long })
  }
  func add(_ row: ([Int], [String]), to table: inout TableWriter) throws {
    if startsWithText { table.text(row.1[2]) }
    table.integer(row.0[0])
    table.text(row.1[0])
    table.integer(row.0[1])
    table.text(row.1[1])
    table.number(numbers[row.0[2]])
    try table.endRow()
  }
  for form in [Form.csv(CSVOptions()), .csv(CSVOptions(formulaGuard: true)), .json] {
    let head: String
    let end: String
    let separator: String
    switch form {
    case .json:
      let empty = try table(columns, as: form) { _ in }
      head = String(empty.dropLast("]\n}\n".count))
      (end, separator) = ("\n  ]\n}\n", ",")
    default:
      head = try table(columns, as: form) { _ in }
      (end, separator) = ("", "")
    }
    let whole = try table(columns, as: form) { table in
      for row in rows { try add(row, to: &table) }
    }
    let alone = try rows.map { row in
      let text = try table(columns, as: form) { try add(row, to: &$0) }
      return text.utf8.dropFirst(head.utf8.count).dropLast(end.utf8.count)
    }
    let expected = Array(head.utf8) + alone.joined(separator: separator.utf8) + Array(end.utf8)
    #expect((Array(whole.utf8) == expected) as Bool)
  }
}
