import Bytes
import Diagnostics
import Partials

/// Entries of a table as they come, to be sorted and added up when a segment is written.
///
/// For tables whose keys seldom come twice in a segment, which a hash table would only make larger.
struct EntryList: ~Copyable {
  private let width: Int
  private let columns: Int
  private var numbers = Buffer<UInt32>()

  /// A list of entries whose keys have `width` numbers and that have `columns` counts.
  init(width: Int, columns: Int) {
    self.width = width
    self.columns = columns
  }

  /// The number of entries.
  var count: Int { numbers.count / (width + columns) }

  /// The memory held, in bytes, including that for writing a segment: keys of `keyWidth`
  /// numbers.
  func byteCount(keyWidth: Int) -> Int { numbers.byteCount + count * max(4 * keyWidth + 16, 24) }

  /// Whether the keys approach what can be sorted at once, 4 GiB.
  func isFull(keyWidth: Int) -> Bool { count * 4 * keyWidth > 1 << 30 }

  /// Appends one number of a key, or one count; all of one entry follow each other.
  @inline(__always)
  mutating func append(_ number: UInt32) { numbers.append(number) }

  /// Writes the entries as the table `table`, in the order of the keys that `key` makes of the
  /// numbers, those of one key added up; then forgets them.
  mutating func drain(
    into writer: inout SegmentWriter, table: Int, keyWidth: Int,
    key: (_ numbers: TupleKey, _ key: inout TupleKey) -> Void
  ) throws(Fault) {
    try writer.beginTable(table)
    try write(into: &writer, keyWidth, key)
    numbers = Buffer()
  }

  private func write(
    into writer: inout SegmentWriter, _ keyWidth: Int, _ makeKey: (TupleKey, inout TupleKey) -> Void
  ) throws(Fault) {
    if keyWidth == 2 { return try writePairs(into: &writer, makeKey) }
    var keys = RankedKeys(width: keyWidth)
    var key = TupleKey(repeating: 0)
    for entry in 0..<count {
      makeKey(given(entry), &key)
      keys.append(key)
    }
    var sums = Sums()
    for entry in keys.inOrder() {
      try add(Int(entry), keys.key(Int(entry)), keyWidth, to: &sums, &writer)
    }
    if !sums.isEmpty { try writer.entry(sums.key, sums.values) }
  }

  /// Keys of two numbers, by far the most frequent, fit in a word, and words are sorted by their
  /// digits.
  private func writePairs(
    into writer: inout SegmentWriter, _ makeKey: (TupleKey, inout TupleKey) -> Void
  ) throws(Fault) {
    var keys = Buffer<UInt64>(capacity: count)
    var entries = Buffer<UInt32>(capacity: count)
    var key = TupleKey(repeating: 0)
    var largest = (first: UInt32(0), second: UInt32(0))
    for entry in 0..<count {
      makeKey(given(entry), &key)
      largest = (max(largest.first, key[0]), max(largest.second, key[1]))
      keys.append(UInt64(key[0]) << 32 | UInt64(key[1]))
      entries.append(UInt32(entry))
    }
    // Packed as tightly as the numbers allow, there are fewer digits to sort by.
    let low = UInt64(32 - largest.second.leadingZeroBitCount)
    for index in 0..<keys.count {
      keys[index] = (keys[index] >> 32) << low | keys[index] & 0xFFFF_FFFF
    }
    var spareKeys = Buffer<UInt64>()
    var spareEntries = Buffer<UInt32>()
    radixSort(
      keys: &keys, values: &entries, bits: 32 - largest.first.leadingZeroBitCount + Int(low),
      spareKeys: &spareKeys, spareValues: &spareEntries)
    var sums = Sums()
    for index in 0..<keys.count {
      key[0] = UInt32(truncatingIfNeeded: keys[index] >> low)
      key[1] = UInt32(truncatingIfNeeded: keys[index] & (1 << low - 1))
      try add(Int(entries[index]), key, 2, to: &sums, &writer)
    }
    if !sums.isEmpty { try writer.entry(sums.key, sums.values) }
  }

  @inline(__always)
  private func given(_ entry: Int) -> TupleKey {
    var given = TupleKey(repeating: 0)
    for place in 0..<width { given[place] = numbers[entry &* (width &+ columns) &+ place] }
    return given
  }

  /// The entries of one key, added up.
  private struct Sums {
    var key = TupleKey(repeating: 0)
    var values = TupleValues(repeating: 0)
    var isEmpty = true
  }

  /// Adds an entry to the sums, which are written first if they are of another key.
  @inline(__always)
  private func add(
    _ entry: Int, _ key: TupleKey, _ keyWidth: Int, to sums: inout Sums,
    _ writer: inout SegmentWriter
  ) throws(Fault) {
    var isSame = !sums.isEmpty
    for place in 0..<keyWidth where key[place] != sums.key[place] { isSame = false }
    if !isSame {
      if !sums.isEmpty { try writer.entry(sums.key, sums.values) }
      sums = Sums(key: key, isEmpty: false)
    }
    for column in 0..<columns {
      sums.values[column] &+= UInt64(numbers[entry &* (width &+ columns) &+ width &+ column])
    }
  }
}
