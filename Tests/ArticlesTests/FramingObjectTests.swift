import Articles
import TestSupport
import Testing

@Suite struct FramingObjectTests {
  /// Reads `text` whole and in chunks of every small size, which must agree.
  static func read(_ text: String, limit: Int = 1 << 20) throws -> ReadBatch {
    let folder = TemporaryFolder()
    let file = try folder.file("a", text)
    let whole = try readAll(file, ReadingOptions(maxArticleBytes: limit))
    for size in 1...40 {
      let again = try readAll(file, ReadingOptions(chunkBytes: size, maxArticleBytes: limit))
      #expect(again == whole, "chunks of \(size) bytes")
    }
    return whole
  }

  @Test func anArrayIsCutIntoItsObjects() throws {
    let read = try Self.read(#"[{"a": "}]"}, {"b": [{"c": 1}, {}]},{"d": "\"{"}]"#)
    #expect(
      read.records.map(\.text) == [#"{"a": "}]"}"#, #"{"b": [{"c": 1}, {}]}"#, #"{"d": "\"{"}"#])
    #expect(read.records.map(\.record) == [1, 2, 3])
    #expect(read.records.map(\.byte) == [1, 14, 36])
    #expect(read.records.allSatisfy { $0.format == .jsonArray })
  }

  @Test(arguments: ["[", #"[{"a": 1},"#, #"[{"a": 1}"#, #"[{"a": 1}][{"a": 2}"#])
  func anArrayThatIsNeverClosedIsDamage(_ text: String) throws {
    let folder = TemporaryFolder()
    let file = try folder.file("a", text)
    #expect(throws: (any Error).self) { try readAll(file, ReadingOptions(format: .jsonArray)) }
  }

  /// A broken last record may look as if it went on over the array's end.
  @Test func aBrokenLastObjectDoesNotDamageTheBatch() throws {
    for text in [#"[{"a": 1}, {"b": "x}]"#, "[{\"a\": 1},\n{\"b\": 2\n]\n"] {
      let read = try Self.read(text)
      #expect(read.records.map(\.record) == [1, 2])
      #expect(read.records.first?.text == #"{"a": 1}"#)
    }
  }

  @Test(arguments: [ArchiveStyle.gnu, .zip])
  func aTruncatedArrayInAnArchiveIsOneMoreReject(_ style: ArchiveStyle) throws {
    let folder = TemporaryFolder()
    let members = [
      Member("a.json", #"[{"a": 1}, {"a": 2}]"#), Member("b.json", #"[{"b": 1}, {"b": 2},"#),
      Member("c.json", #"[{"c": 1}]"#),
    ]
    let file = try folder.file("a", archive(style, members))
    let read = try readAll(file)
    #expect(read.records.map(\.record) == [1, 2, 3, 4, 6])
    #expect(read.rejects.map(\.code) == ["json.array-truncated"])
    #expect(read.rejects.map(\.entry) == ["b.json"])
    #expect(read.rejects.map(\.record) == [5])
    for size in 1...30 { #expect(try readAll(file, ReadingOptions(chunkBytes: size)) == read) }
  }

  @Test func concatenatedArraysAndObjectsAreRead() throws {
    let arrays = try Self.read("[\n{\"a\": 1},\n{\"a\": 2}\n][\n{\"a\": 3}\n][][{\"a\": 4}]\n")
    #expect(arrays.records.map(\.record) == [1, 2, 3, 4])
    let objects = try Self.read("{\n  \"a\": {\n    \"b\": 1\n  }\n}\n{\n  \"a\": 2\n}{}\n")
    #expect(objects.records.map(\.record) == [1, 2, 3])
    #expect(objects.records.allSatisfy { $0.format == .jsonArray })
  }

  @Test func linesAndPrettyObjectsAreRecognised() throws {
    #expect(
      try Self.read("{\"a\": 1}\n{\"a\": 2}\n").records.map(\.format) == [.jsonLines, .jsonLines])
    #expect(try Self.read("{}\n").records.map(\.format) == [.jsonLines])
    #expect(try Self.read("{\n\"a\": 1}\n").records.map(\.format) == [.jsonArray])
    #expect(
      try Self.read("{\"a\": 1} {\"a\": 2}").records.map(\.format) == [.jsonArray, .jsonArray])
    // A first line that breaks off inside a string is a broken line.
    let broken = try Self.read("{\"a\": \"x\n{\"a\": 2}\n")
    #expect(broken.records.map(\.format) == [.jsonLines, .jsonLines])
  }

  @Test func aBrokenObjectDoesNotSwallowTheNext() throws {
    let unclosed = try Self.read(
      "[\n{\"a\": 1,\n{\"a\": 2},\n{\"a\": \"x},\n{\"a\": 4},\n{\"a\": 5\n{\"a\": 6}]")
    #expect(unclosed.records.last?.text == "{\"a\": 6}")
    #expect(unclosed.records.map(\.text).contains("{\"a\": 4}"))
    let nested = try Self.read("[\n{\"a\": [\n{\"b\": 1},\n{\"b\": 2}\n]},\n{\"a\": 3}\n]")
    #expect(nested.records.count == 2)
    let cut = try Self.read("{\"a\":\n1} {\"a\": 2")
    #expect(cut.records.map(\.text) == ["{\"a\":\n1}", "{\"a\": 2"])
  }

  @Test func valuesThatAreNotObjectsAreRefused() throws {
    let read = try Self.read("[{\"a\": 1}, 17, null, {\"a\": 2}]")
    #expect(read.records.map(\.record) == [1, 4])
    #expect(read.rejects.map(\.code) == ["json.not-an-object", "json.not-an-object"])
    #expect(read.rejects.map(\.record) == [2, 3])
    #expect(read.rejects.map(\.byte) == [11, 15])
  }

  @Test func aGiantObjectIsPassedOver() throws {
    let giant = "{\"a\": \"" + String(repeating: "{", count: 500) + "\"}"
    let read = try Self.read("[{\"a\": 1}, \(giant), {\"a\": 3}]", limit: 100)
    #expect(read.records.map(\.record) == [1, 3])
    #expect(read.rejects.map(\.code) == ["record.too-long"])
    #expect(read.rejects.map(\.byte) == [11])
  }

  @Test func nulBytesDoNotMakeLinesBinary() throws {
    let line = "{\"a\": \"" + String(repeating: "\0", count: 50) + "\"}\n"
    #expect(try Self.read(line + line).records.count == 2)
  }
}
