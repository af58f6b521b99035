/// A quotient of whole numbers in lowest terms: equal quotients are equal.
struct Fraction: Hashable {
  let dividend: Int128
  let divisor: Int128

  /// An infinite one has the divisor 0.
  init(_ dividend: Int128, _ divisor: Int128 = 1) {
    var (a, b) = (dividend.magnitude, divisor.magnitude)
    while b != 0 { (a, b) = (b, a % b) }
    let common = Int128(max(a, 1)) * (divisor < 0 ? -1 : 1)
    self.dividend = dividend / common
    self.divisor = divisor / common
  }

  static func + (x: Fraction, y: Fraction) -> Fraction {
    Fraction(x.dividend * y.divisor + y.dividend * x.divisor, x.divisor * y.divisor)
  }

  static func * (x: Fraction, y: Fraction) -> Fraction {
    Fraction(x.dividend * y.dividend, x.divisor * y.divisor)
  }
}

/// A product of powers of whole numbers by its prime factors: equal products are equal, and so are
/// their logarithms.
struct PrimePowers: Hashable {
  private var exponents: [UInt64: Int] = [:]

  /// Multiplies with `base` to the `exponent`; 0 to the 0 is 1.
  mutating func multiply(_ base: UInt64, _ exponent: Int) {
    guard exponent != 0 else { return }
    var rest = base
    var prime: UInt64 = 2
    while rest > 1 {
      while rest % prime == 0 {
        exponents[prime, default: 0] += exponent
        rest /= prime
      }
      prime += 1
    }
    exponents = exponents.filter { $0.value != 0 }
  }
}
