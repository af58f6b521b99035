import Diagnostics
import TestSupport
import Testing

@testable import Articles

/// Elements of XML become articles, whatever form of XML they are of and however it is cut.
@Suite struct XMLTests {
  private let folder = TemporaryFolder()

  private func read(
    _ text: String, name: String = "a.xml", fields: [(String, String)] = [],
    record: String? = nil, chunk: Int = 1 << 20, limit: Int = 1 << 20
  ) throws -> FileReading {
    try read(
      Array(text.utf8), name: name, fields: fields, record: record, chunk: chunk, limit: limit)
  }

  private func read(
    _ bytes: [UInt8], name: String = "a.xml", fields: [(String, String)] = [],
    record: String? = nil, chunk: Int = 1 << 20, limit: Int = 1 << 20
  ) throws -> FileReading {
    try FileReading(
      bytes, name: name, in: folder, fields: fields, chunk: chunk, limit: limit
    ) { $0[XMLReadingOptions.self].record = record }
  }

  private static let rss = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- A feed; <item> is not one here. -->
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <title>The Quay</title>
    <item><title>Rain &amp; wind</title><guid isPermaLink="false">q1</guid>
      <pubDate>Sat, 06 Mar 2021 10:00:00 +0100</pubDate><link>https://example.org/1</link>
      <category>weather</category><category>harbour</category>
      <media:group><media:title>A picture</media:title></media:group>
      <description>In short.</description>
      <content:encoded><![CDATA[<p>It <b>rained</b>.</p>
      <p>Then </item> the wind came.</p>]]></content:encoded>
    </item>
    <item><title>Snow</title><description>&lt;p&gt;It snowed.&lt;/p&gt;</description></item>
    </channel></rss>

    """

  private static let articles = [
    [
      "id": "q1", "title": "Rain & wind", "date": "2021-03-06T10:00:00+01:00",
      "url": "https://example.org/1", "section": "weather; harbour",
      "body": "It rained.\n\nThen </item> the wind came.",
    ], ["title": "Snow", "body": "It snowed."],
  ]

  @Test func `Items of a feed become articles`() throws {
    let reading = try read(Self.rss)
    #expect(reading.articles == Self.articles)
    #expect(reading.rejects.isEmpty && reading.fault == nil)
    #expect(reading.summary == "record `item` in `rss`")
  }

  @Test func `The edges of chunks do not show`() throws {
    let whole = try read(Self.rss)
    for size in 1...200 { #expect(try read(Self.rss, chunk: size) == whole, "\(size)") }
    #expect(try read(Self.rss, chunk: 1).chunks == 2)
  }

  @Test func `Entries of Atom have links and content of three kinds`() throws {
    let text = """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Quay</title>
      <entry xml:lang="fr"><id>a:1</id><title type="html">Rain &amp;amp; wind</title>
      <link rel="self" href="https://example.org/1.atom"/><link href='https://example.org/1'/>
      <updated>2021-03-07T00:00:00Z</updated><published>2021-03-06T00:00:00Z</published>
      <content type="xhtml"><div><p>It rained.</p><ul><li>Much.</li></ul></div></content></entry>
      <entry><title>Snow</title><summary>It snowed.</summary><updated>2021-03-08</updated></entry>
      </feed>
      """
    let reading = try read(text, name: "a")
    #expect(
      reading.articles == [
        [
          "id": "a:1", "title": "Rain & wind", "url": "https://example.org/1", "language": "fr",
          "date": "2021-03-06T00:00:00Z", "body": "It rained.\n\nMuch.",
        ], ["title": "Snow", "body": "It snowed.", "date": "2021-03-08"],
      ])
  }

  @Test func `A text of the TEI is an article`() throws {
    let text = """
      <TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t1" xml:lang="en"><teiHeader><fileDesc>
      <titleStmt><title>A voyage</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>
      </fileDesc></teiHeader><text><front><p>To the reader.</p></front><body><div><head>One</head>
      <p>We left the <hi rend="italic">har</hi>bour<lb/>at dawn.</p>
      <lg><l>The sea,</l><l>the sea.</l></lg></div></body></text></TEI>
      """
    let article = ["id": "t1", "title": "A voyage", "language": "en"]
    let body = "One\n\nWe left the harbour\nat dawn.\n\nThe sea,\n\nthe sea."
    #expect(try read(text).articles == [article.merging(["body": body]) { $1 }])
    let corpus = "<teiCorpus>\(text)\(text)</teiCorpus>"
    #expect(try read(corpus).articles.count == 2)
  }

  @Test func `An article of NITF has its headline outside its body`() throws {
    let text = """
      <?xml version="1.0"?><nitf><head><title>Rain (short)</title><docdata>
      <doc-id id-string="n1"/><date.issue norm="20210306T101112Z"/></docdata></head><body>
      <body.head><hedline><hl1>Rain in Carrow</hl1></hedline><dateline>CARROW, March 6</dateline>
      </body.head><body.content><p>It rained.</p><p>All day.</p></body.content></body></nitf>
      """
    let article = try #require(try read(text).articles.first)
    #expect(article["title"] == "Rain in Carrow" && article["body"] == "It rained.\n\nAll day.")
    #expect(article["id"] == "n1" && article["date"] == "2021-03-06T10:11:12Z")
    #expect(article["dateline"] == "CARROW, March 6")
  }

  @Test func `Records of unknown forms are the children that repeat`() throws {
    let text = """
      <export><made>today</made><news n="7"><headline>Rain</headline><info><day>2021-03-06</day>
      </info><text><value>It rained.</value><value>All day.</value></text></news>
      <news n="8"><headline>Snow</headline><text>A <i>lot</i>.

