import Bytes

/// Cuts text into tokens, sentences and paragraphs; one for each worker.
///
/// Boundaries are those of Unicode Standard Annex #29, with the tailorings that `Segmentation`
/// switches on. A token is a segment between word boundaries that holds a letter or a digit; blanks
/// and punctuation are none, unless punctuation is kept. On top of the annex:
///
/// - A hyphen (`-`, U+2010, U+2011) between letters or digits joins them.
/// - URLs, e-mail addresses, #hashtags and @mentions are one token each (`AddressRules`), in which
///   no sentence ends.
/// - The full stop of an abbreviation, an acronym or an initial (`AbbreviationTable`) is part of
///   its token and ends no sentence.
/// - A paragraph ends at a blank line (or each newline) and at U+2029. Any other newline (LF, CR,
///   CR LF, U+0085, U+2028) is a space for the sentence rules.
/// - Letters of scripts without blanks between words (Han, kana, Thai and others) are cut by a
///   dictionary (`WordDictionary`), from the first of them to the last that follows.
///
/// Two ways lead to the same tokens. `cutSegment` decodes scalars and follows the rules one segment
/// at a time. `cutBlock` finds the tokens of 64 bytes at once, as long as they are ASCII or common
/// letters and signs of two or three bytes, and leaves the rest to the former.
public struct Segmenter: Sendable {
  private let keepsPunctuation: Bool
  let words: WordRules
  let sentenceRules: SentenceRules
  let abbreviations: AbbreviationTable
  let addresses = AddressRules()
  /// The dictionary for scripts without blanks; nil where each of their characters is a token.
  let dictionary: WordDictionary?
  private var wordEnds: [Int] = []
  private(set) var blockRules: BlockMasks.Rules

  /// Whether the present text is cut into sentences.
  var cutsSentences: Bool { blockRules.stopsAtTerminators }
  /// The marks of the first token that starts at `pendingFrom` or later.
  var pending: TokenMarks = []
  var pendingFrom = 0
  /// Where the last address ends: no other one reaches back beyond it.
  private var addressEnd = 0
  /// The number of tokens before those of the present text.
  private var firstToken = 0

  /// A segmenter with some tailorings. Costs a quarter of a millisecond; the first of a process
  /// some milliseconds, for the tables.
  public init(_ segmentation: Segmentation) {
    keepsPunctuation = segmentation.keepsPunctuation
    words = WordRules(segmentation)
    sentenceRules = SentenceRules(
      newlines: segmentation.newlineEndsParagraph ? .separate : .separateAtBlankLine)
    dictionary = segmentation.usesDictionary ? WordDictionary() : nil
    abbreviations = AbbreviationTable.table(of: segmentation.abbreviations)
    blockRules = BlockMasks.Rules(
      joinsHyphens: segmentation.keepsHyphens,
      joinsApostrophes: segmentation.keepsApostrophes,
      findsAddresses: segmentation.keepsAddresses,
      stopsAtNewlines: segmentation.newlineEndsParagraph,
      stopsAtAbbreviations: abbreviations.isActive,
      stopsAtTerminators: false)
  }

  /// Appends the tokens of `text` to `tokens`.
  ///
  /// - Parameters:
  ///   - text: Plain text of one span (a title, a body), less than 4 GiB. Valid UTF-8; with any
  ///     other bytes the tokens are unspecified, and a truncated last scalar traps.
  ///   - tokens: Starts and ends count from the start of `text`.
  ///   - sentences: Whether to mark where sentences start. Paragraphs are always marked.
  public mutating func segment(
    _ text: Span<UInt8>, into tokens: inout TokenStream, sentences: Bool
  ) {
    blockRules.stopsAtTerminators = sentences
    addressEnd = 0
    firstToken = tokens.count
    startParagraph(at: 0)
    var index = 0
    if keepsPunctuation {
      while index < text.count { index = cutSegment(of: text, from: index, into: &tokens) }
    } else {
      while index < text.count { index = cutBlock(of: text, from: index, into: &tokens) }
    }
  }

  // MARK: - One segment

