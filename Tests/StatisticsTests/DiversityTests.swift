import Foundation
import Testing

@testable import Statistics

/// The letters of `text` as tokens.
private func letters(_ text: String) -> RunningDiversity {
  var numbers: [Character: UInt32] = [:]
  for letter in text where numbers[letter] == nil { numbers[letter] = UInt32(numbers.count) }
  let tokens = text.compactMap { numbers[$0] }
  return RunningDiversity(tokens: tokens, typeCount: numbers.count)
}

@Test func fisherCorbetAndWilliams1943() {
  // 240 species among 15,609 moths: only the two sums matter for α.
  let counts = [UInt64](repeating: 1, count: 239) + [15_609 - 239]
  #expect(prints(FrequencySpectrum(counts: counts).fisherAlpha, "40.247"))
}

@Test func diversityOfASmallSpectrum() throws {
  // Counts 4, 2, 1, 1: N = 8, V = 4, Σ i² Vᵢ = 22.
  let spectrum = FrequencySpectrum(counts: [1, 4, 0, 2, 1])
  #expect(spectrum.tokenCount == 8 && spectrum.typeCount == 4)
  #expect(agree(spectrum.typeTokenRatio, 0.5, within: 0))
  #expect(agree(spectrum.herdanC, 2.0 / 3, within: 1e-15))
  #expect(agree(spectrum.guiraudR, 2.0.squareRoot(), within: 1e-15))
  #expect(agree(spectrum.carrollCTTR, 1, within: 1e-15))
  #expect(agree(spectrum.yuleK, 1e4 * 14 / 64, within: 1e-15))
  #expect(agree(spectrum.yuleI, 16.0 / 18, within: 1e-15))
  #expect(agree(spectrum.simpsonD, 14.0 / 56, within: 1e-15))
  #expect(agree(spectrum.herdanVm, (22.0 / 64 - 0.25).squareRoot(), within: 1e-15))
  // log₂ would give 9 / (3 − 2): each base scales U and a² by its own factor.
  #expect(agree(spectrum.dugastU(), 9 * log(2.0), within: 1e-14))
  #expect(agree(spectrum.dugastU(base: .ten), 9 * log10(2.0), within: 1e-14))
  #expect(agree(spectrum.maasSquared(), 1 / (9 * log(2.0)), within: 1e-14))
  #expect(agree(spectrum.summerS(), log(log(4.0)) / log(log(8.0)), within: 1e-14))
}

@Test func hypergeometricDIsTheExpectedTypeTokenRatio() {
  // Two draws from a, a, b: {a,a} one type, {a,b} two, in 1 and 2 of 3 cases.
  let spectrum = FrequencySpectrum(counts: [2, 1])
  #expect(agree(spectrum.hypergeometricD(draws: 2), (1.0 / 3 + 2 * 2.0 / 3) / 2, within: 1e-15))
  #expect(agree(spectrum.hypergeometricD(draws: 3), 2.0 / 3, within: 1e-15))
  #expect(spectrum.hypergeometricD() == nil)
}

@Test func diversityOfLittleOrNothing() {
  let none = FrequencySpectrum(counts: [])
  #expect(none.typeTokenRatio == nil && none.yuleK == nil && none.hypergeometricD() == nil)
  let one = FrequencySpectrum(counts: [1])
  #expect(one.herdanC == nil && one.simpsonD == nil && one.fisherAlpha == nil)
  #expect(one.summerS() == nil && one.dugastU() == nil && one.yuleK == 0)
}

@Test func windowsAndSegmentsCountTypes() {
  let text = letters("abcabbbbca")
  // abc bca cab abb bbb bbb bbc bca
  let moving = text.movingWindows(of: 3)
  #expect(moving.windows == 8 && moving.types == 3 + 3 + 3 + 2 + 1 + 1 + 2 + 3)
  // abc abb bbc, a left out
  let segments = text.segments(of: 3)
  #expect(segments == .init(types: 3 + 2 + 2, windows: 3, size: 3))
  #expect(agree(segments.ratio, 7.0 / 9, within: 1e-15))
  #expect(text.movingWindows(of: 11).ratio == nil && text.segments(of: 11).ratio == nil)
}

@Test func lexicalDiversityOfAShortText() throws {
  // Forwards: a b a (2/3 < .72) | b a b (2/3) | a: one type of one, nothing fell. 7 / 2.
  // Backwards the same.
  #expect(agree(letters("abababa").lexicalDiversity(), 3.5, within: 1e-15))
  // abcd stays at 1; abcda falls to .8: .2 / .28 of a factor; backwards adcba the same.
  #expect(agree(letters("abcda").lexicalDiversity(), 5 / (0.2 / 0.28), within: 1e-14))
  #expect(letters("abcd").lexicalDiversity() == nil && letters("").lexicalDiversity() == nil)
  // A ratio of exactly the threshold does not end a factor: 3/4 at .75.
  #expect(agree(letters("abca").lexicalDiversity(threshold: 750), 4, within: 1e-14))
}
