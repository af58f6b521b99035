/// Word and sentence boundaries exactly as Unicode Standard Annex #29 states them, without any
/// tailoring: the yardstick for `Segmenter`, which shares tables and rules with it.
public enum UAX29 {
  /// The word boundaries of `text` (valid UTF-8), ascending, as byte offsets; the first is 0 and
  /// the last its length. Empty for an empty text.
  public static func wordBoundaries(_ text: Span<UInt8>) -> [Int] {
    guard !text.isEmpty else { return [] }
    var boundaries = [0]
    var index = 0
    while index < text.count {
      index = WordRules.untailored.segment(of: text, from: index).end
      boundaries.append(index)
    }
    return boundaries
  }

  /// The sentence boundaries of `text` (valid UTF-8), ascending, as byte offsets; the first is 0
  /// and the last its length. Empty for an empty text.
  public static func sentenceBoundaries(_ text: Span<UInt8>) -> [Int] {
    guard !text.isEmpty else { return [] }
    let rules = SentenceRules(newlines: .separate)
    var boundaries = [0]
    func add(_ boundary: Int) {
      if boundary != boundaries.last { boundaries.append(boundary) }
    }
    var index = 0
    while index < text.count {
      let (scalar, end) = text.scalar(at: index)
      let kind = BoundaryClass(bits: BoundaryClass.trie[scalar]).sentence
      if kind.isTerminator, let boundary = rules.boundary(after: index, in: text) {
        add(boundary)
      }
      if kind.isNewline, let boundary = rules.paragraphEnd(in: text, at: index) {
        add(boundary)
        index = boundary
      } else {
        index = end
      }
    }
    add(text.count)
    return boundaries
  }
}
