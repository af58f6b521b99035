import Bytes
import Diagnostics

/// Several segments of one shape, read as if they were one: the sum of some, less others that these
/// were merged from.
///
/// Making the merge merges the dictionaries and keeps, for each segment, where its numbers went. As
/// both sides are sorted by bytes, the new numbers rise with the old, and tables need no
/// re-sorting. Whatever a segment counts is a sum of integers, so a segment can be taken away
/// exactly: an entry whose first count comes to zero is gone, and so is a string when all segments
/// that brought it in are.
public final class SegmentMerge: Sendable {
  /// The shape of the segments.
  public let shape: SegmentShape
  /// The merged dictionaries.
  public let dictionaries: [TermList]
  let inputs: [SignedInput]
  let merged: [MergedDictionary]
  /// How many pieces of work may be done at once, and what does them.
  let jobs: Int
  let concurrently: Concurrently
  /// The memory that may be held, in bytes: half by renumberings, a quarter by what is interned or
  /// by strings, an eighth each by passes over tables and by what is encoded at once.
  let memory: Int
  /// Where what does not fit in memory is written.
  let folder: String
  /// Throws when a pass is to be given up.
  private let mayGoOn: MayGoOn

  /// Asked regularly while segments are read; gives up by throwing.
  public typealias MayGoOn = @Sendable () throws(Fault) -> Void

  /// Merges the dictionaries of `segments`, less `others`, in `memory` bytes; what does not fit
  /// goes to files without names in `folder`. Linear in the strings of all segments, times the
  /// logarithm of their number; `jobs` parts are merged at once, if `concurrently` does them so.
  ///
  /// Throws `segment.damaged`, here or while a table is read, if `others` hold more than
  /// `segments`.
  public init(
    _ segments: [SegmentReader], without others: [SegmentReader] = [], shape: SegmentShape,
    folder: String,
    memory: Int, jobs: Int = 1, mayGoOn: @escaping MayGoOn = {},
    concurrently: @escaping Concurrently = SegmentMerge.oneByOne
  ) throws(Fault) {
    let inputs =
      segments.map { SignedInput(segment: $0, isSubtracted: false) }
      + others.map { SignedInput(segment: $0, isSubtracted: true) }
    let strings = (0..<shape.dictionaries).map { dictionary in
      inputs.reduce(0) { $0 + $1.segment.terms(inDictionary: dictionary) }
    }
    let all = max(1, strings.reduce(0, +))
    var merged: [MergedDictionary] = []
    for dictionary in 0..<shape.dictionaries {
      try mayGoOn()
      // Small ones get what they need, for they hardly count.
      let share = max(memory * strings[dictionary] / all, min(memory, SegmentMerge.leastShare))
      let merge = DictionaryMerge(
        inputs, dictionary: dictionary, folder: folder, memory: share, jobs: jobs, concurrently)
      merged.append(try merge.merged())
    }
    self.inputs = inputs
    self.shape = shape
    self.merged = merged
    dictionaries = merged.map(\.strings)
    self.memory = memory
    self.folder = folder
    self.jobs = jobs
    self.concurrently = concurrently
    self.mayGoOn = mayGoOn
  }

  /// The least memory that a dictionary is merged in, in bytes.
  private static let leastShare = 1 << 18

  /// The totals of all segments, added up.
  public func totals() throws(Fault) -> [UInt64] {
    var sums = [UInt64](repeating: 0, count: shape.totals)
    for input in inputs {
      for (index, value) in try input.segment.totals().enumerated() {
        sums[index] &+= value &* input.sign
      }
    }
    return sums
  }

  /// Calls `each` with every line of collection `index`, in the order of keys, until it returns
  /// false; with those alone whose keys have `first` or more in their first four bytes.
  public func forEachLine(
    _ index: Int, from first: UInt32 = 0, _ each: (LineKey, Span<UInt8>) throws(Fault) -> Bool
  ) throws(Fault) {
    var heap = try MergeHeap(
      inputs.enumerated().map {
        LineFeed($0.element, lines: index, from: first, order: $0.offset)
      })
    let isDifference = inputs.contains { $0.isSubtracted }
    var count = 0
    while let feed = heap.top {
      count += 1
      if count % TablePass.checkInterval == 0 { try mayGoOn() }
      if isDifference {
        guard try forEachLeft(&heap, each) else { return }
      } else {
        guard try feed.cursor.withLine(each) else { return }
        try heap.advanceTop()
      }
    }
  }

  /// Passes over the lines under the least key; calls `each` with those that are left once each of
  /// those that are taken away has met its like.
  private func forEachLeft(
    _ heap: inout MergeHeap<LineFeed>, _ each: (LineKey, Span<UInt8>) throws(Fault) -> Bool
  ) throws(Fault) -> Bool {
    guard let key = heap.top?.cursor.key else { return false }
    var lines: [[UInt8]] = []
    var counts: [[UInt8]: Int] = [:]
    var read = 0
    while let feed = heap.top, feed.cursor.key == key {
      read += 1
      if read % TablePass.checkInterval == 0 { try mayGoOn() }
      _ = try feed.cursor.withLine { (_, text) throws(Fault) in
        let line = text.indices.map { text[$0] }
        let count = counts[line, default: 0] + (feed.isSubtracted ? -1 : 1)
        guard count >= 0 else { throw inputs.inconsistent }
        if counts.updateValue(count, forKey: line) == nil { lines.append(line) }
        return true
      }
      try heap.advanceTop()
    }
    for line in lines {
      for _ in 0..<(counts[line] ?? 0) {
        guard try each(key, line.span) else { return false }
      }
    }
    return true
  }

  /// The number of lines in collection `index`.
  public func lines(_ index: Int) -> Int {
    inputs.reduce(0) { $0 + ($1.isSubtracted ? -1 : 1) * $1.segment.lines(in: index) }
  }

  /// A pass over table `index`; `firsts` limits it to keys whose first number lies there.
  public func pass(table index: Int, firsts: Range<UInt32>? = nil) throws(Fault) -> TablePass {
    let table = shape.tables[index]
    let domains = table.domains.map { merged[$0] }
    var inner: Range<UInt32>?
    if let firsts {
      let naming = MergedDictionary.Naming(domains[0])
      inner = try naming.inner(firsts.lowerBound)..<naming.inner(firsts.upperBound)
    }
    var feeds: [TableFeed] = []
    for (place, input) in inputs.enumerated() {
      feeds.append(
        try TableFeed(
          input, table: index, shape: table, renumberings: domains.map { $0.renumberings[place] },
          firsts: inner, order: place))
    }
    return TablePass(
      feeds: feeds, shape: table, domains: domains, firsts: inner, window: window(ofTable: index),
      inconsistent: inputs.inconsistent, mayGoOn: mayGoOn)
  }
}

/// A segment's lines among others.
private final class LineFeed: MergeFeed {
  var cursor: LineCursor
  let isSubtracted: Bool
  private let order: Int
  /// The first key that is wanted, until it was sought.
  private var start: LineKey?

  init(_ input: SignedInput, lines: Int, from first: UInt32, order: Int) {
    cursor = LineCursor(input.segment, lines: lines)
    start = first == 0 ? nil : LineKey(high: UInt64(first) << 32, low: 0)
    isSubtracted = input.isSubtracted
    self.order = order
  }

  func precedes(_ other: LineFeed) -> Bool {
    cursor.key != other.cursor.key ? cursor.key < other.cursor.key : order < other.order
  }

  func advance() throws(Fault) -> Bool {
    guard let start = start.take() else { return try cursor.advance() }
    return try cursor.advance(to: start)
  }
}
