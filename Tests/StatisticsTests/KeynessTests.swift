import Foundation
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

// MARK: Reference rows that compare two corpora

@Test func oddsRatioOfTwoCorpora() throws {
  let counts = FrequencyComparison(a: 16217, n1: 2_796_938, b: 735, n2: 2_087_946)
  let measure = try #require(KeynessMeasure.named("odds_ratio"))
  #expect(prints(measure.score(counts, KeynessMeasure.Settings()), "16.6"))
}

/// Every printed value of the row, by the names that pipelines use.
@Test func sevenAgainstTwoByName() throws {
  let counts = FrequencyComparison(a: 7, n1: 1000, b: 2, n2: 1000)
  let settings = KeynessMeasure.Settings()
  let printed = [
    "log_likelihood": "2.9545", "log_likelihood_2": "2.9419", "log_ratio": "1.8074",
    "log_ratio_lower": "-.586", "log_ratio_upper": "5.110", "lrc": "0", "simple_maths": "3.4988",
  ]
  for (id, value) in printed {
    let measure = try #require(KeynessMeasure.named(id))
    #expect(prints(measure.score(counts, settings), value), "\(id)")
  }
  #expect(prints(counts.contingency.logRatioWalter, "1.5850"))
}

@Test func conservativeLogRatioOf599Terms() throws {
  let counts = FrequencyComparison(a: 1189, n1: 168_329, b: 2157 - 1189, n2: 19_720_567 - 168_329)
  var settings = KeynessMeasure.Settings()
  settings.comparisons = 599
  let lrc = try #require(KeynessMeasure.named("lrc")?.score(counts, settings))
  #expect(prints(lrc, "6.910069"))
  #expect(KeynessMeasure.named("log_ratio_lower")?.score(counts, settings) == lrc)
}

// MARK: Families of tests

@Test func chiSquaredTail() {
  // The critical values that are printed for one degree of freedom.
  for (value, p) in [(3.841459, 0.05), (6.634897, 0.01), (10.82757, 0.001), (15.13671, 0.0001)] {
    #expect(agree(logChiSquaredTail(value), log(p), within: 1e-6))
    #expect(logChiSquaredTail(value) == logChiSquaredTail(-value))
  }
  #expect(logChiSquaredTail(0) == 0)
  // Both ways to compute it meet, and the far tail is that of the normal distribution.
  #expect(agree(logChiSquaredTail(1250), logChiSquaredTail(1250.000001), within: 1e-8))
  #expect(agree(logChiSquaredTail(1e6), -500_007.133_547_631_6, within: 1e-12))
}

@Test func correctionsOfFiveTests() {
  let family = TestFamily([0.04, 0.01, 0.05, 0.02, 0.03].map { (log($0), 1) })
  let expected: [(Correction, [Double])] = [
    (.none, [0.04, 0.01, 0.05, 0.02, 0.03]),
    (.bonferroni, [0.2, 0.05, 0.25, 0.1, 0.15]),
    (.sidak, [0.04, 0.01, 0.05, 0.02, 0.03].map { 1 - pow(1 - $0, 5) }),
    (.holm, [0.09, 0.05, 0.09, 0.08, 0.09]),
    (.benjaminiHochberg, [0.05, 0.05, 0.05, 0.05, 0.05]),
  ]
  for (correction, values) in expected {
    for (place, value) in values.enumerated() {
      #expect(agree(exp(family.logP(place, correction)), value, within: 1e-14), "\(correction)")
    }
  }
}

@Test func correctionsAreThoseOfTheTestsOneByOne() {
  let values: [(p: Double, count: Int)] = [(1e-12, 3), (0.002, 1), (0.01, 7), (0.2, 40), (0.9, 9)]
  let shared = TestFamily(values.map { (log($0.p), UInt64($0.count)) })
  let single = TestFamily(
    values.flatMap { value in (0..<value.count).map { _ in (log(value.p), UInt64(1)) } })
  #expect(shared.count == 60 && single.count == 60)
  for correction in Correction.allCases {
    var first = 0
    for (place, value) in values.enumerated() {
      for test in first..<first + value.count {
        #expect(
          agree(shared.logP(place, correction), single.logP(test, correction), within: 1e-14))
      }
      first += value.count
    }
  }
}

@Test func correctionsAreOrdered() {
  let family = TestFamily((1...100).map { (-Double($0 * $0) / 300, UInt64(1 + $0 % 3)) })
  for place in 0..<100 {
    let (none, bh) = (family.logP(place, .none), family.logP(place, .benjaminiHochberg))
    let (holm, bonferroni) = (family.logP(place, .holm), family.logP(place, .bonferroni))
    #expect(none <= bh && bh <= holm && holm <= bonferroni && bonferroni <= 0)
    #expect(none <= family.logP(place, .sidak) && family.logP(place, .sidak) <= bonferroni)
  }
}

// MARK: Properties

/// Exchanging the corpora turns signed measures round; equal frequencies are neutral.
@Test func measuresKeepTheirDirection() throws {
  for measure in KeynessMeasure.all where measure.id != "percent_diff" {
    let settings = KeynessMeasure.Settings()
    for (a, n1, b, n2) in [(30, 1000, 10, 2000), (5, 70_000, 90, 60_000)]
      as [(UInt64, UInt64, UInt64, UInt64)]
    {
      let there = measure.score(FrequencyComparison(a: a, n1: n1, b: b, n2: n2), settings)
      let back = measure.score(FrequencyComparison(a: b, n1: n2, b: a, n2: n1), settings)
      switch measure.direction {
      case .signed where measure.id.hasPrefix("log_ratio_"):
        let other = measure.id == "log_ratio_lower" ? "log_ratio_upper" : "log_ratio_lower"
        let bound = try #require(KeynessMeasure.named(other)).score(
          FrequencyComparison(a: b, n1: n2, b: a, n2: n1), settings)
        #expect(agree(there, bound.map { -$0 }, within: 1e-12), "\(measure.id)")
      case .signed: #expect(agree(there, back.map { -$0 }, within: 1e-12), "\(measure.id)")
      case .ratio: #expect(agree(there, back.map { 1 / $0 }, within: 1e-12), "\(measure.id)")
      case .unsigned: #expect(agree(there, back, within: 1e-12), "\(measure.id)")
      }
    }
    let same = measure.score(FrequencyComparison(a: 20, n1: 1000, b: 60, n2: 3000), settings)
    switch measure.id {
    case "bic", "ell", "log_ratio_lower", "log_ratio_upper": break
    default:
      #expect(agree(same, measure.direction == .ratio ? 1 : 0, within: 1e-12), "\(measure.id)")
    }
  }
}
