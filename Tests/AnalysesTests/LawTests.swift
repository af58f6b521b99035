import Analyses
import Articles
import Foundation
import Partials
import Statistics
import TestSupport
import Testing
import Tokens

/// What the counts of parts come to does not depend on the parts.
@Suite struct LawTests {
  private static let plan: Result<CountingPlan, any Error> = Result {
    let words = TermFrequencyRequest(text: "words")
    var grouped = words
    grouped.groupBy = [.source]
    var ngrams = TermFrequencyRequest(text: "closed")
    (ngrams.ngrams, ngrams.within) = (3, .paragraph)
    var groupedNgrams = ngrams
    groupedNgrams.groupBy = [.source, .month]
    var lines = ConcordanceRequest(text: "words", query: "zba* z?lubaba|zdi*")
    (lines.limit, lines.sort) = (20, [.right(1), .left(1)])
    var allLines = ConcordanceRequest(text: "words", query: "zkebaba")
    allLines.context = 3
    var keys = KeynessRequest(text: "words")
    (keys.groupBy, keys.show, keys.minCount) = ([.month], [.positive, .negative, .lock], 0)
    var changes = KeynessRequest(text: "closed")
    (changes.groupBy, changes.reference, changes.ngrams) = ([.source, .month], .previous, 2)
    (changes.alpha, changes.correction, changes.minCount) = (1, .none, 0)
    var dictionary = CategoryDictionary(file: "d.yml")
    let broad = dictionary.category(named: "broad", in: nil)
    let narrow = dictionary.category(named: "narrow", in: broad)
    for pattern in ["zba*", "zke* z*"] { dictionary.add(pattern, to: broad) }
    for pattern in ["zbababa zbababa", "*di*"] { dictionary.add(pattern, to: narrow) }
    var categories = DictionaryRequest(text: "words", dictionary: dictionary)
    categories.groupBy = [.source, .month]
    var ofArticles = DictionaryRequest(text: "closed", dictionary: dictionary)
    (ofArticles.per, ofArticles.within) = (.article, .article)
    var spread = words
    spread.dispersion = everyDispersion(.articles)
    var months = groupedNgrams
    (months.ngrams, months.skip, months.dispersion) = (2, 1, everyDispersion(.groups([.month])))
    var slices = grouped
    (slices.dispersion, slices.tfIdf) = (everyDispersion(.slices(7)), .scikitLearn)
    var trend = TrendRequest(text: "words", terms: ["zba*", "zkebaba z?ibaba|zdibaba"])
    trend.groupBy = [.source]
    return try makePlan(
      pairRequests(left: 2, right: 3).map { $0 as any AnalysisRequest } + [
        spread, months, slices,
        everyDiversity(.article), everyDiversity(.group), trend,
        words, grouped, ngrams,
        groupedNgrams, lines, allLines,
        keys, changes, categories, ofArticles,
        DictionaryRequest(text: "words", dictionary: dictionary),
      ])
  }

  private static func everyDiversity(_ scope: DiversityRequest.Scope) -> DiversityRequest {
    var request = DiversityRequest(text: "words")
    (request.scope, request.measures) = (scope, DiversityMeasure.all.map(\.id))
    (request.window, request.segment, request.draws) = (5, 4, 6)
    if scope == .group { request.groupBy = [.source] }
    return request
  }

  private static func everyDispersion(_ parts: DispersionRequest.Parts) -> DispersionRequest {
    var request = DispersionRequest()
    (request.parts, request.measures) = (parts, DispersionMeasure.all.map(\.id))
    return request
  }

  /// Windows so wide that an article has more pairs than little memory holds.
  private static let widePlan: Result<CountingPlan, any Error> = Result {
    var places = TermFrequencyRequest(text: "words")
    places.dispersion = everyDispersion(.slices(3))
    return try makePlan(
      [places]
        + pairRequests(left: 25, right: 40).map { request in
          // Scores would take most of the time, and add nothing.
          var request = request
          (request.measures, request.sort) = ([], "count")
          return request
        })
  }

  /// Every way to count pairs.
  private static func pairRequests(left: Int, right: Int) -> [CooccurrenceRequest] {
    var pairs = CooccurrenceRequest(text: "words")
    (pairs.span, pairs.within, pairs.minCount) = (.window(left: right, right: right), .article, 1)
    var directed = pairs
    directed.span = .window(left: left, right: right)
    var distinct = directed
    distinct.convention = .surfaceDistinct
    var nodes = distinct
    (nodes.nodes, nodes.text) = (["zbababa", "zkebaba"], "closed")
    var units = pairs
    units.span = .unit(.article)
    var inArticles = pairs
    (inArticles.span, inArticles.minArticles) = (.window(left: 2, right: 2), 2)
    return [pairs, directed, distinct, nodes, units, inArticles]
      + [pairs, distinct, inArticles].map {
        var request = $0
        (request.positions, request.weights) = (true, .inverse)
        return request
      }
  }

