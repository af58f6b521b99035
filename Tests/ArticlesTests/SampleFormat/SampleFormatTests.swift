import Diagnostics
import TestSupport
import Testing

@testable import Articles

/// A format that only a registry names is recognised, framed, and parsed.
@Suite struct SampleFormatTests {
  private static let registry = FormatRegistry.standard.adding(CellsFormat.self)

  private static let text = """
    title~date~text
    Rain~2021-03-06~It rained.
    Snow~2021-03-07~It <b>snowed</b>.

    Wind~2021-03-08
    Fog~2021-03-09~It was foggy.

    """

  private let folder = TemporaryFolder()

  /// What a batch holds, as far as it is the same however it is cut.
  private struct Reading: Equatable {
    var titles: [String] = []
    var bodies: [String] = []
    var places: [Int] = []
    var formats: Set<Format> = []
    var rejects: [Reject] = []
    var chunks = 0

    static func == (a: Reading, b: Reading) -> Bool {
      a.titles == b.titles && a.bodies == b.bodies && a.places == b.places
        && a.formats == b.formats && a.rejects == b.rejects
    }
  }

  /// Reads a batch, each chunk by a parser of its own, as several workers do.
  private func read(
    _ bytes: [UInt8], _ options: ReadingOptions = ReadingOptions(), name: String = "a.txt",
    _ formats: FormatRegistry = registry
  ) throws -> Reading {
    let file = try folder.file(name, bytes)
    var reader = try BatchReader(file, options: options, formats: formats)
    var reading = Reading()
    while let chunk = try reader.next() {
      reading.chunks += 1
      reading.rejects += chunk.rejects
      var parser = try RecordParser()
      var article = Article()
      for document in chunk.documents {
        reading.formats.insert(document.format)
        parser.begin(document, batch: name)
        reading: while true {
          switch parser.next(in: chunk.bytes.span, into: &article) {
          case .article:
            reading.titles.append(article.string(.title) ?? "")
            reading.bodies.append(article.string(.body) ?? "")
            reading.places.append(article.byteOffset)
          case .reject(let reject): reading.rejects.append(reject)
          case .end: break reading
          }
        }
      }
    }
    return reading
  }

  @Test func `It is recognised, and its records become articles`() throws {
    let reading = try read(Array(Self.text.utf8))
    #expect(reading.formats.map(\.name) == ["tildes"])
    #expect(reading.titles == ["Rain", "Snow", "Fog"])
    #expect(reading.bodies == ["It rained.", "It snowed.", "It was foggy."])
    #expect(reading.places == [16, 43, 94])
    #expect(reading.rejects.map(\.code) == ["cells.count"])
    #expect(reading.rejects.map(\.record) == [3])
    #expect(
      reading.rejects.first?.reason == "2 cells, and not 3, begin at byte 0 of the record")
  }

  @Test func `The first line of a file reaches every chunk of it`() throws {
    let whole = try read(Array(Self.text.utf8))
    var chunks: Set<Int> = []
    for size in 1...60 {
      let reading = try read(Array(Self.text.utf8), ReadingOptions(chunkBytes: size))
      #expect(reading == whole, "chunks of \(size) bytes")
      chunks.insert(reading.chunks)
    }
    #expect(chunks.contains(4))
  }

  @Test func `Each file of an archive has a first line of its own`() throws {
    let bytes = archive(
      .gnu,
      [
        Member("a.txt", Self.text), Member("b.txt", "text#title\nIt thundered.#Thunder\n"),
        Member("c.jsonl", "{\"title\": \"Ice\"}\n"),
        Member("d.txt", "date~body\n2021~It is dry.\n"),
      ])
    let whole = try read(gzip(bytes))
    #expect(whole.titles == ["Rain", "Snow", "Fog", "Thunder", "Ice", ""])
    #expect(whole.bodies[3...] == ["It thundered.", "", "It is dry."])
    #expect(whole.formats.map(\.name).sorted() == ["hashes", "jsonl", "tildes"])
    for size in 1...60 {
      #expect(try read(gzip(bytes), ReadingOptions(chunkBytes: size)) == whole, "\(size)")
    }
  }

  @Test func `A row beyond the limit is refused, and the next is read`() throws {
    let text = "title~text\nRain|\(String(repeating: "x", count: 100))\nSnow~It snowed."
    let whole = try read(Array(text.utf8), ReadingOptions(maxArticleBytes: 40))
    #expect(whole.titles == ["Snow"])
    #expect(whole.rejects.map(\.code) == ["record.too-long"])
    for size in 1...60 {
      let options = ReadingOptions(chunkBytes: size, maxArticleBytes: 40)
      #expect(try read(Array(text.utf8), options) == whole, "\(size)")
    }
  }

  @Test func `Its name is known to the registry that has it, and to no other`() throws {
    #expect(
      Self.registry.formats.map(\.name)
        == ["tildes", "hashes", "jsonl", "json", "xml", "csv", "html", "markdown", "text"])
    let format = try #require(Self.registry.format(named: "tildes"))
    let named = try read(Array("a~text\n1~Rain\n".utf8), ReadingOptions(format: format))
    #expect(named.bodies == ["Rain"])
    #expect(FormatRegistry.standard.format(named: "tildes") == nil)
    let standard = try read(Array(Self.text.utf8), ReadingOptions(), name: "a.txt", .standard)
    #expect(standard.formats == [.text])
  }
}
