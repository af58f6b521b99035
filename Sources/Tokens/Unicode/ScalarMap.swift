/// A map from some scalars to short sequences of scalars.
struct ScalarMap: Sendable {
  /// Ascending.
  private let keys: [UInt32]
  /// Where the sequence of each key starts in `scalars`; one more than there are keys.
  private let starts: [Int]
  private let scalars: [UInt32]

  /// Reads a table of mappings.
  init(mappings table: StaticString) {
    var keys: [UInt32] = []
    var starts: [Int] = []
    var scalars: [UInt32] = []
    var reader = TableReader(table)
    while let key = reader.next() {
      keys.append(key.value)
      starts.append(scalars.count)
      while let scalar = reader.next() {
        scalars.append(scalar.value)
        if !scalar.continues { break }
      }
    }
    starts.append(scalars.count)
    self.keys = keys
    self.starts = starts
    self.scalars = scalars
  }

  /// The sequence for `scalar`, or nil. A binary search.
  subscript(scalar: UInt32) -> ArraySlice<UInt32>? {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    guard low < keys.count, keys[low] == scalar else { return nil }
    return scalars[starts[low]..<starts[low + 1]]
  }

  /// Every entry, by ascending key.
  var entries: [(key: UInt32, sequence: ArraySlice<UInt32>)] {
    keys.indices.map { (keys[$0], scalars[starts[$0]..<starts[$0 + 1]]) }
  }
}
