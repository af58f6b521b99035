import Analyses
import Articles
import Foundation
import Statistics
import TestSupport
import Testing
import Tokens

@Suite struct KeynessTests {
  private func table(
    _ articles: [Article], fields: [String] = [], change: (inout KeynessRequest) -> Void
  ) throws -> Table {
    var request = KeynessRequest(text: "words")
    request.minCount = 0
    change(&request)
    return try CountingPlan(request, fields: fields).table(articles)
  }

  /// Everything that was compared is shown.
  private func showAll(_ request: inout KeynessRequest) {
    (request.alpha, request.correction) = (1, .none)
    request.show = [.positive, .negative, .lock]
  }

  private static let articles: [Article] = [
    .made([.source: "A", .date: "2021-01-05", .body: "alba alba alba bora cora"]),
    .made([.source: "A", .date: "2021-03-05", .body: "alba dora"]),
    .made([.source: "B", .date: "2021-01-07", .body: "bora bora alba cora"]),
    .made([.source: "C", .body: "bora enno cora fara fara"]),
  ]

  private func rows(_ table: Table) -> [String] {
    table.rows("key", "term", "count", "total", "reference_count", "reference_total")
  }

  @Test func aGroupAgainstTheRest() throws {
    let table = try table(KeynessTests.articles) {
      showAll(&$0)
      $0.target = [GroupSelection(.source, ["A"])]
      $0.sort = "log_likelihood"
    }
    #expect(
      rows(table)
        == [
          "positive alba 4 7 1 9", "positive dora 1 7 0 9", "negative bora 1 7 3 9",
          "negative fara 0 7 2 9", "negative cora 1 7 2 9", "negative enno 0 7 1 9",
        ].sorted { rank(of: $0, in: table) < rank(of: $1, in: table) })
    #expect(table.integers("rank") == [1, 2, 1, 2, 3, 4])
    #expect(table.integers("terms") == [6, 6, 6, 6, 6, 6])
    #expect(table.numbers("per_million")[0] == 4e6 / 7)
    #expect(isSame(table.numbers("reference_per_million")[0], 1e6 / 9))
    #expect(table.numbers("expected")[0] == 35.0 / 16)
  }

  /// The place of a row that is known by its key and term.
  private func rank(of row: String, in table: Table) -> Int {
    let name = row.split(separator: " ").prefix(2).joined(separator: " ")
    return table.rows("key", "term").firstIndex(of: name) ?? -1
  }

  @Test func theColumnsAreThoseOfTheMeasures() throws {
    let table = try table(KeynessTests.articles) {
      showAll(&$0)
      $0.groupBy = [.source]
      $0.measures = ["log_ratio", "bic"]
      $0.corrections = [.holm, .benjaminiHochberg]
    }
    #expect(
      table.columns == [
        "source", "key", "rank", "term", "count", "total", "per_million", "reference_count",
        "reference_total", "reference_per_million", "expected", "log_ratio", "bic", "terms",
        "log10_p", "p", "p_holm", "p_bh",
      ])
    #expect(Set(table.texts("source")) == ["A", "B", "C"])
    // Every term of the corpus is compared for every group.
    #expect(table.count == 18)
  }

  @Test func selectionsOnBothSides() throws {
    let table = try table(KeynessTests.articles) {
      showAll(&$0)
      $0.target = [GroupSelection(.source, ["A"]), GroupSelection(.month, ["2021-01"])]
      $0.reference = .groups([GroupSelection(.source, ["B", "C"])])
    }
    #expect(Set(table.integers("total")) == [5] && Set(table.integers("reference_total")) == [9])
    // Dora is on neither side.
    #expect(Set(table.texts("term")) == ["alba", "bora", "cora", "enno", "fara"])
    #expect(table.integers("terms") == [5, 5, 5, 5, 5])
  }

  @Test func aPeriodAgainstTheOneBefore() throws {
    let months = try table(KeynessTests.articles) {
      showAll(&$0)
      ($0.groupBy, $0.reference) = ([.month], .previous)
    }
    // January has none before it, and articles without a month are outside time.
    #expect(Set(months.texts("month")) == ["2021-03"])
    #expect(Set(months.integers("total")) == [2] && Set(months.integers("reference_total")) == [9])
    let ofSources = try table(KeynessTests.articles) {
      showAll(&$0)
      ($0.groupBy, $0.reference) = ([.source, .month], .previous)
    }
    #expect(Set(ofSources.rows("source", "month", "reference_total")) == ["A 2021-03 5"])
    let one = try table(KeynessTests.articles) {
      showAll(&$0)
      ($0.target, $0.reference) = ([GroupSelection(.month, ["2021-03"])], .previous)
    }
    #expect(rows(one) == rows(months))
  }

  @Test func aFrequencyList() throws {
    var list = FrequencyList(file: "list.csv", total: 1000)
    for (term, count) in [("zora", 9), ("alba", 3), ("Alba", 2), ("enno", 0), ("bora", 1)] {
      list.append(term.utf8, count: UInt64(count))
    }
    let table = try table(KeynessTests.articles) {
      showAll(&$0)
      $0.reference = .list(list)
    }
    let expected = [
      "Alba 0 16 2 1000", "alba 5 16 3 1000", "bora 4 16 1 1000", "cora 3 16 0 1000",
      "dora 1 16 0 1000", "enno 1 16 0 1000", "fara 2 16 0 1000", "zora 0 16 9 1000",
    ]
    let columns = ["term", "count", "total", "reference_count", "reference_total"]
    #expect(
      table.rows(columns[0], columns[1], columns[2], columns[3], columns[4]).sorted() == expected)
  }

  @Test func ngramsAgainstAList() throws {
    var list = FrequencyList(file: "list.csv")
    for (term, count) in [("alba bora", 3), ("bora alba", 1), ("zora alba", 7), ("bora", 5)] {
      list.append(term.utf8, count: UInt64(count))
    }
    let table = try table([.body("alba bora cora"), .body("alba bora")]) {
      showAll(&$0)
      ($0.ngrams, $0.reference) = (2, .list(list))
    }
    #expect(
      table.rows("term", "count", "total", "reference_count", "reference_total").sorted() == [
        "alba bora 2 3 3 16", "bora 0 3 5 16", "bora alba 0 3 1 16", "bora cora 1 3 0 16",
        "zora alba 0 3 7 16",
      ])
  }

  @Test func nothingToCompare() throws {
    let noArticles = try table([]) { $0.groupBy = [.source] }
    #expect(noArticles.count == 0)
    let noSuchSource = try table(KeynessTests.articles) {
      $0.target = [GroupSelection(.source, ["Z"])]
    }
    #expect(noSuchSource.count == 0)
    let noRest = try table([KeynessTests.articles[0]]) { $0.groupBy = [.source] }
    #expect(noRest.count == 0)
  }

  // MARK: Against the definition

  private static let many: [Article] = {
    var generator = Generator(seed: 11)
    return (0..<60).map { number in
      var article = GeneratedText(&generator, words: 60 + number % 9, types: 60).article
      article.set(.source, "S\(number % 5)")
      article.set(.date, "2021-0\(1 + number % 7)-01")
      return article
    }
  }()

  /// Whether two numbers are one but for how Foundation reads decimals.
  private func isSame(_ x: Double?, _ y: Double?) -> Bool {
    guard let x, let y else { return x == nil && y == nil }
    return abs(x - y) <= 1e-14 * max(abs(x), abs(y))
  }

  /// Counts of the terms of each source, by a term-frequency analysis.
  private func counts() throws -> (counts: [String: [String: UInt64]], totals: [String: UInt64]) {
    var request = TermFrequencyRequest(text: "words")
    request.groupBy = [.source]
    let table = try CountingPlan(request).table(KeynessTests.many)
    var counts: [String: [String: UInt64]] = [:]
    var totals: [String: UInt64] = [:]
    for ((source, term), count) in zip(
      zip(table.texts("source"), table.texts("term")), table.integers("count"))
    {
      counts[source, default: [:]][term] = UInt64(count)
      totals[source, default: 0] += UInt64(count)
    }
    return (counts, totals)
  }

  @Test func everyNumberFollowsFromTheCounts() throws {
    let (counts, totals) = try counts()
    let terms = Set(counts.values.flatMap(\.keys))
    let table = try table(KeynessTests.many) {
      showAll(&$0)
      $0.groupBy = [.source]
    }
    #expect(table.count == terms.count * totals.count)
    let all = totals.values.reduce(0, +)
    let columns = Dictionary(
      uniqueKeysWithValues: (KeynessMeasure.all.map(\.id) + ["p", "p_holm", "p_bh", "p_sidak"])
        .filter { table.columns.contains($0) }.map { ($0, table.numbers($0)) })
    let (sources, words, ranks) = (
      table.texts("source"), table.texts("term"), table.integers("rank")
    )
    for source in totals.keys.sorted() {
      let family = terms.sorted().map { term in
        let a = counts[source]?[term] ?? 0
        let b = counts.values.reduce(0) { $0 + ($1[term] ?? 0) } - a
        return (
          term: term,
          counts: FrequencyComparison(
            a: a, n1: totals[source] ?? 0, b: b, n2: all - (totals[source] ?? 0))
        )
      }
      // The corrections, one test at a time.
      let likelihood = try #require(KeynessMeasure.named("log_likelihood"))
      let tests = TestFamily(
        family.map {
          let value = likelihood.settled($0.counts.contingency.logLikelihood)
          return (logChiSquaredTail(value ?? 0), 1)
        })
      var settings = KeynessMeasure.Settings()
      settings.comparisons = UInt64(terms.count)
      for row in sources.indices where sources[row] == source {
        let place = try #require(family.firstIndex { $0.term == words[row] })
        for measure in KeynessMeasure.all {
          guard let column = columns[measure.id] else { continue }
          let score = measure.settled(measure.score(family[place].counts, settings))
          let shown = score.flatMap { $0.isFinite ? $0 : nil }
          #expect(isSame(column[row], shown), "\(measure.id) of \(words[row])")
        }
        for (name, correction) in [
          ("p", Correction.none), ("p_holm", .holm), ("p_bh", .benjaminiHochberg),
          ("p_sidak", .sidak),
        ] {
          #expect(isSame(columns[name]?[row], exp(tests.logP(place, correction))))
        }
        #expect(ranks[row] >= 1)
      }
    }
  }

  @Test func onlySignificantTermsAreKey() throws {
    let all = try table(KeynessTests.many) {
      showAll(&$0)
      $0.groupBy = [.source]
      $0.corrections = Correction.allCases
    }
    for correction in Correction.allCases {
      let some = try table(KeynessTests.many) {
        $0.groupBy = [.source]
        $0.corrections = Correction.allCases
        ($0.alpha, $0.correction) = (0.3, correction)
        ($0.show, $0.minCount) = ([.lock, .positive], 2)
      }
      let column = correction == .none ? "p" : correction.column
      let significant = zip(
        all.rows("source", "term", "count", "key"), all.numbers(column)
      ).filter { ($0.1 ?? 1) <= 0.3 && $0.0.hasSuffix("positive") }.map(\.0)
        .filter { (Int($0.split(separator: " ")[2]) ?? 0) >= 2 }
      let shown = some.rows("source", "term", "count", "key").filter { $0.hasSuffix("positive") }
      #expect(shown.sorted() == significant.sorted(), "\(correction)")
      #expect(!shown.isEmpty || correction != .none)
      // Lock words are frequent on both sides, and the most alike come first.
      let keys = some.texts("key")
      let locks = keys.indices.filter { keys[$0] == "lock" }
      #expect(!locks.isEmpty)
      let counts = (some.integers("count"), some.integers("reference_count"))
      let (p, ratios, ranks) = (
        some.numbers(column), some.numbers("log_ratio").map { abs($0 ?? 0) }, some.integers("rank")
      )
      #expect(locks.allSatisfy { counts.0[$0] >= 2 && counts.1[$0] >= 2 && (p[$0] ?? 0) > 0.3 })
      #expect(locks.allSatisfy { ranks[$0] == 1 || ratios[$0 - 1] <= ratios[$0] })
    }
  }

  @Test func theFirstRowsOfEachKind() throws {
    func table(_ top: Int?) throws -> Table {
      try self.table(KeynessTests.many) {
        showAll(&$0)
        ($0.groupBy, $0.top, $0.sort) = ([.source], top, "odds_ratio")
      }
    }
    let (all, first) = (try table(nil), try table(3))
    let (ranks, keys) = (all.integers("rank"), all.texts("key"))
    let kept = ranks.indices.filter { ranks[$0] <= 3 }
    let rows = all.rows("source", "key", "rank", "term", "log_likelihood")
    #expect(first.rows("source", "key", "rank", "term", "log_likelihood") == kept.map { rows[$0] })
    // Negative terms begin with the smallest ratio.
    let ratios = all.numbers("odds_ratio")
    for row in ranks.indices where keys[row] == "negative" && ranks[row] > 1 {
      #expect((ratios[row - 1] ?? 0) <= (ratios[row] ?? 0))
    }
  }

  // MARK: Shared counts

  @Test func countsAreThoseOfATermFrequency() throws {
    var frequency = TermFrequencyRequest(text: "words")
    frequency.groupBy = [.source]
    var keyness = KeynessRequest(text: "words")
    keyness.target = [GroupSelection(.source, ["A"])]
    let profiles = [("words", TextProfile())]
    let alone = try CountingPlan([("terms", frequency)], profiles: profiles)
    let both = try CountingPlan(
      [("terms", frequency), ("keys", keyness)], profiles: profiles)
    #expect(alone.fingerprint == both.fingerprint && alone.shape == both.shape)
  }
}
