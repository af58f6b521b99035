import Glibc

// How sure it is that node and collocate are associated. Test statistics are negative where less
// was observed than expected.

extension Contingency {
  /// Σ Oᵢⱼ ln(Oᵢⱼ / Eᵢⱼ), half of an unsigned G².
  ///
  /// As the deviations Oᵢⱼ − Eᵢⱼ have the same magnitude and sum to zero, this is a
  /// sum of four deviances, none negative, and nothing cancels.
  @inline(__always)
  var totalDeviance: Double? {
    guard isWhole, let table = Comparison(self) else { return nil }
    let n = Double(n)
    let (r1, c1, r2, c2) = (Double(r1), Double(c1), Double(r2), Double(c2))
    let excess = table.excess
    let first = deviance(table.o, mean: table.e, excess: excess)
    let second = deviance(Double(o12), mean: r1 * c2 / n, excess: -excess)
    let third = deviance(Double(o21), mean: r2 * c1 / n, excess: -excess)
    let fourth = deviance(Double(o22), mean: r2 * c2 / n, excess: excess)
    // In this order, so that node and collocate, or a row with the other, may be exchanged.
    return (first + fourth) + (second + third)
  }

  /// G² = 2 Σ Oᵢⱼ ln(Oᵢⱼ / Eᵢⱼ), signed.
  public var logLikelihood: Double? {
    guard let deviance = totalDeviance else { return nil }
    return determinant.isNegative ? -2 * deviance : 2 * deviance
  }

  /// 2 (O ln(O / E) − (O − E)), signed.
  public var simpleLogLikelihood: Double? {
    guard let table = Comparison(self) else { return nil }
    return table.signed(2 * deviance(table.o, mean: table.e, excess: table.excess))
  }

  /// (O − E) / √O; −∞ at O = 0.
  public var tScore: Double? {
    guard Comparison(self) != nil else { return nil }
    guard o > 0 else { return -.infinity }
    let excess = determinant / DoubleDouble(n)
    return DoubleDouble.root(of: excess * excess / DoubleDouble(o), like: excess)
  }

  /// (O − E) / √E.
  public var zScore: Double? {
    zScore(of: determinant)
  }

  /// The z-score with |O − E| lessened by ½ (Yates), but not below 0.
  public var zScoreYates: Double? {
    let lessened = lessenedDeterminant
    return zScore(of: lessened.isNegative == determinant.isNegative ? lessened : DoubleDouble(0.0))
  }

  /// (O − E ∓ ½) / √E, with ∓ against the sign of O − E: Yates' correction where it may pass 0.
  public var zScoreContinuous: Double? { zScore(of: lessenedDeterminant) }

  /// `determinant` / (N √E), which is that of the table or a corrected one.
  private func zScore(of determinant: DoubleDouble) -> Double? {
    guard Comparison(self) != nil else { return nil }
    return DoubleDouble.root(
      of: (determinant / DoubleDouble(n)) * (determinant / marginalProduct), like: determinant)
  }

  /// The determinant drawn by N / 2 towards 0 (Yates), and past it where it is smaller.
  private var lessenedDeterminant: DoubleDouble {
    let half = DoubleDouble(n) * DoubleDouble(0.5)
    return determinant.isNegative ? determinant + half : determinant - half
  }

  /// (O − E) / √(E (1 − p)) with p = C1 / (N − R1) and E = p · R1 · span, where R1 is f(u) and N
  /// all tokens (Berry-Rogghe 1973); nil unless 0 < p < 1.
  public func zScoreBerryRogghe(span: Int) -> Double? {
    guard r2 > 0, c1 > 0, r1 > 0, Int64(c1) < r2 else { return nil }
    // Times R2, with r2 = N - R1, O - E and the variance are whole numbers.
    let expected = UInt128(c1) * UInt128(r1) * UInt128(span)
    let excess = DoubleDouble(UInt128(o) * UInt128(r2), minus: expected)
    let square = (excess / DoubleDouble(expected)) * (excess / DoubleDouble(UInt64(r2) - c1))
    return DoubleDouble.root(of: square, like: excess)
  }

  /// (O − E) / √(E (1 − C1 / N)), the z-score of a binomial count; nil at C1 ≥ N.
  public var zScoreBinomial: Double? {
    guard c2 > 0, Comparison(self) != nil else { return nil }
    let square = (determinant / marginalProduct) * (determinant / DoubleDouble(UInt64(c2)))
    return DoubleDouble.root(of: square, like: determinant)
  }

  /// N (O11 O22 − O12 O21)² / (R1 R2 C1 C2), signed; nil if a margin is 0.
  public var chiSquared: Double? { chiSquared(of: determinant) }

  /// χ² with |O11 O22 − O12 O21| lessened by N / 2 (Yates), but not below 0; signed.
  public var chiSquaredYates: Double? {
    let lessened = lessenedDeterminant
    return chiSquared(
      of: lessened.isNegative == determinant.isNegative ? lessened : DoubleDouble(0.0))
  }

  /// χ² with |O11 O22 − O12 O21| lessened by N / 2 (Yates), even below 0, before it is squared;
  /// signed as O − E.
  public var chiSquaredContinuous: Double? { chiSquared(of: lessenedDeterminant) }

  /// N · `distance`² / (R1 R2 C1 C2) with the sign of O − E.
  private func chiSquared(of distance: DoubleDouble) -> Double? {
    guard isWhole, r1 > 0, c1 > 0, r2 > 0, c2 > 0 else { return nil }
    let rows = distance / product(r1, UInt64(r2))
    let value = (rows * (distance / product(c1, UInt64(c2))) * DoubleDouble(n)).value
    return determinant.isNegative ? -value : value
  }

  /// −log₁₀ P(X ≥ O) of the hypergeometric distribution: Fisher's exact test, right-sided.
  public var fisher: Double? {
    guard isWhole else { return nil }
    return -log10OfE * Hypergeometric(r1: r1, c1: c1, n: n).logUpperTail(Double(o)) + 0
  }

  /// −log₁₀ P(X ≤ O): Fisher's exact test, left-sided.
  public var fisherLeft: Double? {
    guard isWhole else { return nil }
    return -log10OfE * Hypergeometric(r1: r1, c1: c1, n: n).logLowerTail(Double(o)) + 0
  }

  /// −log₁₀ of the probability of all tables at most as probable as this: Fisher, two-sided.
  public var fisherTwoSided: Double? {
    guard isWhole else { return nil }
    return -log10OfE * Hypergeometric(r1: r1, c1: c1, n: n).logTwoSided(Double(o)) + 0
  }

  /// −log₁₀ P(X ≥ O) where O ≥ E, +log₁₀ P(X ≤ O) where O < E.
  public var specificity: Double? {
    determinant.isNegative ? fisherLeft.map { 0 - $0 } : fisher
  }

  /// −log₁₀ P(X ≥ O) of the Poisson distribution with mean E.
  public var poisson: Double? {
    guard let table = Comparison(self) else { return nil }
    return -log10OfE * logPoissonUpperTail(table.o, mean: table.e) + 0
  }

  /// O (ln(O / E) − 1) / ln 10, which nears −log₁₀ P(X = O) of that distribution; 0 at O = 0.
  public var poissonStirling: Double? {
    guard let table = Comparison(self) else { return nil }
    return o == 0 ? 0 : table.o * (table.logRatio - 1) * log10OfE
  }
}