      More of it.</text></news></export>
      """
    let reading = try read(text, fields: [("date", "info.day"), ("number", "@n")])
    #expect(
      reading.articles == [
        [
          "title": "Rain", "date": "2021-03-06", "number": "7", "body": "It rained.\n\nAll day.",
        ], ["title": "Snow", "number": "8", "body": "A lot.\n\nMore of it."],
      ])
    #expect(reading.summary == "record `news` in `export`")
    let text2 = try read(text, fields: [("body", "value"), ("title", "day")], record: "news")
    #expect(text2.articles.map { $0["title"] } == ["2021-03-06"])
    let nowhere = try read(text, record: "article")
    #expect(nowhere.articles.isEmpty && nowhere.rejects.map(\.code) == ["xml.no-record"])
    #expect(nowhere.rejects.first?.reason == "the file has no element `article`")
  }

  @Test func `A record without text names what it has`() throws {
    let text = "<a><b><c>1</c><d e='2'/></b><b><c>2</c></b></a>"
    let reading = try read(text)
    #expect(
      reading.rejects.map(\.reason) == [
        "the record has neither a title nor a body; it has c, d",
        "the record has neither a title nor a body; it has c",
      ])
  }

  @Test func `Old SGML lacks a root, end tags and good manners`() throws {
    let text = """
      <!DOCTYPE lewis SYSTEM "lewis.dtd">
      <REUTERS TOPICS="YES" NEWID="1"><DATE>26-FEB-1987 15:01:01.79</DATE>
      <TOPICS><D>grain</D><D>wheat</D></TOPICS><PLACES><D>usa</D></PLACES>
      <TEXT>&#2;<TITLE>GRAIN &lt;GRN> UP</TITLE><DATELINE>  CARROW, Feb 26 - </DATELINE><BODY>\
      Grain rose,
      they said.
          A < B, said another.
       REUTER&#3;</BODY></TEXT></REUTERS>
      <REUTERS NEWID="2"><TEXT TYPE="BRIEF">&#2;<TITLE>A TITLE ALONE</TITLE>&#3;</TEXT></REUTERS>
      <REUTERS NEWID="3"><TEXT TYPE="UNPROC">&#2;RAW TEXT&#3;</TEXT></REUTERS>

