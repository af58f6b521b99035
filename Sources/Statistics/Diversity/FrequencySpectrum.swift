import Glibc

/// How many types occur once, twice, and so on: all that the diversity of a vocabulary needs, where
/// the order of the tokens does not matter.
public struct FrequencySpectrum: Sendable, Hashable {
  /// The base of the logarithms in measures whose value depends on it.
  public enum LogBase: String, Sendable, Hashable, Codable, CaseIterable {
    /// As most others have it.
    case natural = "e"
    /// As quanteda has it.
    case ten = "10"

    fileprivate func log(_ x: Double) -> Double { self == .ten ? log10(x) : Glibc.log(x) }

    /// log(`x` / `y`).
    fileprivate func log(_ x: UInt64, over y: UInt64) -> Double {
      let logarithm = DoubleDouble.logarithm(of: DoubleDouble(x), over: DoubleDouble(y))
      return self == .ten ? logarithm * log10OfE : logarithm
    }
  }

  /// Types that have the same count.
  private struct Class: Sendable, Hashable {
    let count: UInt64
    let types: UInt64
  }

  private let classes: [Class]
  /// The number of tokens, N.
  public let tokenCount: UInt64
  /// The number of types, V.
  public let typeCount: UInt64
  /// Σ i² Vᵢ, exact.
  private let squares: UInt128

  /// From the count of each type, in any order; zeros are left out.
  public init(counts: some Sequence<UInt64>) {
    var types: [UInt64: UInt64] = [:]
    for count in counts where count > 0 { types[count, default: 0] += 1 }
    self.init(typesByCount: types)
  }

  /// From the number of types of each count.
  public init(typesByCount types: [UInt64: UInt64]) {
    classes = types.filter { $0.key > 0 && $0.value > 0 }.map {
      Class(count: $0.key, types: $0.value)
    }.sorted { $0.count < $1.count }
    tokenCount = classes.reduce(0) { $0 + $1.count * $1.types }
    typeCount = classes.reduce(0) { $0 + $1.types }
    squares = classes.reduce(0) { $0 + UInt128($1.count) * UInt128($1.count) * UInt128($1.types) }
  }

  /// Each count with the number of types that have it, in rising order.
  public var typesByCount: [(count: UInt64, types: UInt64)] {
    classes.map { (count: $0.count, types: $0.types) }
  }

  /// Vᵢ, the number of types that occur `times` times: hapax legomena once, dis legomena twice.
  public func types(occurring times: UInt64) -> UInt64 {
    classes.first { $0.count == times }?.types ?? 0
  }

  private var n: Double { Double(tokenCount) }
  private var v: Double { Double(typeCount) }

  /// TTR = V / N. Nil without tokens, as all below.
  public var typeTokenRatio: Double? { tokenCount > 0 ? v / n : nil }

  /// C = ln V / ln N (Herdan 1960). Nil at N = 1.
  public var herdanC: Double? { tokenCount > 1 ? log(v) / log(n) : nil }

  /// R = V / √N (Guiraud 1954).
  public var guiraudR: Double? {
    tokenCount > 0 ? (product(typeCount, typeCount) / DoubleDouble(tokenCount)).squareRoot : nil
  }

  /// CTTR = V / √(2N) (Carroll 1964).
  public var carrollCTTR: Double? {
    tokenCount > 0 ? (product(typeCount, typeCount) / DoubleDouble(2 * tokenCount)).squareRoot : nil
  }

  /// U = log² N / (log N − log V) (Dugast 1978). Nil where V = N.
  public func dugastU(base: LogBase = .natural) -> Double? {
    guard tokenCount > typeCount else { return nil }
    let logN = base.log(n)
    return logN * logN / base.log(tokenCount, over: typeCount)
  }

  /// S = log log V / log log N (Summer, as quanteda names it). Nil unless log V is above 0 and
  /// log N is not 1.
  public func summerS(base: LogBase = .natural) -> Double? {
    guard typeCount > 1, base.log(n) != 1 else { return nil }
    return base.log(base.log(v)) / base.log(base.log(n))
  }