  private static func makePlan(_ requests: [any AnalysisRequest]) throws -> CountingPlan {
    var closed = wordsProfile
    closed.gaps = .close
    closed.stopWords += ["zdibaba"]
    return try CountingPlan(
      requests.enumerated().map { ("analysis \($0.offset)", $0.element) },
      profiles: [("words", wordsProfile), ("closed", closed)])
  }

  private static var wordsProfile: TextProfile {
    var profile = TextProfile()
    profile.stopWords = [GeneratedText.gap]
    return profile
  }

  private static let articles: [Article] = { () -> [Article] in
    var generator = Generator(seed: 4)
    return [30, 5, 12, 1, 25].map { words in
      var article = GeneratedText(&generator, words: words, types: 14).article
      article.set(.date, generator.pick(["2021-03-06", "2021-04-01", "2020"]))
      return article
    } + [.made([:])]
  }().enumerated().map { place, article in
    // The order of articles in the corpus is not that of counting them.
    var article = article
    article.record = place + 1
    return article
  }

  private func expectSameTables(
    _ expected: [[UInt8]], _ tables: [[UInt8]], _ plan: CountingPlan, _ comment: Comment
  ) {
    for (analysis, (a, b)) in zip(plan.analyses, zip(expected, tables)) {
      #expect(a == b, "\(analysis.name) \(comment)")
    }
  }

  @Test func partsAtEveryArticleAreTheWhole() throws {
    let plan = try LawTests.plan.get()
    let articles = LawTests.articles
    try withTemporaryFolder { folder in
      let whole = try plan.tables(of: plan.count(articles, folder: folder), folder: folder)
      for cut in 0...articles.count {
        let segments = try plan.count(articles, .inParts([cut]), folder: folder)
        #expect(segments.count == 2)
        expectSameTables(
          whole, try plan.tables(of: segments, folder: folder), plan, "cut at \(cut)")
      }
      let segments = try plan.count(articles, .inParts(Array(1..<articles.count)), folder: folder)
      expectSameTables(whole, try plan.tables(of: segments, folder: folder), plan, "one by one")
    }
  }

  @Test func aRunForEachArticle() throws {
    let plan = try LawTests.plan.get()
    try withTemporaryFolder { folder in
      let whole = try plan.tables(of: plan.count(LawTests.articles, folder: folder), folder: folder)
      let segments = try plan.count(LawTests.articles, .inLittleMemory, folder: folder)
      #expect(segments.count > LawTests.articles.count)
      expectSameTables(whole, try plan.tables(of: segments, folder: folder), plan, "one by one")
    }
  }

  @Test func runsMayEndInTheMidstOfArticles() throws {
    let plan = try LawTests.widePlan.get()
    var generator = Generator(seed: 5)
    let articles = [150, 3, 130].map {
      GeneratedText(&generator, words: $0, types: 100).article
    }
    try withTemporaryFolder { folder in
      let whole = try plan.tables(of: plan.count(articles, folder: folder), folder: folder)
      let segments = try plan.count(articles, .inLittleMemory, folder: folder)
      #expect(segments.count > articles.count + 3)
      let shuffled = segments.shuffled(using: &generator)
      expectSameTables(whole, try plan.tables(of: shuffled, folder: folder), plan, "in pieces")
    }
  }

  /// Every statistic that counts the articles of what it counts.
  private static var articleCounts: [any AnalysisRequest] {
    var pairs = pairRequests(left: 2, right: 5).map { request in
      var request = request
      (request.minArticles, request.minCount) = (1, 1)
      (request.measures, request.sort) = ([], "count")
      return request
    }
    for unit in [Unit.sentence, .paragraph] {
      var units = pairs[0]
      units.span = .unit(unit)
      pairs.append(units)
      (units.span, units.within) = (.window(left: 3, right: 3), unit)
      pairs.append(units)
    }
    var unitsOfNodes = pairs[3]
    (unitsOfNodes.span, unitsOfNodes.convention) = (.unit(.paragraph), nil)
    pairs.append(unitsOfNodes)
    let terms = [(1, true), (2, false), (3, true), (5, false)].map { ngrams, isGrouped in
      var request = TermFrequencyRequest(text: ngrams == 3 ? "closed" : "words")
      (request.ngrams, request.within) = (ngrams, .paragraph)
      request.groupBy = isGrouped ? [.source, .month] : []
      return request
    }
    return pairs.map { $0 as any AnalysisRequest } + terms.map { $0 as any AnalysisRequest }
  }

