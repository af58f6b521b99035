import Articles
import TestSupport
import Testing

/// Formats are recognised by the body of a file, wherever it begins.
@Suite struct RecognitionTests {
  private let folder = TemporaryFolder()

  private func read(_ text: String, _ name: String = "a.txt") throws -> ReadBatch {
    try readAll(try folder.file(name, text))
  }

  private static let two = "{\"id\":1}\n{\"id\":2}\n"

  /// Odd lines are records of their own, to be refused one by one; the objects are whole.
  @Test(arguments: [
    ("# exported 2026\n", 1), ("Exported 2 records\n", 1), ("\"header\"\n", 1), ("null\n", 1),
    ("[]\n", 0), ("dy\":\"half a record\"}\n", 1), ("{\"id\":0,\"body\":\"half\n", 1),
    ("{\"id\":0,\n", 1), ("// one\n// two\n", 2), ("HTTP/1.1 200 OK\n\n", 1),
    (")]}'\n", 1), ("\u{FEFF}# note\n", 1),
  ])
  func linesOfObjectsAreRecognised(head: String, odd: Int) throws {
    let batch = try read(head + Self.two)
    let objects = batch.records.filter { $0.text.hasPrefix("{\"id\":") && $0.text.hasSuffix("}") }
    #expect(objects.count == 2)
    #expect(batch.records.count + batch.rejects.count - objects.count >= odd)
    #expect(batch.records.allSatisfy { $0.format != .text })
  }

  @Test(arguments: [
    "{\"id\":1}\n# comment\n{\"id\":2}\n", "{\"id\":1}\n\nnull\n{\"id\":2}\n",
    "noise\n[{\"id\":1},\n{\"id\":2}]\n", ")]}'\n[{\"id\":1},{\"id\":2}]\n",
    "Exported:\n{\n  \"id\": 1\n}\n{\n  \"id\": 2\n}\n",
  ])
  func whatIsBetweenObjectsIsOneReject(text: String) throws {
    let batch = try read(text, "a")
    var articles = 0
    var rejects = batch.rejects.count
    for record in batch.records {
      let parsed = try parse(record.text.replacing("\"id\"", with: "\"body\""), as: record.format)
      articles += parsed.articles.count
      rejects += parsed.rejects.count
    }
    #expect(articles == 2)
    #expect(rejects == 0 && text.contains("\nnull") == false || rejects == 1)
  }

  /// RFC 7464: records after the mark U+001E, on one line or on several; half a record is one
  /// reject.
  @Test(arguments: [
    "\u{1E}{\"body\":\"one\"}\n\u{1E}{\"body\":\"two\"}\n",
    "\u{1E}{\n\"body\":\"one\"\n}\n\u{1E}{\n\"body\":\"two\"\n}\n",
    "\u{1E}{\n\"body\":\"one\"\n}\n\u{1E}{\"body\":\"hal\n\u{1E}{\n\"body\":\"two\"\n}\n",
    "\u{1E}\n{\"body\":\"one\"}\n\u{1E}{\"body\":\"two\"}\n",
  ])
  func sequencesOfTextsAreRead(text: String) throws {
    let batch = try read(text, "a.json-seq")
    var bodies: [String] = []
    var rejects = batch.rejects.count
    for record in batch.records {
      let parsed = try parse(record.text, as: record.format)
      bodies += parsed.articles.compactMap { $0.string(.body) }
      rejects += parsed.rejects.count
    }
    #expect(bodies == ["one", "two"])
    #expect(rejects == (text.contains("hal") ? 1 : 0))
  }

  @Test(arguments: [
    // Rows and logs of JSON.
    "[\"1\",\"one\"]\n[\"2\",\"two\"]\n", "[[\"1\",\"one\"],[\"2\",\"two\"]]",
    "rows:\n[\"1\",\"one\"]\n",
    "2026-01-01T00:00:00Z {\"id\":\"1\",\"body\":\"one\"}\n2026-01-01T00:00:01Z {\"id\":\"2\"}\n",
    "data: {\"id\":\"1\",\"body\":\"one\"}\n\ndata: {\"id\":\"2\",\"body\":\"two\"}\n",
    // Markup.
    "<!-- a --><!-- b -->\n<p>x", "How it begins:\n<html><body>\n<p>x</p></body></html>",
    "<p>Rain fell.",
    "<div class=\"a\"><p>Rain</p></div>", "<h1>Rain</h1>\n<p>fell", "<b>Rain</b> fell",
    // Tokens.
    "<doc id=\"1\">\n<s>\nThe\tDT\tthe\ncat\tNN\tcat\n</s>\n</doc>\n",
    "The\tDT\tthe\ncat\tNN\tcat\nsat\tVBD\tsit\n.\tSENT\t.\n",
    "The\tDT\ncat\tNN\nsat\tVBD\n.\tSENT\n",
    "The DT the\ncat NN cat\nsat VBD sit\n. SENT .\n", "The_DT cat_NN sat_VBD ._.\n",
    "The/at cat/nn sat/vbd on/in it/ppo ./.\n",
    // Dumps.
    "INSERT INTO a VALUES (1,'x');\n",
    "-- dump\nSET NAMES utf8;\nCREATE TABLE `a` (\n  id int\n);\n",
    "COPY a (id, body) FROM stdin;\n1\tRain\n", "- id: 1\n  body: one\n- id: 2\n  body: two\n",
    "- {id: 1, body: one}\n- {id: 2, body: two}\n",
    "---\nid: 1\nbody: one\n---\nid: 2\nbody: two\n",
    "title: Rain\nbody: >\n  Rain fell.\n  Much.\n", "[{'title': 'Rain'}]\n",
    "Header\n{'title': 'Rain'}\n{'title': 'Snow'}\n",
    "2026-01-01 00:00:00 INFO start\n2026-01-01 00:00:01 INFO go\n2026-01-01 00:00:02 WARN end\n",
    "10.0.0.1 - - [01/Jan/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n"
      + "10.0.0.2 - - [01/Jan/2026:00:00:00 +0000] \"GET /a HTTP/1.1\" 200 1\n"
      + "10.0.0.1 - - [01/Jan/2026:00:00:01 +0000] \"GET /b HTTP/1.1\" 200 1\n",
    "Jan  1 00:00:00 host a[1]: x\nJan  1 00:00:01 host a[1]: y\nJan 11 00:00:02 host a[1]: z\n",
  ])
  func otherFormsAreRefused(text: String) throws {
    #expect(faultCode(try folder.file("a.txt", text)) == "format.unsupported", "\(text)")
  }

