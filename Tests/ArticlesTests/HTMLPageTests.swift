import TestSupport
import Testing

@testable import Articles

/// HTML pages become articles: their text, and what they say about it.
@Suite struct HTMLPageTests {
  private let folder = TemporaryFolder()

  private func read(
    _ page: String, name: String = "a.html", fields: [(String, String)] = [], chunk: Int = 1 << 20
  ) throws -> FileReading {
    try FileReading(Array(page.utf8), name: name, in: folder, fields: fields, chunk: chunk)
  }

  private func article(_ page: String, _ fields: [(String, String)] = []) throws -> [String: String]
  {
    let reading = try read(page, fields: fields)
    #expect(reading.fault == nil && reading.rejects.isEmpty)
    return try #require(reading.articles.first)
  }

  private static let first =
    "The river rose by two metres during the night and flooded the lower part of the old town."
  private static let second =
    "Firefighters brought forty people to safety, among them the pupils of a boarding school."

  private static func page(head: String = "", _ body: String) -> String {
    "<!DOCTYPE html>\n<html lang=\"en\"><head>\(head)</head><body>\(body)</body></html>"
  }

  private static let text = "<p>\(first)</p>\n<p>\(second)</p>"
  private static let plain = "\(first)\n\n\(second)"

  // MARK: The text

  /// Layouts of pages around the same article.
  @Test(arguments: [
    "<h1>Flood</h1>\(text)",
    "<article><h1>Flood</h1>\(text)</article>",
    "<nav><a href=/>Home</a><a href=/news>News</a></nav><main><h1>Flood</h1><div>\(text)</div>",
    "<div class=story><h1>Flood</h1><div itemprop=articleBody>\(text)</div></div><p>\(second)</p>",
    "<h1>Flood</h1><div>\(first)</div><div class=ad>Buy now</div><div>\(second)</div>",
    "<h1>Flood</h1><div>\(first)<br><br>\(second)</div>",
    "<h1>Flood</h1><p>\(first)<p>\(second)",
    "<table><tr><td><a href=/a>One</a><a href=/b>Two</a></td><td><h1>Flood</h1>\(text)</table>",
    "<form action=/x><h1>Flood</h1>\(text)<input name=a></form>",
    "<h1>Flood</h1>\(text)<footer><p>All rights reserved by the publisher of the page.</footer>",
    "<h1>Flood</h1>\(text)<aside><p>Another story that has nothing to do with it.</p></aside>",
    "<h1>Flood</h1>\(text)<div class=\"related-items\"><p>\(second) Again and again.</p></div>",
    "<h1>Flood</h1>\(text)<div id=userComments><p>I have seen it with my own eyes.</p></div>",
    "<h1>Flood</h1><p>\(first)</p><figure><img src=a.jpg><figcaption>The town on Monday, as seen "
      + "from the bridge.</figcaption></figure><p>\(second)</p>",
    "<h1>Flood</h1>\(text)<ul><li><a href=/1>Another story about something else</a></li></ul>",
    "<h1>Flood</h1><p hidden>This text is for nobody to see, whoever reads it.</p>\(text)",
    "<h1>Flood</h1><p style='display: none'>This text is for nobody to see at all.</p>\(text)",
    "<h1>Flood</h1><div role=dialog><p>We value your privacy and store cookies.</p></div>\(text)",
    "<h1>Flood</h1><script>document.write('<p>\(second)</p>')</script>\(text)<!-- <p>no</p> -->",
    "<h1>Flood</h1><noscript><p>Please enable scripts to read this page.</p></noscript>\(text)",
    "<h1>Flood</h1><p>12:30 CET, March 6, 2021</p>\(text)<p>Read more</p>",
  ])
  func theArticleIsFoundInItsPage(body: String) throws {
    let article = try article(Self.page(body))
    #expect(article["body"] == Self.plain)
    #expect(article["title"] == "Flood")
  }

