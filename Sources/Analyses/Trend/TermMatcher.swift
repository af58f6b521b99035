import Bytes
import Diagnostics
import Tokens

/// Says where in an article's terms the queries of a list stand.
///
/// Queries are read as those of concordances, but a pattern is compared with terms as the profile
/// makes them, stems and lemmas included; so counts and the tokens they are set against are of one
/// kind. A term is looked at once, however often it occurs.
struct TermMatcher: ~Copyable {
  /// A phrase of one of the queries, by its patterns.
  private struct Phrase {
    var query: Int
    var patterns: [Int]
  }

  private var tests: WordTests
  private var phrases: [Phrase] = []
  /// The number of 64-bit words that hold a bit for each pattern.
  private let stride: Int
  /// For each term the patterns that it matches.
  private var bits = Buffer<UInt64>()
  /// For each term the place in `starting` of the phrases that may begin with it; 0 if none may.
  private var startPlaces = Buffer<UInt32>()
  private var starting: [[Int]] = [[]]
  /// The terms whose matches cannot be determined, and why.
  private var tooHard: [UInt32: Fault] = [:]

  /// A matcher of `queries`, of which each may be any that a concordance takes.
  init(_ queries: [String], _ profile: TextProfile) throws(Fault) {
    var tests = WordTests(spelledBy: profile)
    var patterns: [TokenQuery.Pattern] = []
    var places: [TokenQuery.Pattern: Int] = [:]
    var phrases: [Phrase] = []
    for (number, query) in queries.enumerated() {
      let parsed = try TokenQuery(query, segmentation: profile.segmentation)
      for alternative in parsed.alternatives {
        var phrase = Phrase(query: number, patterns: [])
        for pattern in alternative {
          let place = places[pattern] ?? patterns.count
          if place == patterns.count {
            patterns.append(pattern)
            try tests.add(pattern, of: query) { Array($0.utf8) }
          }
          places[pattern] = place
          phrase.patterns.append(place)
        }
        phrases.append(phrase)
      }
    }
    stride = (tests.count + 63) / 64
    self.tests = tests
    self.phrases = phrases
  }

  /// The memory held, in bytes.
  var byteCount: Int { bits.byteCount + startPlaces.byteCount + 64 * starting.count }

  /// Looks at the terms that are new since the last article.
  mutating func learn(_ vocabulary: borrowing Vocabulary) {
    for number in startPlaces.count..<vocabulary.interner.count {
      learn(vocabulary.interner[number])
    }
  }

  private mutating func learn(_ term: Span<UInt8>) {
    let start = bits.count
    for _ in 0..<stride { bits.append(0) }
    let word = term.indices.map { term[$0] }
    var isMatched = false
    do throws(Fault) {
      try tests.forEachMatch(word, writtenOut: word) { place in
        bits[start + place / 64] |= 1 << UInt64(place % 64)
        isMatched = true
      }
    } catch {
      tooHard[UInt32(startPlaces.count)] = error
    }
    let here =
      isMatched ? phrases.indices.filter { matches(phrases[$0].patterns[0], at: start) } : []
    startPlaces.append(here.isEmpty ? 0 : UInt32(starting.count))
    if !here.isEmpty { starting.append(here) }
  }

  /// Looks at the article's terms.
  ///
  /// - Throws: `query.too-hard` if what one of them matches cannot be decided.
  func check(_ text: borrowing ArticleTerms) throws(Fault) {
    guard !tooHard.isEmpty else { return }
    for place in 0..<text.distinct.count {
      if let fault = tooHard[text.distinct[place]] { throw fault }
    }
  }

  private func matches(_ pattern: Int, at start: Int) -> Bool {
    bits[start + pattern / 64] >> UInt64(pattern % 64) & 1 == 1
  }

  /// Calls `each` with the number of a query for every place in `unit` from which it matches: once
  /// a place, whichever of its alternatives do. What the profile removed matches nothing.
  func forEachMatch(
    _ text: borrowing ArticleTerms, in unit: Range<Int>, _ each: (_ query: Int) -> Void
  ) {
    for place in unit {
      let term = text.terms[place]
      guard term < ArticleTerms.removed, startPlaces[Int(term)] > 0 else { continue }
      var last = -1
      // The phrases of one query follow each other.
      for number in starting[Int(startPlaces[Int(term)])] where phrases[number].query != last {
        let patterns = phrases[number].patterns
        guard place + patterns.count <= unit.upperBound else { continue }
        let isWhole = patterns.indices.dropFirst().allSatisfy { step in
          let next = text.terms[place + step]
          return next < ArticleTerms.removed && matches(patterns[step], at: Int(next) * stride)
        }
        guard isWhole else { continue }
        last = phrases[number].query
        each(last)
      }
    }
  }
}
