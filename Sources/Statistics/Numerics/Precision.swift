import Glibc

/// How far values of a measure can be relied upon, and so which of them are equal.
///
/// Doubles of one exact value differ in their last digits where they are computed from different
/// counts. Ranks and bounds must not follow such noise.
public enum Precision: Sendable, Hashable {
  /// The measure is a function of one quotient of whole numbers, which is formed to twice the
  /// digits of a double: what is equal in exact arithmetic is equal, and nothing is rounded.
  case exact
  /// Values are rounded to so many significant digits; a value smaller than `of` to as many
  /// decimals as one of that size has.
  case digits(Int, of: Double = 0)

  /// `value` as far as it can be relied upon.
  public func settled(_ value: Double) -> Double {
    switch self {
    case .exact: value + 0
    case .digits(let digits, let scale): value.rounded(toDigits: digits, of: scale)
    }
  }

  /// What is said of it, in words.
  public var text: String {
    switch self {
    case .exact: "all: computed of one exact quotient, so that equal values are equal"
    case .digits(let digits, let scale):
      scale == 0
        ? "\(digits) significant ones: values are equal that agree so far"
        : "\(digits) significant ones, at most \(digits - 1) decimals: "
          + "values are equal that agree so far"
    }
  }
}

extension Double {
  /// The double nearest to the number rounded to so many significant decimal digits, or, where the
  /// number is smaller than `scale`, to the decimals that `scale` has then. Never −0.
  func rounded(toDigits digits: Int, of scale: Double = 0) -> Double {
    let size = max(magnitude, scale)
    guard size.isFinite, self != 0 else { return self + 0 }
    let decimals = digits - 1 - Int(log10(size).rounded(.down))
    guard decimals.magnitude <= 22 else { return roundedFarFromOne(decimals) }
    let unit = Double.powersOfTen[Int(decimals.magnitude)]
    return decimals < 0
      ? (self / unit).rounded() * unit + 0 : (self * unit).rounded() / unit + 0
  }

  /// The same where a power of ten is no double: by way of the decimal, which is slow.
  private func roundedFarFromOne(_ decimals: Int) -> Double {
    // In two steps, for 10^-decimals may be beyond the least double.
    let half = pow(10, Double(decimals / 2))
    let digits = (self * half * pow(10, Double(decimals - decimals / 2))).rounded()
    return Double("\(Int64(digits))e\(-decimals)") ?? self
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
