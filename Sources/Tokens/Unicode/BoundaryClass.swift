/// The part that a scalar plays in words and sentences; the layout is that of generate.py.
struct BoundaryClass: Sendable {
  let bits: UInt16

  @inline(__always)
  init(bits: UInt16) { self.bits = bits }

  /// The classes of all scalars, as Unicode gives them.
  static let trie = ScalarTrie(runs: UnicodeTables.boundaries)

  /// Word_Break.
  @inline(__always)
  var word: WordBreak { WordBreak(rawValue: UInt8(truncatingIfNeeded: bits & 0x1F)) }

  /// Sentence_Break.
  @inline(__always)
  var sentence: SentenceBreak {
    SentenceBreak(rawValue: UInt8(truncatingIfNeeded: bits >> 5 & 0x0F))
  }

  /// Whether the scalar is Extended_Pictographic.
  @inline(__always)
  var isPictographic: Bool { bits & 1 << 9 != 0 }

  /// Whether the scalar makes a token of the segment that holds it: a letter, a digit or another
  /// number (General_Category L, N) that does more than extend what stands before it.
  @inline(__always)
  var isAlphanumeric: Bool { bits & 1 << 10 != 0 }

  /// Whether the scalar is White_Space.
  @inline(__always)
  var isWhiteSpace: Bool { bits & 1 << 11 != 0 }

  /// Whether the scalar is punctuation or a symbol (General_Category P, S), or unknown.
  @inline(__always)
  var isPunctuation: Bool { bits & 1 << 12 != 0 }

  /// This class with another word break.
  func with(_ word: WordBreak) -> BoundaryClass {
    BoundaryClass(bits: bits & ~0x1F | UInt16(word.rawValue))
  }

  /// This class without Extended_Pictographic.
  var withoutPictograph: BoundaryClass { BoundaryClass(bits: bits & ~(1 << 9)) }
}

/// A value of the property Word_Break.
struct WordBreak: Equatable, Sendable {
  let rawValue: UInt8

  static let other = WordBreak(rawValue: 0)
  static let cr = WordBreak(rawValue: 1)
  static let lf = WordBreak(rawValue: 2)
  static let newline = WordBreak(rawValue: 3)
  static let extend = WordBreak(rawValue: 4)
  static let zwj = WordBreak(rawValue: 5)
  static let format = WordBreak(rawValue: 6)
  static let katakana = WordBreak(rawValue: 7)
  static let hebrewLetter = WordBreak(rawValue: 8)
  static let aLetter = WordBreak(rawValue: 9)
  static let singleQuote = WordBreak(rawValue: 10)
  static let doubleQuote = WordBreak(rawValue: 11)
  static let midNumLet = WordBreak(rawValue: 12)
  static let midLetter = WordBreak(rawValue: 13)
  static let midNum = WordBreak(rawValue: 14)
  static let numeric = WordBreak(rawValue: 15)
  static let extendNumLet = WordBreak(rawValue: 16)
  static let regionalIndicator = WordBreak(rawValue: 17)
  static let wSegSpace = WordBreak(rawValue: 18)
  /// Not Unicode's: a hyphen that keeps a word together.
  static let hyphen = WordBreak(rawValue: 19)

  /// Several word breaks.
  struct Group: Sendable {
    private let members: UInt32

    init(_ members: WordBreak...) {
      self.members = members.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
    }

    @inline(__always)
    func contains(_ value: WordBreak) -> Bool { members & 1 << UInt32(value.rawValue) != 0 }
  }
}

/// A value of the property Sentence_Break.
struct SentenceBreak: Equatable, Sendable {
  let rawValue: UInt8

  static let other = SentenceBreak(rawValue: 0)
  static let cr = SentenceBreak(rawValue: 1)
  static let lf = SentenceBreak(rawValue: 2)
  static let sep = SentenceBreak(rawValue: 3)
  static let extend = SentenceBreak(rawValue: 4)
  static let format = SentenceBreak(rawValue: 5)
  static let sp = SentenceBreak(rawValue: 6)
  static let lower = SentenceBreak(rawValue: 7)
  static let upper = SentenceBreak(rawValue: 8)
  static let oLetter = SentenceBreak(rawValue: 9)
  static let numeric = SentenceBreak(rawValue: 10)
  static let aTerm = SentenceBreak(rawValue: 11)
  static let sContinue = SentenceBreak(rawValue: 12)
  static let sTerm = SentenceBreak(rawValue: 13)
  static let close = SentenceBreak(rawValue: 14)

  /// CR, LF or Sep: what Unicode calls ParaSep.
  var isNewline: Bool { self == .cr || self == .lf || self == .sep }
  /// ATerm or STerm: what Unicode calls SATerm.
  var isTerminator: Bool { self == .aTerm || self == .sTerm }
  /// Extend or Format.
  var isExtender: Bool { self == .extend || self == .format }
}
