import Testing

@testable import Statistics

@Test(
  arguments: [
    (231, 388, "40.26", "-40.46", "-.75"), (164, 355, "71.97", "-53.80", "-1.11"),
    (22, 148, "104.68", "-85.14", "-2.75"), (51, 52, ".01", "-1.92", "-.03"),
  ] as [(UInt64, UInt64, String, String, String)])
func sigEffComparesTwoCorporaOfOneSize(
  a: UInt64, b: UInt64, likelihood: String, difference: String, logRatio: String
) {
  let counts = FrequencyComparison(a: a, n1: 100_000, b: b, n2: 100_000)
  // SigEff prints the size of LL only.
  #expect(prints(counts.logLikelihoodOfCounts.map { -$0 }, likelihood))
  #expect(prints(counts.percentageDifference(), difference))
  #expect(prints(counts.contingency.logRatio, logRatio))
}

@Test func sevenAgainstTwoInAThousand() {
  let counts = FrequencyComparison(a: 7, n1: 1000, b: 2, n2: 1000)
  #expect(prints(counts.logLikelihoodOfCounts, "2.9419"))
  #expect(prints(counts.contingency.logLikelihood, "2.9545"))
  #expect(prints(counts.simpleMaths(), "3.4988"))
}

@Test func kilgarriff2009() {
  let counts = FrequencyComparison(a: 35, n1: 112_289_776, b: 263, n2: 1_559_716_979)
  #expect(prints(counts.simpleMaths(), "1.1224"))
}

@Test func hoflandAndJohansson1982() {
  let counts = FrequencyComparison(a: 18, n1: 1_000_000, b: 35, n2: 1_000_000)
  #expect(prints(counts.differenceCoefficient, "-.32"))
}

@Test func keynessOfAbsentTerms() {
  let counts = FrequencyComparison(a: 3, n1: 1000, b: 0, n2: 1000)
  #expect(agree(counts.percentageDifference(), 500, within: 1e-12))
  #expect(agree(counts.percentageDifference(zero: .tiny), 3e17, within: 1e-12))
  let absent = FrequencyComparison(a: 0, n1: 1000, b: 0, n2: 1000)
  #expect(absent.logLikelihoodOfCounts == 0 && absent.differenceCoefficient == nil)
  let empty = FrequencyComparison(a: 0, n1: 0, b: 4, n2: 1000)
  #expect(empty.logLikelihoodOfCounts == nil && empty.simpleMaths() == nil)
}

@Test func theEffectSizeTurnsNegativeBelowOneExpected() throws {
  let frequent = FrequencyComparison(a: 30, n1: 1000, b: 10, n2: 1000)
  let rare = FrequencyComparison(a: 1, n1: 1000, b: 0, n2: 1000)
  #expect(try #require(frequent.logLikelihoodEffectSize) > 0)
  #expect(try #require(rare.logLikelihoodEffectSize) < 0)
  #expect(try #require(frequent.bayesFactor) > 0)
  #expect(try #require(rare.bayesFactor) < 0)
}
