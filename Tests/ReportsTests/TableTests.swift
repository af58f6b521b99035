import Diagnostics
import Foundation
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
      + "\"a \"\"b\"\", c\r\nd\u{2028}\u{1}é\",-3,\r\n,,inf\r\n")
}

@Test func csvHasAMarkAndAGuardOnRequest() throws {
  let options = CSVOptions(byteOrderMark: true, formulaGuard: true)
  let text = try table([Column("t", .text, "")], as: .csv(options)) { table in
    for cell in ["=1+1", "+x", "-x", "@x", "\tx", "\rx", "x=", "", "=\"a\""] {
      table.text(cell)
      try table.endRow()
    }
  }
  #expect(
    text == "\u{FEFF}t\r\n'=1+1\r\n'+x\r\n'-x\r\n'@x\r\n'\tx\r\n\"'\rx\"\r\nx=\r\n\"\"\r\n"
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
          ["a \\"b\\", c\\r\\nd\\u2028\\u0001é", -3, null],
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
           é  e\u{301}t    1234  ␛[2J\u{FFFD}
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
