import Bytes
import Diagnostics

/// Reads the blocks of one section of a segment, one after the other.
struct BlockSequence: ~Copyable {
  let segment: SegmentReader
  private let places: [SegmentFormat.BlockPlace]
  private var next: Int
  private let end: Int
  /// The current block.
  private(set) var bytes = Buffer<UInt8>(capacity: SegmentFormat.blockSize + 4096)

  init(
    _ segment: SegmentReader, _ kind: SegmentFormat.Section, _ index: Int, from first: UInt32 = 0
  ) {
    self.segment = segment
    places = segment.blocks(kind, index)
    // The block before the first one that begins at or after `first` may still hold it.
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].first < first { low = middle + 1 } else { high = middle }
    }
    next = max(0, low - 1)
    end = places.count
  }

  /// The blocks `blocks` of a section alone.
  init(_ segment: SegmentReader, _ kind: SegmentFormat.Section, _ index: Int, blocks: Range<Int>) {
    self.segment = segment
    places = segment.blocks(kind, index)
    (next, end) = (blocks.lowerBound, blocks.upperBound)
  }

  /// Passes over the blocks that end before any key that begins with `first`.
  mutating func skip(to first: UInt32) {
    while next + 1 < places.count, places[next + 1].first < first { next += 1 }
  }

  /// Whether the next block begins before any key that begins with `first`.
  func nextPrecedes(_ first: UInt32) -> Bool { next < places.count && places[next].first < first }

  /// Moves to the next block; false at the end.
  mutating func advance() throws(Fault) -> Bool {
    guard next < end else { return false }
    try SegmentReader.readBlock(of: segment.file, at: places[next].offset, into: &bytes)
    next += 1
    return true
  }

  func damaged(_ what: String) -> Fault { SegmentFormat.damaged(segment.path, what) }
}

/// Steps through the strings of a segment's dictionary, in byte order.
struct DictionaryCursor: ~Copyable {
  private var blocks: BlockSequence
  private var place = 0
  /// The current string.
  private(set) var term = Buffer<UInt8>()
  /// Its first eight bytes, for quick comparison.
  private(set) var prefix: UInt64 = 0
  /// How many segments brought it in.
  private(set) var uses: UInt32 = 0

  /// A cursor before the first string; of the blocks `blocks` if any are named.
  init(_ segment: SegmentReader, dictionary: Int, blocks: Range<Int>? = nil) {
    self.blocks =
      blocks.map { BlockSequence(segment, .dictionary, dictionary, blocks: $0) }
      ?? BlockSequence(segment, .dictionary, dictionary)
  }

  /// Moves to the next string; false at the end.
  mutating func advance() throws(Fault) -> Bool {
    if place == blocks.bytes.count {
      guard try blocks.advance() else { return false }
      place = 0
      term.removeAll()
    }
    guard DictionaryCursor.decode(blocks.bytes, &place, &term, &uses) else {
      throw blocks.damaged("dictionary")
    }
    prefix = term.span.orderedPrefix(at: 0, end: term.count)
    return true
  }

  /// Appends the current string to `buffer`.
  func copyTerm(to buffer: inout Buffer<UInt8>) { buffer.append(contentsOf: term.span) }

  /// Whether the current string comes before the other's.
  func precedes(_ other: borrowing DictionaryCursor) -> Bool {
    prefix != other.prefix ? prefix < other.prefix : Bytes.precedes(term.span, other.term.span)
  }

  /// Whether the current string comes before `text`.
  func precedes(_ text: Span<UInt8>) -> Bool { Bytes.precedes(term.span, text) }

  /// Whether the current string is `text`.
  func isCurrent(_ text: Span<UInt8>) -> Bool { equalBytes(term.span, text) }

  private static func decode(
    _ block: borrowing Buffer<UInt8>, _ place: inout Int, _ term: inout Buffer<UInt8>,
    _ uses: inout UInt32
  ) -> Bool {
    let bytes = block.span
    guard let shared = bytes.readVarint(&place), let further = bytes.readVarint(&place),
      shared <= term.count, further <= bytes.count - place
    else { return false }
    term.truncate(to: Int(shared))
    term.append(contentsOf: bytes.extracting(place..<place + Int(further)))
    place += Int(further)
    guard let count = bytes.readVarint(&place) else { return false }
    uses = UInt32(truncatingIfNeeded: count)
    return true
  }
}

/// Steps through the entries of a segment's table, in order of their keys.
struct TableCursor: ~Copyable {
  private var blocks: BlockSequence
  private let width: Int
  private let columns: Int
  private var place = 0
  /// The key of the current entry.
  private(set) var key = TupleKey(repeating: 0)
  /// The counts of the current entry.
  private(set) var values = TupleValues(repeating: 0)