  /// An article whose counts are spread over several segments is still one article.
  @Test(arguments: articleCounts.indices)
  func anArticleOfSeveralRunsIsOne(place: Int) throws {
    let plan = try LawTests.makePlan([LawTests.articleCounts[place]])
    var generator = Generator(seed: 9)
    var articles = [90, 3, 70].map { GeneratedText(&generator, words: $0, types: 25).article }
    articles.append(articles[0])
    try withTemporaryFolder { folder in
      let whole = try plan.tables(of: plan.count(articles, folder: folder), folder: folder)
      let segments = try plan.count(articles, .inLittleMemory, folder: folder)
      #expect(segments.count > 3 * articles.count)
      let shuffled = segments.shuffled(using: &generator)
      expectSameTables(whole, try plan.tables(of: shuffled, folder: folder), plan, "in pieces")
    }
  }

  @Test func theOrderOfArticlesDoesNotMatter() throws {
    let plan = try LawTests.plan.get()
    try withTemporaryFolder { folder in
      let whole = try plan.tables(of: plan.count(LawTests.articles, folder: folder), folder: folder)
      let reversed = try plan.count(LawTests.articles.reversed(), folder: folder)
      expectSameTables(whole, try plan.tables(of: reversed, folder: folder), plan, "reversed")
    }
  }

  @Test func runsMayBeMergedInSteps() throws {
    let plan = try LawTests.plan.get()
    let articles = LawTests.articles
    try withTemporaryFolder { folder in
      let whole = try plan.tables(of: plan.count(articles, folder: folder), folder: folder)
      var segments = try plan.count(articles, .inParts([1, 2, 3, 5]), folder: folder)
      var generator = Generator(seed: 6)
      var step = 0
      while segments.count > 1 {
        segments.shuffle(using: &generator)
        let pair = try segments.suffix(2).map {
          try SegmentReader(path: $0, shape: plan.shape, fingerprint: plan.baseFingerprint)
        }
        let path = "\(folder)/step-\(step)"
        step += 1
        let merge = try SegmentMerge(pair, shape: plan.shape, folder: folder, memory: 1 << 20)
        _ = try merge.write(to: path, fingerprint: plan.baseFingerprint)
        segments = segments.dropLast(2) + [path]
      }
      expectSameTables(whole, try plan.tables(of: segments, folder: folder), plan, "in steps")
    }
  }

  /// A worker that has met other words before counts the same, and so does one that threw a damaged
  /// batch away.
  @Test func aWorkersPastDoesNotMatter() throws {
    let plan = try LawTests.plan.get()
    let articles = LawTests.articles
    try withTemporaryFolder { folder in
      let expected = try plan.tables(
        of: plan.count(Array(articles[3...]), folder: folder), folder: folder)
      for discards in [false, true] {
        var tally = try Tally(plan, memory: 256 << 20)
        for article in articles[..<3] { try tally.fold(article) { _ in } }
        if discards {
          try tally.discard()
        } else {
          _ = try tally.writeSegment(to: "\(folder)/past", corpus: CorpusCounts())
        }
        let isEmpty = tally.isEmpty
        #expect(isEmpty)
        var corpus = CorpusCounts()
        for article in articles[3...] {
          try tally.fold(article) { _ in }
          corpus.read += 1
          corpus.counted += 1
        }
        let isEmptyNow = tally.isEmpty
        #expect(!isEmptyNow)
        _ = try tally.writeSegment(to: "\(folder)/present", corpus: corpus)
        let tables = try plan.tables(of: ["\(folder)/present"], folder: folder)
        expectSameTables(expected, tables, plan, "after a past")
      }
    }
  }

  /// What one analysis counts does not depend on which others are counted with it.
  @Test func analysesDoNotMeet() throws {
    let plan = try LawTests.plan.get()
    try withTemporaryFolder { folder in
      let together = try plan.tables(
        of: plan.count(LawTests.articles, folder: folder), folder: folder)
      for (index, analysis) in plan.analyses.enumerated() where analysis.request.text == "words" {
        let alone = try CountingPlan(
          [(analysis.name, analysis.request)], profiles: [("words", LawTests.wordsProfile)])
        let segments = try alone.count(LawTests.articles, folder: folder)
        let table = try Table(alone.tables(of: segments, folder: folder)[0])
        let expected = try Table(together[index])
        #expect(table.columns == expected.columns)
        for column in table.columns { #expect(table.rows(column) == expected.rows(column)) }
      }
    }
  }
}
