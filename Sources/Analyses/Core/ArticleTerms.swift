import Articles
import Bytes
import Diagnostics
import Partials
import Tokens

/// The terms of the current article under one profile, and the terms that a worker has met.
struct ArticleTerms: ~Copyable {
  /// Numbers from here on are no terms: they say why a token was removed.
  static var removed: UInt32 { UInt32.max - 15 }

  private var transform: TypeTransform
  private let closesGaps: Bool
  /// Whether any analysis asks for terms in their order, and not only how often each occurs.
  private let keepsOrder: Bool
  /// The term that each type becomes.
  private var termOfType = Buffer<UInt32>()
  private var scratch: [UInt8] = []
  /// The terms, and those that the current counts refer to.
  var vocabulary = Vocabulary()

  /// The article's terms in order, if that is kept; a removed token stands as a number from
  /// `removed` on, unless the profile closes gaps.
  private(set) var terms = Buffer<UInt32>(capacity: 4096)
  /// Where sentences, paragraphs and fields start in `terms`.
  private(set) var sentenceStarts = Buffer<UInt32>()
  private(set) var paragraphStarts = Buffer<UInt32>()
  private(set) var fieldStarts = Buffer<UInt32>()
  /// How often each term occurs in the article, by number; zero for all others.
  private(set) var bag = Buffer<UInt32>()
  /// The distinct terms of the article, in order of first occurrence.
  private(set) var distinct = Buffer<UInt32>()
  /// Tokens kept, then tokens removed by reason, since the last segment was written.
  private(set) var tallies = Buffer<UInt64>(repeating: 0, count: ArticleTerms.tallyCount)

  /// The tallies, and how many terms were marked, before the article was read.
  private var talliesBefore = InlineArray<16, UInt64>(repeating: 0)
  private var markedBefore = 0

  static var tallyCount: Int { 1 + Removal.allCases.count }

  init(_ profile: TextProfile, keepsOrder: Bool = true) throws(Fault) {
    transform = try TypeTransform(profile)
    closesGaps = profile.gaps == .close
    self.keepsOrder = keepsOrder
  }

  /// The memory held, in bytes.
  var byteCount: Int {
    vocabulary.byteCount + termOfType.byteCount + terms.byteCount + bag.byteCount
      + distinct.byteCount + sentenceStarts.byteCount
  }

  /// Makes the article's terms from its tokens.
  mutating func read(_ tokens: borrowing ArticleTokens) {
    takeTypes(of: tokens)
    for index in 0..<tallies.count { talliesBefore[index] = tallies[index] }
    markedBefore = vocabulary.marked.count
    for place in 0..<distinct.count { bag[Int(distinct[place])] = 0 }
    distinct.removeAll()
    terms.removeAll()
    sentenceStarts.removeAll()
    paragraphStarts.removeAll()
    fieldStarts.removeAll()
    bag.extend(to: vocabulary.interner.count, with: 0)
    let kept = keepsOrder ? readInOrder(tokens) : fillBag(tokens)
    tallies[0] += UInt64(kept)
    for place in 0..<distinct.count { vocabulary.mark(distinct[place]) }
  }

  /// Takes back that the article was read: none of it is counted.
  mutating func unread() {
    for index in 0..<tallies.count { tallies[index] = talliesBefore[index] }
    vocabulary.unmark(from: markedBefore)
  }

  /// Counts the terms alone; returns the number of tokens kept.
  private mutating func fillBag(_ tokens: borrowing ArticleTokens) -> Int {
    let count = tokens.types.count
    // Whether a term is new in the article is a coin's toss: every term is written down, and the
    // place moves on if it was new, so that no branch is guessed wrong.
    distinct.extend(to: count, with: 0)
    var found = 0
    var kept = 0
    for token in 0..<count {
      let term = termOfType[Int(tokens.types[token])]
      guard term < ArticleTerms.removed else {
        tallies[1 + Int(term &- ArticleTerms.removed)] &+= 1
        continue
      }
      kept &+= 1
      let before = bag[Int(term)]
      bag[Int(term)] = before &+ 1
      distinct[found] = term
      found &+= before == 0 ? 1 : 0
    }
    distinct.truncate(to: found)
    return kept
  }

