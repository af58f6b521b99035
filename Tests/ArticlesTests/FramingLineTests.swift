import Articles
import TestSupport
import Testing

@Suite struct FramingLineTests {
  @Test func blankLinesKeepTheirNumbers() throws {
    let folder = TemporaryFolder()
    let read = try readAll(try folder.file("a", "{\"a\":1}\n\n{\"b\":2}\n{\"c\":3}"))
    #expect(read.records.map(\.record) == [1, 3, 4])
    #expect(read.records.map(\.byte) == [0, 9, 17])
  }

  @Test(arguments: [nil, 40, 4000])
  func cuttingChangesNothing(limit: Int?) throws {
    let folder = TemporaryFolder()
    var text = ""
    for index in 1...60 {
      text +=
        #"{"n": \#(index), "t": ""# + String(repeating: "x", count: index * 37 % 101) + "\"}\n"
      if index % 13 == 0 { text += "\n" }
    }
    let file = try folder.file("a", text)
    let maximum = limit ?? 1 << 20
    let whole = try readAll(file, ReadingOptions(maxArticleBytes: maximum))
    #expect(limit != 40 || !whole.rejects.isEmpty)
    for size in Array(1...70) + [127, 128, 1000, 100_000] {
      let options = ReadingOptions(chunkBytes: size, maxArticleBytes: maximum)
      #expect(try readAll(file, options) == whole, "chunks of \(size) bytes")
    }
  }

  @Test func anEndlessLineIsRefusedAndTheRestIsRead() throws {
    let folder = TemporaryFolder()
    let long = "{\"t\": \"" + String(repeating: "y", count: 300_000) + "\"}"
    let file = try folder.file("a", "{\"n\":1}\n" + long + "\n{\"n\":3}\n")
    let read = try readAll(file, ReadingOptions(chunkBytes: 4096, maxArticleBytes: 10_000))
    #expect(read.records.map(\.text) == ["{\"n\":1}", "{\"n\":3}"])
    #expect(read.records.map(\.record) == [1, 3])
    #expect(read.records.map(\.byte) == [0, 9 + long.utf8.count])
    #expect(read.rejects.map(\.code) == ["record.too-long"])
    #expect(read.rejects.map(\.record) == [2])
    #expect(read.rejects.map(\.byte) == [8])
  }

  @Test func blanksBeforeARecordAreIgnored() throws {
    let blanks = String(repeating: " ", count: 90)
    let long = String(repeating: "x", count: 90)
    let text =
      blanks + "{\"n\":1}\n" + blanks + "\n" + blanks + blanks + "{\"n\":3}\n" + blanks + long
      + "\n\n" + blanks + "\n{\"n\":7}\n" + blanks
    let folder = TemporaryFolder()
    for size in 1...200 {
      let options = ReadingOptions(format: .jsonLines, chunkBytes: size, maxArticleBytes: 50)
      let read = try readAll(try folder.file("a", text), options)
      let filled = read.records.filter { $0.text.contains("n") }
      #expect(filled.map(\.record) == [1, 3, 7], "chunks of \(size) bytes")
      #expect(read.rejects.map(\.record) == [4])
      #expect(read.rejects.map(\.byte) == [467])
    }
  }
}
