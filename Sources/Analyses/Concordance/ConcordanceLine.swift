import Articles
import Bytes
import Diagnostics

/// A concordance line as segments hold it: the article key, then what `init` reads.
///
/// What lines of one article share lies apart, once for the article: see `ConcordanceArticle`.
struct ConcordanceLine {
  /// The slot of the field that holds the node.
  var slot: Int
  /// Where the node begins in that field, in bytes.
  var offset: Int
  /// Where each token begins and ends in `text`; the left context, the node, the right context.
  var tokens: [Range<Int>]
  /// The tokens of the left context and of the node.
  var leftCount: Int
  var nodeCount: Int
  /// The text from the first token to the last, unchanged in the article.
  var text: [UInt8]

  /// The bytes of an article key.
  static let keyLength = 16

  /// Reads the line in `bytes`, with at most `context` tokens on each side of the node; nil if it
  /// is damaged.
  init?(_ bytes: Span<UInt8>, context: Int) {
    var place = ConcordanceLine.keyLength
    func next() -> Int? { bytes.readVarint(&place).flatMap { Int(exactly: $0) } }
    guard let slot = next(), let offset = next(), let left = next(), let node = next(),
      let right = next(), node > 0, left + node + right <= bytes.count
    else { return nil }
    self.slot = slot
    self.offset = offset
    leftCount = min(left, context)
    nodeCount = node
    let wanted = left - leftCount..<left + node + min(right, context)
    tokens = []
    tokens.reserveCapacity(wanted.count)
    for token in 0..<left + node + right {
      guard let start = next(), let length = next() else { return nil }
      if wanted.contains(token) { tokens.append(start..<start + length) }
    }
    guard let first = tokens.first?.lowerBound, let end = tokens.last?.upperBound, first <= end,
      end <= bytes.count - place
    else { return nil }
    text = []
    text.append(copying: bytes.extracting(place + first..<place + end))
    for token in tokens.indices {
      let range = tokens[token]
      guard range.lowerBound >= first, range.upperBound <= end else { return nil }
      tokens[token] = range.lowerBound - first..<range.upperBound - first
    }
  }

  static var damaged: Fault {
    Fault("run.damaged", "a concordance line among the intermediate counts is damaged", exit: .bug)
  }

  /// Where the node is in `text`.
  var node: Range<Int> {
    tokens[leftCount].lowerBound..<tokens[leftCount + nodeCount - 1].upperBound
  }

  /// Appends the line of the tokens `range` of an article to `record`; the first `left` of them are
  /// the left context, the next `node` the node.
  static func append(
    _ article: borrowing Article, _ tokens: borrowing ArticleTokens, _ field: ArticleTokens.Field,
    _ range: Range<Int>, left: Int, node: Int, to record: inout Buffer<UInt8>
  ) {
    let starts = tokens.stream.starts.span
    let ends = tokens.stream.ends.span
    record.appendVarint(UInt64(field.slot))
    record.appendVarint(UInt64(starts[range.lowerBound + left]))
    record.appendVarint(UInt64(left))
    record.appendVarint(UInt64(node))
    record.appendVarint(UInt64(range.count - left - node))
    let start = starts[range.lowerBound]
    for place in range {
      record.appendVarint(UInt64(starts[place] - start))
      record.appendVarint(UInt64(ends[place] - starts[place]))
    }
    let text = field.start + Int(start)..<field.start + Int(ends[range.upperBound - 1])
    record.append(contentsOf: article.bytes.span.extracting(text))
  }
}

/// What the concordance lines of one article share, as segments hold it under the article key: the
/// values of `fields`, each after its length, empty where the article has none.
enum ConcordanceArticle {
  /// The fields that every line repeats, in order.
  static let fields: [Field] = [.id, .title, .date, .source, .url]

  /// Appends the values of `article` to `record`.
  static func append(_ article: borrowing Article, to record: inout Buffer<UInt8>) {
    for field in fields {
      let value = article.range(of: field) ?? 0..<0
      record.appendVarint(UInt64(value.count))
      record.append(contentsOf: article.bytes.span.extracting(value))
    }
  }

  /// Where each value is in `bytes`; nil if they are damaged.
  static func ranges(in record: borrowing Buffer<UInt8>) -> [Range<Int>]? {
    let bytes = record.span
    var place = 0
    var ranges: [Range<Int>] = []
    for _ in fields {
      guard let length = bytes.readVarint(&place), length <= bytes.count - place else { return nil }
      ranges.append(place..<place + Int(length))
      place += Int(length)
    }
    return ranges
  }
}
