import Articles
import Testing

struct MarkdownTests {
  private func body(_ text: String, keepsCode: Bool = false) throws -> String? {
    var options = ParsingOptions()
    options.keepsCode = keepsCode
    return try article("# T\n\n" + text, as: .markdown, options: options).string(.body)
  }

  @Test func articleWithTrailer() throws {
    let article = try article(
      """


      # *Storm over the bay*

      ---


      Puerto Claro, May 2 (NCA)-- First of *two*
      lines.

      Second -- with dashes.

      ---

      <https://www.example.org/es/noticias/clima/00417-storm-over-the-bay?x=1>

      # **Noticias Claras**
      """, as: .markdown)
    #expect(article.string(.title) == "Storm over the bay")
    #expect(article.string(.place) == "Puerto Claro")
    #expect(article.string(.date) == "--05-02")
    #expect(article.string(.agency) == "NCA")
    #expect(article.string(.dateline) == "Puerto Claro, May 2 (NCA)--")
    #expect(article.string(.body) == "First of two\nlines.\n\nSecond -- with dashes.")
    #expect(
      article.string(.url)
        == "https://www.example.org/es/noticias/clima/00417-storm-over-the-bay?x=1")
    #expect(article.string(.source) == "Noticias Claras")
    #expect(article.string(.id) == "00417")
    #expect(article.string(.section) == "noticias/clima")
    #expect(article.string(.language) == "es")
  }

  @Test(
    arguments: [
      ("https://e.org/news/12-a", "12", "news", nil), ("https://e.org/12", "12", nil, nil),
      ("https://e.org/fr/a/b/c/", nil, "a/b", "fr"), ("https://e.org/12a", nil, nil, nil),
      ("https://e.org", nil, nil, nil), ("https://e.org/xx/7.html#top", "7", "xx", nil),
    ] as [(String, String?, String?, String?)])
  func urlParts(url: String, id: String?, section: String?, language: String?) throws {
    let article = try article("# T\n\nBody.\n\n---\n\n<\(url)>\n", as: .markdown)
    #expect(article.string(.url) == url)
    #expect(article.string(.id) == id)
    #expect(article.string(.section) == section)
    #expect(article.string(.language) == language)
    #expect(article.string(.source) == nil)
  }

  @Test func textThatLooksLikeATrailerStays() throws {
    #expect(try body("One.\n\n---\n\nTwo.\n\n<http://e.org/>") == "One.\n\nTwo.\n\nhttp://e.org/")
    #expect(try body("One.\n\n---\n\n## Plain") == "One.\n\nPlain")
    #expect(try body("One.\n\n---\n") == "One.")
  }

  @Test func frontMatter() throws {
    let article = try article(
      """
      ---
      # a comment
      title: "Caf\\u00e9: &quot;open&quot; &amp; \\"busy\\""   # trailing
      date: 2015-03-16 10:00:28 -0400
      lang: 'it''s'
      published: true
      permalink: /a/b/
      categories:
        - news
        - "city, life"
      tags: [ one, 'two, three',
        four ]
      summary: >
        folded
        lines

        and more
      notes: |
        kept
          lines
      long: plain over
        two lines
      empty:
      nothing: null
      body: not this
      outlet:
        name: The Bugle
        deep:
          id: 9
      place: Rome
      ---
      Text.
      """, as: .markdown,
      fields: [
        ("tags", "tags"), ("summary", "summary"), ("notes", "notes"), ("long", "long"),
        ("source", "outlet.name"), ("deep", "outlet.deep.id"), ("empty", "empty"),
        ("nothing", "nothing"),
      ])
    #expect(article.string(.title) == "Café: \"open\" & \"busy\"")
    #expect(article.string(.date) == "2015-03-16T10:00:28-04:00")
    #expect(article.string(.language) == "it's")
    #expect(article.string(.url) == "/a/b/")
    #expect(article.string(.section) == "news; city, life")
    #expect(article.string(.source) == "The Bugle")
    #expect(article.string(.place) == "Rome")
    #expect(article.string(.body) == "Text.")
    #expect(
      (0..<7).map { article.string(slot: Field.allCases.count + $0) } == [
        "one; two, three; four", "folded lines\nand more", "kept\nlines", "plain over two lines",
        "9", nil, nil,
      ])
  }

  @Test func otherHeads() throws {
    let plain = try article(
      "Title: A\nDate: March 6, 2021\nTopic Area: x\n\nText: one.", as: .markdown)
    #expect(plain.string(.title) == "A")
    #expect(plain.string(.date) == "2021-03-06")
    #expect(plain.string(.body) == "Text: one.")
    let comments = try article(
      "[#]: subject: (A title)\n[#]: via: \"https://e.org/\"\n[#]: author: ( )\n\nText.",
      as: .markdown)
    #expect(comments.string(.title) == "A title")
    #expect(comments.string(.url) == "https://e.org/")
    #expect(comments.string(.body) == "Text.")
    // No key is known, or a line has not the form: text.
    #expect(try article("Note: A\n\nB", as: .markdown).string(.body) == "Note: A\n\nB")
    #expect(try article("Title: A\nand more\n\nB", as: .markdown).string(.title) == nil)
    // A fence without end, and rules that are none.
    #expect(try article("---\ntitle: A\n\nB", as: .markdown).string(.title) == nil)
    #expect(
      try article("---\n\nSome text\n\n---\nB", as: .markdown).string(.body) == "Some text\n\nB")
  }

  @Test func titles() throws {
    let cases: [(String, String?, String?)] = [
      ("Title\n=====\n\nText.", "Title", "Text."), ("## Two ##\nText.", "Two", "Text."),
      ("Text.\n\n# Late\n\nMore.", "Late", "Text.\n\nMore."),
      ("Text.\n\n## Sub\n\nMore.", nil, "Text.\n\nSub\n\nMore."),
      ("---\ntitle: A\n---\n# A\n\nText.", "A", "Text."),
      ("---\ntitle: A\n---\n# B\n\nText.", "A", "B\n\nText."),
      ("A note\nTitle\n===\nText.", "Title", "A note\n\nText."), ("# Learn C#", "Learn C#", nil),
      ("#hashtag text", nil, "#hashtag text"),
    ]
    for (text, title, body) in cases {
      let article = try article(text, as: .markdown)
      #expect(article.string(.title) == title)
      #expect(article.string(.body) == body)
    }
  }

  @Test(arguments: [
    // Emphasis.
    ("a *b* **c** ***d*** _e_ __f__ ~~g~~", "a b c d e f g"),
    ("snake_case and _x_y_", "snake_case and x_y"),
    ("2 * 3 * 4 ~5 ~ 6", "2 * 3 * 4 ~5 ~ 6"), ("**重要：**后面", "重要：后面"), ("*a **b***", "a b"),
    ("**a*", "*a"), ("un*frigging*believable", "unfriggingbelievable"),
    (#"\*a\* \_b\_ \q"#, #"*a* _b_ \q"#),
    // Links and images.
    ("[text](http://e.org/a_(b) \"A (title)\") end", "text end"),
    ("[a][1] [b][] [c] [1]", "a b [c] [1]"),
    ("![alt *x*](i.png) after", "after"), ("[![alt](i.png)](http://e.org) x", "x"),
    ("[a *b* c](u){:target=\"_blank\"}.", "a b c."),
    ("<http://e.org/x_y> <me@e.org>", "http://e.org/x_y me@e.org"),
    ("see [here](<a b>), [there", "see here, [there"), ("wow![^1] yes[^note].", "wow! yes."),
    // Code, HTML, references, templates.
    ("`a_b_c` ``x ` y`` `lone", "a_b_c x ` y `lone"), ("`<b>&amp;</b>`", "<b>&amp;</b>"),
    ("a<b>c</b> <a href=\"x>y\">d</a><br/>e", "ac d\ne"), ("1 <2 and a< b <3", "1 <2 and a< b <3"),
    ("&lt;b&gt; &eacute;&#233;&#xE9; &#150; &nosuch; &amp;lt;", "<b> ééé – &nosuch; &lt;"),
    ("<p>one</p><p>two</p>", "one\n\ntwo"), ("a <!-- b\n\nc --> d", "a  d"),
    ("a <!-- b", "a <!-- b"),
    ("x {{ page.x }} y {% if a %}z{% endif %} {{< ref \"q\" >}}w", "x  y z w"),
    ("{% highlight js %}\nlet a\n{% endhighlight %}\nb", "b"),
    ("a{: .cls } b {.x} {y}", "a b  {y}"),
    ("<script>\n\nx()\n\n</script>\na", "a"), (":calendar: at 10:30: ok :x", "at 10:30: ok :x"),
    // Blocks.
    ("- a\n- b\n  c\n\n      d\n1. e\n2) f", "a\n\nb\nc\n\nd\n\ne\n\nf"),
    ("> q\n> > r\ns", "q\nr\ns"),
    ("a\n1986. A year\nb", "a\n1986. A year\nb"), ("- [x] done\n- [ ] not", "done\n\nnot"),
    ("* * *\na\n***\nb", "a\n\nb"), ("Head\n---\ntext", "Head\n\ntext"),
    ("| a | b |\n|---|:-:|\n| c \\| d | *e* |\n\nf | g", "a   b\n\nc | d   e\n\nf | g"),
    ("a | b\n--|--\nc | d", "a   b\n\nc   d"),
    ("[1]: http://e.org \"T\"\n[b]:/x\n[Note]: this is text", "[Note]: this is text"),
    ("[^1]: The *note*.\n\n    goes on", "The note.\n\ngoes on"),
    ("*[HTML]: Hyper Text\ntext", "text"),
    ("!!! note \"Look\"\n    inside\n\n    still", "Look\n\ninside\n\nstill"),
    ("[TOC]\n\na  \nb\\\nc", "a\nb\nc"),
    ("a\n\n    code\n\nb", "a\n\nb"), ("a\n```js\nx\n\ny\n```\nb", "a\n\nb"),
    ("~~~\nx\n```\n~~~\nb", "b"),
    ("```\nnever closed\n\nb", "never closed\n\nb"), ("a\r\nb\r\n\r\nc\r\n", "a\nb\n\nc"),
  ])
  func plainText(markdown: String, plain: String) throws {
    #expect(try body(markdown) == plain)
  }

  @Test func codeIsKeptOnRequest() throws {
    #expect(
      try body("a\n\n```js\n# x *y*\n\n<b>\n```\n\n    z_1 = *p\n\nb", keepsCode: true)
        == "a\n\n# x *y*\n\n<b>\n\nz_1 = *p\n\nb")
  }

  @Test func hostileTextEnds() throws {
    let pieces = [
      "*a ", "_a ", "**", "[", "![", "](", "<a ", "<a \"", "`", "`` ` ", "{{", "{%", "<!--", "- ",
      "> ",
      "&", "[^", "|", "#", "\\", "~~", "```\n", "<p>", "[a](b", "1. ", ":a", "{:", "---\n",
      "a: b\n",
    ]
    for piece in pieces {
      let text = String(repeating: piece, count: 2_000)
      for text in [text, "---\n" + text, "x\n\n" + text + "\n---\n"] {
        let parsed = try parse(text, as: .markdown)
        #expect(parsed.count == 1)
      }
    }
    for first in pieces {
      for second in pieces {
        let parsed = try parse(String(repeating: first + second, count: 50), as: .markdown)
        #expect(parsed.count == 1)
        #expect(parsed.articles.allSatisfy { String(validating: $0.bytes, as: UTF8.self) != nil })
      }
    }
  }
}
