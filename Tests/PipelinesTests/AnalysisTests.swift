import Analyses
import Articles
import Statistics
import Testing

@testable import Pipelines

@Suite struct AnalysisTests {
  private func request(_ text: String) throws -> any AnalysisRequest {
    try parse("version: 1\ncorpus: {batches: a.jsonl}\nanalyses:\n  a: {\(text)}")
      .analyses[0].request
  }

  private func pairs(_ text: String) throws -> CooccurrenceRequest {
    guard let pairs = try request("kind: co-occurrence, \(text)") as? CooccurrenceRequest else {
      Issue.record("another kind")
      return CooccurrenceRequest(text: "")
    }
    return pairs
  }

  @Test func everyKeyOfTermFrequencyIsRead() throws {
    var expected = TermFrequencyRequest(text: "words")
    expected.groupBy = [.source, .year, .field("agency")]
    expected.ngrams = 2
    expected.within = .paragraph
    expected.minCount = 3
    expected.minArticles = 2
    expected.top = 10
    expected.terms = ["civil war", "of 1865"]
    let found = try request(
      """
      kind: term-frequency, text: words, group_by: [source, year, agency], ngrams: 2, \
      within: paragraph, min_count: 3, min_articles: 2, top: 10, terms: [civil war, of 1865]
      """)
    #expect(found as? TermFrequencyRequest == expected)
  }

  @Test func everyKeyOfConcordanceIsRead() throws {
    var expected = ConcordanceRequest(text: "words", query: "/occup.*/")
    expected.caseSensitive = true
    expected.diacriticSensitive = false
    expected.context = 12
    expected.within = .article
    expected.sort = [.left(12), .node, .date, .source, .right(1)]
    expected.limit = 5
    expected.seed = 42
    let found = try request(
      """
      kind: concordance, query: "/occup.*/", case: sensitive, diacritics: insensitive, \
      context: 12, within: article, sort: [12L, node, date, source, 1R], limit: 5, seed: 42
      """)
    #expect(found as? ConcordanceRequest == expected)
  }

  @Test func defaultsOfPairs() throws {
    let pairs = try pairs("text: words")
    #expect(pairs.span == .window(left: 5, right: 5))
    #expect(pairs.within == .sentence)
    #expect(pairs.convention == .marginal)
    #expect(pairs.ordered == false)
    #expect(pairs.minCount == 5)
    #expect(pairs.sort == "log_likelihood")
    #expect(pairs.measures.allSatisfy { AssociationMeasure.named($0) != nil })
  }

  @Test func everyKeyOfTheTableOfPairsIsRead() throws {
    let pairs = try pairs(
      """
      measures: [lrc, mi], confidence: 0.99, positions: true, weights: [1, 0.5, 0.25], window: 3, \
      where: {mi: {min: 3, max: 12.5}, left_2: {min: 1}}, sort: weighted
      """)
    #expect(pairs.confidence == 0.99 && pairs.positions == true)
    #expect(pairs.weights == .list([1, 0.5, 0.25]))
    #expect(
      pairs.bounds == [
        ColumnBounds(column: "mi", min: 3, max: 12.5), ColumnBounds(column: "left_2", min: 1),
      ])
    #expect(pairs.sort == "weighted" && pairs.minCount == 5)
    #expect(try self.pairs("where: {count: {min: 2}}").minCount == 1)
    #expect(try self.pairs("where: {count: {min: 2}}, min_count: 3").minCount == 3)
  }

  @Test(arguments: Dialect.allCases)
  func compatIsAPreset(dialect: Dialect) throws {
    let pairs = try pairs("compat: \(dialect.rawValue)")
    #expect(pairs.dialect == dialect && pairs.convention == dialect.convention)
    #expect(pairs.measures == dialect.measureNames)
    #expect(pairs.span == dialect.span ?? .window(left: 5, right: 5))
    #expect(pairs.sort == dialect.sort)
    #expect(pairs.resolved == pairs && pairs.contradictions.isEmpty)
  }

  @Test func compatLeavesChoices() throws {
    let pairs = try pairs(
      "compat: kh-coder, weights: none, positions: false, measures: [Jaccard, MI]")
    #expect(pairs.sort == "Jaccard" && pairs.weights == DistanceWeights.none)
    let few = try self.pairs("compat: ucs, where: {f: {min: 3}}, sort: am.MI, window: 10")
    #expect(few.minCount == 1 && few.sort == "am.MI")
  }

  @Test(arguments: [
    ("nodes: [war]", Convention.surfaceDistinct, true),
    ("nodes: [war], convention: marginal", .marginal, true),
    ("nodes: [war], convention: marginal, ordered: false", .marginal, false),
    ("window: {left: 1}", .marginal, true),
    ("window: {left: 0, right: 2}", .marginal, true),
    ("convention: per-hit", .perHit, true),
    ("convention: marginal, ordered: true", .marginal, true),
    ("span: sentence", .sentence, false),
    ("window: article", .document, false),
    ("convention: paragraph", .paragraph, false),
    ("convention: document, nodes: [war]", .document, true),
  ])
  func conventionAndOrderFollowFromTheRest(
    text: String, convention: Convention, ordered: Bool
  ) throws {
    let pairs = try pairs(text)
    #expect(pairs.convention == convention)
    #expect(pairs.ordered == ordered)
    #expect(pairs.resolved == pairs)
    if let unit = convention.unit {
      #expect(pairs.span == .unit(unit))
      #expect(pairs.within == unit)
    }
  }

  @Test func sortIsTheFirstMeasureOrWhatIsAsked() throws {
    #expect(try pairs("measures: [mi, t_score]").sort == "mi")
    #expect(try pairs("measures: [mi, t_score], sort: t_score").sort == "t_score")
    #expect(try pairs("sort: count, top: none").sort == "count")
  }

  @Test func analysesReadTheFirstProfileUnlessTheySayWhich() throws {
    let pipeline = try parse(
      """
      version: 1
      analyses:
        a: {kind: term-frequency}
        b: {kind: concordance, query: war, text: other}
      text: {main: {}, other: {}}
      corpus: {batches: [a.jsonl]}
      """)
    #expect(pipeline.analyses.map(\.request.text) == ["main", "other"])
    let implicit = try parse(
      "{version: 1, text: {main: {}}, corpus: {batches: a.jsonl}}")
    #expect(implicit.analyses.map(\.request.text) == ["main"])
  }

  @Test func mappedFieldsCanGroupAndFilter() throws {
    let pipeline = try parse(
      """
      version: 1
      corpus:
        batches: a.jsonl
        fields: {desk: meta.desk, title: headline}
        where: {desk: [foreign, home], language: no, date: {to: 2021-03}}
      analyses: {a: {kind: term-frequency, group_by: desk}}
      """)
    #expect(pipeline.corpus.fields.extra == ["desk"])
    #expect(
      pipeline.corpus.conditions == [
        .oneOf(slotName: "desk", values: ["foreign", "home"]),
        .oneOf(slotName: "language", values: ["no"]), .dateRange(from: nil, to: "2021-03"),
      ])
    _ = try ArticleFilter(
      conditions: pipeline.corpus.conditions, mapping: pipeline.corpus.fields)
    #expect(pipeline.analyses[0].request.parameters["group_by"] == ["desk"])
  }
}
