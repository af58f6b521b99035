import Glibc

/// Whether something happens more often in one stretch of text than in another: a count and the
/// tokens that could have held it, against those of a baseline.
public struct RateComparison: Sendable, Hashable {
  private let count: UInt64
  private let tokens: UInt64
  private let baselineCount: UInt64
  private let baselineTokens: UInt64

  /// Nil unless both stretches have tokens.
  public init?(count: UInt64, of tokens: UInt64, against baselineCount: UInt64, of base: UInt64) {
    guard tokens > 0, base > 0 else { return nil }
    self.count = count
    self.tokens = tokens
    self.baselineCount = baselineCount
    baselineTokens = base
  }

  /// The count that the rate of the baseline makes one expect.
  public var expected: Double {
    (product(baselineCount, tokens) / DoubleDouble(baselineTokens)).value
  }

  /// P(X ≥ count) if both stretches have one rate: the conditional test of two Poisson counts
  /// (Przyborowski & Wilenski 1940), one-sided.
  ///
  /// Given that both counts add up to k, the first is binomial with k trials and the share of its
  /// tokens. No estimate of the baseline is taken for its rate, so the test holds for small counts.
  /// 1 where the count is 0. Rounded to ten significant digits.
  public var upperTail: Double {
    let trials = Double(count + baselineCount)
    let all = Double(tokens + baselineTokens)
    let probability = exp(
      logBinomialUpperTail(
        Double(count), of: trials, p: Double(tokens) / all, q: Double(baselineTokens) / all))
    return RateComparison.precision.settled(probability)
  }

  /// To so many digits the probability is computed: one that is exactly the level of a burst is not
  /// above it.
  private static let precision = Precision.digits(10)
}

/// ln P(X ≥ k) of a binomial distribution; see `logBinomial`.
///
/// Summed away from the mean; costs the standard deviation, and less in the tail.
func logBinomialUpperTail(_ k: Double, of n: Double, p: Double, q: Double) -> Double {
  if k <= 0 { return 0 }
  if k > n { return -.infinity }
  if k > n * p {
    let sum = tailSum { (n - k - $0) / (k + $0 + 1) * (p / q) }
    return min(0, logBinomial(k, of: n, p: p, q: q) + log(sum))
  }
  let below = k - 1
  let sum = tailSum { (below - $0) / (n - below + $0 + 1) * (q / p) }
  return logComplement(min(0, logBinomial(below, of: n, p: p, q: q) + log(sum)))
}
