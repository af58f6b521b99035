import Articles
import Diagnostics
import Foundation
import TestSupport
import Testing
import Tokens

@testable import Analyses

@Suite struct ConcordanceTests {
  private func table(
    _ query: String, _ articles: [Article], _ profile: TextProfile = TextProfile(),
    change: (inout ConcordanceRequest) -> Void = { _ in }
  ) throws -> Table {
    var request = ConcordanceRequest(text: "words", query: query)
    change(&request)
    return try CountingPlan(request, profile).table(articles)
  }

  /// The nodes found in one body, in order of their offsets.
  private func nodes(
    _ query: String, in body: String, _ profile: TextProfile = TextProfile(),
    change: (inout ConcordanceRequest) -> Void = { _ in }
  ) throws -> [String] {
    try table(query, [.body(body)], profile, change: change).texts("node")
  }

  @Test func aLineAsItStands() throws {
    let article = Article.made([
      .id: "a1", .title: "On Occupation", .date: "2021-03-06", .source: "S", .url: "http://x/",
      .body: "The  \"Occupation\"\nof Éire—was (very)\tlong. It ended.",
    ])
    let table = try table("occupation", [article]) { $0.context = 3 }
    #expect(
      table.columns == [
        "line", "left", "node", "right", "id", "title", "date", "source", "url", "field", "offset",
      ])
    #expect(table.texts("left") == ["On", "The \""])
    #expect(table.texts("node") == ["Occupation", "Occupation"])
    #expect(table.texts("right") == ["", "\" of Éire—was"])
    #expect(table.rows("line", "field", "offset") == ["1 title 3", "2 body 6"])
    for row in table.rows("id", "title", "date", "source", "url") {
      #expect(row == "a1 On Occupation 2021-03-06 S http://x/")
    }
    #expect(table.corpus["hits"] as? Int == 2)
    #expect(table.corpus["articles_with_hits"] as? Int == 1)
  }

  @Test func offsetsAreBytesOfTheBody() throws {
    let body = "Éire — Éire. Ökonomie Éire"
    let table = try table("éire", [.body(body)])
    let bytes = Array(body.utf8)
    #expect(table.integers("offset") == [0, 10, 27])
    for offset in table.integers("offset") {
      #expect(String(decoding: bytes[offset..<offset + 5], as: UTF8.self) == "Éire")
    }
  }

  @Test func contextIsCutAtTheField() throws {
    let article = Article.made([.title: "Alba bora", .body: "Cora alba. Dora\n\nenno alba"])
    let table = try table("alba", [article]) { $0.context = 2 }
    #expect(
      table.rows("left", "node", "right") == [
        " Alba bora", "Cora alba . Dora enno", "Dora enno alba ",
      ])
    let none = try self.table("alba", [article]) { $0.context = 0 }
    #expect(none.texts("left") == ["", "", ""])
    #expect(none.texts("right") == ["", "", ""])
  }

  @Test func anArticleWithoutIdIsNamedByItsKey() throws {
    let ids = try table("alba", [.body("alba alba"), .body("alba"), .body("alba")]).texts("id")
    #expect(ids.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
    #expect(Set(ids).count == 2)
  }

  // MARK: Queries

  @Test func wordsAndPhrases() throws {
    let body = "Climate change. Climate, change! The climate change; climate\n\nchange"
    #expect(try nodes("climate", in: body).count == 4)
    #expect(
      try nodes("climate change", in: body) == [
        "Climate change", "Climate, change", "climate change",
      ])
    #expect(try nodes("change climate", in: body) == ["change; climate"])
    #expect(try nodes("climate change", in: body) { $0.within = .article }.count == 4)
    #expect(try nodes("change climate", in: body) { $0.within = .paragraph }.count == 2)
    #expect(try nodes("the climate change", in: body) == ["The climate change"])
  }

  /// A word is found whatever of it cannot be seen, in the text or in the query; the line shows it
  /// as it is written.
  @Test func whatIsInvisibleHidesNoHit() throws {
    for word in ["rain\u{AD}fall", "rain\u{2060}fall", "rainfall\u{200E}", "ra\u{FEFF}infall"] {
      #expect(try nodes("rainfall", in: "Much \(word) came.") == [word])
      #expect(try nodes("rainf*", in: "Much \(word) came.") == [word])
      #expect(try nodes("/rain.all/", in: "Much \(word) came.") == [word])
      #expect(try nodes(word, in: "Much rainfall came.") == ["rainfall"])
    }
    #expect(try nodes("محمد", in: "قال محـمد شيئا") == ["محـمد"])
  }

  @Test func wildcards() throws {
    let body = "Occupy occupied preoccupation occ cat at chat of the cat"
    #expect(try nodes("occup*", in: body) == ["Occupy", "occupied"])
    #expect(try nodes("*occup*n", in: body) == ["preoccupation"])
    #expect(try nodes("?at", in: body) == ["cat", "cat"])
    #expect(try nodes("*at", in: body) == ["cat", "at", "chat", "cat"])
    #expect(try nodes("occ*", in: body) == ["Occupy", "occupied", "occ"])
    #expect(try nodes("of * cat", in: body) == ["of the cat"])
    #expect(try nodes("*", in: body).count == 10)
    #expect(try nodes("* *", in: body).count == 9)
    #expect(try nodes("???", in: body) == ["occ", "cat", "the", "cat"])
  }

  @Test func alternativesAndExpressions() throws {
    let body = "War and peace talks, peace, colour color colors war room"
    #expect(try nodes("war|peace talks", in: body) == ["War", "peace talks", "war"])
    #expect(try nodes("war|war room|peace", in: body) == ["War", "peace", "peace", "war room"])
    #expect(try nodes("/colou?rs?/", in: body) == ["colour", "color", "colors"])
    #expect(try nodes("/colo.*/ war", in: body) == ["colors war"])
    #expect(try nodes("/COLOR/", in: body) == ["color"])
    #expect(try nodes("/colo/", in: body) == [])
    #expect(try nodes("/War/", in: body) { $0.caseSensitive = true } == ["War"])
  }

  @Test func switches() throws {
    let body = "Éclair éclair ECLAIR eclair e\u{301}clair Straße STRASSE"
    #expect(try nodes("éclair", in: body) == ["Éclair", "éclair", "e\u{301}clair"])
    #expect(try nodes("eclair", in: body) == ["ECLAIR", "eclair"])
    #expect(try nodes("eclair", in: body) { $0.diacriticSensitive = false }.count == 5)
    #expect(try nodes("ÉCLAIR", in: body) { $0.diacriticSensitive = false }.count == 5)
    #expect(try nodes("Éclair", in: body) { $0.caseSensitive = true } == ["Éclair"])
    #expect(try nodes("écl*", in: body).count == 3)
    #expect(try nodes("e\u{301}cl*", in: body).count == 3)
    #expect(try nodes("strasse", in: body) == ["Straße", "STRASSE"])
    #expect(try nodes("straße", in: body) == ["Straße", "STRASSE"])
  }

  @Test func wordsAreCutAsTheTextIs() throws {
    let body = "A well-known fact, well known; don’t do it"
    #expect(try nodes("well-known", in: body) == ["well-known"])
    var profile = TextProfile()
    profile.segmentation.keepsHyphens = false
    #expect(try nodes("well-known", in: body, profile) == ["well-known", "well known"])
    #expect(try nodes("don't", in: body) == ["don’t"])
  }

  @Test(arguments: ["", " ", "a|", "|a", "a||b", "/open", "//", "/(/", "\\", "…"])
  func queriesThatAreNone(query: String) throws {
    let fault = #expect(throws: Fault.self) { try TokenQuery(query) }
    #expect(fault?.code == "query.syntax")
    #expect(fault?.advice != nil)
  }

  @Test func flawsOfExpressionsArePlaced() {
    let fault = #expect(throws: Fault.self) { try TokenQuery(#"war /a\/é(b/"#) }
    #expect(fault?.message.contains("missing closing parenthesis at character 12 of") == true)
    let other = #expect(throws: Fault.self) { try TokenQuery("/ab[/") }
    #expect(other?.message.contains("at character 5 of") == true)
  }

  @Test func expressionsAreSpeltAsTheTextIs() throws {
    let body = "Café cafe\u{301} don’t CAFÉS"
    #expect(try nodes("/cafe\u{301}s?/", in: body).count == 3)
    #expect(try nodes("/caf./", in: body).count == 2)
    #expect(try nodes("/don't/", in: body) == ["don’t"])
    #expect(try nodes("/CAFÉ/", in: body) { $0.diacriticSensitive = false }.count == 2)
    #expect(try nodes(#"/\W+|\D{5}/"#, in: body).count == 2)
  }

  @Test func tooManyPatterns() throws {
    let words = (0..<65).map { "w\($0)" }
    _ = try TokenQuery(words.dropLast().joined(separator: "|"))
    let fault = #expect(throws: Fault.self) {
      try TokenQuery(words.joined(separator: "|"))
    }
    #expect(fault?.code == "query.too-long")
  }

  /// An expression that would try ways for ever ends the count; no hit is passed over silently.
  @Test func expressionsThatTryTooManyWays() throws {
    let body = "aaa " + String(repeating: "a", count: 70) + "b"
    let fault = #expect(throws: Fault.self) { try nodes("/(a+)+$/", in: body) }
    #expect(fault?.code == "query.too-hard")
    #expect(fault?.exit == .data)
    #expect(fault?.message.contains("/(a+)+$/") == true)
    #expect(fault?.message.contains("aaaaaa") == true)
    #expect(try nodes("/(?>a+)+$/", in: body) == ["aaa"])
  }

  // MARK: Order and sample

  @Test func sortKeys() throws {
    func article(_ source: String, _ date: String, _ body: String) -> Article {
      .made([.source: source, .date: date, .body: body])
    }
    let articles = [
      article("B", "2021-02", "one alba two three."), article("A", "2021-03", "Two Alba One four."),
      article("C", "2021-01", "zero alba."),
    ]
    func sources(_ keys: ConcordanceSortKey...) throws -> String {
      try table("alba", articles) { $0.sort = keys }.texts("source").joined()
    }
    #expect(try sources(.right(1)) == "CAB")
    #expect(try sources(.right(2)) == "CAB")
    #expect(try sources(.left(1)) == "BAC")
    #expect(try sources(.date) == "CBA")
    #expect(try sources(.source) == "ABC")
    #expect(try sources(.node, .source) == "ABC")
    #expect(try sources(.left(2), .date) == "CBA")
    #expect(try sources(.right(20), .left(1)) == "BAC")
    let plain = try table("alba", articles).texts("source")
    let reversed = try table("alba", articles.reversed()).texts("source")
    #expect(plain == reversed)
  }

  @Test func aLimitIsAnExactSample() throws {
    var generator = Generator(seed: 1)
    let articles = (0..<40).map { _ in GeneratedText(&generator, words: 30, types: 10).article }
    func lines(_ limit: Int?, _ seed: UInt64, _ articles: [Article]) throws -> Set<String> {
      let table = try table("zba*", articles) { ($0.limit, $0.seed) = (limit, seed) }
      #expect(table.count == min(limit ?? .max, table.corpus["hits"] as? Int ?? -1))
      #expect(table.corpus["lines_shown"] as? Int == table.count)
      return Set(table.rows("id", "field", "offset"))
    }
    let all = try lines(nil, 1, articles)
    let ten = try lines(10, 1, articles)
    let twenty = try lines(20, 1, articles)
    #expect(all.count > 100)
    #expect(ten.isSubset(of: twenty) && twenty.isSubset(of: all))
    #expect(try lines(10, 1, articles.reversed()) == ten)
    #expect(try lines(10, 2, articles) != ten)
    #expect(try lines(0, 1, articles).isEmpty)
    #expect(try lines(100_000, 1, articles) == all)
  }

  // MARK: What is kept

  /// The context is kept in steps, so a narrower one finds its lines among what was counted; a
  /// table shows, and is sorted by, no more than was asked for.
  @Test func aNarrowerContextRecountsNothing() throws {
    var generator = Generator(seed: 7)
    let articles = (0..<5).map { _ in GeneratedText(&generator, words: 40, types: 9).article }
    func plan(_ context: Int) throws -> CountingPlan {
      var request = ConcordanceRequest(text: "words", query: "zba*")
      (request.context, request.sort) = (context, [.right(5), .left(2)])
      return try CountingPlan(request)
    }
    func words(_ text: String) -> Int {
      text.split { !$0.isLetter && !$0.isNumber }.count
    }
    try withTemporaryFolder { folder in
      let segments = try plan(8).count(articles, folder: folder)
      for context in [0, 3, 8, 10] {
        let narrow = try plan(context)
        #expect(try narrow.fingerprint == plan(8).fingerprint)
        let table = try Table(narrow.tables(of: segments, folder: folder)[0])
        #expect(table.count > 5)
        #expect(table.texts("left").map(words).max() == context)
        #expect(table.texts("right").map(words).max() == context)
      }
      #expect(try plan(11).fingerprint != plan(10).fingerprint)
      // Beyond the context nothing is sorted by.
      let two = try Table(plan(2).tables(of: segments, folder: folder)[0])
      var request = ConcordanceRequest(text: "words", query: "zba*")
      (request.context, request.sort) = (2, [.left(2)])
      let leftOnly = try CountingPlan(request).table(articles)
      #expect(two.rows("left", "node", "right") == leftOnly.rows("left", "node", "right"))
    }
  }

  /// What the lines of an article share is kept once, however many they are.
  @Test func aLongTitleIsKeptOnce() throws {
    let title = String(repeating: "m", count: 20_000)
    let body = String(repeating: "the ", count: 100)
    let article = Article.made([.id: "1", .title: title, .body: body])
    let plan = try CountingPlan(ConcordanceRequest(text: "words", query: "the"))
    try withTemporaryFolder { folder in
      let segments = try plan.count([article], folder: folder)
      let size = try segments.reduce(0) { sum, segment in
        try sum + Data(contentsOf: URL(fileURLWithPath: segment)).count
      }
      #expect(size < 50_000)
      let table = try Table(plan.tables(of: segments, folder: folder)[0])
      #expect(table.texts("title") == Array(repeating: title, count: 100))
    }
  }

  /// Lines do not pile up within an article, and a line finds its article in whatever segment it
  /// lies.
  @Test func runsMayEndInTheMidstOfAnArticle() throws {
    var generator = Generator(seed: 8)
    var articles = (0..<3).map { place in
      var article = GeneratedText(&generator, words: 60, types: 5).article
      article.set(.title, "Title \(place)")
      return article
    }
    articles.append(articles[1])
    var request = ConcordanceRequest(text: "words", query: "zba*|zke*")
    request.sort = [.right(1)]
    let plan = try CountingPlan(request)
    try withTemporaryFolder { folder in
      let whole = try plan.tables(of: plan.count(articles, folder: folder), folder: folder)
      let segments = try plan.count(articles, .inLittleMemory, folder: folder)
      #expect(segments.count > 4 * articles.count)
      let pieces = try plan.tables(of: segments.shuffled(using: &generator), folder: folder)
      #expect(pieces == whole)
      let table = try Table(whole[0])
      #expect(table.corpus["articles_with_hits"] as? Int == 4)
      let twice = table.rows("title", "offset").filter { $0.hasPrefix("Title 1") }
      #expect(twice.count == 2 * Set(twice).count)
    }
  }

  /// A signal is heeded within a long article.
  @Test func aLongArticleMayBeGivenUp() throws {
    let article = Article.body(String(repeating: "the ", count: 100_000))
    let plan = try CountingPlan(ConcordanceRequest(text: "words", query: "the"))
    var tally = try Tally(plan, memory: 256 << 20)
    var asked = 0
    let fault = #expect(throws: Fault.self) {
      try tally.fold(article) { () throws(Fault) in
        asked += 1
        if asked == 4 { throw Fault("run.stopped", "stopped", exit: .interrupted) }
      } drain: { _ in
      }
    }
    #expect(fault?.code == "run.stopped")
  }

  // MARK: Looking ahead

  /// Of all characters, only those that are known to fold to letters of ASCII do so.
  @Test func lettersThatFoldToASCII() {
    let known = Set(TypeMatcher.foldingToASCII)
    for normalForm in [TextProfile.NormalForm.none, .nfc] {
      var profile = TextProfile()
      profile.normalForm = normalForm
      let folding = TypeFolding(profile)
      for value in 0x80...0x2FFFF as ClosedRange<UInt32> {
        // Other characters stay what they are, or fold to characters that are not in ASCII.
        guard let scalar = Unicode.Scalar(value), !known.contains(scalar),
          scalar.properties.changesWhenCaseFolded || scalar.properties.isFullCompositionExclusion
        else { continue }
        let letters = folding.folded(String(scalar)).filter { (0x61...0x7A).contains($0 | 0x20) }
        #expect(letters.isEmpty, "\(scalar)")
      }
    }
  }

  /// Which articles can be passed over is told by their bytes. A regular expression that matches
  /// nothing makes every article be read in full: with it, as many lines must be found.
  @Test(arguments: TextProfile.NormalForm.allCases, [true, false])
  func noHitIsPassedOver(normalForm: TextProfile.NormalForm, caseSensitive: Bool) throws {
    let alike: [[String]] = [
      ["k", "K", "\u{212A}", "ｋ", "Ｋ", "ķ"], ["s", "S", "ſ", "ｓ", "ś"],
      ["ss", "ß", "ẞ", "SS", "ſs"],
      ["fi", "ﬁ", "FI", "ﬃ"], ["i", "İ", "I", "i\u{307}", "ı", "í"], ["j", "ǰ", "j\u{30C}", "J"],
      ["n", "ŉ", "ñ", "n\u{303}", "N"], ["e", "é", "e\u{301}", "É", "Ｅ"],
      ["h", "ẖ", "t", "ẗ", "ẘ", "ẙ"],
      ["ẚ", "a", "å", "\u{212B}", "Å"], ["1", "１", "¹"], ["st", "ﬆ", "ﬅ"],
    ]
    var profile = TextProfile()
    profile.normalForm = normalForm
    var generator = Generator(seed: 3)
    func word(_ pieces: [Int]) -> String { pieces.map { generator.pick(alike[$0]) }.joined() }
    var found = 0
    for _ in 0..<25 {
      let pieces = (0..<generator.number(1..<4)).map { _ in generator.number(0..<alike.count) }
      let articles = (0..<6).map { _ in Article.body(word(pieces)) }
      var query = word(pieces)
      if generator.number(0..<4) == 0 { query = "*" + query }
      if generator.number(0..<4) == 0 { query += "*" }
      let diacriticSensitive = generator.number(0..<3) > 0
      func hits(_ query: String) throws -> Int {
        try table(query, articles, profile) {
          ($0.caseSensitive, $0.diacriticSensitive) = (caseSensitive, diacriticSensitive)
        }.count
      }
      let expected = try hits(query + "|/never/")
      found += expected
      let count = try hits(query)
      #expect(count == expected, "\(query) \(diacriticSensitive)")
    }
    #expect(found > 8)
  }
}
