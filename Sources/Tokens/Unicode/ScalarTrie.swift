import Bytes

/// A map from every Unicode scalar to 16 bits of properties, as a trie of two stages.
///
/// The scalar's high bits choose a block of 64 values; equal blocks are stored once, so that the
/// whole of Unicode takes some 60 KB and a text of one script touches a few cache lines.
struct ScalarTrie: Sendable {
  private static let blockShift = 6
  private static let blockSize = 1 << blockShift

  /// For each block of scalars, where its values start.
  private var blocks: [UInt16]
  private var values: [UInt16]

  /// Expands a table of runs. Costs about a millisecond; call it once a table.
  init(runs table: StaticString) {
    var row: [UInt16] = []
    row.reserveCapacity(0x110000)
    var reader = TableReader(table)
    while let length = reader.next(), let value = reader.next() {
      row.append(contentsOf: repeatElement(UInt16(value.value), count: Int(length.value)))
    }
    row.append(contentsOf: repeatElement(0, count: 0x110000 - row.count))

    var blocks: [UInt16] = []
    var values: [UInt16] = []
    var known: [ArraySlice<UInt16>: UInt16] = [:]
    for start in stride(from: 0, to: row.count, by: Self.blockSize) {
      let block = row[start..<start + Self.blockSize]
      // Most blocks are like the one before, which is quicker to see than to look up.
      if let last = blocks.last, block.elementsEqual(values[Int(last)..<Int(last) + block.count]) {
        blocks.append(last)
        continue
      }
      if known[block] == nil {
        known[block] = UInt16(values.count)
        values += block
      }
      blocks.append(known[block, default: 0])
    }
    self.blocks = blocks
    self.values = values
  }

  /// The properties of `scalar`, which must be one.
  @inline(__always)
  subscript(scalar: UInt32) -> UInt16 {
    let block = Int(blocks[Int(scalar >> UInt32(Self.blockShift))])
    return values[block &+ Int(scalar & UInt32(Self.blockSize &- 1))]
  }

  /// Gives `scalar` other properties. Its block may be shared with others, so it is copied.
  mutating func set(_ scalar: UInt32, to properties: UInt16) {
    let index = Int(scalar >> UInt32(Self.blockShift))
    let block = Int(blocks[index])
    blocks[index] = UInt16(values.count)
    values += values[block..<block + Self.blockSize]
    values[Int(blocks[index]) + Int(scalar) % Self.blockSize] = properties
  }
}
