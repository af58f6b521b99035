import Analyses
import Articles
import Diagnostics
import TestSupport
import Testing
import Tokens

@Suite("One matcher for all queries")
struct QueryMatcherTests {
  private static let text =
    "Colour, colours and COLORED walls: Straße, naïve, occupation. Two bats, a cat; aaab 42nd."

  /// The hits of `query` as a concordance and as a trend count them.
  private func hits(
    _ query: String, of text: String = QueryMatcherTests.text,
    _ profile: TextProfile = TextProfile()
  ) throws -> (concordance: Int, trend: Int) {
    let article = Article.made([.body: text, .date: "2021-03-04"])
    let lines = try CountingPlan(ConcordanceRequest(text: "words", query: query), profile)
      .table([article])
    let trend = try CountingPlan(TrendRequest(text: "words", terms: [query]), profile)
      .table([article])
    return (lines.count, trend.integers("count").reduce(0, +))
  }

  @Test(
    "a trend counts what a concordance shows",
    arguments: [
      ("colour*", 2), ("?at", 1), ("*a*|*o*", 13), ("/colou?r(s|ed)?/", 3), ("/(?|b|c)ats?/", 2),
      ("/(?>a+)b/", 1), (#"/\p{L}+\d*/"#, 13), (#"/\d+\p{L}{2}/"#, 1), ("/strasse/", 1),
      ("/NAÏVE/", 1), (#"/\W+/"#, 0), (#"/(?<x>.)\k<x>.*/"#, 1), ("/two/ /b.ts/", 1),
    ])
  func agreement(query: String, count: Int) throws {
    let hits = try hits(query)
    #expect(hits.concordance == count && hits.trend == count)
  }

  @Test("an expression is spelled as the profile spells words")
  func spelling() throws {
    var profile = TextProfile()
    profile.normalForm = .nfd
    profile.letterCase = .keep
    // Of a trend the case is that of the profile.
    #expect(try hits("/naïve/", profile).trend == 1)
    #expect(try hits("/Naïve/", profile).trend == 0)
    profile.diacritics = .strip
    #expect(try hits("/naïve/", profile).trend == 1)
  }

  // MARK: Too hard

  private static let hard = String(repeating: "a", count: 70) + "b"
  private static let requests: [any AnalysisRequest] = {
    var pairs = CooccurrenceRequest(text: "words")
    pairs.minCount = 1
    var spread = TermFrequencyRequest(text: "words")
    spread.dispersion = DispersionRequest()
    return [
      TermFrequencyRequest(text: "words"), pairs, spread,
      ConcordanceRequest(text: "words", query: "/(a+)+$/"),
      TrendRequest(text: "words", terms: ["b*", "/(a+)+$/"]),
      DiversityRequest(text: "words"),
    ]
  }()

  private func tables(
    _ plan: CountingPlan, _ articles: [Article], memory: Int
  ) throws -> (tables: [[UInt8]], faults: [Fault]) {
    try withTemporaryFolder { folder in
      var tally = try Tally(plan, memory: memory)
      var corpus = CorpusCounts()
      var faults: [Fault] = []
      var segments: [String] = []
      func nextSegment() -> String {
        segments.append("\(folder)/segment-\(segments.count)")
        return segments[segments.count - 1]
      }
      for (place, article) in articles.enumerated() {
        var article = article
        article.record = place + 1
        do throws(Fault) {
          try tally.fold(article) { (tally) throws(Fault) in
            _ = try tally.writeSegment(to: nextSegment(), corpus: CorpusCounts())
          }
          corpus.read += 1
          corpus.counted += 1
        } catch {
          faults.append(error)
        }
      }
      _ = try tally.writeSegment(to: nextSegment(), corpus: corpus)
      return (try plan.tables(of: segments, folder: folder), faults)
    }
  }

  @Test(
    "an article with a token that is too hard is refused, and nothing of it is counted",
    arguments: [0, 256 << 20])
  func refusal(memory: Int) throws {
    let plan = try CountingPlan(
      Self.requests.enumerated().map { ("\($0)", $1) }, profiles: [("words", TextProfile())])
    let sound = ["alba bora aaa. Bora!", "", "cora aaa bora aa alba", "enno"].map {
      Article.made([.body: $0, .date: "2021-03-04"])
    }
    let refused = ["zora alba \(Self.hard) 7", "\(Self.hard) yara", "\(Self.hard)"].map {
      Article.made([.body: $0, .date: "2019-01-01"])
    }
    let expected = try tables(plan, sound, memory: memory)
    #expect(expected.faults.isEmpty)
    for mixed in [
      sound + refused, refused + sound, [refused[0], sound[0], refused[1]] + sound[1...],
    ] {
      let found = try tables(plan, mixed, memory: memory)
      #expect(found.tables == expected.tables)
      #expect(
        found.faults.allSatisfy { $0.code == Fault.tooHard && $0.message.contains("/(a+)+$/") })
      #expect(found.faults.count == mixed.count - sound.count)
    }
  }

  @Test("what is refused is part of what counts depend on")
  func grounds() throws {
    func fingerprint(_ requests: any AnalysisRequest...) throws -> [UInt8] {
      try CountingPlan(
        requests.enumerated().map { ("\($0)", $1) }, profiles: [("words", TextProfile())]
      ).baseFingerprint
    }
    let terms = TermFrequencyRequest(text: "words")
    var lines = ConcordanceRequest(text: "words", query: "/a+/")
    let own = try fingerprint(terms, lines)
    #expect(try fingerprint(terms) != own)
    (lines.seed, lines.context, lines.limit) = (7, 30, 5)
    #expect(try fingerprint(lines, terms, lines) == own)
    lines.query = "/b+/"
    #expect(try fingerprint(terms, lines) != own)
    lines.query = "b*"
    #expect(try fingerprint(terms, lines) == fingerprint(terms))
    let trend = TrendRequest(text: "words", terms: ["b*", "/a+/"])
    #expect(try fingerprint(terms, trend) != fingerprint(terms))
    #expect(try fingerprint(terms, TrendRequest(text: "words", terms: ["a"])) == fingerprint(terms))
  }

  // MARK: Fields

  @Test("no analysis groups by a field that is not there")
  func fields() throws {
    let unknown = [GroupDimension.field("desks")]
    var terms = TermFrequencyRequest(text: "words")
    terms.groupBy = unknown
    var spread = TermFrequencyRequest(text: "words")
    spread.dispersion = DispersionRequest()
    spread.dispersion?.parts = .groups(unknown)
    var keys = KeynessRequest(text: "words")
    keys.groupBy = unknown
    var target = KeynessRequest(text: "words")
    target.target = [GroupSelection(.field("desks"), ["a"])]
    var dictionary = DictionaryRequest(text: "words", dictionary: CategoryDictionary(file: "d"))
    dictionary.groupBy = unknown
    var diversity = DiversityRequest(text: "words")
    (diversity.scope, diversity.groupBy) = (.group, unknown)
    var trend = TrendRequest(text: "words", terms: ["a"])
    trend.groupBy = unknown
    let requests: [any AnalysisRequest] = [
      terms, spread, keys, target, dictionary, diversity, trend,
    ]
    for request in requests {
      let fault = #expect(throws: Fault.self) { try CountingPlan(request, fields: ["desk"]) }
      #expect(fault?.code == "pipeline.unknown-field" && fault?.exit == .configuration)
      #expect(throws: Never.self) { try CountingPlan(request, fields: ["desks"]) }
    }
  }
}
