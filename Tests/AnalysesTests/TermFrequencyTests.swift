import Analyses
import Articles
import Diagnostics
import Testing
import Tokens

@Suite struct TermFrequencyTests {
  private func table(
    _ articles: [Article], _ profile: TextProfile = TextProfile(), fields: [String] = [],
    change: (inout TermFrequencyRequest) -> Void = { _ in }
  ) throws -> Table {
    var request = TermFrequencyRequest(text: "words")
    change(&request)
    return try CountingPlan(request, profile, fields: fields).table(articles)
  }

  @Test func countsAndShares() throws {
    let table = try table([.body("Alba bora alba. Cora"), .body("alba dora!"), .body("")])
    #expect(
      table.columns
        == ["rank", "term", "count", "per_million", "articles", "article_share"])
    #expect(
      table.rows("rank", "term", "count", "articles") == [
        "1 alba 3 2", "2 bora 1 1", "2 cora 1 1", "2 dora 1 1",
      ])
    let (sixth, third) = (1e6 / 6, 1.0 / 3)
    #expect(table.numbers("per_million") == [500_000, sixth, sixth, sixth])
    #expect(table.numbers("article_share") == [2 * third, third, third, third])
    #expect(table.corpus["articles"] as? Int == 3)
    #expect(table.corpus["tokens"] as? Int == 6)
    #expect(table.corpus["types"] as? Int == 4)
  }

  @Test func titleAndBodyAreCounted() throws {
    let article = Article.made([
      .title: "Alba bora", .body: "Alba", .dateline: "Roma", .source: "X",
    ])
    #expect(try table([article]).rows("term", "count") == ["alba 2", "bora 1"])
    var profile = TextProfile()
    profile.readsTitle = false
    profile.readsDateline = true
    #expect(try table([article], profile).rows("term", "count") == ["alba 1", "roma 1"])
  }

  @Test func equalCountsShareARank() throws {
    let table = try table([.body("alba alba bora bora cora dora dora dora enno")])
    #expect(
      table.rows("rank", "term", "count")
        == ["1 dora 3", "2 alba 2", "2 bora 2", "4 cora 1", "4 enno 1"])
  }

  @Test func nothingCounted() throws {
    #expect(try table([]).count == 0)
    #expect(try table([.body("…")]).count == 0)
    #expect(try table([]) { $0.groupBy = [.source] }.count == 0)
    #expect(try table([.body("…")]) { $0.groupBy = [.source] }.count == 0)
  }

  @Test func thresholdsTopAndTerms() throws {
    let articles: [Article] = [
      .body("alba alba alba bora bora cora"), .body("bora cora dora"), .body("cora enno"),
    ]
    func terms(_ change: (inout TermFrequencyRequest) -> Void) throws -> [String] {
      try table(articles, change: change).texts("term")
    }
    #expect(try terms { $0.minCount = 3 } == ["alba", "bora", "cora"])
    #expect(try terms { $0.minArticles = 2 } == ["bora", "cora"])
    #expect(try terms { $0.top = 2 } == ["alba", "bora"])
    #expect(try terms { $0.top = .max }.count == 5)
    #expect(try terms { $0.terms = ["dora", "zora", "alba", "enno cora"] } == ["alba", "dora"])
    #expect(try terms { $0.terms = ["zora"] } == [])
    #expect(
      try terms { ($0.ngrams, $0.terms) = (2, ["alba bora", "bora", "cora enno"]) } == [
        "alba bora", "cora enno",
      ])
    let ranks = try table(articles) { $0.minArticles = 2 }.rows("rank", "term", "count")
    #expect(ranks == ["1 bora 3", "1 cora 3"])
  }

  @Test func perMillionIsOfKeptTokens() throws {
    var profile = TextProfile()
    profile.stopWords = ["the"]
    profile.numbers = .drop
    let table = try table([.body("The alba the bora 1999")], profile)
    #expect(table.rows("term", "count") == ["alba 1", "bora 1"])
    #expect(table.numbers("per_million") == [500_000, 500_000])
    #expect(table.corpus["tokens"] as? Int == 2)
    let removed = table.corpus["removed_tokens"] as? [String: Int]
    #expect(removed == ["stop_words": 2, "numbers": 1])
  }

  // MARK: Groups

  @Test func groups() throws {
    let articles: [Article] = [
      .made([.source: "Zeit", .body: "alba bora"]), .made([.source: "Zeit", .body: "alba"]),
      .made([.source: "Alto", .body: "alba cora cora"]), .made([.body: "alba", .source: ""]),
      .made([.body: "bora"]), .made([.source: "Mute", .body: ""]),
    ]
    let table = try table(articles) { $0.groupBy = [.source] }
    #expect(
      table.rows("source", "rank", "term", "count", "articles") == [
        "(none) 1 alba 1 1", "(none) 1 bora 1 1", "Alto 1 cora 2 1", "Alto 2 alba 1 1",
        "Zeit 1 alba 2 2", "Zeit 2 bora 1 1",
      ])
    #expect(table.numbers("article_share") == [0.5, 0.5, 1, 1, 1, 0.5])
    let (third, half) = (1e6 / 3, 5e5)
    #expect(table.numbers("per_million") == [half, half, 2 * third, third, 2 * third, third])
  }

  @Test func topIsOfEachGroup() throws {
    let articles: [Article] = [
      .made([.language: "en", .body: "alba alba bora"]),
      .made([.language: "fr", .body: "cora cora alba dora dora dora"]),
    ]
    let table = try table(articles) { ($0.groupBy, $0.top) = ([.language], 1) }
    #expect(table.rows("language", "term") == ["en alba", "fr dora"])
    let only = try self.table(articles) { ($0.groupBy, $0.terms) = ([.language], ["alba"]) }
    #expect(only.rows("language", "rank", "term", "count") == ["en 1 alba 2", "fr 1 alba 1"])
  }

  @Test func timeIsGroupedByTheDate() throws {
    let dates: [String?] = [
      "2021-01-03", "2020-12-31T23:59:00Z", "2021-01", "2021", "--03-06", nil,
    ]
    let articles = dates.map { date in
      Article.made(date.map { [.date: $0, .body: "alba"] } ?? [.body: "alba"])
    }
    func groups(_ dimension: GroupDimension) throws -> [String] {
      try table(articles) { $0.groupBy = [dimension] }.rows(dimension.name, "count")
    }
    #expect(try groups(.year) == ["(none) 2", "2020 1", "2021 3"])
    #expect(try groups(.month) == ["(none) 3", "2020-12 1", "2021-01 2"])
    #expect(try groups(.week) == ["(none) 4", "2020-W53 2"])
    #expect(try groups(.day) == ["(none) 4", "2020-12-31 1", "2021-01-03 1"])
  }

  @Test func severalDimensionsAndFurtherFields() throws {
    func article(_ source: String, _ desk: String?, _ body: String) -> Article {
      var article = Article(extraFields: 1)
      article.set(.source, source)
      article.set(.body, body)
      if let desk {
        article.fill(slot: Field.allCases.count) { $0.append(contentsOf: desk.utf8) }
      }
      return article
    }
    let articles = [
      article("A", "x", "alba"), article("AB", nil, "alba"), article("A", "x\0y", "bora"),
      article("A", "x", "bora"),
    ]
    let table = try table(articles, fields: ["desk"]) { $0.groupBy = [.source, .field("desk")] }
    #expect(table.columns.prefix(2) == ["source", "desk"])
    #expect(
      table.rows("source", "desk", "term") == [
        "A x alba", "A x bora", "A x␀y bora", "AB (none) alba",
      ])
  }

  // MARK: N-grams

  private func ngrams(
    _ length: Int, _ articles: [Article], _ profile: TextProfile = TextProfile(),
    within: Unit = .sentence
  ) throws -> [String] {
    try table(articles, profile) { ($0.ngrams, $0.within) = (length, within) }
      .rows("term", "count")
  }

  @Test func ngramsOfEveryLength() throws {
    let articles: [Article] = [.body("alba bora cora alba bora cora"), .body("alba bora")]
    #expect(try ngrams(1, articles) == ["alba 3", "bora 3", "cora 2"])
    #expect(try ngrams(2, articles) == ["alba bora 3", "bora cora 2", "cora alba 1"])
    #expect(
      try ngrams(3, articles) == ["alba bora cora 2", "bora cora alba 1", "cora alba bora 1"])
    #expect(
      try ngrams(5, articles) == [
        "alba bora cora alba bora 1", "bora cora alba bora cora 1",
      ])
    let table = try table(articles) { $0.ngrams = 2 }
    let sixth = 1e6 / 6
    #expect(table.numbers("per_million") == [500_000, 2 * sixth, sixth])
    #expect(table.integers("articles") == [2, 1, 1])
    #expect(table.corpus["ngrams"] as? Int == 6)
    #expect(table.corpus["tokens"] as? Int == 8)
  }

  @Test func ngramsStayWithinTheirUnit() throws {
    let article = Article.made([
      .title: "Zora enno", .body: "Alba bora. Cora dora.\n\nEnno fara.",
    ])
    #expect(
      try ngrams(2, [article]) == [
        "alba bora 1", "cora dora 1", "enno fara 1", "zora enno 1",
      ])
    #expect(
      try ngrams(2, [article], within: .paragraph) == [
        "alba bora 1", "bora cora 1", "cora dora 1", "enno fara 1", "zora enno 1",
      ])
    #expect(
      try ngrams(2, [article], within: .article) == [
        "alba bora 1", "bora cora 1", "cora dora 1", "dora enno 1", "enno fara 1", "zora enno 1",
      ])
    #expect(try ngrams(4, [article], within: .article).count == 3)
  }

  @Test func ngramsDoNotBridgeGapsUnlessTheyAreClosed() throws {
    var profile = TextProfile()
    profile.stopWords = ["the"]
    let article = Article.body("The alba the bora cora the. The the. Dora the the enno")
    #expect(try ngrams(2, [article], profile) == ["bora cora 1"])
    profile.gaps = .close
    #expect(
      try ngrams(2, [article], profile) == [
        "alba bora 1", "bora cora 1", "dora enno 1",
      ])
    #expect(
      try ngrams(2, [article], profile, within: .article) == [
        "alba bora 1", "bora cora 1", "cora dora 1", "dora enno 1",
      ])
  }

  @Test func ngramsOfGroups() throws {
    let articles: [Article] = [
      .made([.source: "B", .body: "alba bora alba bora"]),
      .made([.source: "A", .body: "alba bora"]),
    ]
    let table = try table(articles) { ($0.groupBy, $0.ngrams) = ([.source], 2) }
    #expect(
      table.rows("source", "rank", "term", "count") == [
        "A 1 alba bora 1", "B 1 alba bora 2", "B 2 bora alba 1",
      ])
    let third = 1e6 / 3
    #expect(table.numbers("per_million") == [1e6, 2 * third, third])
  }

  @Test func fiveWordsOfAGroup() throws {
    let table = try table([.made([.source: "A", .body: "alba bora cora dora enno fara"])]) {
      ($0.groupBy, $0.ngrams) = ([.source, .year], 5)
    }
    #expect(
      table.rows("source", "year", "term") == [
        "A (none) alba bora cora dora enno", "A (none) bora cora dora enno fara",
      ])
  }

  @Test func aFieldThatIsNotThereIsNoGroup() throws {
    let fault = #expect(throws: Fault.self) {
      try table([.body("alba")], fields: ["desk"]) { $0.groupBy = [.field("desks")] }
    }
    #expect(fault?.code == "pipeline.unknown-field")
    #expect(fault?.exit == .configuration)
  }
}
