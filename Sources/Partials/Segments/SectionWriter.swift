import Bytes

/// Encodes entries, in ascending order, into the blocks of one section, or of a range of it.
struct SectionWriter: ~Copyable {
  /// The finished blocks that wait to be written.
  private(set) var finished = Buffer<UInt8>(capacity: 1 << 16)
  /// Where the blocks begin, from the beginning of the section's first, and where their keys do.
  private(set) var blocks: [SegmentFormat.BlockPlace] = []
  /// The number of entries.
  private(set) var entries = 0
  /// The bytes of all blocks.
  private(set) var byteCount = 0

  private var deflater: BlockDeflater?
  private var block = Buffer<UInt8>(capacity: SegmentFormat.blockSize + 4096)
  private var firstOfBlock: UInt32 = 0
  private var width = 0
  private var columns = 0
  private var lastKey = TupleKey(repeating: 0)
  private var lastTerm = Buffer<UInt8>()

  /// A writer before the first section; blocks that are to last are worth being compressed.
  init(isCompressed: Bool) { deflater = isCompressed ? BlockDeflater() : nil }

  /// Begins a section, or a range of one: a table of this shape, or something else.
  mutating func begin(_ table: TableShape? = nil) {
    width = table?.domains.count ?? 0
    columns = table?.columns ?? 0
    blocks.removeAll(keepingCapacity: true)
    entries = 0
    byteCount = 0
    lastTerm.removeAll()
    resetKey()
  }

  /// Appends numbers that are no entries, in a block of their own.
  mutating func totals(_ values: Span<UInt64>) {
    for index in values.indices { block.appendVarint(values[index]) }
    entries = values.count
    endBlock()
  }

  /// Appends finished blocks: a range that was encoded apart.
  mutating func append(_ range: borrowing SectionWriter) {
    for place in range.blocks {
      blocks.append(
        SegmentFormat.BlockPlace(offset: byteCount + place.offset, first: place.first))
    }
    entries += range.entries
    byteCount += range.byteCount
    finished.append(contentsOf: range.finished.span)
  }

  /// Forgets the finished blocks, once they are written.
  mutating func forgetFinished() { finished.removeAll() }

  /// Appends the next string of a dictionary; it must follow the one before in byte order. `uses`
  /// says how many segments that are merged here brought it in.
  mutating func term(_ text: Span<UInt8>, uses: UInt32 = 1) {
    let shared = commonPrefix(text, lastTerm.span)
    block.appendVarint(UInt64(shared))
    block.appendVarint(UInt64(text.count - shared))
    block.append(contentsOf: text.extracting(shared...))
    block.appendVarint(UInt64(uses))
    lastTerm.truncate(to: shared)
    lastTerm.append(contentsOf: text.extracting(shared...))
    endEntry()
    if block.isEmpty { lastTerm.removeAll() }
  }

  /// Appends an entry to a table; its key must follow the one before.
  @inline(__always)
  mutating func entry(_ key: TupleKey, _ values: TupleValues) {
    if block.isEmpty { firstOfBlock = key[0] }
    switch width {
    case 1:
      block.appendVarint(UInt64(key[0] &- lastKey[0]))
    case 2:
      if key[0] == lastKey[0], key[1] > lastKey[1] {
        block.appendVarint(UInt64(key[1] &- lastKey[1]))
      } else {
        block.append(0)
        block.appendVarint(UInt64(key[0] &- lastKey[0]))
        block.appendVarint(UInt64(key[1]) + 1)
      }
    default:
      var repeated = 0
      while repeated < width - 1, key[repeated] == lastKey[repeated] { repeated += 1 }
      block.append(UInt8(repeated))
      block.appendVarint(UInt64(key[repeated] &- lastKey[repeated]))
      for place in (repeated + 1)..<max(width, repeated + 1) {
        block.appendVarint(UInt64(key[place]))
      }
    }
    lastKey = key
    for column in 0..<columns { block.appendVarint(values[column]) }
    endEntry()
    if block.isEmpty { resetKey() }
  }

  /// Appends a line; its key must not precede the one before.
  mutating func line(_ key: LineKey, _ text: Span<UInt8>) {
    if block.isEmpty { firstOfBlock = UInt32(truncatingIfNeeded: key.high >> 32) }
    block.append64(key.high)
    block.append64(key.low)
    block.appendVarint(UInt64(text.count))
    block.append(contentsOf: text)
    endEntry()
  }

  private mutating func resetKey() {
    lastKey = TupleKey(repeating: 0)
    if width == 1 { lastKey[0] = ~0 }
  }

  @inline(__always)
  private mutating func endEntry() {
    entries &+= 1
    if block.count >= SegmentFormat.blockSize { endBlock() }
  }

  /// Ends the block that is being filled, if there is anything in it.
  mutating func endBlock() {
    guard !block.isEmpty else { return }
    blocks.append(SegmentFormat.BlockPlace(offset: byteCount, first: firstOfBlock))
    byteCount += SectionWriter.append(block, to: &finished, &deflater)
    block.removeAll()
    firstOfBlock = 0
  }

  /// Appends `bytes` as a block, deflated where that makes it smaller; returns the size of the
  /// block.
  private static func append(
    _ bytes: borrowing Buffer<UInt8>, to buffer: inout Buffer<UInt8>,
    _ deflater: inout BlockDeflater?
  ) -> Int {
    var deflated = Buffer<UInt8>()
    if deflater?.deflate(bytes.span, into: &deflated) ?? false {
      return SegmentFormat.append(deflated, .deflated, rawCount: bytes.count, to: &buffer)
    }
    return SegmentFormat.append(bytes, .stored, rawCount: bytes.count, to: &buffer)
  }
}
