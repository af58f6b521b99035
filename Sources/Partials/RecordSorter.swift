import Bytes
import Diagnostics

/// Sorts records by their bytes within a bound of memory, and keeps only the first ones if told so.
///
/// Records that do not fit are written out as sorted runs and merged at the end, so many at a time
/// that neither memory nor open files grow with the input; with a limit, what cannot be among the
/// first `limit` is dropped early. Records that are equal come out as often as they went in.
public struct RecordSorter: ~Copyable, Sendable {
  private var records = Records()
  private var runs: [String] = []
  private var runsWritten = 0
  private let folder: String
  private let name: String
  private let memory: Int
  private let limit: Int?
  /// With a limit: a record that does not precede this one cannot be among the first.
  private var bar = Buffer<UInt8>()
  private var hasBar = false
  /// The size of the longest record that was written to a run, in bytes.
  private var longest = 0
  /// The number of records that went in.
  public private(set) var count = 0

  /// The most runs that are merged at once; each keeps a file open.
  static let mostFanIn = 64

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
    if records.count > 0, records.byteCount(adding: record.count) > memory { try makeRoom() }
    records.append(record)
    longest = max(longest, record.count)
    if let limit, records.count / 2 - 512 >= limit { prune(to: limit) }
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

  private mutating func makeRoom() throws(Fault) {
    if let limit, records.count > limit {
      prune(to: limit)
      if records.byteCount(adding: 0) <= memory / 2 { return }
    }
    try spill()
  }

  private mutating func spill() throws(Fault) {
    let path = nextPath()
    var writer = try RecordSorter.writer(path)
    try records.write(into: &writer)
    _ = try writer.finish()
    runs.append(path)
    records = Records()
  }

  private mutating func nextPath() -> String {
    runsWritten += 1
    return "\(folder)/\(name)-\(runsWritten - 1)"
  }

  private static let fingerprint = [UInt8](repeating: 0, count: 32)
  private static let shape: RunShape = {
    var shape = RunShape()
    _ = shape.addLines()
    return shape
  }()

  private static func writer(_ path: String) throws(Fault) -> RunWriter {
    try RunWriter(path: path, shape: shape, fingerprint: fingerprint)
  }

  /// Calls `each` with the records in order, at most `limit` of them, then forgets them.
  public mutating func forEach(_ each: (Span<UInt8>) throws(Fault) -> Void) throws(Fault) {
    var left = limit ?? Int.max
    var rest = Records()
    swap(&rest, &records)
    guard !runs.isEmpty else { return try rest.forEach(limit: left, each) }
    try mergeRuns(to: fanIn)
    var heap = try RecordHeap(RecordSorter.open(runs), rest)
    while left > 0, try heap.next(each) { left -= 1 }
    RecordSorter.remove(runs)
    runs = []
  }

  /// Calls `each` with the records in order, at most `limit` of them, and keeps them for another
  /// scan.
  public mutating func scan(_ each: (Span<UInt8>) throws(Fault) -> Void) throws(Fault) {
    var left = limit ?? Int.max
    guard !runs.isEmpty else { return try records.forEach(limit: left, each) }
    if records.count > 0 { try spill() }
    // The next scan need not merge again.
    try mergeRuns(to: 1)
    var heap = try RecordHeap(RecordSorter.open(runs), Records())
    while left > 0, try heap.next(each) { left -= 1 }
  }

  /// Merges runs until at most `most` are left.
  private mutating func mergeRuns(to most: Int) throws(Fault) {
    // The oldest runs, which are the smallest, are merged first, no more of them than need be.
    while runs.count > most {
      let group = Array(runs.prefix(min(fanIn, runs.count - most + 1)))
      runs.removeFirst(group.count)
      runs.append(try merge(group))
    }
  }

  /// The most runs that can be merged at once within the memory: of each, a block and a record are
  /// held, and both may have grown to twice the longest record.
  private var fanIn: Int {
    let share = 2 * RunFormat.blockSize + 4 * longest
    return max(2, min(RecordSorter.mostFanIn, memory / share))
  }

  private mutating func merge(_ group: [String]) throws(Fault) -> String {
    let path = nextPath()
    var writer = try RecordSorter.writer(path)
    try RecordSorter.merge(group, limit: limit, into: &writer)
    _ = try writer.finish()
    RecordSorter.remove(group)
    return path
  }

  private static func merge(
    _ group: [String], limit: Int?, into writer: inout RunWriter
  ) throws(Fault) {
    var left = limit ?? Int.max
    var heap = try RecordHeap(open(group), Records())
    try writer.beginLines(0)
    while left > 0,
      try heap.next({ record throws(Fault) in
        try writer.line(Records.key(of: record), record)
      })
    { left -= 1 }
  }

  /// A run that stays is swept with its folder.
  private static func remove(_ runs: [String]) {
    for path in runs { try? FileSystem.remove(path) }
  }

  private static func open(_ runs: [String]) throws(Fault) -> [RunReader] {
    var readers: [RunReader] = []
    for path in runs {
      readers.append(try RunReader(path: path, shape: shape, fingerprint: fingerprint))
    }
    return readers
  }
}

/// Records in memory, one after the other; at most 4 GiB.
public struct Records: ~Copyable, Sendable {
  private(set) var text = Buffer<UInt8>()
  private var edges = Buffer<UInt32>()

  /// No records yet.
  public init() { edges.append(0) }

  /// The number of records.
  public var count: Int { edges.count - 1 }
  /// The memory held, in bytes, with what sorting takes on top.
  public var byteCount: Int { text.byteCount + edges.byteCount + 32 * count }

  /// What `byteCount` will be once a record of `size` bytes is appended.
  func byteCount(adding size: Int) -> Int {
    text.byteCount(adding: size) + edges.byteCount(adding: 1) + 32 * (count + 1)
  }

  /// Appends one record.
  public mutating func append(_ record: Span<UInt8>) {
    text.append(contentsOf: record)
    edges.append(UInt32(truncatingIfNeeded: text.count))
  }

  /// Appends one record.
  public mutating func append(contentsOf record: borrowing Buffer<UInt8>) { append(record.span) }

  func range(of number: Int) -> Range<Int> { Int(edges[number])..<Int(edges[number + 1]) }

  fileprivate func numbersInOrder() -> [UInt32] {
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
    let order = numbersInOrder()
    // Records in order lie here and there: those some places on are fetched ahead.
    let ahead = 16
    for place in 0..<min(limit, order.count) {
      if place + ahead < order.count { text.prefetch(Int(edges[Int(order[place + ahead])])) }
      try each(text.span.extracting(range(of: Int(order[place]))))
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
      try writer.line(Records.key(of: record), dropsKey ? record.extracting(16...) : record)
    }
  }

  /// The first sixteen bytes of a record; zeros where it is shorter.
  fileprivate static func key(of record: Span<UInt8>) -> LineKey {
    LineKey(
      high: record.orderedPrefix(at: 0, end: record.count),
      low: record.orderedPrefix(at: min(8, record.count), end: record.count))
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
  private var order: [UInt32] = []
  private var next = 0
  private var current = Buffer<UInt8>()

  init(_ cursor: consuming LineCursor) { self.cursor = consume cursor }
  init(_ rest: consuming Records) {
    cursor = nil
    order = rest.numbersInOrder()
    self.rest = rest
  }

  func advance() throws(Fault) -> Bool {
    current.removeAll()
    if cursor == nil {
      guard next < order.count else { return false }
      current.append(contentsOf: rest.text, in: rest.range(of: Int(order[next])))
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