  /// a² = (log N − log V) / log² N (Maas 1972). Nil at N = 1.
  public func maasSquared(base: LogBase = .natural) -> Double? {
    guard tokenCount > 1 else { return nil }
    let logN = base.log(n)
    return base.log(tokenCount, over: typeCount) / (logN * logN)
  }

  /// K = 10⁴ (Σ i² Vᵢ − N) / N² (Yule 1944).
  public var yuleK: Double? {
    guard tokenCount > 0 else { return nil }
    let repeats = DoubleDouble(squares, minus: UInt128(tokenCount))
    return (DoubleDouble(1e4) * repeats / product(tokenCount, tokenCount)).value
  }

  /// I = V² / (Σ i² Vᵢ − V) (Yule 1944). Nil where every type occurs once.
  public var yuleI: Double? {
    guard tokenCount > typeCount else { return nil }
    return (product(typeCount, typeCount) / DoubleDouble(squares, minus: UInt128(typeCount))).value
  }

  /// D = Σ Vᵢ (i / N) ((i − 1) / (N − 1)), the probability that two tokens are alike (Simpson
  /// 1949). Nil at N = 1.
  public var simpsonD: Double? {
    guard tokenCount > 1 else { return nil }
    let repeats = DoubleDouble(squares, minus: UInt128(tokenCount))
    return (repeats / product(tokenCount, tokenCount - 1)).value
  }

  /// Vm = √(Σ Vᵢ (i / N)² − 1 / V) (Herdan 1955).
  public var herdanVm: Double? {
    guard tokenCount > 0 else { return nil }
    let (all, types) = (product(tokenCount, tokenCount), DoubleDouble(typeCount))
    // No less than 0, as the mean of squares is no less than the square of the mean.
    return ((types * DoubleDouble(squares) - all) / (types * all)).squareRoot
  }

  /// V₁ / V, the share of types that occur once.
  public var hapaxShare: Double? {
    typeCount > 0 ? Double(types(occurring: 1)) / v : nil
  }

  /// H = 100 ln N / (1 − V₁ / V) (Honoré 1979). Nil where every type occurs once.
  public var honoreH: Double? {
    tokenCount > typeCount ? 100 * log(n) * v / (v - Double(types(occurring: 1))) : nil
  }

  /// S = V₂ / V (Sichel 1975).
  public var sichelS: Double? {
    typeCount > 0 ? Double(types(occurring: 2)) / v : nil
  }

  /// W = N^(V^−0.172) (Brunet 1978).
  public var brunetW: Double? { tokenCount > 0 ? pow(n, pow(v, -0.172)) : nil }

  /// Fisher's α, which solves V = α ln(1 + N / α) (Fisher, Corbet & Williams 1943). Nil where every
  /// type occurs once: α is then infinite.
  public var fisherAlpha: Double? {
    guard tokenCount > typeCount else { return nil }
    // In x = N / α the equation is V x = N ln(1 + x), which Newton's method solves from the right.
    var x = 2 * (n / v) * log(n / v + 1) + 2
    for _ in 0..<100 {
      let step = (v * x - n * log1p(x)) / (v - n / (1 + x))
      x -= step
      if step.magnitude <= 1e-15 * x { break }
    }
    return n / x
  }

  /// HD-D: the mean share that types have in a random sample of `draws` tokens, the expected TTR of
  /// the sample (McCarthy & Jarvis 2010). Nil with fewer tokens.
  public func hypergeometricD(draws: UInt64 = 42) -> Double? {
    guard draws > 0, tokenCount >= draws else { return nil }
    let types = classes.reduce(0.0) { sum, one in
      let absent = Hypergeometric(r1: draws, c1: one.count, n: tokenCount).logProbability(0)
      return sum + Double(one.types) * -expm1(absent)
    }
    return types / Double(draws)
  }
}
