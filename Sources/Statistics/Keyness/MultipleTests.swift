import Glibc

/// ln of the probability that a chi-squared variable with one degree of freedom is `value` or more:
/// the p-value of log-likelihood and χ² in a table of two rows and columns.
///
/// From erfc, and past its range from its asymptotic series; the relative error of the logarithm is
/// below 10^-12. The sign of `value` is that of the direction and does not count.
public func logChiSquaredTail(_ value: Double) -> Double {
  let square = value.magnitude / 2
  let z = square.squareRoot()
  if z < 25 { return log(erfc(z)) }
  // erfc z = e^(−z²) / (z √π) · (1 − 1/(2z²) + 3/(2z²)² − 15/(2z²)³ + …)
  let t = 1 / (2 * square)
  return -square - log(z) - halfLogPi + log1p(t * (-1 + t * (3 + t * (-15 + t * 105))))
}

/// ½ ln π.
private let halfLogPi = 0.572_364_942_924_700_087_07

/// How the p-values of a whole family of tests are made to hold together.
public enum Correction: String, Sendable, Hashable, Codable, CaseIterable {
  /// No correction: p as it is.
  case none
  /// m p (Bonferroni; Dunn 1961).
  case bonferroni
  /// 1 − (1 − p)^m (Šidák 1967).
  case sidak
  /// Step-down Bonferroni (Holm 1979).
  case holm
  /// Step-up control of the false discovery rate (Benjamini & Hochberg 1995).
  case benjaminiHochberg = "benjamini-hochberg"
}

/// The p-values of a family of tests, corrected for their number: natural logarithms throughout, so
/// that nothing is too small to be told apart.
///
/// Equal p-values have equal corrected ones, so that a family may be given as distinct values, each
/// with the number of tests that share it.
public struct TestFamily: Sendable {
  /// The number of tests.
  public let count: UInt64
  private let raw: [Double]
  private let holm: [Double]
  private let falseDiscovery: [Double]

  /// The family of `tests`: each ln p with the number of tests that have it, in any order.
  ///
  /// Costs the sorting of the list.
  public init(_ tests: [(logP: Double, count: UInt64)]) {
    let order = tests.indices.sorted { tests[$0].logP < tests[$1].logP }
    let all = tests.reduce(0) { $0 + $1.count }
    var holm = [Double](repeating: 0, count: tests.count)
    var falseDiscovery = holm
    // Holm: the largest (m − j + 1) p(j) up to here; the first test of a tie has the largest
    // factor.
    var before: UInt64 = 0
    var largest = -Double.infinity
    for place in order {
      let factor = Double(all - before)
      largest = max(largest, tests[place].logP + log(factor))
      holm[place] = min(0, largest)
      before += tests[place].count
    }
    // Benjamini & Hochberg: the least m p(j) / j from here on; the last of a tie has the largest j.
    var through = all
    var least = 0.0
    for place in order.reversed() {
      least = min(least, tests[place].logP + log(Double(all)) - log(Double(through)))
      falseDiscovery[place] = least
      through -= tests[place].count
    }
    count = all
    raw = tests.map(\.logP)
    self.holm = holm
    self.falseDiscovery = falseDiscovery
  }

  /// ln of the corrected p of test `place`, by its place in the list that the family was made of.
  public func logP(_ place: Int, _ correction: Correction) -> Double {
    switch correction {
    case .none: raw[place]
    case .bonferroni: min(0, raw[place] + log(Double(count)))
    case .sidak: sidak(raw[place])
    case .holm: holm[place]
    case .benjaminiHochberg: falseDiscovery[place]
    }
  }

  private func sidak(_ logP: Double) -> Double {
    // Below this p, 1 − (1 − p)^m is m p to the last digit.
    if logP < -80 { return min(0, logP + log(Double(count))) }
    if logP >= 0 { return 0 }
    return log(-expm1(Double(count) * log1p(-exp(logP))))
  }
}
