import Bytes
import Diagnostics

/// Sorts records by their bytes within a bound of memory, and keeps only the first ones if told so.
///
/// Records that do not fit are written out as sorted runs and merged at the end; with a limit, what
/// cannot be among the first `limit` is dropped early and nothing is written. Records that are equal
/// come out as often as they went in.
public struct RecordSorter: ~Copyable, Sendable {
  private var records = Records()
  private var runs: [String] = []
  private let folder: String
  private let name: String
  private let memory: Int
  private let limit: Int?
  /// With a limit: a record that does not precede this one cannot be among the first.
  private var bar = Buffer<UInt8>()
  private var hasBar = false
  /// The number of records that went in.
  public private(set) var count = 0

  /// A sorter that writes runs named after `name` to `folder` once it holds `memory` bytes.
  public init(folder: String, name: String, memory: Int, limit: Int? = nil) {
    self.folder = folder
    self.name = name
    self.memory = min(max(memory, 1 << 20), 1 << 30)
    self.limit = limit
  }

  /// Takes in one record. Amortised logarithmic time, plus writing where memory runs out.
  public mutating func add(_ record: Span<UInt8>) throws(Fault) {
    count += 1
    if hasBar, !precedes(record, bar.span) { return }
    records.append(record)
    if let limit, records.count / 2 - 512 >= limit { prune(to: limit) }
    // Sorting takes another 16 bytes a record.
    if records.byteCount + 16 * records.count > memory { try spill() }
  }

  /// Takes in one record that the caller holds in a buffer.
  public mutating func add(_ record: borrowing Buffer<UInt8>) throws(Fault) {
    try add(record.span)
  }

  private mutating func prune(to limit: Int) {
    records = records.first(limit)
    bar.removeAll()
    if limit > 0 { bar.append(contentsOf: records.text, in: records.range(of: limit - 1)) }
    hasBar = true
  }

  private mutating func spill() throws(Fault) {
    if let limit, records.count > limit { prune(to: limit) }
    guard records.byteCount + 16 * records.count > memory / 2 else { return }
    let path = "\(folder)/\(name)-\(runs.count)"
    var shape = RunShape()
    _ = shape.addLines()
    var writer = try RunWriter(path: path, shape: shape, fingerprint: RecordSorter.fingerprint)
    try records.write(into: &writer)
    _ = try writer.finish()
    runs.append(path)
    records = Records()
  }

  private static let fingerprint = [UInt8](repeating: 0, count: 32)

  /// Calls `each` with the records in order, at most `limit` of them, then forgets them.
  public mutating func forEach(_ each: (Span<UInt8>) throws(Fault) -> Void) throws(Fault) {
    var left = limit ?? Int.max
    guard !runs.isEmpty else {
      try records.forEach(limit: left, each)
      records = Records()
      return
    }
    var shape = RunShape()
    _ = shape.addLines()
    var readers: [RunReader] = []
    for path in runs {
      readers.append(try RunReader(path: path, shape: shape, fingerprint: RecordSorter.fingerprint))
    }
    var heap = try RecordHeap(readers, records.first(records.count))
    records = Records()
    runs = []
    while left > 0, try heap.next(each) { left -= 1 }
  }
}

/// Records in memory, one after the other; at most 4 GiB.
public struct Records: ~Copyable, Sendable {
  private(set) var text = Buffer<UInt8>()
  private var edges = Buffer<UInt32>()

  public init() { edges.append(0) }

  /// The number of records.
  public var count: Int { edges.count - 1 }
  /// The memory held, in bytes.
  public var byteCount: Int { text.byteCount + edges.byteCount }

  /// Appends one record.
  public mutating func append(_ record: Span<UInt8>) {
    text.append(contentsOf: record)
    edges.append(UInt32(truncatingIfNeeded: text.count))
  }

  /// Appends one record.
  public mutating func append(contentsOf record: borrowing Buffer<UInt8>) { append(record.span) }

  func range(of number: Int) -> Range<Int> { Int(edges[number])..<Int(edges[number + 1]) }

  private func numbersInOrder() -> [UInt32] {
    numbersInByteOrder(0..<count, text: text, edges: edges)
  }

  /// The first `limit` records, in order.
  func first(_ limit: Int) -> Records {
    var kept = Records()
    for number in numbersInOrder().prefix(limit) {
      kept.append(text.span.extracting(range(of: Int(number))))
    }
    return kept
  }

  func forEach(limit: Int, _ each: (Span<UInt8>) throws(Fault) -> Void) throws(Fault) {
    for number in numbersInOrder().prefix(limit) {
      try each(text.span.extracting(range(of: Int(number))))
    }
  }

  /// Writes the records in order as the lines `index`. The key of a line is its first sixteen bytes,
  /// which are left out of the line itself if `dropsKey`.
  public func write(
    into writer: inout RunWriter, lines index: Int = 0, dropsKey: Bool = false
  ) throws(Fault) {
    try writer.beginLines(index)
    for number in numbersInOrder() {
      let record = text.span.extracting(range(of: Int(number)))
      let key = LineKey(
        high: record.orderedPrefix(at: 0, end: record.count),
        low: record.orderedPrefix(at: min(8, record.count), end: record.count))
      try writer.line(key, dropsKey ? record.extracting(16...) : record)
    }
  }
}

/// Merges sorted runs of records, and those still in memory.
private struct RecordHeap: ~Copyable {
  private var heap: MergeHeap<RecordFeed>

  init(_ runs: [RunReader], _ rest: consuming Records) throws(Fault) {
    var feeds: [RecordFeed] = []
    for run in runs { feeds.append(RecordFeed(LineCursor(run, lines: 0))) }
    feeds.append(RecordFeed(rest))
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
  private var cursor: LineCursor?
  private var rest = Records()
  private var next = 0
  private var current = Buffer<UInt8>()

  init(_ cursor: consuming LineCursor) { self.cursor = consume cursor }
  init(_ rest: consuming Records) {
    cursor = nil
    self.rest = rest
  }

  func advance() throws(Fault) -> Bool {
    current.removeAll()
    if cursor == nil {
      guard next < rest.count else { return false }
      current.append(contentsOf: rest.text, in: rest.range(of: next))
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
