import Bytes
import Diagnostics
import Partials

/// The strings that a worker has met, numbered, and which of them the current counts refer to.
///
/// The numbering lasts from batch to batch, so that a word is interned, transformed and sorted
/// once; a segment's dictionary holds only the strings marked since the last segment was written.
struct Vocabulary: ~Copyable {
  var interner = Interner()
  private var sorted = SortedNumbers()
  private var isMarked = Buffer<UInt8>()
  /// The strings marked, in the order of marking.
  private(set) var marked = Buffer<UInt32>()
  /// The place of each marked string in the dictionary last written, by number.
  private(set) var ranks = Buffer<UInt32>()
  /// The numbers of the strings of the dictionary last written, by place.
  private(set) var order = Buffer<UInt32>()

  /// The memory held, in bytes.
  var byteCount: Int {
    interner.byteCount + sorted.byteCount + isMarked.byteCount + marked.byteCount
      + ranks.byteCount
  }

  /// Declares to which the counts refer string `number`.
  @inline(__always)
  mutating func mark(_ number: UInt32) {
    if isMarked.count <= Int(number) { isMarked.extend(to: interner.count, with: 0) }
    if isMarked[Int(number)] == 0 {
      isMarked[Int(number)] = 1
      marked.append(number)
    }
  }

  /// Writes the marked strings as a dictionary and gives each its rank.
  mutating func write(into writer: inout SegmentWriter, dictionary: Int) throws(Fault) {
    sorted.update(from: interner)
    isMarked.extend(to: interner.count, with: 0)
    ranks.extend(to: interner.count, with: 0)
    try writer.beginDictionary(dictionary)
    order.removeAll()
    for place in 0..<sorted.numbers.count {
      let number = sorted.numbers[place]
      guard isMarked[Int(number)] != 0 else { continue }
      ranks[Int(number)] = UInt32(order.count)
      order.append(number)
      try Vocabulary.write(interner, Int(number), into: &writer)
    }
  }

  private static func write(
    _ interner: borrowing Interner, _ number: Int, into writer: inout SegmentWriter
  ) throws(Fault) {
    try writer.term(interner[number])
  }

  /// Writes a table of the strings of the dictionary last written: `counts` gives the two counts of
  /// the string of a number, nil for one without an entry.
  func writeTable(
    into writer: inout SegmentWriter, _ counts: (Int) -> (UInt64, UInt64)?
  ) throws(Fault) {
    var key = TupleKey(repeating: 0)
    var values = TupleValues(repeating: 0)
    for place in 0..<order.count {
      guard let (first, second) = counts(Int(order[place])) else { continue }
      key[0] = UInt32(place)
      (values[0], values[1]) = (first, second)
      try writer.entry(key, values)
    }
  }

  /// Forgets the marks, or those from the one at `first` on; keeps the strings.
  mutating func unmark(from first: Int = 0) {
    for place in first..<marked.count { isMarked[Int(marked[place])] = 0 }
    marked.truncate(to: first)
  }
}
