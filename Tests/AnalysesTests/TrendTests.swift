import Analyses
import Articles
import Testing
import Tokens

/// Trends against what a reader of the texts finds by hand.
@Suite struct TrendTests {
  private func article(_ date: String?, _ source: String, _ body: String) -> Article {
    var fields: [Field: String] = [.source: source, .body: body]
    if let date { fields[.date] = date }
    return .made(fields)
  }

  private func table(
    _ articles: [Article], _ terms: [String], _ profile: TextProfile = TextProfile(),
    change: (inout TrendRequest) -> Void = { _ in }
  ) throws -> Table {
    var request = TrendRequest(text: "words", terms: terms)
    change(&request)
    return try CountingPlan(request, profile).table(articles)
  }

  @Test func periodsWithoutArticlesAreRows() throws {
    let table = try table(
      [
        article("2021-11-30", "A", "oil oil gas"), article("2022-02-01", "A", "gas coal"),
        article(nil, "A", "oil"),
      ], ["oil"])
    #expect(
      table.rows("month", "count", "articles", "all_articles", "all_tokens") == [
        "2021-11 2 1 1 3", "2021-12 0 0 0 0", "2022-01 0 0 0 0", "2022-02 0 0 1 2",
        "(none) 1 1 1 1",
      ])
    #expect(table.numbers("per_million") == [2e6 / 3, nil, nil, 0, 1e6])
    let rolling = table.numbers("rolling_count")
    #expect(rolling == [nil, nil, 2.0 / 3, 0, nil])
    #expect(table.numbers("rolling_per_million") == [nil, nil, 2e6 / 3, 0, nil])
  }

  @Test(arguments: [
    ("day", ["2020-02-28", "2020-02-29", "2020-03-01"]),
    ("week", ["2020-W09"]), ("month", ["2020-02", "2020-03"]), ("year", ["2020"]),
  ])
  func everyPeriod(name: String, expected: [String]) throws {
    let period = try #require(ArticleDate.Period(rawValue: name))
    let table = try table(
      [article("2020-03-01", "A", "oil"), article("2020-02-28", "A", "oil")], ["oil"]
    ) { $0.period = period }
    #expect(table.texts(name) == expected)
  }

  @Test func weeksOverTheYear() throws {
    let table = try table(
      [article("2020-12-27", "A", "oil"), article("2021-01-12", "A", "oil")], ["oil"]
    ) { $0.period = .week }
    #expect(table.texts("week") == ["2020-W52", "2020-W53", "2021-W01", "2021-W02"])
  }

  @Test func shareOfVoice() throws {
    let articles = [
      article("2021-01", "A", "oil oil oil gas"), article("2021-01", "B", "oil coal coal"),
    ]
    let ofTerms = try table(articles, ["oil", "gas|coal"]) { $0.groupBy = [.source] }
    #expect(
      ofTerms.rows("term", "source", "count") == [
        "oil A 3", "oil B 1", "gas|coal A 1", "gas|coal B 2",
      ])
    #expect(ofTerms.numbers("share_of_voice") == [0.75, 1.0 / 3, 0.25, 2.0 / 3])
    let ofGroups = try table(articles, ["oil"]) { ($0.groupBy, $0.share) = ([.source], .groups) }
    #expect(ofGroups.numbers("share_of_voice") == [0.75, 0.25])
  }

  @Test func phrasesWildcardsAndStems() throws {
    let text = "The oil price rose. Oil. Prices of oils fell, and the price of oil fell."
    func counts(_ terms: [String], _ profile: TextProfile = TextProfile()) throws -> [Int] {
      try table([article("2021", "A", text)], terms, profile) { $0.period = .year }
        .integers("count")
    }
    #expect(
      try counts(["oil price", "oil*", "price? of oil*", "/f[ae]ll/", "oil|oil price"]) == [
        1, 4, 1, 2, 3,
      ])
    var stemmed = TextProfile()
    (stemmed.stemmer, stemmed.stopWords) = ("english", ["the"])
    #expect(try counts(["oil", "price", "prices", "of oil"], stemmed) == [4, 3, 0, 2])
  }

  @Test func aBurstIsWhatTheBaselineMakesUnlikely() throws {
    func day(_ day: Int, oils: Int) -> Article {
      let words = (0..<100).map { $0 < oils ? "oil" : "word" }.joined(separator: " ")
      return article("2021-01-\(day < 10 ? "0" : "")\(day)", "A", words)
    }
    let oils = [1, 2, 0, 1, 2, 1, 9, 1]
    let articles = oils.enumerated().map { day($0.offset + 1, oils: $0.element) }
    let table = try table(articles, ["oil"]) { ($0.period, $0.burst.baseline) = (.day, 4) }
    #expect(table.integers("burst") == [-1, 0, 0, 0, 0, 0, 1, 0])
    #expect(
      table.numbers("expected").map { $0.map { ($0 * 100).rounded() / 100 } } == [
        nil, 1, 1.5, 1, 1, 1.25, 1, 3.25,
      ])
    // Nine of thirteen, where one in five is expected: Σ C(13, k) 4^(13−k) / 5^13.
    let ways: [Double] = [715 * 256, 286 * 64, 78 * 16, 13 * 4, 1]
    let tail = ways.reduce(0, +) / 1_220_703_125
    let found = try #require(table.numbers("p_value")[6])
    #expect(abs(found - tail) <= 1e-12 * tail)
  }
}