  /// A cursor before the first entry, or before a block that may hold keys beginning with `first`.
  init(_ segment: SegmentReader, table: Int, shape: TableShape, from first: UInt32 = 0) {
    blocks = BlockSequence(segment, .table, table, from: first)
    width = shape.domains.count
    columns = shape.columns
  }

  /// Moves to the next entry; false at the end.
  @inline(__always)
  mutating func advance() throws(Fault) -> Bool {
    if place == blocks.bytes.count {
      guard try blocks.advance() else { return false }
      place = 0
      key = TupleKey(repeating: 0)
      if width == 1 { key[0] = ~0 }
    }
    guard TableCursor.decode(blocks.bytes, width, columns, &place, &key, &values) else {
      throw blocks.damaged("table")
    }
    return true
  }

  @inline(__always)
  private static func decode(
    _ block: borrowing Buffer<UInt8>, _ width: Int, _ columns: Int, _ place: inout Int,
    _ key: inout TupleKey, _ values: inout TupleValues
  ) -> Bool {
    let bytes = block.span
    switch width {
    case 1:
      guard let distance = bytes.readVarint(&place) else { return false }
      key[0] = key[0] &+ UInt32(truncatingIfNeeded: distance)
    case 2:
      guard let distance = bytes.readVarint(&place) else { return false }
      if distance > 0 {
        key[1] = key[1] &+ UInt32(truncatingIfNeeded: distance)
      } else {
        guard let first = bytes.readVarint(&place), let second = bytes.readVarint(&place) else {
          return false
        }
        key[0] = key[0] &+ UInt32(truncatingIfNeeded: first)
        key[1] = UInt32(truncatingIfNeeded: second &- 1)
      }
    default:
      guard place < bytes.count, Int(bytes[place]) < width else { return false }
      let repeated = Int(bytes[place])
      place += 1
      guard let distance = bytes.readVarint(&place) else { return false }
      key[repeated] = key[repeated] &+ UInt32(truncatingIfNeeded: distance)
      var index = repeated + 1
      while index < width {
        guard let value = bytes.readVarint(&place) else { return false }
        key[index] = UInt32(truncatingIfNeeded: value)
        index += 1
      }
    }
    for column in 0..<columns {
      guard let value = bytes.readVarint(&place) else { return false }
      values[column] = value
    }
    return true
  }
}

/// Steps through the lines of a segment, in order of their keys.
struct LineCursor: ~Copyable {
  private var blocks: BlockSequence
  private var start = 0
  private var end = 0
  /// The key of the current line.
  private(set) var key = LineKey(high: 0, low: 0)

  init(_ segment: SegmentReader, lines: Int) {
    blocks = BlockSequence(segment, .lines, lines)
  }

  /// Appends the bytes of the current line to `buffer`.
  func copyLine(to buffer: inout Buffer<UInt8>) {
    buffer.append(contentsOf: blocks.bytes, in: start..<end)
  }

  /// Calls `body` with the key and bytes of the current line; returns what it returns.
  func withLine(
    _ body: (LineKey, Span<UInt8>) throws(Fault) -> Bool
  ) throws(Fault) -> Bool {
    try body(key, blocks.bytes.span.extracting(start..<end))
  }

  /// Moves to the next line; false at the end.
  mutating func advance() throws(Fault) -> Bool {
    if end == blocks.bytes.count {
      guard try blocks.advance() else { return false }
      end = 0
    }
    guard LineCursor.decode(blocks.bytes, &start, &end, &key) else { throw blocks.damaged("lines") }
    return true
  }

  /// Moves to the next line whose key is `sought` or a greater one; false at the end.
  mutating func advance(to sought: LineKey) throws(Fault) -> Bool {
    let first = UInt32(truncatingIfNeeded: sought.high >> 32)
    repeat {
      if end == blocks.bytes.count { blocks.skip(to: first) }
      guard try advance() else { return false }
      // The rest of a block is passed over when the next one begins before what is sought.
      if key < sought, blocks.nextPrecedes(first) { end = blocks.bytes.count }
    } while key < sought
    return true
  }

  private static func decode(
    _ block: borrowing Buffer<UInt8>, _ start: inout Int, _ end: inout Int, _ key: inout LineKey
  ) -> Bool {
    let bytes = block.span
    start = end + 16
    guard start <= bytes.count, let length = bytes.readVarint(&start),
      length <= bytes.count - start
    else { return false }
    key = LineKey(high: bytes.load64(at: end), low: bytes.load64(at: end + 8))
    end = start + Int(length)
    return true
  }
}