  @Test func headingsItemsAndQuotationsAreParagraphs() throws {
    let article = try article(
      Self.page(
        """
        <article><h1>Flood</h1><h2>What the town knows so far about the night of the flood</h2>
        \(Self.text)<h3>The damage</h3><ul><li>Two bridges</li><li>Forty cellars</li></ul>
        <blockquote>“We were asleep.”</blockquote><p>It<br>rained.</p><h3>More on it</h3></article>
        """))
    #expect(
      article["body"] == """
        What the town knows so far about the night of the flood

        \(Self.plain)

        The damage

        Two bridges

        Forty cellars

        “We were asleep.”

        It
        rained.
        """)
  }

  @Test func theStandfirstBelongsToTheArticle() throws {
    let article = try article(
      Self.page(
        "<header><h1>Flood</h1><p>Two bridges are gone, and the school will stay closed.</p>"
          + "<span>By A. Writer</span></header><div itemprop=articleBody>\(Self.text)</div>"))
    #expect(
      article["body"]
        == "Two bridges are gone, and the school will stay closed.\n\n" + Self.plain)
  }

  @Test func paragraphsOfLinksBelongToTheirArticle() throws {
    let places = (1...9).map { "<a href=/\($0)>Village number \($0)</a>" }.joined(separator: ", ")
    let article = try article(
      Self.page("<h1>Flood</h1>\(Self.text)<p>Also flooded: \(places).</p>"))
    #expect(
      article["body"]?.hasSuffix("Also flooded: Village number 1, Village number 2,") == false)
    #expect(article["body"]?.contains("Also flooded: Village number 1, Village") == true)
  }

  @Test(arguments: [
    "<p>Der Fluss stieg in der Nacht um zwei Meter und überflutete die Altstadt.</p>",
    "<p>川は夜の間に二メートル上がり、旧市街の低い地域が浸水した。学校は休校となった。</p>",
    "<p>За ночь река поднялась на два метра и затопила нижнюю часть старого города.</p>",
    "<p>ارتفع النهر مترين خلال الليل وأغرق الجزء السفلي من المدينة القديمة.</p>",
    "<p>แม่น้ำสูงขึ้นสองเมตรในช่วงกลางคืนและท่วมเมืองเก่าทั้งเมืองจนถึงเช้าวันนี้</p>",
  ])
  func anyLanguageWillDo(text: String) throws {
    let article = try article(Self.page("<h1>A</h1><nav><a href=/>B</a></nav><div>\(text)</div>"))
    #expect(article["body"] == String(text.dropFirst(3).dropLast(4)))
  }

  @Test func referencesAreResolvedAndMarksOfTextAreKept() throws {
    let article = try article(
      Self.page(
        head: "<title>Fish &amp; chips &#8211; cheap</title>",
        "<p>Chips cost &pound;5 &lt;now&gt;, AT&T; a < b, 3 <4 in the caf&eacute;.</p>"
      ))
    #expect(article["title"] == "Fish & chips – cheap")
    #expect(
      article["body"] == "Chips cost £5 <now>, AT&T; a < b, 3 <4 in the café.")
  }

  // MARK: What the page says

  private static let linkedData = """
    {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Flood &amp; rain",
     "datePublished": "2021-03-06T10:30:00+01:00", "inLanguage": "en-GB",
     "author": [{"@type": "Person", "name": "A. Writer"}, {"name": "B. Writer"}],
     "publisher": {"@type": "Organization", "name": "The Daily"}, "articleSection": "Weather",
     "mainEntityOfPage": {"@id": "https://example.org/flood"}}
    """

  @Test(arguments: [
    linkedData, "[\(linkedData)]", "{\"@graph\": [{\"@type\": \"WebSite\"}, \(linkedData)]}",
    "{\"@type\": \"WebPage\", \"mainEntity\": \(linkedData)}",
    "<!-- \(linkedData) -->", "//<![CDATA[\n\(linkedData)\n//]]>",
    "[{\"@type\": [\"Article\"], \"headline\": \"Another\"}, \(linkedData)]",
  ])
  func linkedDataSaysWhatTheArticleIs(script: String) throws {
    let article = try article(
      Self.page(
        head: "<title>Flood &amp; rain | The Daily</title>"
          + "<script type=\"application/ld+json\">\(script)</script>",
        "<h1>Flood</h1>" + Self.text))
    #expect(article["title"] == "Flood & rain")
    #expect(article["date"] == "2021-03-06T10:30:00+01:00")
    #expect(article["source"] == "The Daily")
    #expect(article["language"] == "en")
    #expect(article["section"] == "Weather")
    #expect(article["url"] == "https://example.org/flood")
  }

  /// What cannot be read of it is left out, and the rest of the page read.
  @Test(arguments: ["", "{", "{\"@type\": \"Article\", \"headline\": \"x", "[1, 2,]", "nonsense"])
  func faultyLinkedDataSaysNothing(script: String) throws {
    let article = try article(
      Self.page(
        head: "<script type=\"application/ld+json\">\(script)</script>",
        "<h1>Flood</h1>" + Self.text))
    #expect(article["title"] == "Flood" && article["body"] == Self.plain)
  }

  @Test func textsThatScriptsWriteComeFromLinkedData() throws {
    let body = "\(Self.first)\\n\(Self.second) It will rain tomorrow, too, and the day after that."
    let article = try article(
      Self.page(
        head: "<script type=\"application/ld+json\">{\"@type\": \"Article\", \"headline\": \"A\", "
          + "\"articleBody\": \"\(body)\"}</script>",
        "<div id=app></div><p>This page needs a browser that can run its scripts.</p>"))
    #expect(article["body"] == body.replacing("\\n", with: "\n\n"))
  }

  @Test func metaElementsSayWhatTheArticleIs() throws {
    let article = try article(
      Self.page(
        head: """
          <meta property="og:title" content="Flood in the old town - The Daily">
          <meta property="og:site_name" content="The Daily">
          <meta property="article:published_time" content="2021-03-06T09:30:00Z">
          <meta property="article:section" content="Weather">
          <meta name="author" content="A. Writer">
          <link rel="canonical" href="https://example.org/a?b=1&amp;c=2">
          """, "<h1>Flood</h1>" + Self.text), [("author", "author"), ("site", "og:site_name")])
    #expect(article["title"] == "Flood in the old town")
    #expect(article["date"] == "2021-03-06T09:30:00Z")
    #expect(article["source"] == "The Daily" && article["site"] == "The Daily")
    #expect(article["section"] == "Weather" && article["author"] == "A. Writer")
    #expect(article["url"] == "https://example.org/a?b=1&c=2")
  }

  @Test(arguments: [
    "<meta name=\"date\" content=\"2021-03-06\">", "<meta name='DC.date' content='2021-03-06'>",
    "<meta name=parsely-pub-date content=2021-03-06>",
    "<meta itemprop=\"datePublished\" content=\"2021-03-06\">",
    "<time datetime=\"2021-03-06\">Saturday</time>",
    "<span itemprop=datePublished content=2021-03-06></span>",
    "<meta name=date content=soon><time datetime='2021-03-06'>Saturday</time>",
  ])
  func datesAreFoundWhereverTheyAre(element: String) throws {
    #expect(try article(Self.page(element + Self.text))["date"] == "2021-03-06")
  }

  @Test(arguments: [
    ("Flood | The Daily", "Flood"), ("Flood - Weather - The Daily", "Flood - Weather"),
    ("Flood – example", "Flood"), ("Half - and half", "Half - and half"),
    ("洪水｜The Daily", "洪水"),
  ])
  func theSiteIsNoPartOfTheTitle(written: String, title: String) throws {
    let head =
      "<title>\(written)</title><meta property=og:site_name content='The Daily'>"
      + "<link rel=canonical href='https://www.example.org/'>"
    #expect(try article(Self.page(head: head, Self.text))["title"] == title)
  }

  @Test func membersOfLinkedDataCanBeMapped() throws {
    let article = try article(
      Self.page(
        head: "<script type=application/ld+json>\(Self.linkedData)</script>", Self.text),
      [("title", "articleSection"), ("source", "publisher.name"), ("by", "author.name")])
    #expect(article["title"] == "Weather" && article["source"] == "The Daily")
    #expect(article["by"] == "A. Writer; B. Writer")
  }

  // MARK: Encodings

  @Test(
    arguments: [
      ("<meta charset=windows-1251>", [0xD0, 0xE5, 0xEA, 0xE0]),
      (
        "<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>",
        [0xF2, 0xC5, 0xCB, 0xC1]
      ),
      ("<meta charset=gb2312>", [0xA7, 0xB2, 0xA7, 0xD6, 0xA7, 0xDC, 0xA7, 0xD1]),
      ("<meta charset=gb2312>", [0xD0, 0xA0, 0xD0, 0xB5, 0xD0, 0xBA, 0xD0, 0xB0]),
    ] as [(String, [UInt8])])
  func thePageDeclaresItsEncoding(meta: String, word: [UInt8]) throws {
    let filler = Array(" flowed over its banks in the night.".utf8)
    let page =
      Array("<html><head>\(meta)</head><body><p>".utf8) + word + filler
      + Array("</p></body></html>".utf8)
    let reading = try FileReading(page, name: "a.html", in: folder)
    #expect(reading.articles.first?["body"] == "Река flowed over its banks in the night.")
  }

  // MARK: Recognition

  @Test(arguments: [
    "<!DOCTYPE html><p>x", "  <!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">\n<p>x",
    "<html>", "<HTML lang=en>", "<!-- made by a tool -->\n<html><body>x", "<head><title>x",
    "<?xml version=\"1.0\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">",
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!DOCTYPE html>\n<p>x",
  ])
  func pagesAreRecognised(text: String) throws {
    for name in ["a", "a.txt", "a.html", "a.md"] {
      let sample = TextSample(Array(text.utf8)[...], isWhole: true, name: name)
      #expect(HTMLFormat.recognised(in: sample) == .html, "\(name): \(text)")
    }
  }

  @Test(arguments: [
    "Rain fell.\n\n<p> is how a paragraph begins.\n", "<Reuters> Oil rose.", "<3 is a heart.",
    "# Title\n\n<div>text</div>\n", "<p align=center>Logo</p>\n\n# Title\n\nText.\n",
    "<rss><channel></channel></rss>", "<!DOCTYPE TEI><TEI/>", "{\"body\": \"<html>\"}", "<p>Rain.",
    "How to begin a page:\n\n<html>\n",
  ])
  func textsWithTagsAreNoPages(text: String) {
    let sample = TextSample(Array(text.utf8)[...], isWhole: true, name: "a.txt")
    #expect(HTMLFormat.recognised(in: sample) == nil)
  }

  @Test func aPartOfAPageIsReadWhereItsNameSaysSo() throws {
    #expect(try read("<div>\(Self.text)</div>").articles.first?["body"] == Self.plain)
    #expect(try read("<div>\(Self.text)</div>", name: "a").fault == "format.unsupported")
  }

  // MARK: Files

  @Test func pagesInArchivesAreArticles() throws {
    let page = Self.page("<h1>Flood</h1>" + Self.text)
    let members = [
      Member("a.html", page), Member("b.htm", Self.page("<nav><a href=/>Home</a></nav>")),
      Member("c.html.gz", gzip(page)), Member("d.jsonl", "{\"body\": \"one\"}\n"),
    ]
    for style in [ArchiveStyle.pax, .zip] {
      let bytes = archive(style, members)
      let reading = try FileReading(bytes, name: "pages", in: folder)
      #expect(reading.articles.map { $0["body"] } == [Self.plain, Self.plain, "one"])
      #expect(reading.rejects.map(\.entry) == ["b.htm"])
      #expect(reading.rejects.map(\.code) == ["article.empty"])
      #expect(reading.rejects.first?.reason.contains("no text of an article") == true)
      let small = try FileReading(bytes, name: "pages", in: folder, chunk: 1)
      #expect(small == reading)
    }
  }

  @Test func chunksChangeNothing() throws {
    let page = Self.page(head: "<title>Flood</title>", Self.text)
    let whole = try read(page)
    for chunk in [1, 7, 64, 1000] { #expect(try read(page, chunk: chunk) == whole) }
  }

  /// However broken a page is, its end is reached.
  @Test(arguments: [
    String(repeating: "<div>", count: 20_000), String(repeating: "<b><p>", count: 5000),
    String(repeating: "</div>", count: 20_000), String(repeating: "<", count: 20_000),
    String(repeating: "<a ", count: 20_000), "<p class=\"" + String(repeating: "x ", count: 9000),
    "<div " + String(repeating: "a b=c ", count: 9000) + ">",
    String(repeating: "<!--", count: 9000),
    String(repeating: "\0", count: 20_000), String(repeating: "&", count: 20_000), "<scrip", "<",
    "<script>" + String(repeating: "</", count: 9000), String(repeating: "<svg>", count: 9000),
    "<script type=application/ld+json>" + String(repeating: "[", count: 9000) + "</script>",
  ])
  func hostilePagesAreHarmless(part: String) throws {
    let reading = try read("<html><body><p>\(Self.first)</p><div>" + part)
    #expect(reading.fault == nil)
    #expect(reading.articles.first?["body"]?.hasPrefix(Self.first) == true)
  }
}
