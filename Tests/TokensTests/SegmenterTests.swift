import Testing

@testable import Tokens

/// The tailorings, by example: `|` starts a sentence, `¶|` a paragraph, `@` an address.
@Suite struct SegmenterTests {
  private func words(
    _ text: String, _ change: (inout Segmentation) -> Void = { _ in }
  ) -> [String] {
    tokens(text, segmentation(change), sentences: false).map(\.text)
  }

  private func marked(_ text: String, _ change: (inout Segmentation) -> Void = { _ in }) -> String {
    tokens(text, segmentation(change)).map(\.description).joined(separator: " ")
  }

  // MARK: - Words

  @Test(
    "a token has a letter or a digit",
    arguments: [
      ("", []), (" \n\t ", []), ("— … !?", []), ("🙂 👩‍💻 🇫🇷", []), ("\u{301}", []), ("___", []),
      ("The country's 3.14 % – done.", ["The", "country's", "3.14", "done"]),
      ("snake_case _x_", ["snake_case", "_x_"]),
      ("1,000 1.5 12:30 1/2", ["1,000", "1.5", "12", "30", "1", "2"]),
      ("co\u{AD}operate e\u{301}te\u{301}", ["co\u{AD}operate", "e\u{301}te\u{301}"]),
      ("a\u{200B}b a\u{2060}b", ["a", "b", "a\u{2060}b"]),
      ("¿Qué? «Été» “señor”", ["Qué", "Été", "señor"]),
      ("Москва, Київ", ["Москва", "Київ"]),
      ("中文かな カタカナ", ["中文", "かな", "カタカナ"]),
      ("हिन्दी ภาษา עברית", ["हिन्दी", "ภาษา", "עברית"]),
      ("½ x² Ⅻ", ["½", "x", "²", "Ⅻ"]),
    ] as [(String, [String])])
  func letterOrDigit(text: String, expected: [String]) {
    #expect(words(text) == expected)
  }

  @Test(
    "hyphens keep a word together, or part it",
    arguments: [
      ("well-known", ["well-known"], ["well", "known"]),
      ("mother‐in‑law", ["mother‐in‑law"], ["mother", "in", "law"]),
      ("2021-03-06 F-16", ["2021-03-06", "F-16"], ["2021", "03", "06", "F", "16"]),
      (
        "Jean-Noël São-Paulo-ä", ["Jean-Noël", "São-Paulo-ä"],
        ["Jean", "Noël", "São", "Paulo", "ä"]
      ),
      (
        "pre- and -fix a--b a - b", ["pre", "and", "fix", "a", "b", "a", "b"],
        ["pre", "and", "fix", "a", "b", "a", "b"]
      ),
      ("α-β ב-ג", ["α-β", "ב-ג"], ["α", "β", "ב", "ג"]),
    ] as [(String, [String], [String])])
  func hyphens(text: String, kept: [String], parted: [String]) {
    #expect(words(text) == kept)
    #expect(words(text) { $0.keepsHyphens = false } == parted)
  }

  @Test(
    "apostrophes keep a word together, or part it",
    arguments: [
      ("don't", ["don't"], ["don", "t"]), ("don’t", ["don’t"], ["don", "t"]),
      ("l’été d'Art", ["l’été", "d'Art"], ["l", "été", "d", "Art"]),
      ("'quoted' ‘words’", ["quoted", "words"], ["quoted", "words"]),
      ("rock 'n' roll", ["rock", "n", "roll"], ["rock", "n", "roll"]),
      ("об’єкт α’β", ["об’єкт", "α’β"], ["об", "єкт", "α", "β"]),
    ] as [(String, [String], [String])])
  func apostrophes(text: String, kept: [String], parted: [String]) {
    #expect(words(text) == kept)
    #expect(words(text) { $0.keepsApostrophes = false } == parted)
  }

  @Test func punctuationMayBeKept() {
    let text = "Yes, “no” – 5 € 🙂…\n\nA."
    let found = tokens(text, segmentation { $0.keepsPunctuation = true })
    #expect(found.map(\.text) == ["Yes", ",", "“", "no", "”", "–", "5", "€", "🙂", "…", "A", "."])
    #expect(found.filter { $0.marks.contains(.punctuation) }.count == 8)
  }

  // MARK: - Addresses

