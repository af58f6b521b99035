/// The word boundary rules of Unicode Standard Annex #29, section 4.1, with the tailorings that fit
/// into them: which scalars are apostrophes and hyphens.
///
/// A tailoring changes the class of its scalars, so that the rules below serve tailored and
/// untailored text alike.
struct WordRules: Sendable {
  /// The classes of all scalars, tailored.
  let classes: ScalarTrie

  /// The rules as Unicode states them.
  static let untailored = WordRules(classes: BoundaryClass.trie)

  private init(classes: ScalarTrie) {
    self.classes = classes
  }

  /// The rules with the tailorings of `segmentation`.
  ///
  /// The information source sign, the one pictograph that is a letter, becomes a letter alone: no
  /// token begins with a blank that a stray joiner ties to it.
  init(_ segmentation: Segmentation) {
    var classes = BoundaryClass.trie
    func change(_ scalars: UInt32..., by tailored: (BoundaryClass) -> BoundaryClass) {
      for scalar in scalars {
        classes.set(scalar, to: tailored(BoundaryClass(bits: classes[scalar])).bits)
      }
    }
    if segmentation.keepsHyphens { change(0x2D, 0x2010, 0x2011) { $0.with(.hyphen) } }
    if !segmentation.keepsApostrophes {
      change(0x27, 0x2018, 0x2019, 0xFF07) { $0.with(.other) }
    }
    change(0x2139) { $0.withoutPictograph }
    self.classes = classes
  }

  /// One segment: what is between two neighbouring word boundaries.
  struct Segment {
    /// Where the segment ends.
    var end: Int
    /// The class of its first scalar.
    let first: BoundaryClass
    /// The union of its scalars' class bits; word and sentence break mean nothing in it.
    private var bits: UInt16
    /// Whether a full stop or its like stands inside.
    var holdsTerminator = false

    @inline(__always)
    init(first: BoundaryClass, end: Int) {
      self.first = first
      bits = first.bits
      self.end = end
    }

    @inline(__always)
    mutating func extend(by next: BoundaryClass, to end: Int) {
      bits |= next.bits
      self.end = end
    }

    /// Whether the segment holds a letter or a digit.
    var isToken: Bool { BoundaryClass(bits: bits).isAlphanumeric }
    /// Whether it holds a punctuation mark or a symbol.
    var isPunctuation: Bool { BoundaryClass(bits: bits).isPunctuation }
  }

  /// The class of the scalar at `index`, and the index after it.
  @inline(__always)
  func scalarClass(in text: Span<UInt8>, at index: Int) -> (BoundaryClass, end: Int) {
    let (scalar, end) = text.scalar(at: index)
    return (BoundaryClass(bits: classes[scalar]), end)
  }

  /// Where the letters that need a dictionary, and what extends them (WB4), end from `start` on.
  func runEnd(in text: Span<UInt8>, from start: Int) -> Int {
    var end = start
    while end < text.count {
      let (next, after) = scalarClass(in: text, at: end)
      guard next.needsDictionary || Self.extenders.contains(next.word) else { break }
      end = after
    }
    return end
  }

  /// The segment of `text` that starts at the word boundary `start`, which is not the end.
  func segment(of text: Span<UInt8>, from start: Int) -> Segment {
    let (first, end) = scalarClass(in: text, at: start)
    var segment = Segment(first: first, end: end)
    // The last class that WB4 lets the rules see, and the last one of all.
    var last = first.word
    var raw = last

    if Self.newlines.contains(last) {  // WB3, WB3a
      if last == .cr, end < text.count, text[end] == UInt8(ascii: "\n") { segment.end += 1 }
      return segment
    }
    var pairsRegion = last == .regionalIndicator
    while segment.end < text.count {
      let (next, end) = scalarClass(in: text, at: segment.end)
      let word = next.word
      if Self.extenders.contains(word) {  // WB4
        segment.extend(by: next, to: end)
        raw = word
        continue
      }
      if joins(last, word)
        || (raw == .zwj && next.isPictographic)  // WB3c
        || (raw == .wSegSpace && word == .wSegSpace)  // WB3d
      {
        segment.extend(by: next, to: end)
      } else if let (mid, after) = crossed(word, from: last, in: text, at: end) {
        segment.extend(by: next, to: after)
        segment.extend(by: mid, to: after)
        segment.holdsTerminator = segment.holdsTerminator || next.sentence == .aTerm
        last = mid.word
        raw = last
        continue
      } else if last == .hebrewLetter && word == .singleQuote {  // WB7a
        segment.extend(by: next, to: end)
      } else if pairsRegion && word == .regionalIndicator {  // WB15, WB16
        segment.extend(by: next, to: end)
        pairsRegion = false
      } else {
        break
      }
      last = word
      raw = word
    }
    return segment
  }

  /// WB5, WB8–WB10, WB13, WB13a, WB13b: whether two neighbouring scalars belong to one word.
  @inline(__always)
  private func joins(_ last: WordBreak, _ next: WordBreak) -> Bool {
    (Self.alphanumerics.contains(last) && Self.alphanumerics.contains(next))
      || (Self.katakana.contains(last) && Self.katakana.contains(next))
  }

  /// WB6, WB7, WB7b, WB7c, WB11, WB12 and the hyphens: whether `middle`, which ends at `index` and
  /// follows a scalar of class `last`, joins it to the next one; gives that one and where it ends.
  @inline(__always)
  private func crossed(
    _ middle: WordBreak, from last: WordBreak, in text: Span<UInt8>, at index: Int
  ) -> (BoundaryClass, end: Int)? {
    let partners: WordBreak.Group
    if Self.letters.contains(last) && Self.letterMiddles.contains(middle) {
      partners = Self.letters
    } else if last == .numeric && Self.numberMiddles.contains(middle) {
      partners = WordBreak.numeric.alone
    } else if middle == .hyphen && Self.hyphenated.contains(last) {
      partners = Self.hyphenated
    } else if last == .hebrewLetter && middle == .doubleQuote {
      partners = WordBreak.hebrewLetter.alone
    } else {
      return nil
    }
    var index = index
    while index < text.count {
      let (next, end) = scalarClass(in: text, at: index)
      if partners.contains(next.word) { return (next, end) }
      guard Self.extenders.contains(next.word) else { return nil }
      index = end
    }
    return nil
  }

  private static var newlines: WordBreak.Group { .cr | .lf | .newline }
  private static var extenders: WordBreak.Group { .extend | .format | .zwj }
  private static var letters: WordBreak.Group { .aLetter | .hebrewLetter }
  private static var alphanumerics: WordBreak.Group {
    .aLetter | .hebrewLetter | .numeric | .extendNumLet
  }
  private static var katakana: WordBreak.Group { .katakana | .extendNumLet }
  private static var letterMiddles: WordBreak.Group { .midLetter | .midNumLet | .singleQuote }
  private static var numberMiddles: WordBreak.Group { .midNum | .midNumLet | .singleQuote }
  private static var hyphenated: WordBreak.Group { .aLetter | .hebrewLetter | .numeric }
}
