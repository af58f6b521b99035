import Articles
import TestSupport
import Testing

@Suite struct FramingMarkdownTests {
  static func read(_ text: String, name: String = "a", limit: Int = 1 << 20) throws -> ReadBatch {
    let folder = TemporaryFolder()
    let file = try folder.file(name, text)
    let whole = try readAll(file, ReadingOptions(maxArticleBytes: limit))
    for size in Array(1...40) + [100, 333] {
      let again = try readAll(file, ReadingOptions(chunkBytes: size, maxArticleBytes: limit))
      #expect(again == whole, "chunks of \(size) bytes")
    }
    return whole
  }

  static func wire(_ title: String, body: String = "Port Vila, May 3 (XYZ)-- It rained.") -> String
  {
    "\n# *\(title)*\n\n---\n\n\n\(body)\n\n---\n\n<https://example.org/en/1-x>\n\n\n"
      + "# **Some Radio**\n"
  }

  @Test func articlesWithEmphasisedTitlesAreSeparated() throws {
    let read = try Self.read(Self.wire("One") + Self.wire("Two") + Self.wire("Three"))
    #expect(read.records.count == 3)
    #expect(read.records.map(\.record) == [1, 2, 3])
    #expect(read.records.allSatisfy { $0.format == .markdown && $0.text.contains("Some Radio") })
    // The blank line at the very beginning is part of none.
    #expect(
      "\n" + read.records.map(\.text).joined()
        == Self.wire("One") + Self.wire("Two") + Self.wire("Three"))
  }

  @Test func blankLinesBeforeTheFirstArticleAreIgnored() throws {
    let blank = String(repeating: "\n", count: 500)
    let read = try Self.read(blank + Self.wire("One") + Self.wire("Two"), limit: 200)
    #expect(read.records.count == 2)
    #expect(read.rejects.isEmpty)
    #expect(read.records.first?.byte == 501)
  }

  @Test func noArticleIsCutInTwo() throws {
    let body = "Text.\n\n# *Emphasised heading*\n\nMore.\n\n---\n\n# **Strong**\n\n---\n\nEnd."
    #expect(try Self.read(Self.wire("One", body: body)).records.count == 1)
    let code = "Text.\n\n```\n# *Title*\n\n---\n```\n\nEnd."
    #expect(try Self.read(Self.wire("One", body: code)).records.count == 1)
    let front =
      "---\ntitle: One\n---\n\nText.\n\n---\n\nNote: more.\n\n---\n\n# *Title*\n\n---\n\nEnd.\n"
    #expect(try Self.read(front).records.count == 1)
    #expect(try Self.read("# Plain\n\n" + Self.wire("Quoted")).records.count == 1)
  }

  @Test func frontMatterBeginsArticles() throws {
    let one = "---\ntitle: One\ndate: 2021-02-03\ntags:\n- a\n---\n\nText.\n\n---\n\nMore.\n\n"
    let two = "---\ndate: 2021-02-04\ntitle: 'Two: again'\n---\nText.\n"
    let read = try Self.read(one + two + "\n" + one)
    #expect(read.records.map(\.text) == [one, two + "\n", one])
  }

  @Test func subjectHeadsBeginArticles() throws {
    let article = """
      [#]: collector: (x)
      [#]: subject: (A title)
      [#]: via: (https://example.org)

      Title
      ===

      Text [1].

      [1]: https://example.org


      """
    let read = try Self.read(article + article)
    #expect(read.records.map(\.text) == [article, article])
  }

  @Test func aStreamLongerThanTheLimitIsReadArticleByArticle() throws {
    let long = Self.wire("Long", body: String(repeating: "A sentence of some length. ", count: 40))
    let endless = Self.wire("Endless", body: String(repeating: "x", count: 20_000))
    let text = Self.wire("One") + long + Self.wire("Three") + endless + Self.wire("Five")
    let read = try Self.read(text, limit: 700)
    #expect(read.records.map(\.record) == [1, 3, 5])
    #expect(read.rejects.map(\.record) == [2, 4])
    #expect(read.rejects.allSatisfy { $0.code == "record.too-long" })
    let bytes = Array(text.utf8)
    for record in read.records {
      #expect(bytes[record.byte...].starts(with: record.text.utf8))
    }
  }

  @Test func theContentDecidesTheFormat() throws {
    func format(_ text: String, _ name: String = "a") throws -> Format? {
      try Self.read(text, name: name).records.first?.format
    }
    #expect(try format("# A heading\n\nText.\n") == .markdown)
    #expect(try format("A title\n=======\n\nText.\n") == .markdown)
    #expect(try format("Title: One\nDate: 2021-02-03\n\nText.\n") == .markdown)
    #expect(try format("---\ntitle: One\n---\nText.\n", "a.txt") == .markdown)
    #expect(try format("Some text.\n\nMore of it.\n") == .text)
    #expect(try format("A talk\nAn office\n27 de abril de 2019\n---\nSPEAKER\nHello.\n") == .text)
    #expect(try format("# 1 of a list\n\nText.\n", "a.txt") == .text)
    #expect(try format("Some text.\n", "a.md") == .markdown)
    #expect(try format("[Free] A title\n\nText.\n", "a.md") == .markdown)
    #expect(try format("See [this](https://example.org).\n\n**Bold** it is.\n") == .markdown)
    #expect(try format("{{< figure >}}\n\nText.\n", "a.md") == .markdown)
  }

  @Test func refusalsNameTheContent() throws {
    let folder = TemporaryFolder()
    func reason(_ text: String, _ name: String = "a") -> String {
      do {
        _ = try readAll(folder.file(name, text))
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(reason("<p>Rain fell.").contains("a part of an HTML page"))
    #expect(reason("{\\rtf1\\ansi}").contains("an RTF document"))
    #expect(reason("{'title': 'x'}\n").contains("Python values"))
    #expect(reason("WARC/1.0\r\n").contains("WARC"))
    #expect(reason("%PDF-1.7\n").contains("a PDF document"))
    #expect(reason(String(repeating: "\u{1}\u{2}ab\0", count: 9)).contains("binary data"))
    let tokens = "1\tA\ta\tDET\t_\t_\t2\tdet\t_\t_\n2\tB\tb\tN\t_\t_\t0\troot\t_\t_\n"
    #expect(reason("# sent_id = 1\n" + tokens + tokens).contains("CoNLL-U"))
  }

  @Test func aNamedFormatIsBelieved() throws {
    let folder = TemporaryFolder()
    let file = try folder.file("a", "title,text\nOne,Two\n")
    let read = try readAll(file, ReadingOptions(format: .text))
    #expect(read.records.map(\.format) == [.text])
  }
}
