import Foundation
import Testing

@testable import Statistics

/// Counts of a large corpus with the scores that belong to them, computed with sixty digits.
private struct Case: Sendable {
  let table: Contingency
  let logLikelihood: Double
  let fisher: Double
  let poisson: Double

  init(
    _ o: UInt64, _ r1: UInt64, _ c1: UInt64, _ n: UInt64, _ logLikelihood: Double,
    _ fisher: Double, _ poisson: Double
  ) {
    table = Contingency(o: o, r1: r1, c1: c1, n: n)
    self.logLikelihood = logLikelihood
    self.fisher = fisher
    self.poisson = poisson
  }
}

private let cases = [
  Case(
    50, 10_000, 500, 1_000_000,
    144.68429996322101, 32.602885133664294, 31.661332543500417),
  Case(
    1, 1000, 1000, 1_000_000_000_000,
    25.63302377892975, 6.0000002167131457, 6.0000002171472229),
  Case(
    1_200_001, 40_000_000_000, 30_000_000, 1_000_000_000_000,
    8.6808136692398842e-7, 0.30124097444932272, 0.30124093030467663),
  Case(
    1_199_000, 40_000_000_000, 30_000_000, 1_000_000_000_000,
    -0.86831277411304344, 0.083876727486467822, 0.086473207390031397),
  Case(
    5000, 1_000_000_000, 1_000_000, 1_000_000_000_000,
    8110.4325753724796, 1763.3091012245215, 1759.823793361052),
  Case(
    3, 1_000_000, 1_000_000, 1_000_000_000_000,
    2.5916817320259915, 1.095277893671272, 1.0952768988667823),
  Case(
    900_000, 1_000_000, 1_000_000, 1_000_000_000,
    13122486.313696785, 2849514.0738472972, 2268390.8949927809),
  Case(
    100, 1_000_000, 100_000, 1_000_000_000,
    0, 0.28961119463347501, 0.28962975249619316),
  Case(
    60, 1_000_000, 100_000, 1_000_000_000,
    -18.718540767359199, 2.7279209772362339e-6, 2.7540886780174411e-6),
  Case(
    250_100, 500_000, 1_000_000, 2_000_000,
    0.10666666887901248, 0.42875301233557473, 0.37571153589877359),
]

@Test(arguments: cases)
private func largeCorporaKeepTheirDigits(of expected: Case) throws {
  func error(_ found: Double?, _ expected: Double) throws -> Double {
    let found = try #require(found)
    return found == expected ? 0 : abs(found / expected - 1)
  }
  #expect(try error(expected.table.logLikelihood, expected.logLikelihood) < 1e-14)
  #expect(try error(expected.table.fisher, expected.fisher) < 1e-11)
  #expect(try error(expected.table.poisson, expected.poisson) < 1e-11)
}

@Test func betaQuantilesOfLargeCounts() throws {
  let measure = try #require(AssociationMeasure.named("lrc")).correcting(comparisons: 10_000_000)
  let table = Contingency(o: 20_000, r1: 1_000_000, c1: 60_000, n: 100_000_000)
  #expect(agree(measure.score(table), 5.556043670418382, within: 1e-10))
  let larger = Contingency(o: 2_000_000, r1: 100_000_000, c1: 6_000_000, n: 1_000_000_000)
  #expect(agree(measure.score(larger), 2.162616942608579, within: 1e-10))
}

@Test func normalQuantiles() {
  #expect(agree(normalQuantile(upperTail: 0.025), 1.959963984540054, within: 1e-15))
  #expect(agree(normalQuantile(upperTail: 0.5), 0, within: 1e-15))
  #expect(agree(normalQuantile(upperTail: 1e-12), 7.034483825301131, within: 1e-14))
}

@Test func everyMeasureKeepsItsDigits() throws {
  #expect(Set(exactScores.map(\.id)) == Set(AssociationMeasure.all.map(\.id)))
  // Tails are sums of terms that pass through logarithms of factorials of 10^12.
  let tails: Set = ["fisher", "fisher_left", "fisher_two_sided", "specificity", "poisson_p"]
  for (id, scores) in exactScores {
    let measure = try #require(AssociationMeasure.named(id))
    for (table, exact) in zip(exactTables, scores) {
      guard let exact else { continue }
      let found = try #require(measure.score(table), "\(id) of \(table)")
      let error = found == exact ? 0 : abs(found / exact - 1)
      #expect(error < (tails.contains(id) ? 1e-11 : 2e-14), "\(id) of \(table)")
    }
  }
}