  @Test(arguments: [
    "<doc id=\"1\">Rain fell.</doc>", "<text>Rain</text>", "<quote>Rain</quote>", "<a:b c='d'/>",
    "<?xml version=\"1.0\"?><a/>", "<!-- a -->\n<rss><channel></channel></rss>",
    "<corpus>\n<s>Rain</s>\n<s>Rain again</s>\n</corpus>\n",
  ])
  func xmlIsRead(text: String) throws {
    let reading = try FileReading(Array(text.utf8), name: "a.txt", in: folder)
    #expect(reading.fault == nil)
    let isRead = reading.articles.map { $0["body"] }.allSatisfy { $0?.hasPrefix("Rain") == true }
    #expect(isRead && reading.articles.isEmpty != text.contains("Rain"), "\(text)")
  }

  @Test(arguments: [
    "<TEI xmlns=\"x\"><text>Rain", "<rss><channel><title>x", "<corpus>\n<s>Rain</s>\n",
  ])
  func xmlIsReadToItsEnd(text: String) throws {
    #expect(faultCode(try folder.file("a.txt", text)) == "xml.unclosed", "\(text)")
  }

  /// Prose may begin like any of them.
  @Test(arguments: [
    "<Reuters> Oil prices rose.\n", "<3 is a heart.\n", "<< Back | Next >>\n",
    "<alice> hi\n<bob> hello\n",
    "\"Rain,\" she said.\n", "\"To be or not to be\"\n", "[\"Rain,\" she said.]\n",
    "[1] A note.\n[2] Another.\n",
    "{note} Rain fell.\n", "#rain fell on #carrow.\n", "# of days: 3\nof rain\n",
    "<b> is what it is called.\n",
    "<https://example.org> says so.\n", "<me@example.org> wrote:\n> Rain\n", "a < b\n",
    "<!important> it said\n",
    "The server replied {\"error\": 1}\n", "Insert into a pan two eggs.\nValues vary.\n",
    "INSERT INTO is a statement.\n",
    "- Note: it rains.\n- Warning: it pours.\n",
    "Ada: Hello.\nBob: Hello, how are you?\nAda: Well.\n",
    "10:15 Rain began.\n10:30 Rain went on.\n10:45 Rain ended.\n",
    "On 2026-01-01 00:00:00 it began.\nThen\nit\nended.\n",
    "1999\tRain fell.\n2000\tSnow fell.\n",
    "John Q Public\nMary J Blige\nCedric T Bear\nSamuel L Jackson\n",
    "and/or either/or\nis how it is\n", "null\n", "42\n",
    "Select two from the list.\nSet them aside.\n",
    "Rain fell.\n\n<p> is how a paragraph begins.\n",
    "Use it so:\n\n{\"a\": 1}\n\nand the rest is prose, as before.\n",
  ])
  func proseIsRead(text: String) throws {
    let batch = try read(text)
    #expect(batch.records.map(\.format) == [.text], "\(text)")
    #expect(batch.rejects.isEmpty)
  }

  @Test(arguments: [
    ("# Rain\n\nText with [a link](https://example.org/x) and **bold**.\n", "a.txt"),
    ("# Rain\n\nText.\n\n```\ncode\n```\n", "a.txt"),
    ("See [a](https://a.org/) and\n[b](/c).\n", "a.txt"),
    ("# Rain\n\nText.\n", "a"), ("<!-- a note -->\n# Rain\n\n- [x](y.md)\n", "a.md"),
    (
      "<p align=\"center\"><img src=\"a.png\"></p>\n\n# Rain\n\nSee [a](https://a.org/).\n",
      "README.md"
    ),
  ])
  func markdownIsRecognised(text: String, name: String) throws {
    #expect(try read(text, name).records.map(\.format) == [.markdown])
  }

  @Test(arguments: [
    ("#rain and #wind\n\nText.\n", "a"), ("# one setting\n# another setting\na = 1\n", "a"),
    ("# Rain\n\nText without more.\n", "a.txt"), ("Rain [1](one) fell.\n", "a.txt"),
    ("Rain * fell * here.\n# 5\n", "a.txt"),
  ])
  func plainTextIsNotMarkdown(text: String, name: String) throws {
    #expect(try read(text, name).records.map(\.format) == [.text])
  }

  /// The reason says what to do.
  @Test func refusalsSayHowToConvert() throws {
    let file = try folder.file("a.txt", "- id: 1\n  body: one\n")
    #expect {
      _ = try readAll(file)
    } throws: {
      "\($0)".contains("yq")
    }
  }
}
