import Articles
import Bytes
import Diagnostics
import Testing
import Tokens

@testable import Analyses

/// What is asked for and occurs nowhere is told in the table, with what is near.
@Suite struct MissingTests {
  private static let articles: [Article] = [
    .made([.source: "RHC", .date: "2021-03-06", .body: "war war peace in our time"]),
    .made([.source: "Granma", .date: "2022-01-01", .body: "peace and joy, joy and happiness"]),
  ]

  private func table(
    _ request: any AnalysisRequest, _ profile: TextProfile = TextProfile(),
    _ articles: [Article] = MissingTests.articles
  ) throws -> Table {
    try CountingPlan(request, profile).table(articles)
  }

  private func terms(
    _ change: (inout TermFrequencyRequest) -> Void
  ) -> any AnalysisRequest {
    var request = TermFrequencyRequest(text: "words")
    change(&request)
    return request
  }

  @Test func termsFound() throws {
    let found = try table(terms { $0.terms = ["war", "joy"] })
    #expect(found.count == 2 && found.warnings == [])
  }

  @Test(arguments: [false, true]) func termsNotFound(isScored: Bool) throws {
    let request = terms {
      $0.terms = ["war", "joys", "zebra"]
      if isScored { $0.sort = "articles" }
    }
    let found = try table(request)
    #expect(found.texts("term") == ["war"])
    #expect(
      found.warnings == [
        "no article has `joys`. Did you mean `joy`?", "no article has `zebra`",
      ])
  }

  @Test func phrases() throws {
    let request = terms {
      ($0.ngrams, $0.groupBy) = (2, [.source])
      $0.terms = ["our time", "peace joy", "uor times", "uor zebra"]
    }
    #expect(
      try table(request).warnings == [
        "no article has `peace joy`, though each of its words occurs",
        "no article has `uor times`. Did you mean `our` for `uor`? Did you mean `time` for "
          + "`times`?",
        "no article has `uor zebra`",
      ])
  }

  /// Asked for by its stem, a word is there; as it is written, it is not, and the stem is told.
  @Test func stems() throws {
    var profile = TextProfile()
    profile.stemmer = "english"
    #expect(
      try table(terms { $0.terms = ["happiness", "happi"] }, profile).warnings
        == ["no article has `happiness`. Did you mean `happi`?"])
  }

  @Test func manyAreNotAllNamed() throws {
    let request = terms { $0.terms = (0..<100).map { "word\($0)" } }
    let warnings = try table(request).warnings
    #expect(warnings.count == 11)
    #expect(warnings.last == "90 more of the requested terms occur in no article")
  }

  @Test func nodes() throws {
    var request = CooccurrenceRequest(text: "words")
    (request.nodes, request.minCount) = (["pece", "joy"], 1)
    let found = try table(request)
    #expect(found.count > 0)
    #expect(found.warnings == ["no article has `pece`. Did you mean `peace`?"])
    request.nodes = ["pece"]
    #expect(try table(request).warnings.count == 1)
  }

  @Test func trends() throws {
    let request = TrendRequest(text: "words", terms: ["war", "joys|wra", "zeb*", "peace war"])
    #expect(
      try table(request).warnings == [
        "no article has `joys|wra`. Did you mean `joy` for `joys`? Did you mean `war` for `wra`?",
        "no article has `zeb*`",
        "no article has `peace war`, though each of its words occurs",
      ])
  }

  @Test func targets() throws {
    var request = KeynessRequest(text: "words")
    request.target = [GroupSelection(.source, ["Rhc"])]
    #expect(
      try table(request).warnings == [
        "no article has the source `Rhc`. Did you mean `RHC`?"
      ])
    request.target = [GroupSelection(.source, ["RHC"]), GroupSelection(.year, ["2022"])]
    #expect(
      try table(request).warnings == ["no article meets all conditions of `target`"])
    request.target = [GroupSelection(.source, ["RHC"])]
    request.reference = .groups([GroupSelection(.month, ["2020-02"])])
    #expect(
      try table(request).warnings == [
        "no article has the month `2020-02`. Did you mean `2021-03` or `2022-01`?"
      ])
    request.reference = .groups([GroupSelection(.section, ["sport"])])
    #expect(
      try table(request).warnings == [
        "no article has the section `sport`. The values of section are `(none)`."
      ])
    request.target = [GroupSelection(.source, ["RHC", "Granma"])]
    request.reference = .rest
    #expect(
      try table(request).warnings == [
        "all articles are in the target: none is left to compare it with"
      ])
  }

  @Test func lists() throws {
    var list = FrequencyList(file: "l.csv")
    list.append(Array("Water".utf8), count: 10)
    var request = KeynessRequest(text: "words")
    request.reference = .list(list)
    #expect(
      try table(request).warnings.first == """
        no term of the list `l.csv` occurs in an article. Its terms must be those that the profile \
        makes.
        """)
  }

  /// No table is empty without a reason.
  @Test func noRows() throws {
    func expect(
      _ request: any AnalysisRequest, _ reason: String, _ profile: TextProfile = TextProfile(),
      _ articles: [Article] = MissingTests.articles,
      sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let found = try table(request, profile, articles)
      #expect(found.count == 0, sourceLocation: sourceLocation)
      #expect(
        found.warnings == ["the table has no row: \(reason)"], sourceLocation: sourceLocation)
    }
    try expect(terms { _ in }, "no article was counted", TextProfile(), [])
    var strict = TextProfile()
    strict.minLength = 50
    try expect(
      terms { _ in }, "no token of the articles is a term of the profile `words`", strict)
    try expect(
      terms { $0.minCount = 9 }, "no term occurs more often than 2 times, and `min_count` is 9")
    try expect(
      terms { $0.minArticles = 3 },
      "no term occurs in more than 2 articles, and `min_articles` is 3")
    try expect(
      terms { ($0.ngrams, $0.terms, $0.minCount) = (1, ["war"], 3) },
      "none of the requested terms reaches the smallest counts")
    try expect(
      terms { $0.ngrams = 3 }, "no sentence has 3 terms one after the other", TextProfile(),
      [.body("Two words.")])
    var pairs = CooccurrenceRequest(text: "words")
    try expect(
      pairs, "no pair occurs more often than 2 times, and `min_count` is 5",
      TextProfile(), [.body("a b. A b.")])
    pairs.bounds = [ColumnBounds(column: "count", min: 100)]
    pairs.minCount = 1
    try expect(
      pairs, "no pair has `min_count`, 1 and the bounds of `where`",
      TextProfile(), [.body("a b. A b.")])
    try expect(
      pairs, "no two terms occur near each other", TextProfile(), [.body("One.")])
    try expect(
      ConcordanceRequest(text: "words", query: "wra"),
      "nothing in the articles matches `wra`")
    var keyness = KeynessRequest(text: "words")
    keyness.target = [GroupSelection(.source, ["RHC"])]
    try expect(
      keyness,
      """
      no term with a count of 3 is significantly more frequent in a target or significantly rarer \
      in a \
      target (`alpha`: 0.05, `correction`: bonferroni)
      """)
    var diversity = DiversityRequest(text: "words")
    diversity.minTokens = 100
    try expect(diversity, "no group has `min_tokens`, 100 tokens")
    var dictionary = CategoryDictionary(file: "d.yml")
    dictionary.add("zebra", to: dictionary.category(named: "animals", in: nil))
    var categories = DictionaryRequest(text: "words", dictionary: dictionary)
    #expect(
      try table(categories).warnings == [
        "no pattern of the dictionary `d.yml` occurs"
      ])
    categories.per = .article
    try expect(categories, "no pattern of the dictionary occurs")
  }

  @Test func nearestValues() {
    func nearest(_ wanted: String, _ values: String..., farthest: Int = 3) -> [String] {
      var search = NearestValues(to: [wanted], farthest: farthest)
      for value in values { search.look(at: value.utf8Span.span) }
      return search.found[0]
    }
    #expect(nearest("Rhc", "RHC", "rhd", "ab") == ["RHC"])
    #expect(nearest("climte", "climb", "climate", "clime") == ["climate", "clime"])
    #expect(nearest("clime", "climd", "climc", "climb", "clima") == ["clima", "climb", "climc"])
    #expect(nearest("Éire", "éire", "eire") == ["éire"])
    #expect(nearest("a", "b", "A") == ["A"])
    #expect(nearest("ab", "cd") == [])
    #expect(nearest("organisation", "organizations", "organ") == ["organizations"])
    #expect(nearest("organisation", "orgonizations", farthest: 2) == [])
    #expect(nearest("recieve", "receive", "relieve") == ["receive", "relieve"])
    // In whatever order.
    #expect(nearest("clime", "clima", "climb", "climc", "climd") == ["clima", "climb", "climc"])
  }
}

