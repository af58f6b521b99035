import Articles
import Diagnostics
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
    let folder = ScratchFolder()
    let pieces = Self.pieces[format] ?? []
    var generator = Generator(seed: 7)
    for round in 0..<150 {
      var text = ""
      for _ in 0..<generator.next(60) { text += pieces[generator.next(pieces.count)] }
      let file = folder.file("a", text)
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
    let folder = ScratchFolder()
    var reader = try BatchReader(
      folder.file("a", text),
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

  /// SplitMix64 (Steele, Lea and Flood 2014).
  private struct Generator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(_ bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
      return Int((mixed ^ mixed >> 31) % UInt64(bound))
    }
  }
}
