import Glibc

// Mutual information and its kin. Each is nil where nothing is expected (R1, C1 or N is zero);
// at O = 0 each takes its limit.

extension Contingency {
  /// log₂(O / E); −∞ at O = 0.
  public var mutualInformation: Double? {
    guard let table = Comparison(self) else { return nil }
    return table.binaryLogRatio()
  }

  /// log₂(O² / E); −∞ at O = 0.
  public var mutualInformation2: Double? { Comparison(self)?.binaryLogRatio(power: 2) }

  /// log₂(O³ / E); −∞ at O = 0.
  public var mutualInformation3: Double? { Comparison(self)?.binaryLogRatio(power: 3) }

  /// O · log₂(O / E); 0 at O = 0.
  public var localMutualInformation: Double? {
    guard let table = Comparison(self) else { return nil }
    return o == 0 ? 0 : table.o * table.binaryLogRatio()
  }

  /// log₂(O / E) / −log₂(O / N), from −1 to 1; −1 at O = 0, nil at O = N.
  public var normalizedMutualInformation: Double? {
    guard let table = Comparison(self), o < n else { return nil }
    guard o > 0 else { return -1 }
    return table.logRatio / DoubleDouble.logarithm(of: DoubleDouble(n), over: DoubleDouble(o))
  }

  /// log₂(O / E) · ln(O + 1); 0 at O = 0.
  public var mutualInformationLogFrequency: Double? {
    guard let table = Comparison(self) else { return nil }
    return o == 0 ? 0 : table.binaryLogRatio() * log1p(table.o)
  }

  /// Σ Oᵢⱼ · log₂(Oᵢⱼ / Eᵢⱼ), which is G² / (2 ln 2), never negative.
  public var averageMutualInformation: Double? {
    guard let deviance = totalDeviance else { return nil }
    return deviance * log2OfE
  }

  /// O / E.
  public var ratioToExpected: Double? {
    guard Comparison(self) != nil else { return nil }
    return (product(o, n) / marginalProduct).value
  }

  /// O / N · 2O / (R1 + C1).
  public var mutualExpectation: Double? {
    guard n > 0, r1 + c1 > 0 else { return nil }
    return (product(2 * o, o) / product(n, r1 + c1)).value
  }
}

/// log₂ e.
let log2OfE = 1.442_695_040_888_963_407_36
/// log₁₀ e.
let log10OfE = 0.434_294_481_903_251_827_65
