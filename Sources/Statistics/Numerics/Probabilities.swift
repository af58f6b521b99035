import Glibc

/// ln of the binomial probability of `k` successes in `n` trials that succeed with probability `p`
/// and fail with probability `q` = 1 − p; both are given so that neither loses digits near 1.
///
/// Loader's saddle-point form: no factorial is ever formed, so that it holds its precision for any
/// n.
func logBinomial(_ k: Double, of n: Double, p: Double, q: Double) -> Double {
  if k < 0 || k > n { return -.infinity }
  if n == 0 { return 0 }
  if p == 0 { return k == 0 ? 0 : -.infinity }
  if q == 0 { return k == n ? 0 : -.infinity }
  if k == 0 { return n * (p < 0.5 ? log1p(-p) : log(q)) }
  if k == n { return n * (q < 0.5 ? log1p(-q) : log(p)) }
  let rest = n - k
  return stirlingError(n) - stirlingError(k) - stirlingError(rest)
    - deviance(k, mean: n * p) - deviance(rest, mean: n * q)
    + 0.5 * log(n / (k * rest)) - halfLogTwoPi
}

/// ln of the Poisson probability of `k` at the given `mean`.
func logPoisson(_ k: Double, mean: Double) -> Double {
  if mean == 0 { return k == 0 ? 0 : -.infinity }
  if k == 0 { return -mean }
  return -stirlingError(k) - deviance(k, mean: mean) - 0.5 * log(k) - halfLogTwoPi
}

/// ln P(X ≥ k) of a Poisson distribution with the given `mean`.
///
/// Summed away from the mean; costs the square root of the mean, and less in the tail.
func logPoissonUpperTail(_ k: Double, mean: Double) -> Double {
  if k <= 0 { return 0 }
  if k > mean {
    return logPoisson(k, mean: mean) + log(tailSum { mean / (k + $0 + 1) })
  }
  let below = k - 1
  let lower = logPoisson(below, mean: mean) + log(tailSum { (below - $0) / mean })
  return logComplement(lower)
}

/// 1 + r(0) + r(0) r(1) + …, where r(i) falls, until a further term changes nothing.
func tailSum(_ ratio: (Double) -> Double) -> Double {
  var sum = 1.0
  var term = 1.0
  var index = 0.0
  while true {
    term *= ratio(index)
    let next = sum + term
    if next == sum { return sum }
    sum = next
    index += 1
  }
}

/// ln(1 − exp(x)) for x ≤ 0, stable on both sides.
func logComplement(_ x: Double) -> Double {
  if x >= 0 { return -.infinity }
  return x > -0.693_147_180_559_945_3 ? log(-expm1(x)) : log1p(-exp(x))
}

/// The hypergeometric distribution of a joint count with fixed margins, in log space.
///
/// Every tail is a sum that starts at the observed count and runs away from the mean, so that its
/// terms only fall; the tail on the other side of the mean is the complement. The cost is that of
/// the standard deviation, and much less in the tail.
struct Hypergeometric {
  private let r1: Double
  private let c1: Double
  private let n: Double
  /// N − R1 − C1, which may be negative.
  private let slack: Double
  let smallest: Double
  let largest: Double

  /// The margins may be exchanged: the values stay the same to the last bit.
  init(r1: UInt64, c1: UInt64, n: UInt64) {
    self.r1 = Double(min(r1, c1))
    self.c1 = Double(max(r1, c1))
    self.n = Double(n)
    slack = Double(n) - Double(r1) - Double(c1)
    smallest = max(0, -slack)
    largest = min(self.r1, self.c1)
  }

  /// ln P(X = k).
  func logProbability(_ k: Double) -> Double {
    if k < smallest || k > largest { return -.infinity }
    let p = c1 / n
    let q = (n - c1) / n
    return logBinomial(k, of: r1, p: p, q: q) + logBinomial(c1 - k, of: n - r1, p: p, q: q)
      - logBinomial(c1, of: n, p: p, q: q)
  }

  /// ln P(X ≥ k).
  func logUpperTail(_ k: Double) -> Double {
    if k <= smallest { return 0 }
    if k > largest { return -.infinity }
    return k > mean ? min(0, upperSum(from: k)) : logComplement(lowerSum(from: k - 1))
  }

  /// ln P(X ≤ k).
  func logLowerTail(_ k: Double) -> Double {
    if k >= largest { return 0 }
    if k < smallest { return -.infinity }
    return k < mean ? min(0, lowerSum(from: k)) : logComplement(upperSum(from: k + 1))
  }

  /// ln of the probability of every count at most as probable as `k` (Fisher's two-sided test).
  ///
  /// Counts as probable as k but for rounding, by one part in 10^7, are included.
  func logTwoSided(_ k: Double) -> Double {
    let limit = logProbability(k) + 1e-7
    let mode = ((r1 + 1) * (c1 + 1) / (n + 2)).rounded(.down)
    if logProbability(mode) <= limit { return 0 }
    // On the other side of the mode the probability falls: bisect for the first count that counts.
    var inside = mode
    var outside = k > mode ? smallest - 1 : largest + 1
    while (inside - outside).magnitude > 1 {
      let middle = ((inside + outside) / 2).rounded(.down)
      if logProbability(middle) <= limit { outside = middle } else { inside = middle }
    }
    return min(
      0,
      k > mode
        ? logSum(logUpperTail(k), logLowerTail(outside))
        : logSum(logLowerTail(k), logUpperTail(outside)))
  }

  private var mean: Double { r1 * c1 / n }

  private func upperSum(from k: Double) -> Double {
    let sum = tailSum { step in
      let i = k + step
      return (r1 - i) * (c1 - i) / ((i + 1) * (slack + i + 1))
    }
    return logProbability(k) + log(sum)
  }

  private func lowerSum(from k: Double) -> Double {
    let sum = tailSum { step in
      let i = k - step
      return i * (slack + i) / ((r1 - i + 1) * (c1 - i + 1))
    }
    return logProbability(k) + log(sum)
  }
}

/// ln(exp(x) + exp(y)).
private func logSum(_ x: Double, _ y: Double) -> Double {
  let (small, large) = (min(x, y), max(x, y))
  return small == -.infinity ? large : large + log1p(exp(small - large))
}
