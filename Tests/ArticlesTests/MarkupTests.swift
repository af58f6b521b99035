import Articles
import TestSupport
import Testing

/// HTML in titles and bodies of records.
@Suite struct MarkupTests {
  private func body(_ text: String, _ markup: Markup = .auto) throws -> String? {
    try read(body: text, markup).string(.body)
  }

  private func read(
    title: String? = nil, body: String, _ markup: Markup = .auto
  ) throws -> Article {
    var options = ParsingOptions()
    options.markup = markup
    func quoted(_ text: String) -> String {
      "\""
        + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n") + "\""
    }
    let head = title.map { "\"title\":\(quoted($0))," } ?? ""
    return try article("{\(head)\"body\":\(quoted(body))}", as: .jsonLines, options: options)
  }

  @Test(arguments: [
    ("<p>Hello &amp; <b>big</b>&nbsp;world</p>", "Hello & big\u{A0}world"),
    ("<p>one</p><p>two</p>", "one\n\ntwo"), ("<p>one<p>two", "one\n\ntwo"),
    ("one<br>two<br/>three", "one\ntwo\nthree"), ("one<br><br>two", "one\n\ntwo"),
    ("<ul><li>one<li>two</ul>three", "one\n\ntwo\n\nthree"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
    ("<p>in\nline  with\tblanks</p>", "in line with blanks"),
    ("one\n\n<a href=\"http://example.org/?a=1&b=2\">two</a>\nthree", "one\n\ntwo three"),
    ("<script>var a = '<p>';</script><style>p{}</style><p>text</p><!-- <p>no</p> -->", "text"),
    ("<pre>a\nb\n\nc</pre>d", "a\nb\n\nc\n\nd"),
    ("<html><head><title>T</title></head><body>text</body></html>", "text"),
    ("<![CDATA[<p>one</p>]]><p>two</p>", "one\n\ntwo"),
    ("<P CLASS='x'>one</P>", "one"),
    ("<p>ca<b>f</b>&eacute;&#233;&#xE9;&#146;</p>", "caféé\u{E9}\u{2019}"),
    ("&lt;p&gt;one &amp;amp; two&lt;/p&gt;&lt;p&gt;three&lt;/p&gt;", "one & two\n\nthree"),
    ("<o:p>x</o:p><p>one</p>", "x\n\none"), ("<img src='a.png' alt='no'>text", "text"),
  ])
  func tagsAndReferencesAreResolved(html: String, text: String) throws {
    #expect(try body(html) == text)
    #expect(try read(body: html).markup == .tags)
  }

  @Test(arguments: [
    ("Ben &amp; Jerry", "Ben & Jerry"), ("one\n\n&#8212; two\nx<y", "one\n\n— two\nx<y"),
    ("5 &lt; 6 &gt; 4 &hellip;", "5 < 6 > 4 …"),
  ])
  func referencesAloneChangeNothingElse(html: String, text: String) throws {
    #expect(try body(html) == text)
    #expect(try read(body: html).markup == .references)
  }

  /// What only looks like HTML stays, to the byte.
  @Test(arguments: [
    "a < b", "AT&T", "if x<y", "<3", "x<b and c>d", "R&D; done", "?a=1&copy=2", "List<String>",
    "use the <p> tag", "Map<a, b>", "a <- b", "<<EOF", "<John> hello", "&;", "&#;", "&#xZZ;",
    "1 <2> 3",
    "<a", "<!-- open", "<b>bold and never closed", "vector<i> and vector<u>", "&nosuchname;",
    "  two  blanks\n",
  ])
  func textThatOnlyLooksLikeHTMLStays(text: String) throws {
    #expect(try body(text) == text)
    #expect(try read(body: text).markup == .none)
  }

  /// Nothing is lost from the text around, whatever it looks like.
  @Test func textThatIsNotATagStaysInHTML() throws {
    #expect(
      try body("<p>5 < 6, if x<y then <i>AT&T</i> 7 <8 and 9> 3 <b</p>")
        == "5 < 6, if x<y then AT&T 7 <8 and 9> 3 <b")
  }

  @Test func titleAndBodyDecideTogether() throws {
    let article = try read(title: "Ben &amp; <i>Jerry</i>", body: "a < b &amp; c")
    #expect(article.string(.title) == "Ben & Jerry")
    #expect(article.string(.body) == "a < b & c")
  }

  @Test func theMarkupKeyDecidesWhatIsHTML() throws {
    #expect(try body("<p>a &amp; b</p>", .none) == "<p>a &amp; b</p>")
    #expect(try body("use the <quote>tag</quote>", .auto) == "use the <quote>tag</quote>")
    #expect(try body("use the <quote>tag</quote>", .html) == "use the tag")
  }

  @Test func plainTextMayBeHTMLAndMarkdownHasItsOwnRules() throws {
    #expect(
      try article("A title\n\none &amp; <b>two</b>\n", as: .text).string(.body) == "one & two")
    #expect(try article("# T\n\n`&lt;`\n", as: .markdown).markup == .none)
  }

  /// Depth, length and noise end in bounded time, and no word is lost.
  @Test(arguments: [
    String(repeating: "<div>", count: 6_000) + "word</div>",
    String(repeating: "<b><i>", count: 4_000) + "word"
      + String(repeating: "</i></b>", count: 4_000),
    String(repeating: "<a><table>", count: 4_000) + "word"
      + String(repeating: "</a>", count: 4_000),
    "<p>" + String(repeating: "&amp;", count: 6_000) + "</p>word",
    "<p " + (0..<4_000).map { "a\($0)=1" }.joined(separator: " ") + ">word</p>",
    String(repeating: "<!--", count: 10_000) + "<p>word</p>",
    "<p>word" + String(repeating: "é", count: 10_000) + "</p>",
  ])
  func hostileMarkupIsHarmless(html: String) throws {
    #expect(try body(html)?.contains("word") == true)
  }
}