  private mutating func readInOrder(_ tokens: borrowing ArticleTokens) -> Int {
    terms.reserve(tokens.types.count)
    var kept = 0
    for field in 0..<tokens.fields.count {
      let first = tokens.fields[field].firstToken
      let end =
        field + 1 < tokens.fields.count ? tokens.fields[field + 1].firstToken : tokens.types.count
      guard first < end else { continue }
      fieldStarts.append(UInt32(terms.count))
      kept += read(tokens, first..<end)
    }
    return kept
  }

  private mutating func read(_ tokens: borrowing ArticleTokens, _ range: Range<Int>) -> Int {
    var kept = 0
    var pending: TokenMarks = []
    let starts: TokenMarks = [.sentenceStart, .paragraphStart]
    for token in range {
      let marks = tokens.stream.marks[token].intersection(starts)
      let term = termOfType[Int(tokens.types[token])]
      if term < ArticleTerms.removed {
        kept &+= 1
        let count = bag[Int(term)]
        if count == 0 { distinct.append(term) }
        bag[Int(term)] = count &+ 1
      } else {
        tallies[1 + Int(term &- ArticleTerms.removed)] &+= 1
        if closesGaps {
          pending.formUnion(marks)
          continue
        }
      }
      if !marks.isEmpty || !pending.isEmpty {
        let here = UInt32(truncatingIfNeeded: terms.count)
        let both = marks.union(pending)
        sentenceStarts.append(here)
        if both.contains(.paragraphStart) { paragraphStarts.append(here) }
        pending = []
      }
      terms.append(term)
    }
    return kept
  }

  /// Transforms the types that are new since the last article.
  private mutating func takeTypes(of tokens: borrowing ArticleTokens) {
    for type in termOfType.count..<tokens.interner.count {
      scratch.removeAll(keepingCapacity: true)
      let removal = transform.term(
        for: tokens.interner[type], marks: tokens.typeMarks[type], into: &scratch)
      if let removal {
        termOfType.append(ArticleTerms.removed + UInt32(removal.rawValue))
      } else {
        termOfType.append(UInt32(vocabulary.interner.intern(scratch)))
      }
    }
  }

  /// Calls `each` with the range of every unit in `terms`. The unit `article` is one field: windows
  /// and n-grams never run from the title into the body.
  @inline(__always)
  func forEachUnit(_ unit: Unit, _ each: (Range<Int>) -> Void) {
    switch unit {
    case .sentence: ArticleTerms.forEachRange(sentenceStarts, terms.count, each)
    case .paragraph: ArticleTerms.forEachRange(paragraphStarts, terms.count, each)
    case .article: ArticleTerms.forEachRange(fieldStarts, terms.count, each)
    }
  }

  @inline(__always)
  private static func forEachRange(
    _ starts: borrowing Buffer<UInt32>, _ end: Int, _ each: (Range<Int>) -> Void
  ) {
    for place in 0..<starts.count {
      let next = place &+ 1 < starts.count ? Int(starts[place &+ 1]) : end
      each(Int(starts[place])..<next)
    }
  }

  /// Says again to which the counts refer the article's terms, after a segment was written in its
  /// middle.
  mutating func markAgain() {
    for place in 0..<distinct.count { vocabulary.mark(distinct[place]) }
  }

  /// The numbers of `terms`, met or not.
  mutating func numbers(of terms: [String]) -> [UInt32] {
    terms.map { UInt32(vocabulary.interner.intern(Array($0.utf8))) }
  }

  /// Writes the dictionary of the terms to which the counts refer, and adds the tallies to
  /// `totals`.
  mutating func write(
    into writer: inout SegmentWriter, _ plan: CountingPlan.Profile, totals: inout [UInt64]
  ) throws(Fault) {
    try vocabulary.write(into: &writer, dictionary: plan.dictionary)
    for index in 0..<tallies.count { totals[plan.tallies + index] += tallies[index] }
  }

  /// Forgets tallies and marks once they are written.
  mutating func forgetCounts() {
    for index in 0..<tallies.count { tallies[index] = 0 }
    vocabulary.unmark()
  }
}
