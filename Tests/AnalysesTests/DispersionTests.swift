import Analyses
import Articles
import Statistics
import TestSupport
import Testing
import Tokens

/// The dispersion of terms against what a reader of the texts finds by hand and by brute force.
@Suite struct DispersionTests {
  /// Articles whose words are their bodies' words, with a source and a month.
  private struct Text {
    var words: [String]
    var source = "A"
    var month = "2021-01"

    var article: Article {
      .made([.body: words.joined(separator: " "), .source: source, .date: month])
    }
  }

  private func table(
    _ texts: [Text], _ parts: DispersionRequest.Parts, measures: [String]? = nil,
    change: (inout TermFrequencyRequest) -> Void = { _ in }
  ) throws -> Table {
    var request = TermFrequencyRequest(text: "words")
    var dispersion = DispersionRequest()
    dispersion.parts = parts
    dispersion.measures = measures ?? DispersionMeasure.all.map(\.id)
    request.dispersion = dispersion
    change(&request)
    return try CountingPlan(request).table(texts.map(\.article))
  }

  // MARK: By hand

  /// Gries 2008: parts of 9, 10, 10, 10 and 11 words with a 1 to 5 times.
  private let gries: [Text] = [9, 10, 10, 10, 11].enumerated().map { index, size in
    Text(
      words: [String](repeating: "a", count: index + 1)
        + (0..<size - index - 1).map { "z\(["b", "c", "d"][$0 % 3])" }, source: "part \(index)")
  }

  @Test func gries2008() throws {
    for parts in [DispersionRequest.Parts.articles, .groups([.source])] {
      let table = try table(gries, parts) { $0.terms = ["a"] }
      #expect(table.rows("term", "count", "parts") == ["a 15 5"])
      func value(_ name: String) -> Double {
        ((table.numbers(name)[0] ?? .nan) * 10_000).rounded() / 10_000
      }
      #expect(value("dp") == 0.18 && value("dp_norm") == 0.2195)
      #expect(value("juilland_d") == 0.7852 && value("carroll_d2") == 0.9379)
      #expect(value("rosengren_s") == 0.9498 && value("kl") == 0.137)
    }
  }

  @Test func partsWithoutTheTermCount() throws {
    let texts = [Text(words: ["a", "b"]), Text(words: ["b", "b"]), Text(words: ["b"])]
    let table = try table(texts, .articles, measures: ["dp", "dp_norm", "carroll_d2"])
    #expect(table.rows("term", "parts") == ["b 3", "a 1"])
    #expect(try #require(table.numbers("dp")[1]).isNear(0.6))
    #expect(try #require(table.numbers("dp_norm")[1]).isNear(0.75))
    #expect(table.numbers("carroll_d2")[1] == 0)
  }

  @Test func onePartHasNoDispersion() throws {
    let table = try table(
      [Text(words: ["a", "b", "a"])], .articles, measures: ["dp", "arf", "juilland_d"])
    #expect(table.integers("parts") == [1, 1])
    #expect(table.numbers("dp") == [nil, nil] && table.numbers("juilland_d") == [nil, nil])
    // Distances 2 and 1 around a ring of 3, v = 1.5; then one of 3.
    #expect(try #require(table.numbers("arf")[0]).isNear(2.5 / 1.5))
    #expect(table.numbers("arf")[1] == 1)
  }

  @Test func rowsCanBeRankedByDispersion() throws {
    let texts = [Text(words: ["a", "b", "b", "b"]), Text(words: ["a", "c", "d", "e"])]
    let table = try table(texts, .articles, measures: ["arf"]) { ($0.sort, $0.top) = ("arf", 2) }
    #expect(table.rows("rank", "term") == ["1 a", "2 b"])
  }

  // MARK: By brute force

  private static let texts: [Text] = {
    var generator = Generator(seed: 11)
    return (0..<40).map { _ in
      Text(
        words: (0..<generator.number(0..<30)).map { _ in
          ["a", "b", "c", "d", "e", "f", "g"][generator.number(0..<generator.number(1..<8))]
        }, source: generator.pick(["A", "B", "C"]),
        month: generator.pick(["2021-01", "2021-02", "2021-03", "2022-01"]))
    }
  }()

