import Analyses
import Articles
import Foundation
import Statistics
import Testing
import Tokens

/// Weights by tf-idf, and n-grams that skip.
@Suite struct TfIdfTests {
  private let articles: [Article] = [
    .made([.id: "1", .source: "A", .body: "alba alba bora"]),
    .made([.id: "2", .source: "A", .body: "alba cora"]),
    .made([.id: "3", .source: "B", .body: "cora cora cora dora"]),
  ]

  private func table(_ change: (inout TermFrequencyRequest) -> Void) throws -> Table {
    var request = TermFrequencyRequest(text: "words")
    change(&request)
    return try CountingPlan(request).table(articles)
  }

  private func weights(_ table: Table, _ group: String) -> [String: Double] {
    var weights: [String: Double] = [:]
    for (row, name) in zip(table.texts("term"), table.numbers("tf_idf")).enumerated() {
      weights["\(table.texts(group)[row]) \(name.0)"] = name.1
    }
    return weights
  }

  private func expect(
    _ found: [String: Double], _ expected: [String: Double],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.keys.sorted() == expected.keys.sorted(), sourceLocation: sourceLocation)
    for (key, value) in expected {
      let difference = abs((found[key] ?? .nan) - TermWeight.precision.settled(value))
      // Twelve digits; where a length divides, both are rounded.
      #expect(difference <= 2e-12, "\(key)", sourceLocation: sourceLocation)
    }
  }

  @Test func tidytextWithGroupsAsDocuments() throws {
    let table = try table {
      ($0.groupBy, $0.tfIdf, $0.sort) = ([.source], TfIdfRequest(), "tf_idf")
      $0.tfIdf?.documents = .groups
    }
    #expect(
      table.rows("source", "rank", "term") == [
        "A 1 alba", "A 2 bora", "A 3 cora", "B 1 dora", "B 2 cora",
      ])
    expect(
      weights(table, "source"),
      [
        "A alba": 0.6 * log(2), "A bora": 0.2 * log(2), "A cora": 0, "B cora": 0,
        "B dora": 0.25 * log(2),
      ])
  }

  @Test func scikitLearnForEachArticle() throws {
    let table = try table { ($0.groupBy, $0.tfIdf) = ([.field("id")], .scikitLearn) }
    // df: alba 2, bora 1, cora 2, dora 1 of 3.
    let (two, one) = (log(4.0 / 3) + 1, log(4.0 / 2) + 1)
    let lengths = [
      (4 * two * two + one * one).squareRoot(), (2 * two * two).squareRoot(),
      (9 * two * two + one * one).squareRoot(),
    ]
    expect(
      weights(table, "id"),
      [
        "1 alba": 2 * two / lengths[0], "1 bora": one / lengths[0], "2 alba": two / lengths[1],
        "2 cora": two / lengths[1], "3 cora": 3 * two / lengths[2], "3 dora": one / lengths[2],
      ])
  }

  @Test func theCorpusAsOneDocument() throws {
    let table = try table {
      ($0.tfIdf, $0.sort, $0.top, $0.minCount) = (.quanteda, "tf_idf", 2, 2)
    }
    #expect(table.rows("rank", "term", "count") == ["1 cora 4", "2 alba 3"])
    let expected = TermWeight.precision.settled(4 * log10(1.5))
    #expect(abs((table.numbers("tf_idf")[0] ?? 0) - expected) <= 1e-15)
  }

  @Test func topIsOfEachGroup() throws {
    let table = try table {
      ($0.groupBy, $0.tfIdf, $0.sort, $0.top) = ([.source], TfIdfRequest(), "tf_idf", 1)
    }
    #expect(table.rows("source", "rank", "term") == ["A 1 alba", "B 1 cora"])
  }

  @Test func rankedByArticles() throws {
    let table = try table { $0.sort = "articles" }
    #expect(
      table.rows("rank", "term", "articles") == ["1 alba 2", "1 cora 2", "3 bora 1", "3 dora 1"])
  }

  // MARK: Skips

  private func skipgrams(
    _ text: String, _ length: Int, skip: Int, change: (inout TextProfile) -> Void = { _ in }
  ) throws -> [String] {
    var request = TermFrequencyRequest(text: "words")
    (request.ngrams, request.skip) = (length, skip)
    var profile = TextProfile()
    change(&profile)
    return try CountingPlan(request, profile).table([.body(text)])
      .rows("term", "count")
  }

  @Test func skipgramsOfGuthrie2006() throws {
    // 2-skip-bigrams and 2-skip-trigrams of a sentence of six words.
    let sentence = "insurgents killed in ongoing fighting"
    #expect(try skipgrams(sentence, 2, skip: 0).count == 4)
    #expect(try skipgrams(sentence, 2, skip: 2).count == 9)
    #expect(try skipgrams(sentence, 3, skip: 2).count == 10)
    let one = try skipgrams("alba bora cora dora", 3, skip: 1)
    #expect(
      one == [
        "alba bora cora 1", "alba bora dora 1", "alba cora dora 1", "bora cora dora 1",
      ])
  }

  @Test func skipgramsStayWithinSentencesAndMaySkipWhatIsRemoved() throws {
    #expect(try skipgrams("Alba bora. Cora dora.", 2, skip: 4) == ["alba bora 1", "cora dora 1"])
    let gapped = try skipgrams("alba the bora the the cora", 2, skip: 1) {
      $0.stopWords = ["the"]
    }
    #expect(gapped == ["alba bora 1"])
  }
}
