import Bytes

/// Cuts single words that a user writes, in a list or a query, as text is cut.
public struct WordCutter: Sendable {
  private var segmenter: Segmenter

  /// A cutter by some tailorings. Costs as much as a `Segmenter`.
  public init(_ segmentation: Segmentation) {
    segmenter = Segmenter(segmentation)
  }

  /// The tokens of `word`: where each is in its UTF-8, and what is known of it.
  public mutating func tokens(of word: String) -> [(range: Range<Int>, marks: TokenMarks)] {
    var stream = TokenStream()
    segmenter.segment(word.utf8Span.span, into: &stream, sentences: false)
    return (0..<stream.count).map {
      (Int(stream.starts[$0])..<Int(stream.ends[$0]), stream.marks[$0])
    }
  }

  /// The tokens of `word`, as they are written.
  public mutating func pieces(of word: String) -> [String] {
    let bytes = Array(word.utf8)
    return tokens(of: word).map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }
}
