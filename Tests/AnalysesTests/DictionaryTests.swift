import Analyses
import Articles
import TestSupport
import Testing
import Tokens

@Suite struct DictionaryTests {
  /// A dictionary of paths and their patterns.
  private static func dictionary(
    _ categories: KeyValuePairs<String, [String]>, file: String = "d.yml"
  ) -> CategoryDictionary {
    var dictionary = CategoryDictionary(file: file)
    for (path, patterns) in categories {
      var place: Int?
      for name in path.split(separator: "/") {
        place = dictionary.category(named: String(name), in: place)
      }
      for pattern in patterns { dictionary.add(pattern, to: place ?? 0) }
    }
    return dictionary
  }

  private func table(
    _ categories: KeyValuePairs<String, [String]>, _ articles: [Article],
    _ profile: TextProfile = TextProfile(), change: (inout DictionaryRequest) -> Void = { _ in }
  ) throws -> Table {
    var request = DictionaryRequest(
      text: "words", dictionary: DictionaryTests.dictionary(categories))
    change(&request)
    return try CountingPlan(request, profile).table(articles)
  }

  /// The counts of the categories in one text.
  private func counts(
    _ categories: KeyValuePairs<String, [String]>, in text: String,
    _ profile: TextProfile = TextProfile(), change: (inout DictionaryRequest) -> Void = { _ in }
  ) throws -> [Int] {
    try table(categories, [.body(text)], profile, change: change).integers("count")
  }

  // MARK: Patterns

  @Test func wordsAndWildcards() throws {
    let text = "Happy happily unhappy. HAPPY, joy! Joyful enjoys bar bear boar"
    #expect(try counts(["a": ["happy", "joy"]], in: text) == [3])
    #expect(try counts(["a": ["happ*"]], in: text) == [3])
    #expect(try counts(["a": ["*happ*"]], in: text) == [4])
    #expect(try counts(["a": ["*joy", "*s"]], in: text) == [2])
    #expect(try counts(["a": ["b?ar"]], in: text) == [2])
    #expect(try counts(["a": ["b*r"]], in: text) == [3])
    #expect(try counts(["a": ["*"]], in: text) == [10])
    #expect(try counts(["a": ["joy*", "joy", "jo*", "*oy*"]], in: text) == [3])
    // Escaped, a wildcard is a mark like others, and no part of a token.
    #expect(try counts(["a": ["\\*"], "b": ["joy\\*"]], in: text) == [0, 1])
  }

  @Test func phrases() throws {
    let text = "Not very good. Not good, very good. Well-known to be good"
    #expect(try counts(["a": ["not good"]], in: text) == [1])
    #expect(try counts(["a": ["not * good"]], in: text) == [1])
    #expect(try counts(["a": ["ver* go?d"]], in: text) == [2])
    #expect(try counts(["a": ["good not"]], in: text) == [0])
    #expect(try counts(["a": ["good not"]], in: text) { $0.within = .article } == [1])
    #expect(try counts(["a": ["well-known"]], in: text) == [1])
    var split = TextProfile()
    split.segmentation.keepsHyphens = false
    #expect(try counts(["a": ["well-known"]], in: text, split) == [1])
    #expect(try counts(["a": ["well known"]], in: text, split) == [1])
    #expect(try counts(["a": ["known good"]], in: text, split) == [0])
  }

