import Bytes
import Diagnostics

/// Several runs of one shape, read as if they were one: the sum of some, less others that these were
/// merged from.
///
/// Making the merge merges the dictionaries and keeps, for each run, where its numbers went. As both
/// sides are sorted by bytes, the new numbers rise with the old, and tables need no re-sorting. Whatever
/// a run counts is a sum of integers, so a run can be taken away exactly: an entry whose first count
/// comes to zero is gone, and so is a string when all runs that brought it in are.
public final class RunMerge: Sendable {
  /// The shape of the runs.
  public let shape: RunShape
  /// The merged dictionaries.
  public let dictionaries: [TermList]
  let summands: [Summand]
  let merged: [MergedDictionary]
  /// How many pieces of work may be done at once, and what does them.
  let jobs: Int
  let concurrently: Concurrently
  /// The memory that may be held, in bytes: half by renumberings, a quarter by what is interned or by
  /// strings, an eighth each by passes over tables and by what is encoded at once.
  let memory: Int
  /// Where what does not fit in memory is written.
  let folder: String
  /// Throws when a pass is to be given up.
  private let mayGoOn: MayGoOn

  /// Asked every now and then while runs are read; gives up by throwing.
  public typealias MayGoOn = @Sendable () throws(Fault) -> Void

  /// Merges the dictionaries of `runs`, less `others`, in `memory` bytes; what does not fit goes to files
  /// without names in `folder`. Linear in the strings of all runs, times the logarithm of their number; `jobs`
  /// parts are merged at once, if `concurrently` does them so.
  ///
  /// Throws `run.damaged`, here or while a table is read, if `others` hold more than `runs`.
  public init(
    _ runs: [RunReader], without others: [RunReader] = [], shape: RunShape, folder: String,
    memory: Int, jobs: Int = 1, mayGoOn: @escaping MayGoOn = {},
    concurrently: @escaping Concurrently = RunMerge.oneByOne
  ) throws(Fault) {
    let summands =
      runs.map { Summand(run: $0, isSubtracted: false) }
      + others.map { Summand(run: $0, isSubtracted: true) }
    let strings = (0..<shape.dictionaries).map { dictionary in
      summands.reduce(0) { $0 + $1.run.terms(inDictionary: dictionary) }
    }
    let all = max(1, strings.reduce(0, +))
    var merged: [MergedDictionary] = []
    for dictionary in 0..<shape.dictionaries {
      try mayGoOn()
      // Small ones get what they need, for they hardly count.
      let share = max(memory * strings[dictionary] / all, min(memory, RunMerge.leastShare))
      let merge = DictionaryMerge(
        summands, dictionary: dictionary, folder: folder, memory: share, jobs: jobs, concurrently)
      merged.append(try merge.merged())
    }
    self.summands = summands
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

  /// The totals of all runs, added up.
  public func totals() throws(Fault) -> [UInt64] {
    var sums = [UInt64](repeating: 0, count: shape.totals)
    for summand in summands {
      for (index, value) in try summand.run.totals().enumerated() {
        sums[index] &+= value &* summand.sign
      }
    }
    return sums
  }

  /// Calls `each` with every line of collection `index`, in the order of keys, until it returns false;
  /// with those alone whose keys have `first` or more in their first four bytes.
  public func forEachLine(
    _ index: Int, from first: UInt32 = 0, _ each: (LineKey, Span<UInt8>) throws(Fault) -> Bool
  ) throws(Fault) {
    var heap = try MergeHeap(
      summands.enumerated().map {
        LineFeed($0.element, lines: index, from: first, order: $0.offset)
      })
    let isDifference = summands.contains { $0.isSubtracted }
    var count = 0
    while let feed = heap.top {
      count += 1
      if count % TablePass.stretch == 0 { try mayGoOn() }
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
      if read % TablePass.stretch == 0 { try mayGoOn() }
      _ = try feed.cursor.withLine { (_, text) throws(Fault) in
        let line = text.indices.map { text[$0] }
        let count = counts[line, default: 0] + (feed.isSubtracted ? -1 : 1)
        guard count >= 0 else { throw summands.inconsistent }
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
    summands.reduce(0) { $0 + ($1.isSubtracted ? -1 : 1) * $1.run.lines(in: index) }
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
    for (place, summand) in summands.enumerated() {
      feeds.append(
        try TableFeed(
          summand, table: index, shape: table, renumberings: domains.map { $0.renumberings[place] },
          firsts: inner, order: place))
    }
    return TablePass(
      feeds: feeds, shape: table, domains: domains, firsts: inner, window: window(ofTable: index),
      inconsistent: summands.inconsistent, mayGoOn: mayGoOn)
  }
}

/// A run's lines among others.
private final class LineFeed: MergeFeed {
  var cursor: LineCursor
  let isSubtracted: Bool
  private let order: Int
  /// The first key that is wanted, until it was sought.
  private var start: LineKey?

  init(_ summand: Summand, lines: Int, from first: UInt32, order: Int) {
    cursor = LineCursor(summand.run, lines: lines)
    start = first == 0 ? nil : LineKey(high: UInt64(first) << 32, low: 0)
    isSubtracted = summand.isSubtracted
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
