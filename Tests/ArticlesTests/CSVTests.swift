import TestSupport
import Testing

@testable import Articles

/// Tables become articles, a row each, however they are written and cut into chunks.
@Suite struct CSVTests {
  private let folder = TemporaryFolder()

  private func read(
    _ text: String, name: String = "a.csv", fields: [(String, String)] = [],
    chunk: Int = 1 << 20, limit: Int = 1 << 20,
    _ settings: (inout CSVReadingOptions) -> Void = { _ in }
  ) throws -> FileReading {
    try read(Array(text.utf8), name: name, fields: fields, chunk: chunk, limit: limit, settings)
  }

  private func read(
    _ bytes: [UInt8], name: String = "a.csv", fields: [(String, String)] = [],
    chunk: Int = 1 << 20, limit: Int = 1 << 20,
    _ settings: (inout CSVReadingOptions) -> Void = { _ in }
  ) throws -> FileReading {
    try FileReading(
      bytes, name: name, in: folder, fields: fields, chunk: chunk, limit: limit
    ) { settings(&$0[CSVReadingOptions.self]) }
  }

  private static let table = """
    id,title,text,kind
    1,"Rain, again","It rained.

    It ""poured"".",weather
    2,Snow,It snowed.,weather

    3,Wind,"It blew",
    4,Fog,"",x

    """

  private static let rows = [
    ["id": "1", "title": "Rain, again", "body": "It rained.\n\nIt \"poured\"."],
    ["id": "2", "title": "Snow", "body": "It snowed."],
    ["id": "3", "title": "Wind", "body": "It blew"],
    ["id": "4", "title": "Fog"],
  ]

  @Test func `Rows become articles, with cells over several lines`() throws {
    let reading = try read(Self.table)
    #expect(reading.articles == Self.rows)
    #expect(reading.rejects.isEmpty)
    #expect(reading.summary == "separator `,`, header, columns id, title, text, kind")
  }

  @Test func `The names of columns reach every chunk`() throws {
    let whole = try read(Self.table)
    for size in 1...Self.table.utf8.count {
      let reading = try read(Self.table, chunk: size)
      #expect(reading == whole, "chunks of \(size) bytes")
    }
    #expect(try read(Self.table, chunk: 1).chunks > 3)
  }

  @Test(arguments: [",", ";", "\t", "|"], ["\n", "\r\n", "\r"])
  func `Separators and line ends are found out`(separator: String, end: String) throws {
    let lines = [
      ["title", "text", "date"], ["Rain", "It rained; and, then|more", "2021-03-06"],
      ["Snow", "It \"snowed\"\tall day", "2021-03-07"],
    ]
    let text = Self.written(lines, separator: separator, end: end)
    for name in ["a.csv", "a"] {
      let reading = try read(text, name: name)
      #expect(reading.articles.map { $0["body"] } == lines.dropFirst().map { $0[1] })
      #expect(reading.articles.map { $0["date"] } == ["2021-03-06", "2021-03-07"])
    }
  }

  @Test func `Columns without names go by their numbers`() throws {
    let text = "3,Rain,It rained.\n4,Snow,\"It snowed, and froze.\"\n"
    let fields = [("title", "2"), ("body", "3"), ("kind", "1")]
    let reading = try read(text, fields: fields)
    #expect(reading.articles.map { $0["body"] } == ["It rained.", "It snowed, and froze."])
    #expect(reading.articles.map { $0["kind"] } == ["3", "4"])
    #expect(reading.summary == "separator `,`, no header, columns 1, 2, 3")
    // A named column has its number too, unless another one is called so.
    let named = try read("key,1,title\na,b,c\n", fields: [("x", "1"), ("y", "3")])
    #expect(named.articles == [["title": "c", "x": "b", "y": "c"]])
  }

  @Test func `A user can say what the first row is`() throws {
    let text = "title,text\nRain,It rained.\n"
    let absent = try read(text, fields: [("body", "2")]) { $0.header = .absent }
    #expect(absent.articles.map { $0["body"] } == ["text", "It rained."])
    let numbers = "2020,2021\nRain,Snow\n"
    let present = try read(numbers, fields: [("body", "2021")]) { $0.header = .present }
    #expect(present.articles == [["body": "Snow"]])
    let given = try read("title;a,text\nRain;b,It rained.\n") { $0.separator = .semicolon }
    #expect(given.articles == [["title": "Rain"]])
  }

  @Test func `Names of columns need not be known, and may be in another encoding`() throws {
    let text = Array("überschrift;inhalt\nRegen;Es regnet.\n".utf8)
    let fields = [("title", "überschrift"), ("body", "inhalt")]
    let expected = [["title": "Regen", "body": "Es regnet."]]
    #expect(try read(text, fields: fields).articles == expected)
    let latin = text.split(separator: 0xC3, maxSplits: 1).last.map { [0xFC] + $0.dropFirst() }
    #expect(try read(try #require(latin), fields: fields).articles == expected)
    let marked = try read([0xEF, 0xBB, 0xBF] + text, fields: fields)
    #expect(marked.articles == expected)
  }

