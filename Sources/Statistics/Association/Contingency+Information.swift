import Glibc

// Mutual information and its kin. Each is nil where nothing is expected (R1, C1 or N is zero);
// at O = 0 each takes its limit.

extension Contingency {
  /// log₂(O / E); −∞ at O = 0.
  public var mutualInformation: Double? {
    guard let table = Comparison(self) else { return nil }
    return table.logRatio * log2OfE
  }

  /// log₂(O² / E); −∞ at O = 0.
  public var mutualInformation2: Double? { mutualInformation(power: 2) }

  /// log₂(O³ / E); −∞ at O = 0.
  public var mutualInformation3: Double? { mutualInformation(power: 3) }

  private func mutualInformation(power: Double) -> Double? {
    guard let table = Comparison(self) else { return nil }
    return table.logRatio * log2OfE + (power - 1) * log2(table.o)
  }

  /// O · log₂(O / E); 0 at O = 0.
  public var localMutualInformation: Double? {
    guard let table = Comparison(self) else { return nil }
    return o == 0 ? 0 : table.o * table.logRatio * log2OfE
  }

  /// log₂(O / E) / −log₂(O / N), from −1 to 1; −1 at O = 0, nil at O = N.
  public var normalizedMutualInformation: Double? {
    guard let table = Comparison(self), o < n else { return nil }
    return o == 0 ? -1 : table.logRatio / -log(table.o / Double(n))
  }

  /// log₂(O / E) · ln(O + 1); 0 at O = 0.
  public var mutualInformationLogFrequency: Double? {
    guard let table = Comparison(self) else { return nil }
    return o == 0 ? 0 : table.logRatio * log2OfE * log1p(table.o)
  }

  /// Σ Oᵢⱼ · log₂(Oᵢⱼ / Eᵢⱼ), which is G² / (2 ln 2), never negative.
  public var averageMutualInformation: Double? {
    guard let deviance = totalDeviance else { return nil }
    return deviance * log2OfE
  }

  /// O / E.
  public var ratioToExpected: Double? {
    guard let table = Comparison(self) else { return nil }
    return table.o / table.e
  }

  /// O / N · 2O / (R1 + C1).
  public var mutualExpectation: Double? {
    guard n > 0, let dice else { return nil }
    return Double(o) / Double(n) * dice
  }
}

/// log₂ e.
let log2OfE = 1.442_695_040_888_963_407_36
/// log₁₀ e.
let log10OfE = 0.434_294_481_903_251_827_65
