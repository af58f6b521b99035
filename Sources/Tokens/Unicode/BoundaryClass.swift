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
  /// number (General_Category L, N) that does more than extend what comes before it.
  @inline(__always)
  var isAlphanumeric: Bool { bits & 1 << 10 != 0 }

  /// Whether the scalar is White_Space.
  @inline(__always)
  var isWhiteSpace: Bool { bits & 1 << 11 != 0 }

  /// Whether the scalar is punctuation or a symbol (General_Category P, S), or unknown.
  @inline(__always)
  var isPunctuation: Bool { bits & 1 << 12 != 0 }

  /// Whether the scalar is a letter of a script without blanks between words, which a dictionary
  /// cuts.
  @inline(__always)
  var needsDictionary: Bool { bits & 1 << 13 != 0 }

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

  static var other: WordBreak { WordBreak(rawValue: 0) }
  static var cr: WordBreak { WordBreak(rawValue: 1) }
  static var lf: WordBreak { WordBreak(rawValue: 2) }
  static var newline: WordBreak { WordBreak(rawValue: 3) }
  static var extend: WordBreak { WordBreak(rawValue: 4) }
  static var zwj: WordBreak { WordBreak(rawValue: 5) }
  static var format: WordBreak { WordBreak(rawValue: 6) }
  static var katakana: WordBreak { WordBreak(rawValue: 7) }
  static var hebrewLetter: WordBreak { WordBreak(rawValue: 8) }
  static var aLetter: WordBreak { WordBreak(rawValue: 9) }
  static var singleQuote: WordBreak { WordBreak(rawValue: 10) }
  static var doubleQuote: WordBreak { WordBreak(rawValue: 11) }
  static var midNumLet: WordBreak { WordBreak(rawValue: 12) }
  static var midLetter: WordBreak { WordBreak(rawValue: 13) }
  static var midNum: WordBreak { WordBreak(rawValue: 14) }
  static var numeric: WordBreak { WordBreak(rawValue: 15) }
  static var extendNumLet: WordBreak { WordBreak(rawValue: 16) }
  static var regionalIndicator: WordBreak { WordBreak(rawValue: 17) }
  static var wSegSpace: WordBreak { WordBreak(rawValue: 18) }
  /// Not Unicode's: a hyphen that keeps a word together.
  static var hyphen: WordBreak { WordBreak(rawValue: 19) }

  /// Several word breaks: `.aLetter | .numeric`.
  struct Group: Sendable {
    fileprivate let members: UInt32

    @inline(__always)
    func contains(_ value: WordBreak) -> Bool { members & 1 << UInt32(value.rawValue) != 0 }

    @inline(__always)
    static func | (group: Group, value: WordBreak) -> Group {
      Group(members: group.members | value.alone.members)
    }
  }

  /// The group of this word break alone.
  @inline(__always)
  var alone: Group { Group(members: 1 << UInt32(rawValue)) }

  @inline(__always)
  static func | (a: WordBreak, b: WordBreak) -> Group { a.alone | b }
}

/// A value of the property Sentence_Break.
struct SentenceBreak: Equatable, Sendable {
  let rawValue: UInt8

  static var other: SentenceBreak { SentenceBreak(rawValue: 0) }
  static var cr: SentenceBreak { SentenceBreak(rawValue: 1) }
  static var lf: SentenceBreak { SentenceBreak(rawValue: 2) }
  static var sep: SentenceBreak { SentenceBreak(rawValue: 3) }
  static var extend: SentenceBreak { SentenceBreak(rawValue: 4) }
  static var format: SentenceBreak { SentenceBreak(rawValue: 5) }
  static var sp: SentenceBreak { SentenceBreak(rawValue: 6) }
  static var lower: SentenceBreak { SentenceBreak(rawValue: 7) }
  static var upper: SentenceBreak { SentenceBreak(rawValue: 8) }
  static var oLetter: SentenceBreak { SentenceBreak(rawValue: 9) }
  static var numeric: SentenceBreak { SentenceBreak(rawValue: 10) }
  static var aTerm: SentenceBreak { SentenceBreak(rawValue: 11) }
  static var sContinue: SentenceBreak { SentenceBreak(rawValue: 12) }
  static var sTerm: SentenceBreak { SentenceBreak(rawValue: 13) }
  static var close: SentenceBreak { SentenceBreak(rawValue: 14) }

  /// CR, LF or Sep: what Unicode calls ParaSep.
  var isNewline: Bool { self == .cr || self == .lf || self == .sep }
  /// ATerm or STerm: what Unicode calls SATerm.
  var isTerminator: Bool { self == .aTerm || self == .sTerm }
  /// Extend or Format.
  var isExtender: Bool { self == .extend || self == .format }
}
