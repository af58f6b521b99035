import Articles
import Diagnostics
import TestSupport
import Testing

/// Whatever a file holds, which records and rejects it gives does not depend on how it was read.
@Suite struct FramingGeneratedTests {
  private static let pieces: [Format: [String]] = [
    .jsonLines: ["{\"a\":1}", "\n", "\n", " ", "        ", "\r\n", "{", "xxxxxxxxxxxxxxxx", "\0"],
    .jsonArray: [
      "{\"a\":1}", "{", "}", "[", "]", ",", "\"", "\\", "\n", " ", "          ", "\n{\"b\":", "7",
      ":",
      "null",
    ],
    .markdown: [
      "# *T*\n", "---\n", "\n", "\n\n", "title: t\n", "Words.\n", "```\n", "[#]: subject: (s)\n",
      "[#]: via: (v)\n", "# **S**\n", "xxxxxxxxxxxxxxxxxxxx", "        ", "<https://x.org/1>\n",
    ],
    .text: ["Words. ", "\n", "\n\n", "        "],
  ]

  @Test(arguments: [Format.jsonLines, .jsonArray, .markdown, .text])
  func cuttingChangesNothing(format: Format) throws {
    let folder = TemporaryFolder()
    let pieces = Self.pieces[format] ?? []
    var generator = Generator(seed: 7)
    for round in 0..<150 {
      var text = ""
      for _ in 0..<generator.below(60) { text += pieces[generator.below(pieces.count)] }
      let file = try folder.file("a", text)
      let limit = [12, 40, 1 << 20][round % 3]
      let whole = Self.outcome(file, ReadingOptions(format: format, maxArticleBytes: limit))
      for size in [1, 2, 3, 5, 8, 13, 21, 34, 55, 89] {
        let options = ReadingOptions(
          format: format, chunkBytes: size, maxArticleBytes: limit)
        #expect(
          Self.outcome(file, options) == whole, "\(text.debugDescription), \(size) of \(limit)")
      }
    }
  }

  /// What is passed over between records is let go of, however much it is.
  @Test(arguments: [Format.jsonLines, .jsonArray])
  func blanksTakeNoMemory(format: Format) throws {
    let text = "{\"a\":1}" + String(repeating: " ", count: 300_000) + "\n{\"a\":2}\n"
    let folder = TemporaryFolder()
    var reader = try BatchReader(
      try folder.file("a", text),
      options: ReadingOptions(format: format, chunkBytes: 1000, maxArticleBytes: 2000))
    while let chunk = try reader.next() { #expect(chunk.bytes.count < 10_000) }
  }

  private struct Outcome: Equatable {
    var batch: ReadBatch?
    var fault: Fault?
  }

  private static func outcome(_ file: BatchFile, _ options: ReadingOptions) -> Outcome {
    let format = options.format
    do {
      var batch = try readAll(file, options)
      for index in batch.records.indices where format == .jsonLines {
        // Blanks before a record may have been passed over.
        let text = batch.records[index].text
        let record = text.drop(while: \.isWhitespace)
        batch.records[index].byte += text.utf8.count - record.utf8.count
        batch.records[index].text = String(record)
      }
      batch.records.removeAll { $0.text.isEmpty }
      return Outcome(batch: batch)
    } catch let fault as Fault {
      return Outcome(fault: fault)
    } catch {
      return Outcome()
    }
  }
}
