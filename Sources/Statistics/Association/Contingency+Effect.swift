import Glibc

// How strong an association is, apart from how sure it is.

extension Contingency {
  /// 2O / (R1 + C1); nil if both are 0.
  public var dice: Double? {
    r1 + c1 > 0 ? 2 * Double(o) / (Double(r1) + Double(c1)) : nil
  }

  /// 14 + log₂ of the Dice coefficient; −∞ at O = 0.
  public var logDice: Double? {
    guard r1 + c1 > 0 else { return nil }
    guard o > 0 else { return -.infinity }
    return 14
      + DoubleDouble.binaryLogarithm(of: DoubleDouble(2 * o), over: DoubleDouble(r1 + c1))
  }

  /// O / (R1 + C1 − O).
  public var jaccard: Double? {
    guard isWhole, r1 + c1 > 0 else { return nil }
    return Double(o) / (Double(r1) + Double(o21))
  }

  /// The lesser of O / R1 and O / C1.
  public var minimumSensitivity: Double? {
    guard r1 > 0, c1 > 0 else { return nil }
    return Double(o) / Double(max(r1, c1))
  }

  /// O / √(R1 C1).
  public var geometricMean: Double? {
    guard r1 > 0, c1 > 0 else { return nil }
    return (product(o, o) / marginalProduct).squareRoot
  }

  /// O11 / R1 − O21 / R2: how much likelier the collocate is with the node than without.
  public var deltaPForward: Double? {
    guard isWhole, r1 > 0, r2 > 0 else { return nil }
    return (determinant / product(r1, UInt64(r2))).value
  }

  /// O11 / C1 − O12 / C2: how much likelier the node is with the collocate than without.
  public var deltaPBackward: Double? { transposed.deltaPForward }

  /// (O11 O22 − O12 O21)² / (R1 R2 C1 C2).
  public var phiSquared: Double? {
    guard isWhole, r1 > 0, c1 > 0, r2 > 0, c2 > 0 else { return nil }
    let determinant = determinant
    return ((determinant / product(r1, UInt64(r2))) * (determinant / product(c1, UInt64(c2)))).value
  }

  /// O11 O22 / (O12 O21); +∞ if only the divisor is 0, nil if both are.
  public var oddsRatio: Double? {
    guard isWhole else { return nil }
    return Self.ratio(product(o, UInt64(o22)), product(UInt64(o12), UInt64(o21)))
  }

  /// The odds ratio with ½ added to every cell.
  public var oddsRatioDiscounted: Double? {
    guard isWhole else { return nil }
    return (discountedProducts.same / discountedProducts.crossed).value
  }

  /// ln of the odds ratio with ½ added to every cell.
  public var logOddsRatioDiscounted: Double? {
    guard isWhole else { return nil }
    let (same, crossed) = discountedProducts
    return DoubleDouble.logarithm(of: same, over: crossed)
  }

  /// (2 O11 + 1)(2 O22 + 1) and (2 O12 + 1)(2 O21 + 1), of a whole table.
  private var discountedProducts: (same: DoubleDouble, crossed: DoubleDouble) {
    (
      product(2 * o + 1, 2 * UInt64(o22) + 1), product(2 * UInt64(o12) + 1, 2 * UInt64(o21) + 1)
    )
  }

  /// That logarithm over its standard error, √Σ 1 / (Oᵢⱼ + ½).
  public var waldOfLogOddsRatio: Double? {
    guard let lambda = logOddsRatioDiscounted else { return nil }
    let variance =
      (1 / (Double(o) + 0.5) + 1 / (Double(o22) + 0.5))
      + (1 / (Double(o12) + 0.5) + 1 / (Double(o21) + 0.5))
    return lambda / variance.squareRoot()
  }

  /// (O11 / R1) / (O21 / R2); +∞ if only O21 is 0, nil if O11 is too, or if a margin is.
  public var relativeRisk: Double? {
    guard isWhole, r1 > 0, r2 > 0 else { return nil }
    return Self.ratio(product(o, UInt64(r2)), product(UInt64(o21), r1))
  }

  private static func ratio(_ dividend: DoubleDouble, _ divisor: DoubleDouble) -> Double? {
    dividend.value == 0 && divisor.value == 0 ? nil : (dividend / divisor).value
  }

