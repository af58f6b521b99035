/// What normal forms and transforms ask of a scalar; the layout is that of generate.py.
struct ScalarClass: Sendable {
  let bits: UInt16

  /// The class of `scalar`.
  init(_ scalar: UInt32) { bits = Self.trie[scalar] }

  private static let trie = ScalarTrie(runs: UnicodeTables.scalars)

  /// Canonical_Combining_Class; 0 is a starter.
  var combining: UInt8 { UInt8(truncatingIfNeeded: bits) }

  /// Whether the scalar is a non-spacing mark (General_Category Mn).
  var isNonspacingMark: Bool { bits & 1 << 8 != 0 }

  /// Whether the scalar is a digit or another number (General_Category Nd, Nl, No).
  var isNumber: Bool { bits & 1 << 9 != 0 }

  /// Whether the scalar may stand as it is in a text of `form` (its quick check is Yes).
  func isStable(in form: UnicodeText.NormalForm) -> Bool {
    switch form {
    case .none: true
    case .nfc: bits & 1 << 10 == 0
    case .nfd: bits & 1 << 11 == 0
    case .nfkc: bits & 1 << 12 == 0
    case .nfkd: bits & 1 << 13 == 0
    }
  }
}
