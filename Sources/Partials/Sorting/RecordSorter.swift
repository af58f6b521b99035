import Bytes
import Diagnostics

/// Sorts records by their bytes within a bound of memory, and keeps only the first ones if told so.
///
/// Records that do not fit are written out as sorted segments and merged at the end, so many at a
/// time that neither memory nor open files grow with the input; with a limit, what cannot be among
/// the first `limit` is dropped early. Records that are equal come out as often as they went in.
public struct RecordSorter: ~Copyable, Sendable {
  private var records = Records()
  /// What was sorted in memory before.
  private var batches: [SortedBatch] = []
  private var segments: [String] = []
  private var runsWritten = 0
  private let folder: String
  private let name: String
  private let memory: Int
  private let limit: Int?
  /// With a limit: a record that does not precede this one cannot be among the first.
  private var bar = Buffer<UInt8>()
  private var hasBar = false
  /// The size of the longest record that was written to a segment, in bytes.
  private var longest = 0
  /// The number of records that went in.
  public private(set) var count = 0

  /// The least memory that a sorter takes, in bytes.
  public static let leastMemory = 1 << 20

  /// The most segments that are merged at once; each keeps a file open.
  static let mostFanIn = 64

  /// A sorter that writes segments named after `name` to `folder` once it holds `memory` bytes.
  public init(folder: String, name: String, memory: Int, limit: Int? = nil) {
    self.folder = folder
    self.name = name
    self.memory = min(max(memory, RecordSorter.leastMemory), 1 << 30)
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
    segments.append(path)
    records = Records()
  }

  private mutating func nextPath() -> String {
    runsWritten += 1
    return "\(folder)/\(name)-\(runsWritten - 1)"
  }

  private static let fingerprint = [UInt8](repeating: 0, count: 32)
  private static let shape: SegmentShape = {
    var shape = SegmentShape()
    _ = shape.addLines()
    return shape
  }()

  private static func writer(_ path: String) throws(Fault) -> SegmentWriter {
    try SegmentWriter(path: path, shape: shape, fingerprint: fingerprint)
  }

  /// Calls `each` with the records in order, at most `limit` of them, then forgets them.
  public mutating func forEach(_ each: (Span<UInt8>) throws(Fault) -> Void) throws(Fault) {
    settle()
    var batches: [SortedBatch] = []
    swap(&batches, &self.batches)
    guard !segments.isEmpty else {
      return try SortedBatch.forEach(batches, limit: limit ?? Int.max, each)
    }
    try mergeSegments(to: fanIn)
    try forEachMerged(batches, each)
    RecordSorter.remove(segments)
    segments = []
  }

  /// Calls `each` with the records in order, at most `limit` of them, and keeps them for another
  /// scan.
  public mutating func scan(_ each: (Span<UInt8>) throws(Fault) -> Void) throws(Fault) {
    settle()
    guard !segments.isEmpty else {
      return try SortedBatch.forEach(batches, limit: limit ?? Int.max, each)
    }
    // The next scan has one segment to read.
    try mergeSegments(to: 1)
    try forEachMerged(batches, each)
  }

  private func forEachMerged(
    _ batches: [SortedBatch], _ each: (Span<UInt8>) throws(Fault) -> Void
  ) throws(Fault) {
    var left = limit ?? Int.max
    var heap = try RecordHeap(RecordSorter.open(segments), batches)
    while left > 0, try heap.next(each) { left -= 1 }
  }

  /// Sorts what is in memory and was not yet.
  private mutating func settle() {
    guard records.count > 0 else { return }
    var settled = Records()
    swap(&settled, &records)
    batches.append(SortedBatch(settled))
  }

  // MARK: Sorting apart

  /// What a sorter holds that takes in no more: sorted ranges, in memory and in files.
  public struct Settled: Sendable {
    fileprivate let batches: [SortedBatch]
    fileprivate let segments: [String]
    fileprivate let count: Int
    fileprivate let longest: Int
  }

  /// Sorts what is in memory, for another sorter to take in: so several threads sort at once.
  public consuming func settled() -> Settled {
    settle()
    return Settled(batches: batches, segments: segments, count: count, longest: longest)
  }

  /// Takes in what a sorter of another name, in the same folder, holds. The memory it takes is not
  /// counted among this sorter's.
  public mutating func add(_ settled: Settled) {
    batches += settled.batches
    segments += settled.segments
    count += settled.count
    longest = max(longest, settled.longest)
  }

  /// Merges segments until at most `most` are left.
  private mutating func mergeSegments(to most: Int) throws(Fault) {
    // The oldest segments, which are the smallest, are merged first, no more of them than need be.
    while segments.count > most {
      let group = Array(segments.prefix(min(fanIn, segments.count - most + 1)))
      segments.removeFirst(group.count)
      segments.append(try merge(group))
    }
  }

  /// The most segments that can be merged at once within the memory: of each, a block and a record
  /// are held, and both may have grown to twice the longest record.
  private var fanIn: Int {
    let share = 2 * SegmentFormat.blockSize + 4 * longest
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
    _ group: [String], limit: Int?, into writer: inout SegmentWriter
  ) throws(Fault) {
    var left = limit ?? Int.max
    var heap = try RecordHeap(open(group), [])
    try writer.beginLines(0)
    while left > 0,
      try heap.next({ record throws(Fault) in
        try writer.line(Records.key(of: record), record)
      })
    { left -= 1 }
  }

  /// A segment that stays is swept with its folder.
  private static func remove(_ segments: [String]) {
    for path in segments { try? FileSystem.remove(path) }
  }

  private static func open(_ segments: [String]) throws(Fault) -> [SegmentReader] {
    var readers: [SegmentReader] = []
    for path in segments {
      readers.append(try SegmentReader(path: path, shape: shape, fingerprint: fingerprint))
    }
    return readers
  }
}
