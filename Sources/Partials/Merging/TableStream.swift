import Diagnostics

/// A merged table read entry by entry, in the order of keys: for walking through several tables at
/// once. `TablePass` is faster where one is read alone.
public struct TableStream {
  private var heap: MergeHeap<TableFeed>
  private let pass: TablePass
  private var entries = 0
  /// The current key; meaningless before the first entry and behind the last.
  public private(set) var key = TupleKey(repeating: 0)
  /// Its counts, added up over the segments.
  public private(set) var values = TupleValues(repeating: 0)

  init(_ pass: TablePass) throws(Fault) {
    heap = try MergeHeap(pass.feeds)
    self.pass = pass
  }

  /// Moves to the next key; false at the end. Costs the logarithm of the number of segments.
  public mutating func advance() throws(Fault) -> Bool {
    while let top = heap.top {
      key = top.key
      values = TupleValues(repeating: 0)
      while let feed = heap.top, compare(feed.key, key) == 0 {
        entries += 1
        if entries % TablePass.checkInterval == 0 { try pass.mayGoOn() }
        for column in 0..<pass.shape.columns {
          values[column] &+= feed.values[column] &* feed.sign
        }
        try heap.advanceTop()
      }
      guard try pass.isLeft(values) else { continue }
      try pass.name(&key)
      return true
    }
    return false
  }
}

extension SegmentMerge {
  /// Table `index`, to be read entry by entry.
  public func stream(table index: Int) throws(Fault) -> TableStream {
    try TableStream(pass(table: index))
  }
}