  /// Cuts the segment that starts at the word boundary `start`, and returns where it ends.
  mutating func cutSegment(
    of text: Span<UInt8>, from start: Int, into tokens: inout TokenStream
  ) -> Int {
    if blockRules.findsAddresses,
      let address = addresses.address(at: start, in: text, floor: addressEnd)
    {
      cut(address, of: text, into: &tokens)
      return address.upperBound
    }
    let segment = words.segment(of: text, from: start)
    if segment.first.needsDictionary, let dictionary {
      return cutRun(of: text, from: start, by: dictionary, into: &tokens)
    }
    var end = segment.end
    if segment.isToken {
      let hasStop = end < text.count && text[end] == UInt8(ascii: ".") && abbreviations.isActive
      if hasStop && abbreviations.holdsStop(at: end, from: start, in: text) { end += 1 }
      append(start, end, [], to: &tokens)
      if cutsSentences && segment.holdsTerminator { endSentences(in: text, from: start, to: end) }
      return end
    }
    if segment.first.sentence.isNewline {
      guard let end = sentenceRules.paragraphEnd(in: text, at: start) else { return segment.end }
      startParagraph(at: end)
      return end
    }
    if segment.isPunctuation && keepsPunctuation {
      append(start, end, .punctuation, to: &tokens)
    }
    if cutsSentences && segment.first.sentence.isTerminator { endSentence(in: text, at: start) }
    return end
  }

  /// Cuts the letters that need a dictionary and follow each other from `start` on, with the marks
  /// on them; returns where they end.
  private mutating func cutRun(
    of text: Span<UInt8>, from start: Int, by dictionary: WordDictionary,
    into tokens: inout TokenStream
  ) -> Int {
    let end = words.runEnd(in: text, from: start)
    wordEnds.removeAll(keepingCapacity: true)
    dictionary.cut(text.extracting(start..<end), into: &wordEnds)
    var first = start
    for wordEnd in wordEnds {
      append(first, start + wordEnd, [], to: &tokens)
      first = start + wordEnd
    }
    return end
  }

  /// Appends a token, with the marks that wait for it.
  @inline(__always)
  mutating func append(
    _ start: Int, _ end: Int, _ marks: TokenMarks, to tokens: inout TokenStream
  ) {
    guard start >= pendingFrom else {
      return tokens.append(start: start, end: end, marks: marks)
    }
    tokens.append(start: start, end: end, marks: marks.union(pending))
    pending = []
  }

  // MARK: - Sentences and paragraphs

  /// Lets a paragraph start with the first token at `index` or later.
  mutating func startParagraph(at index: Int) {
    pending = cutsSentences ? [.paragraphStart, .sentenceStart] : .paragraphStart
    pendingFrom = index
  }

  /// Asks whether the terminator at `index` ends a sentence.
  @inline(__always)
  mutating func endSentence(in text: Span<UInt8>, at index: Int) {
    guard let boundary = sentenceRules.boundary(after: index, in: text) else { return }
    pending.insert(.sentenceStart)
    pendingFrom = boundary
  }

  /// Asks the same of every full stop inside a token: letters without case may follow it.
  private mutating func endSentences(in text: Span<UInt8>, from start: Int, to end: Int) {
    var index = start
    while index < end {
      let (scalar, after) = text.scalar(at: index)
      let isInside = after < end
      if isInside, BoundaryClass(bits: words.classes[scalar]).sentence == .aTerm {
        endSentence(in: text, at: index)
      }
      index = after
    }
  }

  // MARK: - Addresses

  /// Appends an address, in place of the tokens that it covers.
  mutating func cut(_ address: Range<Int>, of text: Span<UInt8>, into tokens: inout TokenStream) {
    var marks: TokenMarks?
    while tokens.count > firstToken, let last = tokens.last, last.end > address.lowerBound {
      tokens.removeLast()
      marks = last.marks.intersection([.paragraphStart, .sentenceStart])
      if last.start < address.lowerBound {
        // The address starts inside this token: what comes before it is cut again.
        (pending, pendingFrom) = (marks ?? [], last.start)
        let head = text.extracting(0..<address.lowerBound)
        var index = last.start
        while index < head.count { index = cutSegment(of: head, from: index, into: &tokens) }
        marks = pending
      }
    }
    if let marks { (pending, pendingFrom) = (marks, address.lowerBound) }
    pendingFrom = min(pendingFrom, address.lowerBound)
    append(address.lowerBound, address.upperBound, .address, to: &tokens)
    addressEnd = address.upperBound
  }
}
