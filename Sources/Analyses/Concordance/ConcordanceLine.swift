import Articles
import Bytes
import Diagnostics

/// A concordance line as runs hold it.
struct ConcordanceLine {
  /// The fields that a line repeats, in order.
  static let metadata: [Field] = [.id, .title, .date, .source, .url]

  /// The article key.
  var articleKey: [UInt8]
  /// The slot of the field that holds the node.
  var slot: Int
  /// Where the node begins in that field, in bytes.
  var offset: Int
  /// The values of `metadata`; empty where the article has none.
  var values: [[UInt8]]
  /// Where each token begins and ends in `text`; the left context, the node, the right context.
  var tokens: [Range<Int>]
  /// The tokens of the left context and of the node.
  var leftCount: Int
  var nodeCount: Int
  /// The text from the first token to the last, as it stands in the article.
  var text: [UInt8]

  /// Reads a line; nil if it is damaged.
  init?(_ bytes: Span<UInt8>) {
    guard bytes.count >= 16 else { return nil }
    var place = 16
    articleKey = (0..<16).map { bytes[$0] }
    func next() -> Int? { bytes.readVarint(&place).map { Int($0) } }
    guard let slot = next(), let offset = next() else { return nil }
    self.slot = slot
    self.offset = offset
    values = []
    for _ in ConcordanceLine.metadata {
      guard let length = next(), length <= bytes.count - place else { return nil }
      values.append((place..<place + length).map { bytes[$0] })
      place += length
    }
    guard let left = next(), let node = next(), let right = next() else { return nil }
    (leftCount, nodeCount) = (left, node)
    tokens = []
    for _ in 0..<left + node + right {
      guard let start = next(), let length = next() else { return nil }
      tokens.append(start..<start + length)
    }
    text = (place..<bytes.count).map { bytes[$0] }
    guard nodeCount > 0, tokens.allSatisfy({ $0.upperBound <= text.count }) else { return nil }
  }
}