  @Test func theLongestMatchOfACategoryCounts() throws {
    let text = "new york times new york new"
    #expect(try counts(["a": ["new", "new york", "new york times"]], in: text) == [3])
    #expect(try counts(["a": ["new york", "york times"]], in: text) == [2])
    // From left to right: what is covered begins nothing.
    #expect(try counts(["a": ["york new", "new york"]], in: text) == [2])
    #expect(
      try counts(["a": ["new york"], "b": ["york"], "c": ["york", "times"]], in: text) == [2, 2, 3])
  }

  @Test func categoriesCountWhatIsWithinThem() throws {
    let text = "alba bora cora alba"
    let table = try table(
      ["top": ["cora"], "top/low": ["alba"], "top/low/lowest": ["bora"], "top/other": ["alba"]],
      [.body(text)])
    #expect(
      table.rows("category", "count", "tokens") == [
        "top 4 4", "top/low 3 4", "top/low/lowest 1 4", "top/other 2 4",
      ])
    #expect(table.numbers("share") == [1, 0.75, 0.25, 0.5])
    // A token counts once, though it is in two categories within.
    let both = try counts(["top/a": ["alba"], "top/b": ["alba"]], in: text)
    #expect(both == [2, 2, 2])
  }

  @Test func patternsMeetTermsOfTheProfile() throws {
    var profile = TextProfile()
    profile.stopWords = ["the"]
    let text = "The banks of the Bank were banking"
    #expect(try counts(["a": ["bank"]], in: text, profile) == [1])
    profile.stemmer = "english"
    #expect(try counts(["a": ["Banking"]], in: text, profile) == [3])
    #expect(try counts(["a": ["of the bank", "the", ":)"]], in: text, profile) == [0])
    let table = try table(["a": ["of the bank", "the", ":)", "bank"]], [.body(text)], profile)
    let summary = try #require(table.corpus["dictionary"] as? [String: Any])
    #expect(summary["patterns"] as? Int == 4 && summary["unmatchable_patterns"] as? Int == 3)
    #expect(table.rows("count", "tokens") == ["3 5"])
    var strict = TextProfile()
    strict.letterCase = .keep
    #expect(try counts(["a": ["Bank*"]], in: text, strict) == [1])
  }

  // MARK: Tables

  private static let articles: [Article] = [
    .made([.id: "x", .source: "B", .date: "2021-02-01", .body: "alba bora alba"]),
    .made([.id: "y", .source: "A", .date: "2021-01-01", .body: "bora"]),
    .made([.source: "A", .date: "2021-01-01", .body: "cora alba cora cora"]),
    .made([.id: "z", .source: "C", .body: "dora"]),
  ]

  @Test func groups() throws {
    let table = try table(["x": ["alba"], "w": ["bora", "cora"]], DictionaryTests.articles) {
      $0.groupBy = [.source]
    }
    #expect(
      table.columns == [
        "source", "category", "count", "tokens", "share", "articles", "article_share",
      ])
    #expect(
      table.rows("source", "category", "count", "tokens", "articles") == [
        "A x 1 5 1", "A w 4 5 2", "B x 2 3 1", "B w 1 3 1", "C x 0 1 0", "C w 0 1 0",
      ])
    #expect(table.numbers("article_share") == [0.5, 1, 1, 1, 0, 0])
    let some = try self.table(["x": ["alba"], "w": ["bora"]], DictionaryTests.articles) {
      ($0.groupBy, $0.zeros) = ([.source], false)
    }
    #expect(some.rows("source", "category") == ["A x", "A w", "B x", "B w"])
    let all = try self.table(["x": ["alba"], "w": ["bora"]], DictionaryTests.articles)
    #expect(all.rows("category", "count", "tokens", "articles") == ["x 3 9 2", "w 2 9 2"])
  }

  @Test func articles() throws {
    let categories: KeyValuePairs = ["x": ["alba"], "w": ["bora", "cora"]]
    let table = try table(categories, DictionaryTests.articles) { $0.per = .article }
    #expect(
      table.columns == ["id", "date", "source", "category", "count", "tokens", "share"])
    let rows = table.rows("date", "source", "category", "count", "tokens")
    #expect(
      rows == [
        "2021-01-01 A x 1 4", "2021-01-01 A w 3 4", "2021-01-01 A w 1 1", "2021-02-01 B x 2 3",
        "2021-02-01 B w 1 3",
      ])
    let ids = table.texts("id")
    #expect(ids[0].count == 32 && ids[0] == ids[1] && ids[2...] == ["y", "x", "x"])
    let all = try self.table(categories, DictionaryTests.articles) {
      ($0.per, $0.zeros) = (.article, true)
    }
    #expect(all.count == 8)
    #expect(all.rows("source", "category", "count").prefix(2) == ["C x 0", "C w 0"])
  }

  @Test func nothingCounted() throws {
    #expect(try table(["a": ["b"]], []).count == 0)
    #expect(try table(["a": ["b"]], []) { $0.per = .article }.count == 0)
    #expect(try table(["a": ["b"]], [.body("…")]).rows("category", "count") == ["a 0"])
    #expect(try table(["a": ["b"]], [.body("…")]).numbers("share") == [nil])
  }

  // MARK: Against the definition

  /// What the categories come to, word by word.
  private static func counted(
    _ units: [[String?]], _ patterns: [[String]]
  ) -> Int {
    var count = 0
    for unit in units {
      var place = 0
      while place < unit.count {
        let longest =
          patterns.filter { pattern in
            place + pattern.count <= unit.count
              && zip(pattern, unit[place...]).allSatisfy { word, token in
                guard let token else { return false }
                return word.hasSuffix("*") ? token.hasPrefix(word.dropLast()) : word == token
              }
          }.map(\.count).max() ?? 0
        if longest > 0 { count += 1 }
        place += max(longest, 1)
      }
    }
    return count
  }

  @Test func everyCountFollowsFromTheText() throws {
    var generator = Generator(seed: 21)
    var profile = TextProfile()
    profile.stopWords = [GeneratedText.gap]
    for round in 0..<6 {
      let texts = (0..<4).map { _ in GeneratedText(&generator, words: 60, types: 12) }
      func word() -> String {
        let text = texts[generator.number(0..<4)]
        let words = text.fields.joined().joined().flatMap { $0 }.filter { $0 != GeneratedText.gap }
        let word = generator.pick(words)
        return generator.number(0..<4) == 0 ? word.prefix(3 + generator.number(0..<3)) + "*" : word
      }
      // The last round has no phrases.
      let patterns = (0..<9).map { _ in
        (0..<generator.number(1..<(round == 5 ? 2 : 4))).map { _ in word() }
      }
      let categories: KeyValuePairs = [
        "a": [patterns[0].joined(separator: " ")],
        "b": patterns[1..<4].map { $0.joined(separator: " ") },
        "b/c": patterns[4..<6].map { $0.joined(separator: " ") },
        "d/e": patterns[2..<9].map { $0.joined(separator: " ") },
      ]
      let members = [
        Array(patterns[0..<1]), Array(patterns[1..<6]), Array(patterns[4..<6]),
        Array(patterns[2..<9]), Array(patterns[2..<9]),
      ]
      for (unit, span) in [(Unit.sentence, GeneratedText.Span.sentence), (.article, .field)] {
        let table = try table(categories, texts.map(\.article), profile) { $0.within = unit }
        let units = texts.flatMap { $0.units(span, closingGaps: false) }
        #expect(table.texts("category") == ["a", "b", "b/c", "d", "d/e"])
        #expect(table.integers("count") == members.map { DictionaryTests.counted(units, $0) })
      }
    }
  }

  @Test func thousandsOfPatterns() throws {
    let words = (0..<3000).map { "z\($0)x" }
    let table = try table(
      ["words": words, "starts": words.map { "\($0.dropLast())*" }, "ends": ["*7x"]],
      [.body("z12x z120y z7x w12x z99x z2999x z3000x")])
    // z3000x begins with z300, z30 and z3: once.
    #expect(table.integers("count") == [4, 6, 1])
  }

  // MARK: The fingerprint

  @Test func theContentOfTheDictionaryCounts() throws {
    func fingerprint(_ dictionary: CategoryDictionary, _ per: DictionaryRequest.Per = .group)
      throws -> [UInt8]
    {
      var request = DictionaryRequest(text: "words", dictionary: dictionary)
      request.per = per
      return try CountingPlan(request).fingerprint
    }
    let first = try fingerprint(DictionaryTests.dictionary(["a": ["b"]]))
    #expect(try fingerprint(DictionaryTests.dictionary(["a": ["b"]], file: "other.dic")) == first)
    #expect(try fingerprint(DictionaryTests.dictionary(["a": ["b*"]])) != first)
    #expect(try fingerprint(DictionaryTests.dictionary(["c": ["b"]])) != first)
    #expect(try fingerprint(DictionaryTests.dictionary(["a": ["b"]]), .article) != first)
  }

  @Test func rowsAreNoMatterOfCounting() throws {
    var request = DictionaryRequest(
      text: "words", dictionary: DictionaryTests.dictionary(["a": ["b"]]))
    let first = try CountingPlan(request).fingerprint
    (request.zeros, request.within) = (false, .paragraph)
    // A single word has nowhere to cross.
    #expect(try CountingPlan(request).fingerprint == first)
  }
}