  /// The items of a text: n-grams that skip up to `skip` words.
  private func items(_ text: Text, _ length: Int, skip: Int) -> [String] {
    guard length > 1 else { return text.words }
    var items: [String] = []
    for first in text.words.indices {
      for gap in 0...skip where first + 1 + gap < text.words.count {
        items.append("\(text.words[first]) \(text.words[first + 1 + gap])")
      }
    }
    return items
  }

  private func expectBruteForce(
    _ table: Table, _ sequences: [[String]], parts: [[String]], group: (String, String)? = nil
  ) {
    let terms = table.texts("term")
    let groups = group.map { table.texts($0.0) }
    let whole = sequences.flatMap { $0 }
    var rows = 0
    for (row, term) in terms.enumerated() where group == nil || groups?[row] == group?.1 {
      rows += 1
      let spread = PartDispersion(
        parts.filter { !$0.isEmpty }.map { part in
          .init(count: UInt64(part.filter { $0 == term }.count), size: UInt64(part.count))
        })
      let positions = whole.indices.filter { whole[$0] == term }.map { UInt64($0) }
      let gaps = DistanceDispersion(positions: positions, size: UInt64(whole.count))
      #expect(table.integers("count")[row] == positions.count)
      #expect(table.integers("parts")[row] == parts.filter { $0.contains(term) }.count)
      for measure in DispersionMeasure.all {
        let expected: Double? =
          switch measure.basis {
          case .parts(let value): spread.map(value)
          case .distances(let value): gaps.map(value)
          }
        let found = table.numbers(measure.id)[row]
        let settled = measure.settled(expected) ?? .nan
        #expect(found?.isNear(settled) ?? (expected == nil), "\(measure.id) of \(term)")
      }
    }
    #expect(rows == Set(whole).count)
  }

  @Test(arguments: [(1, 0), (2, 0), (2, 2)]) func overArticles(_ length: Int, skip: Int) throws {
    let table = try table(Self.texts, .articles) {
      ($0.ngrams, $0.skip, $0.within) = (length, skip, .article)
    }
    let sequences = Self.texts.map { items($0, length, skip: skip) }
    expectBruteForce(table, sequences, parts: sequences)
  }

  @Test(arguments: [(1, 0), (2, 1)]) func overGroups(_ length: Int, skip: Int) throws {
    let table = try table(Self.texts, .groups([.source, .month])) {
      ($0.ngrams, $0.skip, $0.within) = (length, skip, .article)
    }
    let parts = Dictionary(grouping: Self.texts) { $0.source + $0.month }.values
    expectBruteForce(
      table, Self.texts.map { items($0, length, skip: skip) },
      parts: parts.map { $0.flatMap { items($0, length, skip: skip) } })
  }

  @Test(arguments: [2, 7, 100]) func overSlices(_ count: Int) throws {
    let table = try table(Self.texts, .slices(count))
    let words = Self.texts.flatMap(\.words)
    var slices = [[String]](repeating: [], count: count)
    for (place, word) in words.enumerated() { slices[place * count / words.count].append(word) }
    let sizes = slices.map(\.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    expectBruteForce(table, Self.texts.map(\.words), parts: slices)
  }

  @Test func withinGroups() throws {
    for parts in [DispersionRequest.Parts.articles, .groups([.month]), .slices(4)] {
      let table = try table(Self.texts, parts) { $0.groupBy = [.source] }
      for source in ["A", "B", "C"] {
        let texts = Self.texts.filter { $0.source == source }
        let words = texts.flatMap(\.words)
        var expected: [[String]]
        switch parts {
        case .articles: expected = texts.map(\.words)
        case .groups:
          expected = Dictionary(grouping: texts, by: \.month).values.map { $0.flatMap(\.words) }
        case .slices(let count):
          expected = [[String]](repeating: [], count: count)
          for (place, word) in words.enumerated() {
            expected[place * count / words.count].append(word)
          }
        }
        expectBruteForce(
          table, texts.map(\.words), parts: expected, group: ("source", source))
      }
    }
  }
}

extension Double {
  /// Whether two values agree to twelve digits.
  fileprivate func isNear(_ other: Double) -> Bool {
    self == other || (self - other).magnitude <= 1e-12 * Swift.max(1, magnitude, other.magnitude)
  }
}
