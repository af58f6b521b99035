import Glibc

/// The counts of one term in a target and a reference corpus: what keyness is measured from.
///
/// Log-likelihood over four terms, χ², odds ratio, relative risk, Log Ratio, LRC and the exact
/// tests are those of `contingency`; here are the measures that keyness has of its own. Scores are
/// negative where the term is rarer in the target than in the reference.
public struct FrequencyComparison: Sendable, Hashable {
  /// The count in the target corpus.
  public var a: UInt64
  /// The tokens of the target corpus.
  public var n1: UInt64
  /// The count in the reference corpus.
  public var b: UInt64
  /// The tokens of the reference corpus.
  public var n2: UInt64

  /// The counts of a term in two corpora of `n1` and `n2` tokens.
  public init(a: UInt64, n1: UInt64, b: UInt64, n2: UInt64) {
    self.a = a
    self.n1 = n1
    self.b = b
    self.n2 = n2
  }

  /// The counts as a table: rows are the corpora, the first column is the term.
  public var contingency: Contingency { Contingency(o: a, r1: n1, c1: a + b, n: n1 + n2) }

  /// What stands in for a relative frequency of 0 in the reference, where it would divide.
  public enum ZeroRule: Sendable, Hashable {
    /// A count of ½ (AntConc).
    case half
    /// A relative frequency of 10^-18 (UCREL).
    case tiny
  }

  private var p1: Double { Double(a) / Double(n1) }
  private var p2: Double { Double(b) / Double(n2) }
  private var hasTokens: Bool { n1 > 0 && n2 > 0 }

  /// 2 (a ln(a / E1) + b ln(b / E2)), signed: log-likelihood of the two counts alone (Rayson &
  /// Garside 2000; UCREL, Wmatrix, WordSmith). Nil if a corpus is empty.
  ///
  /// As a + b = E1 + E2, it is a sum of two deviances.
  public var logLikelihoodOfCounts: Double? {
    guard hasTokens else { return nil }
    guard a + b > 0 else { return 0 }
    let tokens = DoubleDouble(n1 + n2)
    let excess = (contingency.determinant / tokens).value
    let (here, there) = (product(a + b, n1) / tokens, product(a + b, n2) / tokens)
    let value =
      2
      * (deviance(Double(a), mean: here.value, excess: excess)
        + deviance(Double(b), mean: there.value, excess: -excess))
    return excess < 0 ? -value : value
  }

  /// 100 (p1 − p2) / p2, in per cent (Gabrielatos & Marchi 2011). Nil if a corpus is empty.
  public func percentageDifference(zero: ZeroRule = .half) -> Double? {
    guard hasTokens else { return nil }
    // The determinant is a n2 − b n1.
    if b > 0 {
      return (DoubleDouble(100.0) * contingency.determinant / product(n1, b)).value
    }
    switch zero {
    case .half:
      let excess = DoubleDouble(2 * UInt128(a) * UInt128(n2), minus: UInt128(n1))
      return (DoubleDouble(100.0) * excess / DoubleDouble(n1)).value
    case .tiny: return 100 * (p1 - 1e-18) / 1e-18
    }
  }

  /// The Bayes factor |LL| − ln(n1 + n2), LL of the two counts (Wilson 2013); positive values speak
  /// against independence. Nil if a corpus is empty.
  public var bayesFactor: Double? {
    logLikelihoodOfCounts.map { $0.magnitude - log(Double(n1) + Double(n2)) }
  }

  /// The effect size |LL| / ((n1 + n2) ln min E) (Johnston, Berry & Mielke 2006; UCREL). Negative
  /// at min E < 1, whatever the direction; nil at min E = 1 and if nothing is counted.
  public var logLikelihoodEffectSize: Double? {
    guard let likelihood = logLikelihoodOfCounts, a + b > 0 else { return nil }
    let (smallest, tokens) = (product(a + b, min(n1, n2)), DoubleDouble(n1 + n2))
    let logarithm = DoubleDouble.logarithm(of: smallest, over: tokens)
    return logarithm == 0 ? nil : likelihood.magnitude / (tokens.value * logarithm)
  }

  /// (ppm1 + λ) / (ppm2 + λ), frequencies per million (Kilgarriff 2009: simple maths); λ > 0.
  public func simpleMaths(lambda: Double = 1) -> Double? {
    hasTokens ? (p1 * 1e6 + lambda) / (p2 * 1e6 + lambda) : nil
  }

  /// (p1 − p2) / (p1 + p2), from −1 to 1 (Hofland & Johansson 1982). Nil if the term occurs
  /// nowhere.
  public var differenceCoefficient: Double? {
    guard hasTokens, a + b > 0 else { return nil }
    return (contingency.determinant / (product(a, n2) + product(b, n1))).value
  }
}
