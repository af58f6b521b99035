import Bytes
import Diagnostics
import Partials

/// Entries of a table as they come, to be sorted and added up when a run is written.
///
/// For tables whose keys seldom come twice in a run, which a hash table would only make larger.
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

  /// The memory held, in bytes, with what writing a run takes on top: keys of `keyWidth` numbers.
  func byteCount(keyWidth: Int) -> Int { numbers.byteCount + count * (4 * keyWidth + 16) }

  /// Whether the keys approach what can be sorted at once, 4 GiB.
  func isFull(keyWidth: Int) -> Bool { count * 4 * keyWidth > 1 << 30 }

  /// Appends one number of a key, or one count; all of one entry follow each other.
  @inline(__always)
  mutating func append(_ number: UInt32) { numbers.append(number) }

  /// Writes the entries as the table `table`, in the order of the keys that `key` makes of the
  /// numbers, those of one key added up; then forgets them.
  mutating func drain(
    into writer: inout RunWriter, table: Int, keyWidth: Int,
    key: (_ numbers: TupleKey, _ key: inout TupleKey) -> Void
  ) throws(Fault) {
    try writer.beginTable(table)
    try write(into: &writer, keyWidth, key)
    numbers = Buffer()
  }

  private func write(
    into writer: inout RunWriter, _ keyWidth: Int, _ makeKey: (TupleKey, inout TupleKey) -> Void
  ) throws(Fault) {
    let stride = width + columns
    var keys = RankedKeys(width: keyWidth)
    var key = TupleKey(repeating: 0)
    var given = TupleKey(repeating: 0)
    for entry in 0..<count {
      for place in 0..<width { given[place] = numbers[entry &* stride &+ place] }
      makeKey(given, &key)
      keys.append(key)
    }
    var values = TupleValues(repeating: 0)
    var current = TupleKey(repeating: 0)
    var isFirst = true
    for entry in keys.inOrder() {
      let key = keys.key(Int(entry))
      if isFirst || (0..<keyWidth).contains(where: { key[$0] != current[$0] }) {
        if !isFirst { try writer.entry(current, values) }
        values = TupleValues(repeating: 0)
        current = key
        isFirst = false
      }
      for column in 0..<columns {
        values[column] += UInt64(numbers[Int(entry) &* stride &+ width &+ column])
      }
    }
    if !isFirst { try writer.entry(current, values) }
  }
}