      """
    let reading = try read(text, name: "a.sgm")
    #expect(
      reading.articles == [
        [
          "id": "1", "title": "GRAIN <GRN> UP", "date": "1987-02-26T15:01:01",
          "section": "grain; wheat", "place": "usa", "dateline": "CARROW, Feb 26 -",
          "body": "Grain rose,\nthey said.\n\nA < B, said another.\n\nREUTER",
        ], ["id": "2", "title": "A TITLE ALONE"], ["id": "3", "body": "RAW TEXT"],
      ])
    let unclosed =
      "<doc><DOC><ID>1</ID><TEXT><P>One.<P>Two.</TEXT></DOC><DOC><TEXT>x</TEXT></DOC></doc>"
    #expect(
      try read(unclosed, name: "a.sgm").articles == [
        ["id": "1", "body": "One.\n\nTwo."], ["body": "x"],
      ])
  }

  @Test func `A document that ends inside its root is cut short`() throws {
    for size in [1, 9, 1 << 20] {
      for end in ["</channel>", "<item><title>Fog</title>", "<item><title>Fog</title></item> <it"] {
        let text = String(Self.rss.prefix { $0 != "\u{0}" }).replacing(
          "</channel></rss>", with: end)
        let reading = try read(text, chunk: size)
        #expect(reading.fault == "xml.unclosed", "\(end)")
      }
    }
  }

  @Test func `A record beyond the limit is refused, and the next is read`() throws {
    let long = String(repeating: "<p>x</p>", count: 60)
    let text = "<r><doc><text>\(long)</text></doc><doc><title>Snow</title></doc></r>"
    let whole = try read(text, limit: 60)
    #expect(whole.articles == [["title": "Snow"]])
    #expect(whole.rejects.map(\.code) == ["record.too-long"])
    for size in 1...90 { #expect(try read(text, chunk: size, limit: 60) == whole, "\(size)") }
  }

  @Test func `The encoding that a document declares is believed where it is not UTF-8`() throws {
    var bytes = Array("<?xml version='1.0' encoding='windows-1251'?><r><n><title>".utf8)
    bytes += [0xCC, 0xEE, 0xF0, 0xE5]
    bytes += Array("</title></n><n><title>Море</title></n></r>".utf8)
    #expect(try read(bytes).articles.map { $0["title"] } == ["Море", "Море"])
  }

  @Test func `Entities are neither expanded nor fetched`() throws {
    let text = """
      <!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>
      <r><n><title>&b;&c; &eacute;</title></n><n><title>x</title></n></r>
      """
    #expect(try read(text).articles.map { $0["title"] } == ["&b;&c; é", "x"])
  }

  @Test func `Records within records are parts of the outermost`() throws {
    let text = "<r><n><title>Out</title><n><text>In</text></n></n><n><title>Two</title></n></r>"
    #expect(
      try read(text).articles == [["title": "Out", "body": "In"], ["title": "Two"]])
  }

  @Test func `Deep nesting and long names are read`() throws {
    let long = String(repeating: "b", count: 500)
    let named = "<r><n><\(long) c='d'>x</\(long)><title>T</title></n><n/></r>"
    #expect(try read(named).articles == [["title": "T"]])
    let broad = String(repeating: "<a>", count: 20_000)
    let unclosed = "<r><n><text>\(broad)x</text><title>T</title></n><n/></r>"
    #expect(try read(unclosed).rejects.map(\.code) == ["article.empty"])
    let deep =
      String(repeating: "<a>", count: 5000) + "deep" + String(repeating: "</a>", count: 5000)
    let text = "<r><n><title>T</title><text>\(deep)</text></n><n/></r>"
    #expect(try read(text).articles == [["title": "T", "body": "deep"]])
  }

  /// Marks of every kind, whole and broken, in any order.
  @Test func `Any text is read the same however it is cut`() throws {
    var generator = Generator(seed: 5)
    let parts = [
      "<n>", "</n>", "<n/>", "<title>", "</title>", "<!--", "-->", "<![CDATA[", "]]>", "<?p", "?>",
      "a", " b", "&lt;", "<", ">", "\"", "<p q=\"", "'", "\n\n", "<!x [", "]>", "é", "</r>",
    ]
    for _ in 0..<150 {
      let count = Int.random(in: 1..<40, using: &generator)
      let middle = (0..<count).compactMap { _ in parts.randomElement(using: &generator) }
      let text = "<r><n><title>x</title></n><n>\(middle.joined())</n></r>"
      let whole = try read(text)
      for size in [1, 2, 3, 7, 20] { #expect(try read(text, chunk: size) == whole, "\(text)") }
    }
  }
}