/// A word of a query is stemmed, or has its lemma, as the text has.
@Suite struct ReducedConcordanceTests {
  private func nodes(
    _ query: String, in body: String, change: (inout TextProfile) -> Void
  ) throws -> [String] {
    var profile = TextProfile()
    change(&profile)
    let request = ConcordanceRequest(text: "words", query: query)
    return try CountingPlan(request, profile).table([.body(body)]).texts("node")
  }

  @Test func stems() throws {
    let text = "Happiness is running. He runs happily; the RUN was happy."
    #expect(
      try nodes("runs", in: text) { $0.stemmer = "english" }.sorted() == ["RUN", "running", "runs"])
    #expect(
      try nodes("happy", in: text) {
        $0.stemmer = "english"
        $0.normalForm = .nfd
      }.sorted() == ["Happiness", "happy"])
    #expect(try nodes("runs", in: text) { _ in } == ["runs"])
    // What the profile removes is found nevertheless, and any token stays any token.
    #expect(
      try nodes("the * was", in: text) {
        $0.stemmer = "english"
        $0.stopWords = ["the", "was"]
      } == ["the RUN was"])
  }

  @Test func lemmas() throws {
    let text = "They went. She goes; I go. Gone!"
    let lemmas: [TextProfile.Lemma] = [
      .init(form: "goes", lemma: "go"), .init(form: "went", lemma: "go"),
    ]
    #expect(try nodes("go", in: text) { $0.lemmas = lemmas }.sorted() == ["go", "goes", "went"])
    #expect(try nodes("went", in: text) { $0.lemmas = lemmas }.sorted() == ["go", "goes", "went"])
  }
}