  @Test func `Excel's line that names the separator is no row`() throws {
    let reading = try read("sep=;\r\ntitle;text\r\nRain;a, b, c\r\n")
    #expect(reading.articles == [["title": "Rain", "body": "a, b, c"]])
  }

  @Test func `Backslashes escape where the rows show it, and are text elsewhere`() throws {
    let escaped = #"title,text\#nRain,"He said \"wet\", twice"\#nSnow,"cold"\#n"#
    #expect(
      try read(escaped).articles.map { $0["body"] } == [#"He said "wet", twice"#, "cold"])
    let plain = #"title,text\#nRain,"C:\new\"\#nSnow,"a\b, c"\#n"#
    #expect(try read(plain).articles.map { $0["body"] } == [#"C:\new\"#, #"a\b, c"#])
  }

  @Test func `A quotation mark inside a cell is text`() throws {
    let text = "title,text\n5\" disk,a \"b\" c\n\"x\"y,\"\"\"z\"\"\"\n"
    #expect(
      try read(text).articles == [
        ["title": "5\" disk", "body": "a \"b\" c"], ["title": "xy", "body": "\"z\""],
      ])
  }

  @Test func `Rows may lack empty cells, but not have more than columns`() throws {
    let text = "title,text,kind\nRain,It rained.\nSnow,It snowed, all day,x\nFog,Grey,y,,\n"
    let reading = try read(text)
    #expect(reading.articles.map { $0["title"] } == ["Rain", "Fog"])
    #expect(reading.rejects.map(\.code) == ["csv.cells"])
    #expect(reading.rejects.map(\.record) == [2])
    #expect(
      reading.rejects.first?.reason == """
        the row has 4 cells, but the table has 3 columns; the first cell too many begins at byte \
        24 of the record
        """)
  }

  @Test func `Texts that stand for nothing are left out where they are named`() throws {
    let text = "title,text,source\nNULL,Rain,NULL\n"
    #expect(try read(text).articles == [["title": "NULL", "body": "Rain", "source": "NULL"]])
    #expect(try read(text) { $0.missing = ["NULL"] }.articles == [["body": "Rain"]])
  }

  @Test func `A row beyond the limit is refused, and the next is read`() throws {
    let long = String(repeating: "x\n", count: 60)
    let text = "title,text\nRain,\"\(long)\"\nSnow,It snowed.\n"
    let whole = try read(text, limit: 40)
    #expect(whole.articles == [["title": "Snow", "body": "It snowed."]])
    #expect(whole.rejects.map(\.code) == ["record.too-long"])
    for size in 1...80 { #expect(try read(text, chunk: size, limit: 40) == whole, "\(size)") }
  }

  @Test func `A table that ends in a quoted cell is cut short`() throws {
    for size in [1, 7, 1 << 20] {
      let reading = try read("title,text\nRain,It rained.\nSnow,\"It sno", chunk: size)
      #expect(reading.fault == "csv.unclosed-quote")
    }
    let whole = try read("title,text\nSnow,\"It snowed\"")
    #expect(whole.articles == [["title": "Snow", "body": "It snowed"]])
  }

  @Test func `A table is recognised by its names or its quoted rows`() throws {
    #expect(try read("url|date|title|text\na|2021|b|c\n", name: "a").articles.count == 1)
    #expect(try read("\"a\",\"b\"\n\"c\",\"d\"\n\"e\",\"f\"\n", name: "a").rejects.count == 2)
    for text in ["| title | date |\n|---|---|\n| a | b |\n", "Rain, snow, wind.\nAnd fog, too.\n"] {
      #expect(try read(text, name: "a").summary == nil)
    }
  }

  /// A sequence of tables, with quotation marks, separators and line ends where they hurt.
  @Test func `What was written is read, however it is cut`() throws {
    var generator = Generator(seed: 12)
    let parts = ["a", "bc", "\"", "\"\"", ",", ";", "\n", "\r\n", "é", " ", "\\", "'", "\t"]
    for _ in 0..<60 {
      var rows: [[String]] = []
      for _ in 0...Int.random(in: 0..<6, using: &generator) {
        rows.append(
          (0..<3).map { _ in
            let count = Int.random(in: 0..<5, using: &generator)
            let middle = (0..<count).compactMap { _ in parts.randomElement(using: &generator) }
            return "x\(middle.joined())x"
          })
      }
      let text = Self.written([["id", "title", "text"]] + rows)
      for size in [1, 2, 3, 5, 8, 13, 1 << 20] {
        let reading = try read(text, chunk: size) { $0.separator = .comma }
        #expect(reading.articles.map { $0["id"] } == rows.map { $0[0] }, "\(text)")
        #expect(reading.articles.map { $0["title"] } == rows.map { $0[1] }, "\(text)")
        #expect(reading.articles.map { $0["body"] } == rows.map { $0[2] }, "\(text)")
      }
    }
  }

  private static func written(
    _ rows: [[String]], separator: String = ",", end: String = "\n"
  ) -> String {
    rows.map { row in
      let cells = row.map { "\"\($0.replacing("\"", with: "\"\""))\"" }
      return cells.joined(separator: separator) + end
    }.joined()
  }
}