  /// log₂ of the relative risk, with ½ in place of an O11 or O21 of 0.
  public var logRatio: Double? {
    guard let risk = RiskRatio(self) else { return nil }
    return DoubleDouble.binaryLogarithm(of: risk.dividend, over: risk.divisor)
  }

  /// log₂((O11 + ½) / (R1 + ½)) − log₂((O21 + ½) / (R2 + ½)).
  public var logRatioWalter: Double? {
    guard isWhole, r1 > 0, r2 > 0 else { return nil }
    return DoubleDouble.binaryLogarithm(
      of: product(2 * o + 1, 2 * UInt64(r2) + 1), over: product(2 * r1 + 1, 2 * UInt64(o21) + 1))
  }

  /// The bounds of the confidence interval of the log ratio, in the base 2.
  ///
  /// Exact, after Clopper and Pearson, given O11 + O21; −∞ is the lower bound at O11 = 0, +∞ the
  /// upper at O21 = 0. `error` is the probability that each bound may miss, such as .025 for a
  /// single interval at 95 %.
  public func logRatioInterval(error: Double) -> (lower: Double, upper: Double)? {
    guard isWhole, r1 > 0, r2 > 0, c1 > 0 else { return nil }
    let scale = log(Double(r2) / Double(r1))
    let (inside, outside) = (Double(o), Double(o21))
    let lower =
      inside == 0
      ? -.infinity : betaQuantileLogit(logProbability: log(error), a: inside, b: outside + 1)
    let upper =
      outside == 0
      ? .infinity : -betaQuantileLogit(logProbability: log(error), a: outside, b: inside + 1)
    return ((lower + scale) * log2OfE, (upper + scale) * log2OfE)
  }

  /// The bound of `logRatioInterval` nearer to 0, or 0 if the interval holds it.
  ///
  /// At a family-wise `confidence` over `comparisons` intervals, by Bonferroni.
  public func conservativeLogRatio(confidence: Double, comparisons: UInt64) -> Double? {
    let error = (1 - confidence) / (2 * Double(max(comparisons, 1)))
    guard let interval = logRatioInterval(error: error) else { return nil }
    return max(interval.lower, min(interval.upper, 0))
  }

  /// The nearer bound of the normal approximation ln RR ± z √(1/O11 − 1/R1 + 1/O21 − 1/R2), in the
  /// base 2, or 0 if the interval holds 0; ½ replaces an O11 or O21 of 0.
  public func conservativeLogRatio(z: Double) -> Double? {
    guard let risk = RiskRatio(self) else { return nil }
    let logarithm = DoubleDouble.logarithm(of: risk.dividend, over: risk.divisor)
    let margin = z * risk.variance.squareRoot()
    return max(logarithm - margin, min(logarithm + margin, 0)) * log2OfE
  }
}

/// A relative risk, as a quotient, and the variance of its logarithm; ½ stands for a count of 0.
private struct RiskRatio {
  let dividend: DoubleDouble
  let divisor: DoubleDouble
  let variance: Double

  init?(_ table: Contingency) {
    guard table.isWhole, table.r1 > 0, table.r2 > 0 else { return nil }
    // Twice the counts, so that ½ is whole.
    let inside = max(2 * table.o, 1)
    let outside = max(2 * UInt64(table.o21), 1)
    dividend = product(inside, UInt64(table.r2))
    divisor = product(outside, table.r1)
    variance = max(
      0, (2 / Double(inside) + 2 / Double(outside)) - (1 / Double(table.r1) + 1 / Double(table.r2)))
  }
}

/// The z of each of `comparisons` two-sided intervals at a family-wise `confidence`, by Šidák.
func sidakQuantile(confidence: Double, comparisons: UInt64) -> Double {
  normalQuantile(upperTail: sidakError(confidence: confidence, comparisons: comparisons) / 2)
}

/// The error that each of `comparisons` intervals may have at a family-wise `confidence`, by Šidák:
/// 1 − confidence^(1 / comparisons).
func sidakError(confidence: Double, comparisons: UInt64) -> Double {
  -expm1(log(confidence) / Double(max(comparisons, 1)))
}
