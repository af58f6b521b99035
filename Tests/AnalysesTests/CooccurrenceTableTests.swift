import Analyses
import Articles
import Statistics
import TestSupport
import Testing
import Tokens

/// What a request makes of counts: bounds, ranks, weights, and the columns of other tools.
@Suite struct CooccurrenceTableTests {
  private static let articles: [Article] = {
    var generator = Generator(seed: 7)
    return (0..<6).map { _ in GeneratedText(&generator, words: 120, types: 11).article }
  }()

  private func table(
    _ articles: [Article] = articles, change: (inout CooccurrenceRequest) -> Void
  ) throws -> Table {
    var request = CooccurrenceRequest(text: "words")
    request.minCount = 1
    change(&request)
    #expect(request.contradictions.isEmpty)
    return try CountingPlan(request).table(articles)
  }

  // MARK: Bounds

  @Test func boundsLeaveRowsOutAndChangeNoOther() throws {
    let all = try table { _ in }
    let bounded = try table {
      $0.bounds = [
        ColumnBounds(column: "log_likelihood", min: 0.5),
        ColumnBounds(column: "count", min: 3, max: 20), ColumnBounds(column: "r1", min: 10),
      ]
    }
    var kept: [String] = []
    for (row, text) in all.rows("term1", "term2", "count", "log_likelihood").enumerated()
    where (all.numbers("log_likelihood")[row] ?? -1) >= 0.5
      && (3...20).contains(all.integers("count")[row]) && all.integers("r1")[row] >= 10
    {
      kept.append(text)
    }
    #expect(!kept.isEmpty && kept.count < all.count)
    #expect(bounded.rows("term1", "term2", "count", "log_likelihood") == kept)
    #expect(bounded.integers("rank") == Array(1..<kept.count + 1))
  }

  @Test func anEmptyCellIsWithinNoBounds() throws {
    let overlapping = [Article.body("A D A C E A D F E B A C E D")]
    let table = try table(overlapping) {
      ($0.nodes, $0.span, $0.convention) = (["a"], .window(left: 2, right: 2), .perHit)
      $0.bounds = [ColumnBounds(column: "log_likelihood", min: -1000)]
    }
    // O exceeds C1 for e and c, which have no log-likelihood.
    #expect(Set(table.texts("collocate")) == ["d", "b", "f"])
  }

  @Test func anyColumnOfNumbersRanks() throws {
    for column in ["expected", "r1", "articles", "weighted", "left_1", "right"] {
      let table = try table {
        ($0.sort, $0.minArticles, $0.positions, $0.weights) = (column, 1, true, .inverse)
      }
      let values = table.numbers(column).map { $0 ?? -.infinity }
      #expect(values == values.sorted(by: >) && Set(values).count > 1, "\(column)")
    }
  }

  // MARK: Comparisons