  @Test(
    "an address is one token",
    arguments: [
      ("See https://example.org/a_(b)?q=1&r=x#top.", "https://example.org/a_(b)?q=1&r=x#top"),
      ("(http://example.org/a), then", "http://example.org/a"),
      ("[site](https://example.org/x)", "https://example.org/x"),
      ("<https://example.org>;", "https://example.org"),
      ("“https://example.org/é/Москва”", "https://example.org/é/Москва"),
      ("见https://example.org/a，后", "https://example.org/a"),
      ("see:http://example.org!", "http://example.org"),
      ("x git+ssh://example.org:22/~me.", "git+ssh://example.org:22/~me"),
      ("go to www.example.org/path, now", "www.example.org/path"),
      ("WWW.EXAMPLE.ORG.", "WWW.EXAMPLE.ORG"),
      ("mail jane.o-doe+news@mail.example.co.uk.", "jane.o-doe+news@mail.example.co.uk"),
      ("mailto:jane_doe@example.org", "jane_doe@example.org"),
      ("müller@example.org", "müller@example.org"),
      ("#NiUnaMenos!", "#NiUnaMenos"), ("#été2021.", "#été2021"), ("(#a_b)", "#a_b"),
      ("#中文话题 好", "#中文话题"), ("@jane_doe's", "@jane_doe"),
      ("via @jane@social.example:", "@jane@social.example"),
    ])
  func addresses(text: String, address: String) {
    let found = tokens(text).filter { $0.marks.contains(.address) }
    #expect(found.map(\.text) == [address])
  }

  @Test(
    "what only looks like an address is not",
    arguments: [
      ("#1 in C# and a#b", ["1", "in", "C", "and", "a", "b"]),
      ("me@home @ 5 @5", ["me", "home", "5", "5"]),
      ("&#39; R&#D", ["39", "R", "D"]),
      ("http:// www. ://x", ["http", "www", "x"]),
      ("time 12:30//x", ["time", "12", "30", "x"]),
      ("example.org x@y.1", ["example.org", "x", "y", "1"]),
    ] as [(String, [String])])
  func nearAddresses(text: String, expected: [String]) {
    #expect(words(text) == expected)
    #expect(tokens(text).allSatisfy { !$0.marks.contains(.address) })
  }

  @Test func whatStandsBeforeAnAddressIsKept() {
    #expect(words("don't:https://a.org/x y") == ["don't", "https://a.org/x", "y"])
    #expect(words("中http://a.org") == ["中", "http://a.org"])
    #expect(words("a.b@c.org@d.org") == ["a.b@c.org", "d.org"])
  }

