import Analyses
import Articles
import Statistics
import TestSupport
import Testing
import Tokens

@Suite struct CooccurrenceTests {
  private func table(
    _ articles: [Article], _ profile: TextProfile = TextProfile(),
    change: (inout CooccurrenceRequest) -> Void
  ) throws -> Table {
    var request = CooccurrenceRequest(text: "words")
    request.minCount = 1
    change(&request)
    return try CountingPlan(request, profile).table(articles)
  }

  // MARK: By hand

  /// Overlapping windows: a collocate may be in the windows of two nodes.
  private let overlapping = [Article.body("A D A C E A D F E B A C E D")]

  @Test func overlappingWindowsByPositions() throws {
    let table = try table(overlapping) {
      ($0.nodes, $0.span) = (["a"], .window(left: 2, right: 2))
      ($0.measures, $0.sort) = (["mi"], "count")
    }
    #expect(
      table.columns == [
        "rank", "node", "collocate", "count", "r1", "c1", "n", "expected", "mi",
      ])
    #expect(
      table.rows("rank", "node", "collocate", "count", "r1", "c1", "n") == [
        "1 a e 3 9 3 10", "2 a c 2 9 2 10", "3 a d 2 9 3 10", "4 a b 1 9 1 10", "5 a f 1 9 1 10",
      ])
    #expect(table.numbers("expected")[0] == 2.7)
    let mi = try #require(table.numbers("mi")[0])
    #expect((mi - 0.1520).magnitude < 0.00005)
  }

  @Test func overlappingWindowsByHits() throws {
    let table = try table(overlapping) {
      ($0.nodes, $0.span) = (["a"], .window(left: 2, right: 2))
      ($0.convention, $0.sort) = (.perHit, "count")
      $0.measures = ["log_likelihood", "delta_p_forward", "mi", "log_dice"]
    }
    // R1 is all hits in the windows of a, its own among them: 2 + 3 + 4 + 4 + 3 positions, of which
    // one pair of a's see each other.
    #expect(
      table.rows("collocate", "count", "r1", "c1", "n") == [
        "e 4 14 3 14", "c 3 14 2 14", "d 3 14 3 14", "a 2 14 4 14", "b 1 14 1 14", "f 1 14 1 14",
      ])
    // O exceeds C1 for e and c: what needs O21 has no value, the others have.
    for column in ["log_likelihood", "delta_p_forward"] {
      #expect(table.numbers(column).prefix(2) == [nil, nil])
    }
    #expect(table.numbers("mi").allSatisfy { $0 != nil })
    #expect(table.numbers("log_dice").allSatisfy { $0 != nil })
  }

  @Test func rowsAreRankedByScoreThenCountThenWords() throws {
    var generator = Generator(seed: 1)
    let articles = (0..<5).map { _ in GeneratedText(&generator, words: 150, types: 9).article }
    for sort in ["log_likelihood", "t_score", "count"] {
      let table = try table(articles) { ($0.sort, $0.minCount) = (sort, 3) }
      let rows = table.texts("term1").indices.map { row in
        (
          score: sort == "count" ? 0 : table.numbers(sort)[row] ?? -.infinity,
          count: table.integers("count")[row], first: table.texts("term1")[row],
          second: table.texts("term2")[row]
        )
      }
      for (a, b) in zip(rows, rows.dropFirst()) {
        #expect((-a.score, -a.count, a.first, a.second) < (-b.score, -b.count, b.first, b.second))
      }
      #expect(table.integers("rank") == Array(1...table.count))
      let top = try self.table(articles) { ($0.sort, $0.minCount, $0.top) = (sort, 3, 7) }
      #expect(
        top.rows("rank", "term1", "term2") == Array(table.rows("rank", "term1", "term2").prefix(7)))
    }
  }

  @Test func nothingCounted() throws {
    #expect(try table([]) { _ in }.count == 0)
    #expect(try table([.body("alone")]) { _ in }.count == 0)
    #expect(try table([.body("alba alba alba")]) { $0.nodes = ["alba"] }.count == 0)
    #expect(try table([.body("alba bora")]) { $0.nodes = ["zora"] }.count == 0)
  }

  /// A node is a term as the tables show it: also a stem that has another stem.
  @Test func aNodeIsATerm() throws {
    var profile = TextProfile()
    profile.stemmer = "english"
    let table = try table([.body("Databases sleep")], profile) { $0.nodes = ["databas"] }
    #expect(table.rows("node", "collocate") == ["databas sleep"])
    #expect(try self.table([.body("Cats sleep")], profile) { $0.nodes = ["cats"] }.count == 0)
  }

  // MARK: A word with itself

  /// aa at 0, 2, 4, 6, 8: four pairs of places two tokens apart.
  private let repeating = [Article.body("aa b aa c aa b aa c aa. B b")]

  @Test func aPairWithItselfCountsEachPairOfPlacesOnce() throws {
    let table = try table(repeating) { ($0.span, $0.sort) = (.window(left: 3, right: 3), "count") }
    let rows = table.rows("term1", "term2", "count", "r1", "c1", "n")
    // Of 22 pairs of places aa is first in 3 + 3 + 3 + 2, and second in 2 + 3 + 3 + 3.
    #expect(rows.contains("aa aa 4 11 11 22"))
    #expect(rows.contains("aa b 7 22 12 44"))
    #expect(rows.contains("b b 1 7 5 22"))
    // Every pair of places is in one row.
    #expect(table.integers("count").reduce(0, +) == 22)
    // The same pairs as with a window that looks ahead alone.
    let ahead = try self.table(repeating) {
      ($0.span, $0.sort) = (.window(left: 0, right: 3), "count")
    }
    let ofAhead = ahead.rows("node", "collocate", "count", "r1", "c1", "n", "mi", "log_dice")
    let ofBoth = table.rows("term1", "term2", "count", "r1", "c1", "n", "mi", "log_dice")
    for word in ["aa", "b"] {
      let row = ofBoth.first { $0.hasPrefix("\(word) \(word) ") }
      #expect(row != nil && row == ofAhead.first { $0.hasPrefix("\(word) \(word) ") })
    }
  }

  @Test func aPairWithItselfHasADirectionWhereAllHave() throws {
    let table = try table(repeating) {
      ($0.span, $0.ordered, $0.sort) = (.window(left: 3, right: 3), true, "count")
      $0.positions = true
    }
    let rows = table.rows("node", "collocate", "count", "left_2", "right_2", "r1", "c1", "n")
    #expect(rows.contains("aa aa 8 4 4 22 22 44"))
    // The rows of a node add up to its R1, and all rows to N.
    for node in ["aa", "b", "c"] {
      let own = table.texts("node").indices.filter { table.texts("node")[$0] == node }
      #expect(
        own.reduce(0) { $0 + table.integers("count")[$1] } == table.integers("r1")[own[0]])
    }
    #expect(table.integers("count").reduce(0, +) == 44)
  }

  @Test func aWordIsWithItselfInAUnitThatHasItTwice() throws {
    for (unit, rows) in [
      (Unit.sentence, ["aa aa 1 1 1 2", "b b 2 2 2 2", "c c 1 1 1 2"]),
      (.article, ["aa aa 1 1 1 1", "b b 1 1 1 1", "c c 1 1 1 1"]),
    ] {
      for nodes in [[], ["aa", "b", "c"]] {
        let table = try table(repeating) {
          ($0.span, $0.nodes, $0.ordered) = (.unit(unit), nodes, false)
        }
        let found = table.rows("term1", "term2", "count", "r1", "c1", "n").filter {
          $0.split(separator: " ")[0] == $0.split(separator: " ")[1]
        }
        #expect(found.sorted() == rows)
      }
    }
  }

  @Test func neighboursThatAreOneWordAreABigram() throws {
    let table = try table([.body("this this is is a a test test")]) {
      ($0.span, $0.convention, $0.sort) = (.window(left: 0, right: 1), .noSpan, "count")
    }
    #expect(
      Set(table.rows("node", "collocate", "count", "r1", "c1", "n")).isSuperset(of: [
        "this this 1 2 2 8", "is is 1 2 2 8", "a a 1 2 2 8", "test test 1 2 2 8",
      ]))
  }

  @Test func anUnorderedTableHasEachPairOnce() throws {
    let articles = [Article.body("alba bora cora. Bora alba.")]
    let table = try table(articles) {
      ($0.nodes, $0.span, $0.ordered) = (["alba", "bora"], .unit(.sentence), false)
    }
    #expect(table.columns[1] == "term1")
    #expect(
      table.rows("term1", "term2", "count", "r1", "c1", "n").sorted() == [
        "alba bora 2 2 2 2", "alba cora 1 2 1 2", "bora cora 1 2 1 2",
      ])
  }

  // MARK: By brute force

  private static let requests: [CooccurrenceRequest] = {
    var requests: [CooccurrenceRequest] = []
    func add(_ change: (inout CooccurrenceRequest) -> Void) {
      var request = CooccurrenceRequest(text: "words")
      request.minCount = 1
      change(&request)
      if request.contradictions.isEmpty { requests.append(request) }
    }
    let words = ["zbababa", "zkebaba", "zlubaba"]
    let windows: [Convention] = [.marginal, .perHit, .spanCorrected, .noSpan, .surfaceDistinct]
    for convention in windows {
      for (left, right) in [(5, 5), (2, 2), (1, 3), (4, 0), (0, 1), (30, 30)] {
        for nodes in [[], [words[0]], words] {
          for ordered in [nil, true, false] {
            add {
              $0.convention = convention
              $0.span = .window(left: left, right: right)
              ($0.nodes, $0.ordered) = (nodes, ordered)
              $0.within = [.sentence, .paragraph, .article][left % 3]
            }
          }
        }
      }
    }
    for unit in Unit.allCases {
      for nodes in [[], words] {
        for ordered in [nil, true, false] {
          add { ($0.span, $0.nodes, $0.ordered) = (.unit(unit), nodes, ordered) }
        }
        add { ($0.span, $0.nodes, $0.minArticles) = (.unit(unit), nodes, 2) }
      }
    }
    for convention in windows {
      for nodes in [[], words] {
        add {
          ($0.convention, $0.nodes, $0.minArticles) = (convention, nodes, 3)
          ($0.span, $0.minCount) = (.window(left: 2, right: 2), 2)
        }
      }
    }
    add { $0.minArticles = 0 }
    for convention in [Convention.marginal, .noSpan, .surfaceDistinct] {
      for (left, right) in [(3, 3), (1, 4), (0, 2)] {
        for nodes in [[], [words[0], words[1]]] {
          for ordered in [nil, true, false] {
            add {
              ($0.convention, $0.nodes, $0.ordered) = (convention, nodes, ordered)
              $0.span = .window(left: left, right: right)
              ($0.positions, $0.weights) = (true, left == 1 ? DistanceWeights.none : .inverse)
              $0.minArticles = left == 0 ? 2 : nil
            }
          }
        }
      }
    }
    return requests
  }()

  @Test(arguments: [TextProfile.Gaps.keep, .close])
  func generatedTexts(gaps: TextProfile.Gaps) throws {
    var profile = TextProfile()
    profile.stopWords = [GeneratedText.gap]
    profile.gaps = gaps
    var generator = Generator(seed: gaps == .keep ? 2 : 3)
    let texts = (0..<5).map { _ in GeneratedText(&generator, words: 60, types: 9) }
    let plan = try CountingPlan(
      CooccurrenceTests.requests.map { ("", $0) }, profiles: [("words", profile)])
    try withTemporaryFolder { folder in
      let segments = try plan.count(texts.map { $0.article }, folder: folder)
      let tables = try plan.tables(of: segments, folder: folder)
      for (request, json) in zip(CooccurrenceTests.requests, tables) {
        let expected = CooccurrenceBruteForce(request, texts, closingGaps: gaps == .close)
        check(try Table(json), request, expected)
      }
    }
  }

  private func check(
    _ table: Table, _ request: CooccurrenceRequest, _ expected: CooccurrenceBruteForce
  ) {
    let cells = expected.tables()
    let isOrdered = request.resolved.ordered ?? true
    let nodes = table.texts(isOrdered ? "node" : "term1")
    let collocates = table.texts(isOrdered ? "collocate" : "term2")
    let (counts, r1, c1) = (table.integers("count"), table.integers("r1"), table.integers("c1"))
    let (n, e, articles) = (
      table.integers("n"), table.numbers("expected"), table.integers("articles")
    )
    #expect(table.count == cells.count, "\(request)")
    #expect(table.count > 0 || request.minArticles != nil || request.nodes.count == 1)
    if request.resolved.ordered == false, request.nodes.isEmpty, request.minCount == 1,
      request.resolved.convention == .marginal, request.minArticles ?? 0 < 2
    {
      #expect(counts.reduce(0, +) == Int(expected.pairsOfPositions))
    }
    for row in nodes.indices {
      let pair = CooccurrenceBruteForce.Pair(node: nodes[row], collocate: collocates[row])
      let found = Contingency(
        o: UInt64(counts[row]), r1: UInt64(r1[row]), c1: UInt64(c1[row]), n: UInt64(n[row]))
      #expect(cells[pair] == found, "\(pair) \(request)")
      #expect(isClose(e[row], found.expected))
      if request.minArticles != nil { #expect(articles[row] == Int(expected.articles(of: pair))) }
    }
    if request.positions == true { checkPositions(table, request, expected) }
    for id in request.measures {
      let scores = table.numbers(id)
      for row in nodes.indices {
        let pair = CooccurrenceBruteForce.Pair(node: nodes[row], collocate: collocates[row])
        let measure = AssociationMeasure.named(id)
        let score = cells[pair].flatMap { measure?.settled(measure?.score($0)) }
        #expect(isClose(scores[row], score.flatMap { $0.isFinite ? $0 : nil }))
      }
    }
  }

  private func checkPositions(
    _ table: Table, _ request: CooccurrenceRequest, _ expected: CooccurrenceBruteForce
  ) {
    guard case .window(let left, let right) = request.span else { return }
    let isOrdered = request.resolved.ordered ?? true
    let nodes = table.texts(isOrdered ? "node" : "term1")
    let collocates = table.texts(isOrdered ? "collocate" : "term2")
    var sums = [Int](repeating: 0, count: table.count)
    var weighted = [Double](repeating: 0, count: table.count)
    for offset in -left...right where offset != 0 {
      let column = table.integers(offset < 0 ? "left_\(-offset)" : "right_\(offset)")
      for row in nodes.indices {
        let pair = CooccurrenceBruteForce.Pair(node: nodes[row], collocate: collocates[row])
        #expect(column[row] == Int(expected.offsets(of: pair)[offset] ?? 0), "\(pair) \(request)")
        sums[row] += column[row]
        weighted[row] += Double(column[row]) / Double(abs(offset))
      }
    }
    #expect(sums == table.integers("count"))
    #expect(zip(table.integers("left"), table.integers("right")).map { $0 + $1 } == sums)
    if request.weights == .inverse {
      for (found, sum) in zip(table.numbers("weighted"), weighted) {
        #expect(((found ?? 0) - sum).magnitude <= 1e-12 * sum)
      }
    }
  }

  /// Whether two numbers agree as far as Foundation reads them exactly.
  private func isClose(_ a: Double?, _ b: Double?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return (a - b).magnitude <= 1e-14 * max(a.magnitude, b.magnitude)
  }
}