  @Test func conservativeMeasuresCorrectForThePairsCompared() throws {
    let table = try table {
      ($0.measures, $0.minCount, $0.confidence) = (["lrc", "clr", "mi"], 2, 0.9)
      $0.bounds = [ColumnBounds(column: "mi", min: 0)]
    }
    let unbounded = try self.table { ($0.measures, $0.minCount) = (["mi"], 2) }
    #expect(table.count > 0 && table.count < unbounded.count)
    #expect(Set(table.integers("compared")) == [unbounded.count])
    let lrc = try #require(AssociationMeasure.named("lrc")).correcting(
      confidence: 0.9, comparisons: UInt64(unbounded.count))
    for row in 0..<table.count {
      let cells = Contingency(
        o: UInt64(table.integers("count")[row]), r1: UInt64(table.integers("r1")[row]),
        c1: UInt64(table.integers("c1")[row]), n: UInt64(table.integers("n")[row]))
      #expect(table.numbers("lrc")[row] == lrc.settled(lrc.score(cells)))
    }
    #expect(!unbounded.columns.contains("compared"))
  }

  // MARK: Symmetry

  @Test(arguments: [
    CooccurrenceSpan.window(left: 4, right: 4), .unit(.sentence), .unit(.paragraph),
    .unit(.article),
  ])
  func symmetricMeasuresAreSymmetricUnderSymmetricConventions(span: CooccurrenceSpan) throws {
    let symmetric = AssociationMeasure.all.filter(\.isSymmetric).map(\.id)
    let table = try table {
      ($0.span, $0.ordered, $0.measures, $0.sort) = (span, true, symmetric, "count")
    }
    var rows: [String: Int] = [:]
    for (row, pair) in table.rows("node", "collocate").enumerated() { rows[pair] = row }
    let mirrored = table.rows("collocate", "node")
    #expect(table.count > 0)
    for measure in symmetric {
      let scores = table.numbers(measure)
      for row in 0..<table.count {
        let other = try #require(rows[mirrored[row]])
        #expect(scores[row] == scores[other], "\(measure) \(mirrored[row])")
      }
    }
  }

  // MARK: Weights

  @Test func hitsWeighByDistance() throws {
    let articles = [Article.body("a x x b a x b")]
    // b stands 3, -1 and 6, 2 tokens after an a: two windows of 3 see it at 3, -1 and 2.
    let table = try table(articles) {
      ($0.nodes, $0.span, $0.convention) = (["a"], .window(left: 1, right: 3), .noSpan)
      $0.weights = .list([8, 4, 1])
      $0.bounds = [ColumnBounds(column: "weighted", min: 13)]
      ($0.positions, $0.sort) = (true, "weighted")
    }
    #expect(table.texts("collocate") == ["x", "b"])
    #expect(table.numbers("weighted") == [20, 13])
    #expect(
      table.rows("left", "right", "left_1", "right_1", "right_2", "right_3")
        == ["0 3 0 2 1 0", "1 2 1 0 1 1"])
  }

  // MARK: Dialects

  @Test func quantedaScoresNeighbours() throws {
    let table = try table([.body("a b a b a c. c b c a")]) {
      ($0.dialect, $0.span) = (.quanteda, .window(left: 0, right: 1))
      $0.within = .article
    }
    #expect(table.columns.suffix(2) == ["lambda", "z"])
    let row = try #require(table.rows("node", "collocate").firstIndex(of: "a b"))
    // Of nine pairs of neighbours four begin with a, three end with b, and two are a b.
    let cells = Contingency(o: 2, r1: 3, c1: 3, n: 9)
    #expect(table.rows("count", "r1", "c1", "n")[row] == "2 3 3 9")
    let expected = Precision.digits(12).settled(cells.waldOfLogOddsRatio ?? 1)
    #expect(abs((table.numbers("z")[row] ?? 0) - expected) < 1e-14)
  }

  @Test(arguments: Dialect.allCases)
  func aDialectHasItsOwnColumns(dialect: Dialect) throws {
    let table = try table {
      $0.dialect = dialect
      $0.span = dialect.span ?? $0.span
    }
    #expect(table.columns.suffix(dialect.measureNames.count) == dialect.measureNames[...])
    #expect(table.columns.contains(dialect.columnNames["count"] ?? "count"))
    #expect(table.columns.contains(dialect.sort))
    let ranking = table.numbers(dialect.sort).map { $0 ?? -.infinity }
    #expect(table.count > 0 && ranking == ranking.sorted(by: >))
  }

  @Test func keysThatDoNotFit() {
    func keys(_ change: (inout CooccurrenceRequest) -> Void) -> [[String]] {
      var request = CooccurrenceRequest(text: "words")
      change(&request)
      return request.contradictions.map(\.path)
    }
    #expect(keys { ($0.positions, $0.span) = (true, .unit(.sentence)) } == [["positions"]])
    #expect(keys { ($0.weights, $0.span) = (.inverse, .unit(.article)) } == [["weights"]])
    #expect(
      keys { ($0.positions, $0.span) = (true, .window(left: 51, right: 0)) } == [["positions"]])
    #expect(keys { $0.weights = .list([1, 2]) } == [["weights"]])
    #expect(keys { ($0.dialect, $0.convention) = (.cqpweb, .marginal) } == [["convention"]])
    #expect(keys { ($0.dialect, $0.span) = (.ucs, .unit(.sentence)) } == [["compat"]])
    #expect(keys { ($0.dialect, $0.measures) = (.ucs, ["mi"]) } == [["measures"]])
    #expect(keys { $0.measures = ["am.MI"] } == [["measures"]])
    #expect(keys { $0.bounds = [ColumnBounds(column: "left_1", min: 1)] } == [["where", "left_1"]])
    #expect(keys { $0.sort = "weighted" } == [["sort"]])
    #expect(keys { ($0.weights, $0.sort) = (.inverse, "weighted") } == [])
  }
}
