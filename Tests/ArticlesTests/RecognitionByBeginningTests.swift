import Articles
import TestSupport
import Testing

@Suite struct RecognitionByBeginningTests {
  @Test(arguments: [
    ("a.conllu", "# newdoc\n1\tRain\train\tNOUN\t_\t_\t0\troot\t_\t_\n"),
    ("a.txt", "# text = Rain fell.\n1\tRain\train\tNOUN\t_\t_\t0\troot\t_\t_\n"),
    ("a.conll", "Rain NN\nfell VBD\n"),
    ("a", "Rain B-X\nfell O\nin O\nCarrow B-LOC\n"),
    ("a.txt", "{'title': 'Rain'}\n"), ("a.txt", "{u'title': u'Rain'}\n"),
    ("a.txt", "['Rain', 'fell.']\n"), ("a.txt", "content: ['Rain fell.']\n"),
    ("a.txt", "OrderedDict([('title', 'Rain')])\n"), ("a.txt", "[('title', 'Rain')]\n"),
  ])
  func otherFormsAreRefused(name: String, text: String) throws {
    let folder = TemporaryFolder()
    #expect(faultCode(try folder.file(name, text)) == "format.unsupported")
  }

  @Test(arguments: ["['Til Rain](https://example.org) sang.\n", "1\tRain\n", "(('Rain'))\n"])
  func proseThatBeginsLikeThemIsRead(text: String) throws {
    let folder = TemporaryFolder()
    #expect(try readAll(try folder.file("a.txt", text)).records.count == 1)
  }

  /// However many blanks come first, the first content decides the format, and has its place.
  @Test(arguments: ["\n", " "], [false, true])
  func blanksDoNotHideTheFormat(blank: String, isUTF16: Bool) throws {
    let folder = TemporaryFolder()
    let blanks = String(repeating: blank, count: 200_000)
    let lines = blank == "\n" ? 200_000 : 0
    for (text, format, record) in [
      ("{\"n\": 1}\n{\"n\": 2}\n", Format.jsonLines, lines + 1), ("[{\"n\": 1}]", .jsonArray, 1),
      ("# Title\n\nText.\n", blank == "\n" ? .markdown : .text, 1), ("Text.\n", .text, 1),
    ] {
      let bytes =
        isUTF16
        ? [0xFF, 0xFE] + (blanks + text).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        : Array((blanks + text).utf8)
      let file = try folder.file("a", bytes)
      let read = try readAll(file, ReadingOptions(maxArticleBytes: 100_000))
      #expect(read.records.first?.format == format)
      #expect(read.records.first?.record == record)
      #expect(read.records.first.map { (196_600...200_001).contains($0.byte) } == true)
      #expect(read.rejects.isEmpty)
    }
  }
}
