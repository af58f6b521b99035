import Glibc

/// A number to twice the digits of a double: the sum of two, the second of which is what rounding
/// took from the first.
///
/// Scores are formed of quotients of whole numbers. A quotient formed here is exact to some 2^-104,
/// so that its `value` is the double nearest to it however large the numbers are that make it up:
/// what is equal in exact arithmetic is equal to the last bit, and any function of it too. After
/// Dekker (1971) and Knuth; for numbers of any size that counts and their products have.
struct DoubleDouble: Sendable {
  private let high: Double
  private let low: Double

  private init(high: Double, low: Double) {
    self.high = high
    self.low = low
  }

  /// `high` + `low`, where `low` is the smaller.
  @inline(__always)
  private init(adding high: Double, _ low: Double) {
    let sum = high + low
    self.init(high: sum, low: low - (sum - high))
  }

  @inline(__always)
  private static func sum(_ x: Double, _ y: Double) -> DoubleDouble {
    let sum = x + y
    let part = sum - x
    return DoubleDouble(high: sum, low: (x - (sum - part)) + (y - part))
  }

  /// `count` as it is, below 2^106.
  init(_ count: UInt128) {
    guard count >> 53 != 0 else {
      self.init(high: Double(UInt64(truncatingIfNeeded: count)), low: 0)
      return
    }
    let mask = UInt64(1) << 53 - 1
    let last = Double(UInt64(truncatingIfNeeded: count) & (1 << 22 - 1))
    let middle = Double(UInt64(truncatingIfNeeded: count >> 22) & mask) * 0x1p22
    let first = Double(UInt64(truncatingIfNeeded: count >> 75)) * 0x1p75
    let sum = DoubleDouble.sum(first, middle)
    self.init(adding: sum.high, sum.low + last)
  }

  /// `count` as it is.
  init(_ count: UInt64) { self.init(UInt128(count)) }

  /// `number` as it is.
  init(_ number: Double) { self.init(high: number, low: 0) }

  /// `a` − `b`, exactly.
  init(_ a: UInt128, minus b: UInt128) {
    self = a >= b ? DoubleDouble(a - b) : -DoubleDouble(b - a)
  }

  /// The double nearest to it.
  var value: Double { high }

  var isNegative: Bool { high < 0 }

  static prefix func - (x: DoubleDouble) -> DoubleDouble {
    DoubleDouble(high: -x.high, low: -x.low)
  }

  static func + (x: DoubleDouble, y: DoubleDouble) -> DoubleDouble {
    let sum = sum(x.high, y.high)
    let rest = self.sum(x.low, y.low)
    let first = DoubleDouble(adding: sum.high, sum.low + rest.high)
    return DoubleDouble(adding: first.high, first.low + rest.low)
  }

  /// The difference; 0 where all that is left may be rounding.
  static func - (x: DoubleDouble, y: DoubleDouble) -> DoubleDouble {
    let difference = x + -y
    return difference.high.magnitude < 0x1p-80 * max(x.high.magnitude, y.high.magnitude)
      ? DoubleDouble(0.0) : difference
  }

  static func * (x: DoubleDouble, y: DoubleDouble) -> DoubleDouble {
    let product = x.high * y.high
    let rest = (-product).addingProduct(x.high, y.high) + (x.high * y.low + x.low * y.high)
    return DoubleDouble(adding: product, rest)
  }

  /// The quotient; an infinity or NaN as of doubles where `y` is 0.
  static func / (x: DoubleDouble, y: DoubleDouble) -> DoubleDouble {
    let quotient = x.high / y.high
    guard y.high != 0 else { return DoubleDouble(quotient) }
    let rest = x.high.addingProduct(-quotient, y.high) + (x.low - quotient * y.low)
    return DoubleDouble(adding: quotient, rest / y.high)
  }

  /// The square root of a number that is not negative.
  var squareRoot: Double { high.squareRoot() }

  /// The root of `square` with the sign of `direction`.
  static func root(of square: DoubleDouble, like direction: DoubleDouble) -> Double {
    direction.isNegative ? -square.squareRoot : square.squareRoot
  }

  /// ln(`x` / `y`), of two numbers above 0: exactly 0 where they are equal, and of `y` / `x` the
  /// same with another sign. It keeps its digits near 0.
  static func logarithm(of x: DoubleDouble, over y: DoubleDouble) -> Double {
    logarithm(of: x, over: y) { quotient in
      let excess = quotient.excess
      return excess < 0.5 ? log1p(excess) : log(quotient.high) + quotient.low / quotient.high
    }
  }

  /// The same in the base 2.
  static func binaryLogarithm(of x: DoubleDouble, over y: DoubleDouble) -> Double {
    logarithm(of: x, over: y) { quotient in
      let excess = quotient.excess
      return excess < 0.5
        ? log1p(excess) * log2OfE
        : Glibc.log2(quotient.high) + quotient.low / quotient.high * log2OfE
    }
  }

  @inline(__always)
  private static func logarithm(
    of x: DoubleDouble, over y: DoubleDouble, _ log: (DoubleDouble) -> Double
  ) -> Double {
    x.high > y.high || (x.high == y.high && x.low >= y.low) ? log(x / y) : 0 - log(y / x)
  }

  /// What exceeds 1.
  private var excess: Double { (high - 1) + low }
}
