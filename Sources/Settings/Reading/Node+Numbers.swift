// Numbers are read only in the notation on which all readers of YAML agree: digits, without leading
// zeros, underscores and prefixes.

extension Node {
  /// The whole number in this scalar; nil if it is none.
  public var wholeNumber: Int? {
    plain.flatMap { $0.isPlainNumber ? Int($0) : nil }
  }

  /// The number in this scalar; nil if it is none.
  public var number: Double? {
    plain.flatMap { $0.isPlainNumber ? Double($0) : nil }
  }

  /// Advice for a scalar that should be a number: one in quotation marks or in a notation that is
  /// refused.
  public var adviceOnNumber: String? {
    if plain == nil, let text, Double(text) != nil {
      return "Write \(text.excerpt) without quotation marks."
    }
    guard let plain, !plain.isPlainNumber || wholeNumber == nil, let meant = plain.meantNumber
    else { return nil }
    return "Write \(meant)."
  }
}

extension String {
  /// Whether this is a number in JSON's notation: `-12`, `0.5`, `1e3`; or `.5`.
  public var isPlainNumber: Bool {
    var rest = utf8[...]
    func takeDigits() -> Int {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let begins = rest.first
    let whole = takeDigits()
    if whole > 1, begins == UInt8(ascii: "0") { return false }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      if takeDigits() == 0 { return false }
    } else if whole == 0 {
      return false
    }
    if let mark = rest.first, "eE".utf8.contains(mark) {
      rest.removeFirst()
      if let sign = rest.first, "+-".utf8.contains(sign) { rest.removeFirst() }
      if takeDigits() == 0 { return false }
    }
    return rest.isEmpty
  }

  /// The whole number that a person means by `010`, `1_000`, `+5`, `0x10`, `0o17`, `0b11` or `1e3`.
  fileprivate var meantNumber: Int? {
    guard utf8.count <= 40 else { return nil }
    let text = replacing("_", with: "").lowercased()
    let isNegative = text.hasPrefix("-")
    let digits = isNegative || text.hasPrefix("+") ? text.dropFirst() : text[...]
    for (mark, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where digits.hasPrefix(mark) {
      return Int(digits.dropFirst(2), radix: radix).map { isNegative ? -$0 : $0 }
    }
    guard digits.first?.isNumber ?? false else { return nil }
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }
}
