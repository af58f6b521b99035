import Bytes
import Diagnostics

/// Merges sorted segments of records, and batches of them in memory.
struct RecordHeap: ~Copyable {
  private var heap: MergeHeap<RecordFeed>

  init(_ segments: [SegmentReader], _ batches: [SortedBatch]) throws(Fault) {
    let feeds =
      segments.map { RecordFeed(LineCursor($0, lines: 0)) } + batches.map { RecordFeed($0) }
    heap = try MergeHeap(feeds)
  }

  /// Calls `each` with the next record; false if there is none.
  mutating func next(_ each: (Span<UInt8>) throws(Fault) -> Void) throws(Fault) -> Bool {
    guard let feed = heap.top else { return false }
    try feed.record(each)
    try heap.advanceTop()
    return true
  }
}

private final class RecordFeed: MergeFeed {
  /// Of a segment; nil for a batch.
  private var cursor: LineCursor?
  private let batch: SortedBatch?
  private var next = 0
  private var current = Buffer<UInt8>()

  init(_ cursor: consuming LineCursor) {
    self.cursor = consume cursor
    batch = nil
  }

  init(_ batch: SortedBatch) {
    cursor = nil
    self.batch = batch
  }

  func advance() throws(Fault) -> Bool {
    current.removeAll()
    if let batch {
      guard next < batch.count else { return false }
      batch.copy(next, to: &current)
      next += 1
      return true
    }
    guard try cursor?.advance() ?? false else { return false }
    cursor?.copyLine(to: &current)
    return true
  }

  func record(_ each: (Span<UInt8>) throws(Fault) -> Void) throws(Fault) {
    try RecordFeed.call(current, each)
  }

  private static func call(
    _ record: borrowing Buffer<UInt8>, _ each: (Span<UInt8>) throws(Fault) -> Void
  ) throws(Fault) {
    try each(record.span)
  }

  func precedes(_ other: RecordFeed) -> Bool { RecordFeed.precedes(current, other.current) }

  private static func precedes(_ a: borrowing Buffer<UInt8>, _ b: borrowing Buffer<UInt8>) -> Bool {
    Bytes.precedes(a.span, b.span)
  }
}
