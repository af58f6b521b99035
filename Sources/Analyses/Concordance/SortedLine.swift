import Articles
import Bytes
import Diagnostics
import Partials

/// A line on its way into the table, as a record that sorts as the table does:
///
///     the sort keys asked for, the article key (16), slot (4), offset (8)
///     where what the article's lines share is put by: begin (8), end (8)
///     where the node begins (8) and ends (8) in the text
///     text, then how long the sort keys are (8)
struct SortedLine {
  let articleKey: [UInt8]
  let slot: Int
  let offset: Int
  /// Where what it shares with the article's other lines is stored.
  let article: Range<Int>
  /// Where the cells are in the record.
  let left: Range<Int>
  let node: Range<Int>
  let right: Range<Int>

  /// Appends `line`, read from `record`, to its sort keys.
  static func append(
    _ line: ConcordanceLine, _ record: Span<UInt8>, _ article: Range<Int>, to key: inout RowKey
  ) {
    let length = UInt64(key.bytes.count)
    key.append(raw: record.extracting(0..<ConcordanceLine.keyLength))
    key.append(rising: UInt32(line.slot))
    for number in [
      line.offset, article.lowerBound, article.upperBound, line.node.lowerBound,
      line.node.upperBound,
    ] {
      key.append(rising: UInt64(number))
    }
    key.append(raw: line.text.span)
    key.append(rising: length)
  }

  init(_ record: Span<UInt8>) {
    var place = Int(record.number(at: record.count - 8))
    articleKey = (place..<place + ConcordanceLine.keyLength).map { record[$0] }
    place += ConcordanceLine.keyLength
    slot = Int(record.smallNumber(at: place))
    place += 4
    func next() -> Int {
      defer { place += 8 }
      return Int(record.number(at: place))
    }
    offset = next()
    article = next()..<next()
    let start = next()
    let end = next()
    left = place..<place + start
    node = place + start..<place + end
    right = place + end..<record.count - 8
  }
}

/// What the current lines share: the article of each, read once for lines that follow each other.
final class SortedArticle {
  private var bytes = Buffer<UInt8>()
  private var ranges: [Range<Int>] = []
  /// Where the bytes are stored.
  private(set) var place = 0..<0
  private var key: LineKey?

  /// Moves to the article under `key`, and puts what is found by in `store`.
  func move(
    to key: LineKey, _ lookup: inout LineLookup, _ store: inout ByteStore
  ) throws(Fault) {
    guard key != self.key else { return }
    guard try lookup.read(key, into: &bytes) else { throw ConcordanceLine.damaged }
    place = try SortedArticle.put(bytes, by: &store)
    self.key = key
    try findValues()
  }

  /// Moves to the article that was stored at `place`.
  func move(to place: Range<Int>, in store: borrowing ByteStore) throws(Fault) {
    guard place != self.place else { return }
    try store.read(place, into: &bytes)
    self.place = place
    try findValues()
  }

  private static func put(
    _ bytes: borrowing Buffer<UInt8>, by store: inout ByteStore
  ) throws(Fault) -> Range<Int> {
    try store.append(bytes.span)
  }

  private func findValues() throws(Fault) {
    guard let ranges = ConcordanceArticle.ranges(in: bytes) else { throw ConcordanceLine.damaged }
    self.ranges = ranges
  }

  /// The article's value of one of `ConcordanceArticle.fields`; empty if it has none.
  func value(of field: Field) -> [UInt8] {
    guard let index = ConcordanceArticle.fields.firstIndex(of: field) else { return [] }
    return ranges[index].map { bytes[$0] }
  }
}