  @Test func noSentenceEndsInsideAnAddress() {
    #expect(
      marked("See http://a.org/?Q=Yes!No. Then go.")
        == "¶|See @http://a.org/?Q=Yes!No |Then go")
    #expect(marked("Ask x.Y@c.org?Or a.b@C.org. OK") == "¶|Ask @x.Y@c.org |Or @a.b@C.org |OK")
  }

  @Test func addressesMayBeCutUp() {
    #expect(
      words("#tag a@b.org www.x.org") { $0.keepsAddresses = false }
        == ["tag", "a", "b.org", "www.x.org"])
  }

  // MARK: - Abbreviations

  @Test(
    "an abbreviation keeps its stop and ends no sentence",
    arguments: [
      ("Dr. Li met Mr. Ng. They left.", "¶|Dr. Li met Mr. Ng |They left"),
      ("In the U.S. Congress, e.g. Rep. X.", "¶|In the U.S. Congress e.g. Rep. X"),
      ("At 5 p.m. We ate. At 5 p. m. too", "¶|At 5 p.m. We ate |At 5 p. m. too"),
      ("J. R. R. Tolkien and J.-P. Sartre", "¶|J. R. R. Tolkien and J. P. Sartre"),
      ("No. 5 of Vol. 2. He said no. Then", "¶|No. 5 of Vol. 2 |He said no |Then"),
      ("So do I. He left with I. M. Pei.", "¶|So do I |He left with I. M. Pei"),
      ("Heat to 37 C. Then 40 °C. Stir.", "¶|Heat to 37 C |Then 40 C |Stir"),
      ("El Sr. Ruiz y la Sra. Díaz. Uds. van.", "¶|El Sr. Ruiz y la Sra. Díaz |Uds. van"),
      ("Los EE. UU. Van, núm. 3, pág. 7.", "¶|Los EE. UU. Van núm. 3 pág. 7"),
      ("M. Dupont et Mme. Roy, av. J.-C. Oui.", "¶|M. Dupont et Mme. Roy av. J. C. Oui"),
      ("O Exmo. Dr. Luís, séc. XX. Sim.", "¶|O Exmo. Dr. Luís séc. XX |Sim"),
      ("Das heißt z. B. Obst bzw. Nr. 5. Gut.", "¶|Das heißt z. B. Obst bzw. Nr. 5 |Gut"),
      ("А. С. Пушкин писал. Он", "¶|А. С. Пушкин писал |Он"),
      ("and so on, etc... Then", "¶|and so on etc |Then"),
      ("ST. LOUIS, Ph.D. Thesis", "¶|ST. LOUIS Ph.D. Thesis"),
    ])
  func abbreviations(text: String, expected: String) {
    #expect(marked(text) == expected)
  }

  @Test func abbreviationsAreThoseOfTheLanguages() {
    #expect(marked("Sra. Díaz. Dr. X") { $0.abbreviations = ["en"] } == "¶|Sra |Díaz |Dr. X")
    #expect(marked("Dr. Li. U.S. OK") { $0.abbreviations = [] } == "¶|Dr |Li |U.S |OK")
  }

  @Test("every listed abbreviation is found", arguments: ["en", "es", "fr", "pt", "de"])
  func everyAbbreviation(language: String) throws {
    let lists = try #require(Abbreviations.lists[language])
    for (list, rest) in [(lists.anywhere, "X"), (lists.beforeNumber, "5")] {
      for word in list.split(whereSeparator: \.isWhitespace) {
        let found = tokens("a \(word). \(rest)", segmentation { $0.abbreviations = [language] })
        #expect(found.map(\.text) == ["a", word + ".", rest])
        #expect(found.count(where: { $0.marks.contains(.sentenceStart) }) == 1)
      }
    }
  }

  // MARK: - Sentences and paragraphs

  @Test(
    "sentences",
    arguments: [
      ("One. Two? Three! Four", "¶|One |Two |Three |Four"),
      ("“Stop!” she said. (He did.) Good.", "¶|Stop |she said |He did |Good"),
      ("It cost 3.50. That is it… or not", "¶|It cost 3.50 |That is it or not"),
      ("He said no. and left. etc", "¶|He said no and left etc"),
      ("¿Sí? ¡No! «Bien.» Adiós", "¶|Sí |No |Bien |Adiós"),
      ("你好。再见！好", "¶|你好 |再见 |好"),
      ("א. ב", "¶|א |ב"),
      ("كتب.ثم قال", "¶|كتب.ثم |قال"),
      ("Wait... What?! Yes", "¶|Wait |What |Yes"),
    ])
  func sentences(text: String, expected: String) {
    #expect(marked(text) == expected)
  }

  @Test(
    "a blank line ends a paragraph, a newline is a space",
    arguments: [
      ("a\nb", "¶|a b"), ("a\n\nb", "¶|a ¶|b"), ("a\n \t\u{A0}\nb", "¶|a ¶|b"),
      ("a\r\nb\r\n\r\nc", "¶|a b ¶|c"), ("a\rb\r\rc", "¶|a b ¶|c"),
      ("a\u{2028}b\u{2029}c\u{85}\u{85}d", "¶|a b ¶|c ¶|d"),
      ("\n\n\na\n\n\n\nb\n\n", "¶|a ¶|b"),
      ("One.\nTwo one.\ntwo", "¶|One |Two one two"),
      ("\n- x\n- y", "¶|x y"),
    ])
  func paragraphs(text: String, expected: String) {
    #expect(marked(text) == expected)
  }

  @Test func everyNewlineMayEndAParagraph() {
    let text = "a\nb\r\nc\u{2028}d\u{B}e\n\nf"
    #expect(marked(text) { $0.newlineEndsParagraph = true } == "¶|a ¶|b ¶|c ¶|d e ¶|f")
  }

  @Test func paragraphsAreMarkedWithoutSentences() {
    let found = tokens("One. Two.\n\nThree", sentences: false)
    #expect(found.map(\.description) == ["¶One", "Two", "¶Three"])
  }

  @Test func textsOfOneStreamDoNotTouch() {
    var stream = TokenStream()
    var segmenter = Segmenter(Segmentation())
    for text in ["A title of many words", "me@example.org"] {
      let bytes = Array(text.utf8)
      segmenter.segment(bytes.span, into: &stream, sentences: true)
    }
    #expect(stream.count == 6)
    #expect(stream.starts[5] == 0 && stream.ends[5] == 14)
  }

  // MARK: - Length

  @Test func tokensMayBeLongerThanABlock() {
    for length in 50...140 {
      let long = String(repeating: "x", count: length)
      for text in ["\(long) y", "a \(long) b", "\(long).\(long)", "é \(long)-\(long). Z"] {
        let parts = text.split(separator: " ").map { $0.hasSuffix(".") ? $0.dropLast() : $0 }
        #expect(words(text) == parts.map(String.init))
      }
    }
  }

  @Test(
    "texts made to be slow are not",
    arguments: [
      ".", "?\"", "\n ", "\r", "@", "a@", "a@a.", "#", "a.", "x://", "1. ", "\u{301}", "a'\u{301}",
      "🇫", "\u{200D}", "_", "a-", "http://a.b ", "www.", "U.S.", "(", "字", "字。", "é’",
    ])
  func hostileTexts(piece: String) {
    let found = tokens(String(repeating: piece, count: 5_000) + "\n\nA")
    #expect(found.last?.description == "¶|A")
  }
}
