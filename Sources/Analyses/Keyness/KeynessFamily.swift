import Glibc
import Statistics

/// All terms of one comparison: how many have which counts, and what follows from them.
///
/// Every score and p-value is a function of the two counts of a term, and corrections need only to
/// know how many terms share them. So a vocabulary of millions comes down to its distinct pairs of
/// counts: fewer than the tokens to the power of ⅔, and mostly some ten thousand.
struct KeynessFamily {
  struct Pair: Hashable {
    var a: UInt64
    var b: UInt64
  }

  let comparison: KeynessComparison
  private let request: KeynessRequest
  private var places: [Pair: Int] = [:]
  private var pairs: [Pair] = []
  private var multiplicities: [UInt64] = []
  private var tests = TestFamily([])
  private(set) var settings = KeynessMeasure.Settings()
  /// The kind of the terms with each pair of counts, and the number that ranks them; nil for none.
  private var standings: [(key: KeynessRequest.Kind, rank: Double?)?] = []

  init(_ comparison: KeynessComparison, _ request: KeynessRequest) {
    self.comparison = comparison
    self.request = request
  }

  /// Takes in a term by its counts; one that occurs on neither side is no part of the vocabulary.
  mutating func add(_ a: UInt64, _ b: UInt64) {
    guard a + b > 0 else { return }
    let pair = Pair(a: a, b: b)
    if let place = places[pair] {
      multiplicities[place] += 1
    } else {
      places[pair] = pairs.count
      pairs.append(pair)
      multiplicities.append(1)
    }
  }

  /// Corrects the p-values and finds the terms' kinds, once all terms are in.
  mutating func finish() {
    settings.simpleMathsConstant = request.simpleMathsConstant
    settings.zero = request.zero.rule
    settings.confidence = request.confidence
    settings.comparisons = multiplicities.reduce(0, +)
    var list: [(logP: Double, count: UInt64)] = []
    for (place, pair) in pairs.enumerated() {
      let value = statistic(of: counts(pair)) ?? 0
      list.append((logChiSquaredTail(value), multiplicities[place]))
    }
    tests = TestFamily(list)
    let measure = KeynessMeasure.named(request.sort)
    let bar = request.alpha > 0 ? log(request.alpha) : -Double.infinity
    standings = pairs.indices.map { place in
      let counts = counts(pairs[place])
      guard let key = key(of: place, counts, bar), request.show.contains(key) else { return nil }
      return (key, rank(counts, key, measure))
    }
  }

  private func statistic(of counts: FrequencyComparison) -> Double? {
    let measure = KeynessMeasure.named(request.test.rawValue)
    return measure?.settled(measure?.score(counts, settings))
  }

  /// Breaks ties of the measure that ranks.
  static let logLikelihood = KeynessMeasure.named("log_likelihood")

  private func key(
    of place: Int, _ counts: FrequencyComparison, _ bar: Double
  ) -> KeynessRequest.Kind? {
    let least = UInt64(request.minCount)
    // The sign of a n2 − b n1, exactly.
    let here = UInt128(counts.a) * UInt128(counts.n2)
    let there = UInt128(counts.b) * UInt128(counts.n1)
    if here != there, tests.logP(place, request.correction) <= bar {
      return here > there
        ? (counts.a >= least ? .positive : nil) : (counts.b >= least ? .negative : nil)
    }
    return min(counts.a, counts.b) >= least ? .lock : nil
  }

  /// What ranks a term among those of its kind, the largest first.
  private func rank(
    _ counts: FrequencyComparison, _ key: KeynessRequest.Kind, _ measure: KeynessMeasure?
  ) -> Double? {
    // Lock words are the better, the more alike their frequencies are.
    if key == .lock { return counts.contingency.logRatio.map { -$0.magnitude } }
    guard let measure, let score = measure.settled(measure.score(counts, settings)) else {
      return nil
    }
    return key == .negative && measure.direction != .unsigned ? -score : score
  }

  /// The term's kind and the number that ranks it; nil if it is not shown. Only after `finish`.
  func standing(_ a: UInt64, _ b: UInt64) -> (key: KeynessRequest.Kind, rank: Double?)? {
    places[Pair(a: a, b: b)].flatMap { standings[$0] }
  }

  /// ln of the corrected p of a term that was taken in.
  func logP(_ a: UInt64, _ b: UInt64, _ correction: Correction) -> Double? {
    places[Pair(a: a, b: b)].map { tests.logP($0, correction) }
  }

  /// The counts of a term, beside the totals.
  func counts(_ pair: Pair) -> FrequencyComparison {
    FrequencyComparison(
      a: pair.a, n1: comparison.targetTotal, b: pair.b, n2: comparison.referenceTotal)
  }
}
