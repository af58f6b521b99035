import Partials

extension TermFrequencyRequest {
  /// By how many terms an n-gram is longer than the keys of its dispersion have room for.
  public var surplusTerms: Int {
    guard let dispersion else { return 0 }
    var others = groupBy.isEmpty ? 1 : 2
    if case .slices = dispersion.parts, dispersion.usesParts { others += 1 }
    return max(0, ngrams + others - TableShape.mostDomains)
  }
}
