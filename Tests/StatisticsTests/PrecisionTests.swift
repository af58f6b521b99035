import Foundation
import Testing

@testable import Statistics

/// Counts of large corpora, near independence and far from it; the expected values were computed
/// with sixty decimal digits.
@Test(arguments: [
  (50, 10_000, 500, 1_000_000, 144.68429996322101, 32.602885133664294, 31.661332543500417),
  (1, 1000, 1000, 1_000_000_000_000, 25.63302377892975, 6.0000002167131457, 6.0000002171472229),
  (
    1_200_001, 40_000_000_000, 30_000_000, 1_000_000_000_000, 8.6808136692398842e-7,
    0.30124097444932272, 0.30124093030467663
  ),
  (
    1_199_000, 40_000_000_000, 30_000_000, 1_000_000_000_000, -0.86831277411304344,
    0.083876727486467822, 0.086473207390031397
  ),
  (
    5000, 1_000_000_000, 1_000_000, 1_000_000_000_000, 8110.4325753724796, 1763.3091012245215,
    1759.823793361052
  ),
  (
    3, 1_000_000, 1_000_000, 1_000_000_000_000, 2.5916817320259915, 1.095277893671272,
    1.0952768988667823
  ),
  (
    900_000, 1_000_000, 1_000_000, 1_000_000_000, 13122486.313696785, 2849514.0738472972,
    2268390.8949927809
  ),
  (100, 1_000_000, 100_000, 1_000_000_000, 0, 0.28961119463347501, 0.28962975249619316),
  (
    60, 1_000_000, 100_000, 1_000_000_000, -18.718540767359199, 2.7279209772362339e-6,
    2.7540886780174411e-6
  ),
  (
    250_100, 500_000, 1_000_000, 2_000_000, 0.10666666887901248, 0.42875301233557473,
    0.37571153589877359
  ),
] as [(UInt64, UInt64, UInt64, UInt64, Double, Double, Double)])
func largeCorporaKeepTheirDigits(
  o: UInt64, r1: UInt64, c1: UInt64, n: UInt64, logLikelihood: Double, fisher: Double,
  poisson: Double
) throws {
  let table = Contingency(o: o, r1: r1, c1: c1, n: n)
  func relative(_ found: Double?, _ expected: Double) throws -> Double {
    let found = try #require(found)
    return found == expected ? 0 : abs(found / expected - 1)
  }
  #expect(try relative(table.logLikelihood, logLikelihood) < 1e-14)
  #expect(try relative(table.fisher, fisher) < 1e-11)
  #expect(try relative(table.poisson, poisson) < 1e-11)
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
