import Foundation
import TestSupport
import Testing

@testable import Runner

extension RunnerTests {
  /// Every kind of table, small enough to be read: what is in `Golden/tables` was looked at when it
  /// was recorded, by BROADSHEET_RECORD=1, and stays as it is.
  @Suite struct Golden {
    private static let folder = URL(filePath: #filePath)
      .deletingLastPathComponent().appending(path: "Golden", directoryHint: .isDirectory)

    /// A table without the fingerprint, which changes with the form of what is counted, and without
    /// the version of the stemmer, which is the system's.
    private static func text(_ bytes: [UInt8]) -> String {
      String(decoding: bytes, as: UTF8.self)
        .replacing(/"(fingerprint|icu|stemmer)": "[^"]+"/) { "\"\($0.output.1)\": \"…\"" }
    }

    @Test func `The tables are as they were recorded`() throws {
      let place = try Workplace()
      for name in ["archive/north.jsonl", "archive/south.jsonl", "moods.yml", "world.csv"] {
        let file = Self.folder.appending(path: name)
        try place.write(String(contentsOf: file, encoding: .utf8), to: name)
      }
      let pipeline = try String(
        contentsOf: Self.folder.appending(path: "golden.yml"), encoding: .utf8)
      let run = try place.run(place.pipeline(pipeline, named: "golden"))
      let tables = Self.folder.appending(path: "tables")
      if ProcessInfo.processInfo.environment["BROADSHEET_RECORD"] != nil {
        try? FileManager.default.removeItem(at: tables)
        try FileManager.default.createDirectory(at: tables, withIntermediateDirectories: true)
        for (name, bytes) in run.tables {
          try Data(Self.text(bytes).utf8).write(to: tables.appending(path: name))
        }
      }
      let recorded = try FileManager.default.contentsOfDirectory(atPath: tables.path()).sorted()
      #expect(recorded == run.tables.keys.sorted())
      for name in recorded {
        let expected = try String(contentsOf: tables.appending(path: name), encoding: .utf8)
        #expect(Self.text(run.tables[name] ?? []) == expected, "\(name)")
      }
    }
  }
}
