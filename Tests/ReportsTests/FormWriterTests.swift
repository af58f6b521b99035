import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Reports

/// Tables of more rows than are handed over at once.
@Suite struct FormWriterTests {
  private enum Drawn {
    case text(String)
    case integer(Int)
    case number(Double)
    case empty
  }

  private static let columns = [
    Column("term", .text, "the term"), Column("count", .integer, "how often"),
    Column("score", .number, "how much"), Column("note", .text, "what else"),
  ]
  private static let heading = TableHeading(name: "t", kind: "k", columns: columns)

  /// Rows with every kind of cell, some numbers the same for long, and texts of every length with
  /// what the forms write in their own ways.
  private static func rows(_ count: Int) -> [[Drawn]] {
    var generator = Generator(seed: 7)
    let pieces = ["a", "longer", "é", "\"", ",", "\n", "\r", "\\", "\u{1}", "\u{2028}", "–", " "]
    let numbers = [0.1, -0.0, 1e-300, 2.5e-7, 12_345_678, .infinity]
    func text() -> Drawn {
      if generator.below(9) == 0 { return .empty }
      let plain = String(repeating: "x", count: generator.below(20))
      return .text(generator.below(3) > 0 ? plain : plain + generator.pick(pieces) + plain)
    }
    return (0..<count).map { row in
      let number = generator.below(20) == 0 ? generator.pick(numbers) : Double(row / 50) / 8
      return [text(), .integer(row % 5 == 0 ? -row : row << row % 50), .number(number), text()]
    }
  }

  private static func fill(_ table: inout TableWriter, with rows: [[Drawn]]) throws {
    for row in rows {
      for cell in row {
        switch cell {
        case .text(let text): table.text(text)
        case .integer(let value): table.integer(value)
        case .number(let value): table.number(value)
        case .empty: table.empty()
        }
      }
      try table.endRow()
    }
  }

  private static func written(
    _ rows: [[Drawn]], _ addForms: (inout TableWriter) -> Void
  ) throws -> [[UInt8]] {
    var table = TableWriter(heading)
    addForms(&table)
    try fill(&table, with: rows)
    return try table.finish().map(\.content)
  }

  @Test func whatIsWrittenTogetherIsWhatIsWrittenAlone() throws {
    let rows = FormWriterTests.rows(20_000)
    let csv = try FormWriterTests.written(rows) { $0.addCSV(to: .inMemory()) }
    let json = try FormWriterTests.written(rows) { $0.addJSON(to: .inMemory()) }
    let aligned = try FormWriterTests.written(rows) { $0.addAligned(to: .inMemory()) }
    let together = try FormWriterTests.written(rows) {
      $0.addAligned(to: .inMemory())
      $0.addJSON(to: .inMemory())
      $0.addCSV(to: .inMemory())
    }
    #expect(together == aligned + json + csv)
  }

  @Test func cellsAreWrittenByTheRules() throws {
    let rows = FormWriterTests.rows(10_000)
    let csv = try FormWriterTests.written(rows) { $0.addCSV(to: .inMemory()) }
    var expected = "term,count,score,note\r\n"
    for row in rows {
      let cells = row.map { cell in
        switch cell {
        case .text(let text):
          text.contains { "\",".contains($0) }
            ? "\"\(text.asCell.replacingOccurrences(of: "\"", with: "\"\""))\"" : text.asCell
        case .integer(let value): value.description
        case .number(let value): value.sixDigits
        case .empty: ""
        }
      }
      expected += cells.joined(separator: ",") + "\r\n"
    }
    #expect(csv == [Array(expected.utf8)])

    let json = try FormWriterTests.written(rows) { $0.addJSON(to: .inMemory()) }
    let parsed = try JSONSerialization.jsonObject(with: Data(json[0])) as? [String: Any]
    let read = try #require(parsed?["rows"] as? [[Any]])
    #expect(read.count == rows.count)
    for (row, readRow) in zip(rows, read) {
      for (cell, read) in zip(row, readRow) {
        switch cell {
        case .text(let text): #expect(read as? String == text.asCell)
        case .integer(let value): #expect(read as? Int == value)
        case .number(let value): #expect(read as? Double == (value.isFinite ? value : nil))
        case .empty: #expect(read is NSNull)
        }
      }
    }
  }

  /// `/dev/full` takes no byte.
  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "no /dev/full"),
    arguments: [10, 200_000])
  func aFaultOfOneFormComesOutAndNothingIsPublished(count: Int) throws {
    let rows = FormWriterTests.rows(count)
    try withTemporaryFolder { root in
      let publication = try Publication(root: root, pipeline: "nightly", runID: "1")
      let error = #expect(throws: Fault.self) {
        var table = TableWriter(FormWriterTests.heading)
        table.addCSV(to: try OutputFile(path: "/dev/full"))
        table.addJSON(to: try publication.file(named: "t.json"))
        try FormWriterTests.fill(&table, with: rows)
        _ = try table.finish()
      }
      #expect(error?.code == "output.no-space")
      try publication.discard()
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(root)/nightly") == [])
    }
  }

  @Test func aTableThatIsDroppedIsGivenUp() throws {
    try withTemporaryFolder { root in
      let publication = try Publication(root: root, pipeline: "nightly", runID: "1")
      do {
        var table = TableWriter(FormWriterTests.heading)
        table.addCSV(to: try publication.file(named: "t.csv"))
        try FormWriterTests.fill(&table, with: FormWriterTests.rows(20_000))
      }
      let error = #expect(throws: Fault.self) { _ = try publication.publish() }
      #expect(error?.code == "output.incomplete")
    }
  }

  @Test func noRowFollowsOnceThereIsToBeNone() throws {
    let error = #expect(throws: Fault.self) {
      var table = TableWriter(FormWriterTests.heading) { () throws(Fault) in
        throw Fault("test.stop", "stop", exit: .success)
      }
      table.addCSV(to: .inMemory())
      try FormWriterTests.fill(&table, with: FormWriterTests.rows(2000))
    }
    #expect(error?.code == "test.stop")
  }
}
