import Bytes
import Diagnostics
import Partials

/// Counts tuples of small numbers (n-grams, words of a group, pairs) and the articles that hold
/// them.
///
/// It may be drained in the middle of an article, provided that what the article held before does
/// not come again in it: else the article would be counted twice.
struct ItemCounts: ~Copyable {
  struct Count: BitwiseCopyable {
    var count: UInt32
    var articles: UInt32
    /// The last article that held the item.
    var last: UInt32
  }

  private let width: Int
  /// The items that fit in the memory given.
  let mostItems: Int
  private var interner = Interner()
  private var counts = Buffer<Count>()
  private var article: UInt32 = 0
  private var events = 0
  /// The current key; longer than any key, so that the interner can load it by words.
  private var key = Buffer<UInt8>(repeating: 0, count: 48)

  /// Counts tuples of `width` numbers in about `memory` bytes.
  init(width: Int, memory: Int) {
    self.width = width
    // An item takes up to 96 bytes of the interner's table, twice its key and 16 more as rows grow,
    // and as much again to be sorted. The interner's arena ends at 4 GiB.
    mostItems = min(max(4, memory / (128 + 12 * width)), (1 << 31) / (4 * width))
  }

  /// The memory held, in bytes, including that for writing a segment.
  var byteCount: Int { interner.byteCount + counts.byteCount + counts.count * (4 * width + 16) }

  /// The new items for which there is always room after an article, unless `isFull`.
  var reserve: Int { mostItems / 4 }

  /// Whether the items fill their memory but for the reserve, or a count could pass 32 bits soon.
  var isFull: Bool { counts.count >= mostItems - reserve || events > Int(UInt32.max) / 2 }

  /// Whether there is room for `items` more; always, if nothing could be drained to make some.
  @inline(__always)
  func hasRoom(for items: Int) -> Bool {
    counts.count == 0 || (counts.count &+ items <= mostItems && events <= Int(UInt32.max) / 2)
  }

  /// Begins the next article.
  mutating func beginArticle() { article &+= 1 }

  /// Sets number `place` of the current key.
  @inline(__always)
  mutating func set(_ place: Int, _ number: UInt32) {
    let start = place &* 4
    key[start] = UInt8(truncatingIfNeeded: number)
    key[start &+ 1] = UInt8(truncatingIfNeeded: number &>> 8)
    key[start &+ 2] = UInt8(truncatingIfNeeded: number &>> 16)
    key[start &+ 3] = UInt8(truncatingIfNeeded: number &>> 24)
  }

  /// Counts the current key `times` times.
  @inline(__always)
  mutating func add(_ times: UInt32 = 1) {
    let item = ItemCounts.intern(key, 4 &* width, &interner)
    if item == counts.count { counts.append(Count(count: 0, articles: 0, last: 0)) }
    events &+= Int(times)
    counts[item].count &+= times
    if counts[item].last != article {
      counts[item].last = article
      counts[item].articles &+= 1
    }
  }

  /// Counts the current key once, without the article: it may come again after a drain.
  @inline(__always)
  mutating func addWithoutArticle() {
    let item = ItemCounts.intern(key, 4 &* width, &interner)
    if item == counts.count { counts.append(Count(count: 0, articles: 0, last: 0)) }
    events &+= 1
    counts[item].count &+= 1
  }

  @inline(__always)
  private static func intern(
    _ key: borrowing Buffer<UInt8>, _ length: Int, _ interner: inout Interner
  ) -> Int {
    interner.intern(key.span, 0, length)
  }

  /// Writes the counts as the table `table`, every number of a key replaced by what `rank` makes of
  /// it and its place in the key, and the whole key by what `arrange` makes of it, then forgets
  /// them.
  mutating func drain(
    into writer: inout SegmentWriter, table: Int, arrange: (inout TupleKey) -> Void = { _ in },
    rank: (Int, UInt32) -> UInt32
  ) throws(Fault) {
    try writer.beginTable(table)
    try write(into: &writer, arrange: arrange, rank: rank)
    interner = Interner()
    counts = Buffer()
    // Not zero, which stands for no article: the current one may go on.
    article = 1
    events = 0
  }

  private func write(
    into writer: inout SegmentWriter, arrange: (inout TupleKey) -> Void,
    rank: (Int, UInt32) -> UInt32
  ) throws(Fault) {
    var keys = RankedKeys(width: width)
    var key = TupleKey(repeating: 0)
    for item in 0..<counts.count {
      for place in 0..<width { key[place] = rank(place, interner[item].load32(at: 4 * place)) }
      arrange(&key)
      keys.append(key)
    }
    for item in keys.inOrder() {
      let count = counts[Int(item)]
      var values = TupleValues(repeating: 0)
      values[0] = UInt64(count.count)
      values[1] = UInt64(count.articles)
      try writer.entry(keys.key(Int(item)), values)
    }
  }
}

/// Keys as big-endian bytes, so that their order is that of bytes.
struct RankedKeys: ~Copyable {
  private let width: Int
  private var bytes = Buffer<UInt8>()
  private var edges = Buffer<UInt32>()

  init(width: Int) {
    self.width = width
    edges.append(0)
  }

  /// Appends a key.
  mutating func append(_ key: TupleKey) {
    for place in 0..<width {
      for shift in stride(from: UInt32(24), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: key[place] >> shift))
      }
    }
    edges.append(UInt32(bytes.count))
  }

  /// The places of the keys, in order of the keys.
  func inOrder() -> [UInt32] {
    numbersInByteOrder(0..<edges.count - 1, text: bytes, edges: edges)
  }

  func key(_ number: Int) -> TupleKey {
    var key = TupleKey(repeating: 0)
    let start = Int(edges[number])
    for place in 0..<width {
      key[place] = bytes.span.load32(at: start + 4 * place).byteSwapped
    }
    return key
  }
}
