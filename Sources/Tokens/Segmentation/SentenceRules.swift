/// The sentence boundary rules of Unicode Standard Annex #29, section 5.1, asked only where a
/// sentence can end: at a terminator (SATerm) or a newline (ParaSep). Text between needs no look.
struct SentenceRules: Sendable {
  /// Which newlines are paragraph separators. The others are spaces.
  enum Newlines: Sendable {
    /// Each one, as Unicode has it.
    case separate
    /// Those that open a blank line, and U+2029.
    case separateAtBlankLine
  }

  let newlines: Newlines
  private let classes = BoundaryClass.trie

  init(newlines: Newlines) {
    self.newlines = newlines
  }

  /// The class of the scalar at `index`, a newline being what it is taken for: `sep` or `sp`.
  @inline(__always)
  private func sentenceClass(in text: Span<UInt8>, at index: Int) -> (SentenceBreak, end: Int) {
    let (scalar, end) = text.scalar(at: index)
    let value = BoundaryClass(bits: classes[scalar]).sentence
    guard value.isNewline else { return (value, end) }
    return (paragraphEnd(in: text, at: index) == nil ? .sp : .sep, end)
  }

  /// The sentence boundary that the terminator at `index` brings about, or nil if there is none or
  /// if a later terminator, the end of a paragraph or that of the text decides.
  ///
  /// The boundary lies after the terminator and the closing marks and spaces behind it. Looks no
  /// further than the next letter or terminator, or the end of the paragraph.
  func boundary(after index: Int, in text: Span<UInt8>) -> Int? {
    // The commonest case first: a space and an ASCII capital.
    if index + 2 < text.count, text[index + 1] == UInt8(ascii: " "),
      text[index + 2] &- UInt8(ascii: "A") < 26
    {
      return index + 2
    }
    let terminator = index
    let (kind, end) = sentenceClass(in: text, at: index)
    let isFullStop = kind == .aTerm
    var index = skipExtenders(in: text, from: end)
    guard index < text.count else { return nil }
    var (next, after) = sentenceClass(in: text, at: index)
    if isFullStop {
      if next == .numeric { return nil }  // SB6
      if next == .upper && followsCasedLetter(terminator, in: text) { return nil }  // SB7
    }
    var isInSpaces = false
    while next == .sp || (next == .close && !isInSpaces) {  // SB9, SB10
      isInSpaces = next == .sp
      index = skipExtenders(in: text, from: after)
      guard index < text.count else { return nil }
      (next, after) = sentenceClass(in: text, at: index)
    }
    if next == .sep || next == .sContinue || next.isTerminator { return nil }  // SB8a, SB9, SB10
    if isFullStop && continuesInLowerCase(from: index, in: text) { return nil }  // SB8
    return index  // SB11
  }

  /// SB8: whether the first letter after `index`, before any terminator and in the same paragraph,
  /// is lower case.
  private func continuesInLowerCase(from index: Int, in text: Span<UInt8>) -> Bool {
    var index = index
    while index < text.count {
      let (next, end) = sentenceClass(in: text, at: index)
      if next == .lower { return true }
      if next == .upper || next == .oLetter || next == .sep || next.isTerminator { return false }
      index = end
    }
    return false
  }

  /// SB7: whether the scalar before `index`, extenders aside, is a letter with case.
  private func followsCasedLetter(_ index: Int, in text: Span<UInt8>) -> Bool {
    var index = index
    while index > 0 {
      index = text.scalarStart(before: index)
      let value = BoundaryClass(bits: classes[text.scalar(at: index).value]).sentence
      if !value.isExtender { return value == .upper || value == .lower }
    }
    return false
  }

  /// SB5.
  @inline(__always)
  private func skipExtenders(in text: Span<UInt8>, from index: Int) -> Int {
    var index = index
    while index < text.count {
      let (scalar, end) = text.scalar(at: index)
      guard BoundaryClass(bits: classes[scalar]).sentence.isExtender else { break }
      index = end
    }
    return index
  }

  /// Where the paragraph that the newline at `index` ends is over: after the newline or, where only
  /// blank lines separate, after the next one. Nil if the newline ends none.
  func paragraphEnd(in text: Span<UInt8>, at index: Int) -> Int? {
    var end = newlineEnd(in: text, at: index)
    if newlines == .separate || text.scalar(at: index).value == 0x2029 { return end }
    while end < text.count {
      let (scalar, after) = text.scalar(at: end)
      let next = BoundaryClass(bits: classes[scalar])
      if next.sentence.isNewline { return newlineEnd(in: text, at: end) }
      guard next.isWhiteSpace else { return nil }
      end = after
    }
    return nil
  }

  /// The index after the newline at `index`; CR LF is one newline (SB3).
  private func newlineEnd(in text: Span<UInt8>, at index: Int) -> Int {
    let (scalar, end) = text.scalar(at: index)
    let isPair = scalar == 0x0D && end < text.count && text[end] == UInt8(ascii: "\n")
    return isPair ? end + 1 : end
  }
}
