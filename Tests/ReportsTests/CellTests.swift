import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Reports

@Suite("No cell holds a control character")
struct CellTests {
  private static let scalars = (Array(0...0x2FF) + Array(0x2000...0x2070) + [0x1F600])
    .compactMap { Unicode.Scalar($0) }

  private static func isRaw(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Every character at every place of short texts, and among others.
  private static let texts: [String] = {
    var texts: [String] = []
    for scalar in scalars {
      for length in [0, 1, 2, 3, 7, 8, 20] {
        let text = String(repeating: "é", count: length / 2) + String(repeating: "x", count: length)
        texts += ["\(text)\(scalar)", "\(scalar)\(text)", "\(text)\(scalar)“\(text)"]
      }
    }
    return texts
  }()

  @Test("and all forms have the same")
  func forms() throws {
    func column(_ form: Form) throws -> String {
      try table([Column("a\u{1B}b", .text, ""), Column("n", .integer, "")], as: form) { table in
        for (place, text) in Self.texts.enumerated() {
          if place % 2 == 0 {
            table.text(text)
          } else {
            try table.text { (cell) throws(Fault) in cell.append(text) }
          }
          table.integer(1)
          try table.endRow()
        }
      }
    }
    let csv = try column(.csv(CSVOptions()))
    // By scalars, for what follows the end of a line may combine with it.
    let lines = csv.unicodeScalars.split(separator: "\n").map { String($0) }
    #expect(lines[0] == "a␛b,n\r" && lines.count == Self.texts.count + 1)
    #expect(!lines.contains { $0.unicodeScalars.dropLast().contains(where: Self.isRaw) })
    let json = try column(.json)
    #expect(!json.unicodeScalars.contains { Self.isRaw($0) && $0 != "\n" })
    let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let rows = try #require(parsed?["rows"] as? [[Any]])
    let aligned = try column(.aligned(rowsHeld: 10))
    #expect(!aligned.unicodeScalars.contains { Self.isRaw($0) && $0 != "\n" })
    #expect(aligned.unicodeScalars.count { $0 == "\n" } == Self.texts.count + 1)
    for (place, text) in Self.texts.enumerated() {
      let cell = text.asCell
      let quoted = "\"\(cell.replacingOccurrences(of: "\"", with: "\"\""))\""
      let line = lines[place + 1]
      #expect(line == "\(cell),1\r" || line == "\(quoted),1\r")
      #expect(
        (rows[place][0] as? String)?.unicodeScalars.elementsEqual(cell.unicodeScalars) == true)
    }
  }

  @Test("JSON strings keep the text and escape it")
  func strings() throws {
    for text in Self.texts {
      let written = JSONValue.string(text).compact
      #expect(!written.unicodeScalars.contains(where: Self.isRaw))
      let read =
        try JSONSerialization.jsonObject(
          with: Data(written.utf8), options: .fragmentsAllowed) as? String
      #expect(read?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
      #expect(try JSONValue(parsing: Array(written.utf8)) == .string(text))
    }
  }

  @Test("messages have stand-ins too, and keep their tabs")
  func messages() {
    for text in Self.texts {
      #expect(!text.visible.unicodeScalars.contains { Self.isRaw($0) && $0 != "\t" })
    }
    let fault = Fault(
      "a.b", "no `\u{202E}gpj\u{7}`\u{9B}2J", at: .path("a\nb\u{1B}[m"),
      advice: "\u{2066}see\u{2069}", exit: .data)
    #expect(
      fault.description
        == "a␊b␛[m: no `\\u{202E}gpj␇`\\u{9B}2J [a.b]\n  \\u{2066}see\\u{2069}")
    let line = Fault(
      "a.b", "wrong", at: .line(path: "p", line: 1, column: 5, text: "\t\u{202E}\u{7}e\u{301}!"),
      exit: .configuration)
    #expect(line.description.hasSuffix("| \t\\u{202E}␇e\u{301}!\n    | \t          ^"))
  }
}
