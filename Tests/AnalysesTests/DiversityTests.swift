import Analyses
import Articles
import Statistics
import TestSupport
import Testing
import Tokens

/// The diversity of articles and groups against measures made of their words one by one.
@Suite struct DiversityTests {
  private static let bodies: [String] = {
    var generator = Generator(seed: 21)
    return [0, 1, 9, 40, 200].map { count in
      (0..<count).map { _ in
        ["alba", "bora", "cora", "dora", "enno", "fara"][
          generator.number(0..<generator.number(1..<7))]
      }.joined(separator: " ")
    }
  }()

  private static let articles: [Article] = bodies.enumerated().map { place, body in
    .made([
      .id: "\(place)", .body: body, .source: place % 2 == 0 ? "A" : "B",
      .date: "2021-0\(5 - place / 2)",
    ])
  }

  private func table(_ change: (inout DiversityRequest) -> Void) throws -> Table {
    var request = DiversityRequest(text: "words")
    request.measures = DiversityMeasure.all.map(\.id)
    (request.window, request.segment, request.draws) = (7, 5, 6)
    change(&request)
    return try CountingPlan(request).table(Self.articles)
  }

  private func words(_ body: String) -> [String] { body.split(separator: " ").map(String.init) }

  private func spectrum(_ words: [String]) -> FrequencySpectrum {
    FrequencySpectrum(counts: Dictionary(grouping: words) { $0 }.values.map { UInt64($0.count) })
  }

  private func running(_ words: [String]) -> RunningDiversity {
    let types = Array(Set(words)).sorted()
    return RunningDiversity(
      tokens: words.compactMap { word in types.firstIndex(of: word).map { UInt32($0) } },
      typeCount: types.count)
  }

  private func expectNear(
    _ found: Double?, _ expected: Double?, _ comment: Comment, within tolerance: Double = 1e-13,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard let found, let expected else {
      #expect(found == nil && expected == nil, comment, sourceLocation: sourceLocation)
      return
    }
    #expect(
      abs(found - expected) <= tolerance * max(1, abs(expected)), comment,
      sourceLocation: sourceLocation)
  }

  @Test func everyArticle() throws {
    let table = try table { $0.scope = .article }
    // By date, then source; the empty article has no row.
    #expect(table.rows("id", "date") == ["4 2021-03", "2 2021-04", "3 2021-04", "1 2021-05"])
    for (row, id) in table.texts("id").enumerated() {
      let words = words(Self.bodies[Int(id) ?? 0])
      let spectrum = spectrum(words)
      #expect(table.integers("tokens")[row] == words.count)
      #expect(table.integers("types")[row] == Set(words).count)
      #expect(table.integers("hapax")[row] == Int(spectrum.types(occurring: 1)))
      for measure in DiversityMeasure.all {
        let expected: Double? =
          switch measure.basis {
          case .spectrum(let value): value(spectrum, .natural)
          case .movingWindows: running(words).movingWindows(of: 7).ratio
          case .segments: running(words).segments(of: 5).ratio
          case .factors: running(words).lexicalDiversity()
          case .samples: spectrum.hypergeometricD(draws: 6)
          }
        expectNear(
          table.numbers(measure.id)[row], measure.settled(expected), "\(measure.id) of \(id)")
      }
    }
  }

  @Test func groups() throws {
    for dimensions in [[], [GroupDimension.source]] {
      let table = try table { $0.groupBy = dimensions }
      for row in 0..<table.count {
        let source = dimensions.isEmpty ? nil : table.texts("source")[row]
        let texts = Self.bodies.enumerated().filter { place, _ in
          source == nil || source == (place % 2 == 0 ? "A" : "B")
        }.map { words($0.element) }
        let spectrum = spectrum(texts.flatMap { $0 })
        #expect(table.integers("articles")[row] == texts.count)
        #expect(table.integers("tokens")[row] == Int(spectrum.tokenCount))
        for measure in DiversityMeasure.all {
          guard case .spectrum(let value) = measure.basis else { continue }
          let expected = measure.settled(value(spectrum, .natural))
          expectNear(table.numbers(measure.id)[row], expected, "\(measure.id)")
        }
        let windows = texts.map { running($0).movingWindows(of: 7) }
        let types = windows.reduce(0) { $0 + $1.types }
        let count = windows.reduce(0) { $0 + $1.windows }
        let ratio = DiversityMeasure.named("mattr")?.settled(Double(types) / Double(count * 7))
        expectNear(table.numbers("mattr")[row], ratio ?? nil, "mattr")
        func mean(_ values: [Double]) -> Double? {
          values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        expectNear(
          table.numbers("mean_mtld")[row],
          mean(texts.compactMap { running($0).lexicalDiversity() }), "mtld", within: 1e-3)
        expectNear(
          table.numbers("mean_hdd")[row],
          mean(texts.compactMap { self.spectrum($0).hypergeometricD(draws: 6) }), "hdd",
          within: 1e-9)
      }
      #expect(table.count == (dimensions.isEmpty ? 1 : 2))
    }
  }

  @Test func rankedAndCut() throws {
    let longest = try table { ($0.scope, $0.sort, $0.top) = (.article, "tokens", 2) }
    #expect(longest.rows("id", "tokens") == ["4 200", "3 40"])
    let long = try table { ($0.scope, $0.minTokens) = (.article, 10) }
    #expect(long.texts("id").sorted() == ["3", "4"])
    let groups = try table { ($0.groupBy, $0.sort) = ([.source], "ttr") }
    #expect(groups.texts("source") == ["B", "A"])
  }

  @Test func removedTokensAreNoTokens() throws {
    var profile = TextProfile()
    profile.stopWords = ["the"]
    let request = DiversityRequest(text: "words")
    let table = try CountingPlan(request, profile).table([
      .body("The alba the alba the bora")
    ])
    #expect(table.rows("articles", "tokens", "types", "hapax") == ["1 3 2 1"])
    #expect(table.numbers("mattr") == [nil] && table.numbers("mean_hdd") == [nil])
  }

  @Test func nothing() throws {
    for scope in DiversityRequest.Scope.allCases {
      var request = DiversityRequest(text: "words")
      request.scope = scope
      #expect(try CountingPlan(request).table([]).count == 0)
    }
  }
}
