/// What Unicode says of words taken alone: normal forms, case folding, marks, numbers.
///
/// All functions take and give valid UTF-8. They are called once per distinct type, so they are
/// written to be read; ASCII, which is most of what they see, takes a short way.
public enum UnicodeText {
  /// The version of the Unicode Character Database behind every table of the program.
  public static let version = UnicodeTables.version

  /// `text` in a normal form of Unicode Standard Annex #15. Linear, but for runs of combining marks
  /// out of order, which are sorted by insertion.
  public static func normalized(
    _ text: Span<UInt8>, _ form: NormalForm
  ) -> [UInt8] {
    if text.isASCII || Normalization.isNormalized(text, form) { return [UInt8](copying: text) }
    switch form {
    case .none: return [UInt8](copying: text)
    case .nfd: return encoded(Normalization.decomposed(text, compatibly: false))
    case .nfkd: return encoded(Normalization.decomposed(text, compatibly: true))
    case .nfc:
      return encoded(Normalization.composed(Normalization.decomposed(text, compatibly: false)))
    case .nfkc:
      return encoded(Normalization.composed(Normalization.decomposed(text, compatibly: true)))
    }
  }

  /// `text` with its case folded in full (`CaseFolding.txt`, status C and F: ß becomes ss). The
  /// result need not be in the normal form of `text`.
  public static func caseFolded(_ text: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    _ = text.allScalars { scalar in
      if scalar < 0x80 {
        let isCapital = scalar &- 0x41 < 26
        result.append(UInt8(scalar) | (isCapital ? 0x20 : 0))
      } else if let folded = foldings[scalar] {
        for part in folded { result.append(scalar: part) }
      } else {
        result.append(scalar: scalar)
      }
      return true
    }
    return result
  }

  /// `text` without its non-spacing marks (General_Category Mn), in NFC: é becomes e. Letters that
  /// do not decompose, such as ø and ł, stay. In scripts that write vowels as marks, these go too.
  public static func strippingMarks(_ text: Span<UInt8>) -> [UInt8] {
    if text.isASCII { return [UInt8](copying: text) }
    var scalars = Normalization.decomposed(text, compatibly: false)
    scalars.removeAll { ScalarClass($0).isNonspacingMark }
    return encoded(Normalization.composed(scalars))
  }

  /// The number of Unicode scalars in `text`.
  public static func scalarCount(_ text: Span<UInt8>) -> Int {
    var continuations = 0
    for index in text.indices where text[index] & 0xC0 == 0x80 { continuations += 1 }
    return text.count - continuations
  }

  /// Whether a token is a number: digits and other numbers (General_Category Nd, Nl, No), with
  /// single signs of `. , ' ’ / : - %` and similar ones between them, and perhaps a last `%`. So
  /// are `2021`, `3.14`, `1,000`, `12:30`, `2021-03-06` and `½`; `1st` and `5km` are not.
  public static func isNumber(_ token: Span<UInt8>) -> Bool {
    var followsNumber = false
    var last: UInt32 = 0
    let isWhole = token.allScalars { scalar in
      last = scalar
      let isNumber = scalar < 0x80 ? scalar &- 0x30 < 10 : ScalarClass(scalar).isNumber
      guard isNumber || (followsNumber && isNumberSign(scalar)) else { return false }
      followsNumber = isNumber
      return true
    }
    return isWhole && (followsNumber || last == 0x25)
  }

  private static func isNumberSign(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x25, 0x27, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A: true  // % ' , - . / :
    case 0x066B, 0x066C: true  // Arabic decimal and thousands separators
    case 0x2010, 0x2011, 0x2019, 0x2044: true  // hyphens, apostrophe, fraction slash
    default: false
    }
  }

  private static let foldings = ScalarMap(mappings: UnicodeTables.folded)

  private static func encoded(_ scalars: [UInt32]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scalars.count * 2)
    for scalar in scalars { bytes.append(scalar: scalar) }
    return bytes
  }
}
