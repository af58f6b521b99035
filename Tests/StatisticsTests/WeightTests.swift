import Foundation
import Testing

@testable import Statistics

@Test func everyTermFrequency() {
  let document = TermWeight.Document(tokens: 20, types: 5, largestCount: 8)
  var weight = TermWeight()
  weight.base = .two
  let expected: [TermWeight.TermFrequency: Double] = [
    .count: 4, .relative: 0.2, .boolean: 1, .log: 3, .max: 0.5, .augmented: 0.75, .logAverage: 1,
  ]
  for form in TermWeight.TermFrequency.allCases {
    weight.termFrequency = form
    #expect(weight.tf(4, in: document) == expected[form])
  }
}

@Test func everyDocumentFrequency() {
  var weight = TermWeight()
  weight.base = .ten
  let expected: [TermWeight.DocumentFrequency: Double] = [
    .plain: 1, .plusOne: 2, .smooth: log10(101.0 / 11) + 1, .probabilistic: log10(9), .none: 1,
  ]
  for form in TermWeight.DocumentFrequency.allCases {
    weight.documentFrequency = form
    #expect(agree(weight.idf(10, of: 100), expected[form], within: 1e-15))
  }
  weight.documentFrequency = .probabilistic
  #expect(weight.idf(60, of: 100) == 0 && weight.idf(100, of: 100) == 0)
}

@Test func ratesAgainstABaseline() throws {
  let same = try #require(RateComparison(count: 3, of: 10, against: 30, of: 100))
  #expect(same.expected == 3 && same.upperTail > 0.5)
  // 2 of 2 in one part of two that are as long: a quarter.
  let both = try #require(RateComparison(count: 2, of: 10, against: 0, of: 10))
  #expect(agree(both.upperTail, 0.25, within: 1e-14))
  #expect(RateComparison(count: 0, of: 10, against: 5, of: 10)?.upperTail == 1)
  #expect(RateComparison(count: 1, of: 0, against: 5, of: 10) == nil)
  let huge = try #require(
    RateComparison(count: 1_100_000, of: 1_000_000_000, against: 10_000_000, of: 10_000_000_000))
  #expect(huge.upperTail == 0 || huge.upperTail < 1e-300)
}

@Test func binomialTailsAddUp() {
  for k in 1...20 {
    let upper = exp(logBinomialUpperTail(Double(k), of: 20, p: 0.3, q: 0.7))
    var sum = 0.0
    for i in k...20 { sum += exp(logBinomial(Double(i), of: 20, p: 0.3, q: 0.7)) }
    #expect(agree(upper, sum, within: 1e-13))
  }
}

@Test func rareTypes() {
  let spectrum = FrequencySpectrum(counts: [1, 4, 0, 2, 1])
  #expect(spectrum.types(occurring: 1) == 2 && spectrum.types(occurring: 3) == 0)
  #expect(spectrum.hapaxShare == 0.5 && spectrum.sichelS == 0.25)
  #expect(agree(spectrum.honoreH, 200 * log(8), within: 1e-14))
  #expect(agree(spectrum.brunetW, pow(8, pow(4, -0.172)), within: 1e-14))
  #expect(FrequencySpectrum(counts: []).hapaxShare == nil)
  #expect(FrequencySpectrum(counts: [1, 1]).honoreH == nil)
}
