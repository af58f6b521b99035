import Glibc

// How strong an association is, apart from how sure it is.

extension Contingency {
  /// 2O / (R1 + C1); nil if both are 0.
  public var dice: Double? {
    r1 + c1 > 0 ? 2 * Double(o) / (Double(r1) + Double(c1)) : nil
  }

  /// 14 + log₂ of the Dice coefficient; −∞ at O = 0.
  public var logDice: Double? {
    guard let dice else { return nil }
    return 14 + log2(dice)
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
    return Double(o) / (Double(r1) * Double(c1)).squareRoot()
  }

  /// O11 / R1 − O21 / R2: how much likelier the collocate is with the node than without.
  public var deltaPForward: Double? {
    guard isWhole, r1 > 0, r2 > 0 else { return nil }
    return determinant / (Double(r1) * Double(r2))
  }

  /// O11 / C1 − O12 / C2: how much likelier the node is with the collocate than without.
  public var deltaPBackward: Double? { transposed.deltaPForward }

  /// (O11 O22 − O12 O21)² / (R1 R2 C1 C2).
  public var phiSquared: Double? {
    guard let forward = deltaPForward, let backward = deltaPBackward else { return nil }
    return forward * backward
  }

  /// O11 O22 / (O12 O21); +∞ if only the divisor is 0, nil if both are.
  public var oddsRatio: Double? {
    guard isWhole else { return nil }
    return Self.ratio(Double(o) * Double(o22), Double(o12) * Double(o21))
  }

  /// The odds ratio with ½ added to every cell.
  public var oddsRatioDiscounted: Double? {
    guard isWhole else { return nil }
    return (Double(o) + 0.5) * (Double(o22) + 0.5) / ((Double(o12) + 0.5) * (Double(o21) + 0.5))
  }

  /// ln of the odds ratio with ½ added to every cell.
  ///
  /// The dividend exceeds the divisor by the determinant and half of a difference, which is exact, so
  /// that nothing cancels near independence.
  public var logOddsRatioDiscounted: Double? {
    guard isWhole else { return nil }
    let (o11, o12) = (Double(o) + 0.5, Double(o12) + 0.5)
    let (o21, o22) = (Double(o21) + 0.5, Double(o22) + 0.5)
    let excess = determinant + 0.5 * ((o11 + o22) - (o12 + o21))
    return stableLog(o11 / o12 * (o22 / o21), relative: excess / (o12 * o21))
  }

  /// That logarithm over its standard error, √Σ 1 / (Oᵢⱼ + ½).
  public var waldOfLogOddsRatio: Double? {
    guard let lambda = logOddsRatioDiscounted else { return nil }
    let variance =
      1 / (Double(o) + 0.5) + 1 / (Double(o12) + 0.5) + 1 / (Double(o21) + 0.5)
      + 1 / (Double(o22) + 0.5)
    return lambda / variance.squareRoot()
  }

  /// (O11 / R1) / (O21 / R2); +∞ if only O21 is 0, nil if O11 is too, or if a margin is.
  public var relativeRisk: Double? {
    guard isWhole, r1 > 0, r2 > 0 else { return nil }
    return Self.ratio(Double(o) * Double(r2), Double(o21) * Double(r1))
  }

  private static func ratio(_ dividend: Double, _ divisor: Double) -> Double? {
    dividend == 0 && divisor == 0 ? nil : dividend / divisor
  }

  /// log₂ of the relative risk, with ½ in place of an O11 or O21 of 0.
  public var logRatio: Double? {
    guard let risk = LogRiskRatio(self) else { return nil }
    return risk.value * log2OfE
  }

  /// log₂((O11 + ½) / (R1 + ½)) − log₂((O21 + ½) / (R2 + ½)).
  public var logRatioWalter: Double? {
    guard isWhole, r1 > 0, r2 > 0 else { return nil }
    let (inside, outside) = (Double(o) + 0.5, Double(o21) + 0.5)
    let (row, rest) = (Double(r1) + 0.5, Double(r2) + 0.5)
    let excess = determinant + 0.5 * ((inside + rest) - (outside + row))
    return stableLog(inside / row * (rest / outside), relative: excess / (row * outside)) * log2OfE
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
  /// base 2, or 0 if the interval holds 0; ½ stands in place of an O11 or O21 of 0.
  public func conservativeLogRatio(z: Double) -> Double? {
    guard let risk = LogRiskRatio(self) else { return nil }
    let margin = z * risk.variance.squareRoot()
    return max(risk.value - margin, min(risk.value + margin, 0)) * log2OfE
  }
}

/// ln of `ratio`, from what it exceeds 1 by where that is small.
private func stableLog(_ ratio: Double, relative: Double) -> Double {
  relative.magnitude < 0.5 ? log1p(relative) : log(ratio)
}

/// The logarithm of a relative risk, with its variance; ½ stands for a count of 0.
private struct LogRiskRatio {
  let value: Double
  let variance: Double

  init?(_ table: Contingency) {
    guard table.isWhole, table.r1 > 0, table.r2 > 0 else { return nil }
    let inside = table.o == 0 ? 0.5 : Double(table.o)
    let outside = table.o21 == 0 ? 0.5 : Double(table.o21)
    let (r1, r2) = (Double(table.r1), Double(table.r2))
    // Of the ratio less 1, the dividend is a determinant: exact, and stable near independence.
    let relative = table.determinant / (r1 * outside)
    let isStable = table.o > 0 && table.o21 > 0
    value = stableLog(inside / r1 * (r2 / outside), relative: isStable ? relative : .infinity)
    variance = max(0, 1 / inside - 1 / r1 + 1 / outside - 1 / r2)
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
