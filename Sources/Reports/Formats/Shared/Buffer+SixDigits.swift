import Bytes

/// The powers of ten that a double holds exactly.
private let exactPowersOfTen: [Double] = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
  1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
]

extension Buffer<UInt8> {
  /// Appends `value` with six significant digits, in the manner of `%.6g` but in no locale.
  ///
  /// What is rounded is the shortest decimal that reads back as the same double (the number as JSON
  /// has it), halves to even. Trailing zeros go; exponents below -4 and from 6 on are written as in
  /// `1.5e-05` and `1e+06`; negative zero is `0`; infinities are `inf` and `-inf`; NaN is nothing.
  mutating func appendSixDigits(_ value: Double) {
    if value.isNaN { return }
    if value < 0 { append(UInt8(ascii: "-")) }
    let magnitude = value.magnitude
    if magnitude == 0 { return append(UInt8(ascii: "0")) }
    if magnitude.isInfinite { return append("inf") }
    if magnitude < 1e6, magnitude == magnitude.rounded(.towardZero) {
      return appendDecimal(UInt64(magnitude))
    }
    let (digits, exponent) = quickSixDigits(magnitude) ?? exactSixDigits(magnitude)
    appendGeneral(digits: digits, exponent: exponent)
  }

  /// Appends `digits`, of which there are six, with the point after the first, times ten to the
  /// `exponent`.
  private mutating func appendGeneral(digits: Int, exponent: Int) {
    var kept = 6
    var rest = digits
    while rest % 10 == 0, kept > 1 {
      rest /= 10
      kept -= 1
    }
    let point = UInt8(ascii: ".")
    if exponent < -4 || exponent >= 6 {
      appendDigits(rest, kept, pointAfter: 1)
      append(UInt8(ascii: "e"))
      append(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
      if exponent.magnitude < 10 { append(UInt8(ascii: "0")) }
      appendDecimal(UInt64(exponent.magnitude))
    } else if exponent < 0 {
      append(UInt8(ascii: "0"))
      append(point)
      for _ in 1..<(-exponent) { append(UInt8(ascii: "0")) }
      appendDecimal(UInt64(rest))
    } else if kept <= exponent + 1 {
      appendDecimal(UInt64(rest))
      for _ in kept..<(exponent + 1) { append(UInt8(ascii: "0")) }
    } else {
      appendDigits(rest, kept, pointAfter: exponent + 1)
    }
  }

  /// Appends the `count` digits of `value`, with a point after the first `lead` if more follow.
  private mutating func appendDigits(_ value: Int, _ count: Int, pointAfter lead: Int) {
    var unit = 1
    for _ in lead..<count { unit *= 10 }
    appendDecimal(UInt64(value / unit))
    guard count > lead else { return }
    append(UInt8(ascii: "."))
    let rest = value % unit
    var place = unit / 10
    while place > max(rest, 1) {
      append(UInt8(ascii: "0"))
      place /= 10
    }
    appendDecimal(UInt64(rest))
  }
}

/// The first six digits of `magnitude`, and the decimal exponent of the first, where one
/// multiplication or division by an exact power of ten is sure to round as the exact decimal does;
/// nil near a half and at extreme exponents.
private func quickSixDigits(_ magnitude: Double) -> (digits: Int, exponent: Int)? {
  // 1233/4096 is a hair below log10(2): the guess is at most one off.
  var exponent = (Int(magnitude.exponent) * 1233) >> 12
  guard (-16...26).contains(exponent) else { return nil }
  func scaled(_ exponent: Int) -> Double {
    exponent <= 5
      ? magnitude * exactPowersOfTen[5 - exponent] : magnitude / exactPowersOfTen[exponent - 5]
  }
  var value = scaled(exponent)
  while value >= 1e6 {
    exponent += 1
    value = scaled(exponent)
  }
  if value < 1e5 {
    exponent -= 1
    value = scaled(exponent)
  }
  let whole = value.rounded(.down)
  let part = value - whole
  // The scaling is off by less than 1e-9, and so is the shortest decimal from the double.
  if (part - 0.5).magnitude < 1e-6 { return nil }
  let digits = Int(whole) + (part > 0.5 ? 1 : 0)
  return digits == 1_000_000 ? (100_000, exponent + 1) : (digits, exponent)
}

/// The same from the shortest decimal itself; slower, and always right.
private func exactSixDigits(_ magnitude: Double) -> (digits: Int, exponent: Int) {
  var digits = 0
  var taken = 0
  var exponent = -1
  var seenPoint = false
  var next = 0
  var isBeyondNext = false
  var written = 0
  var scanner = magnitude.description.utf8.makeIterator()
  scan: while let byte = scanner.next() {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      let digit = Int(byte - UInt8(ascii: "0"))
      if taken == 0, digit == 0 {
        if seenPoint { exponent -= 1 }
        continue
      }
      if !seenPoint { exponent += 1 }
      switch taken {
      case 0..<6: digits = digits * 10 + digit
      case 6: next = digit
      default: isBeyondNext = isBeyondNext || digit != 0
      }
      taken += 1
    case UInt8(ascii: "."):
      seenPoint = true
    default:
      var isNegative = false
      while let byte = scanner.next() {
        switch byte {
        case UInt8(ascii: "-"): isNegative = true
        case UInt8(ascii: "+"): break
        default: written = written * 10 + Int(byte - UInt8(ascii: "0"))
        }
      }
      exponent += isNegative ? -written : written
      break scan
    }
  }
  while taken < 6 {
    digits *= 10
    taken += 1
  }
  let roundsUp = next > 5 || (next == 5 && (isBeyondNext || digits % 2 == 1))
  if roundsUp { digits += 1 }
  return digits == 1_000_000 ? (100_000, exponent + 1) : (digits, exponent)
}

extension Double {
  /// The number as tables print it: six significant digits, `inf` and `-inf`.
  public var sixDigits: String {
    var text = Buffer<UInt8>()
    text.appendSixDigits(self)
    return String(copying: text.span)
  }
}
