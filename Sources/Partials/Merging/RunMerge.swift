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
  /// The memory that may be held, in bytes.
  let memory: Int
  /// Throws when a pass is to be given up.
  private let mayGoOn: MayGoOn

  /// Asked every now and then while runs are read; gives up by throwing.
  public typealias MayGoOn = @Sendable () throws(Fault) -> Void

  /// Numbers by number; ascending.
  final class Renumbering: Sendable {
    let numbers: Buffer<UInt32>
    init(_ numbers: consuming Buffer<UInt32>) { self.numbers = numbers }

    /// The first place whose number is `number` or more.
    func place(of number: UInt32) -> UInt32 {
      var low = 0
      var high = numbers.count
      while low < high {
        let middle = (low + high) / 2
        if numbers[middle] < number { low = middle + 1 } else { high = middle }
      }
      return UInt32(low)
    }
  }

  /// Stretches of first numbers, each of which is worked on apart.
  public struct Stretches: Sendable {
    /// The stretches, in order.
    public var ranges: [Range<UInt32>]
    /// How many there is memory for at once.
    public var atOnce: Int

    /// Stretches, of which `atOnce` are worked on at once.
    public init(ranges: [Range<UInt32>], atOnce: Int) {
      self.ranges = ranges
      self.atOnce = atOnce
    }
  }

  /// Does pieces of work at once: calls its closure with 0, 1, … below the count given.
  public typealias Concurrently = @Sendable (Int, @Sendable (Int) -> Void) -> Void

  /// Does pieces of work one after the other.
  public static let oneByOne: Concurrently = { count, work in
    for place in 0..<count { work(place) }
  }

  /// Merges the dictionaries of `runs`, less `others`. Strings beyond `memory` bytes a dictionary go to
  /// files in `folder`. Linear in the strings of all runs, times the logarithm of their number; `jobs`
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
    var merged: [MergedDictionary] = []
    for dictionary in 0..<shape.dictionaries {
      try mayGoOn()
      let merge = DictionaryMerge(
        summands, dictionary: dictionary, folder: folder, memory: memory, jobs: jobs, concurrently)
      merged.append(try merge.merged())
    }
    self.summands = summands
    self.shape = shape
    self.merged = merged
    dictionaries = merged.map(\.strings)
    self.memory = memory
    self.jobs = jobs
    self.concurrently = concurrently
    self.mayGoOn = mayGoOn
  }

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

  /// Stretches of first numbers by which table `index` is passed over: one where there is memory for a
  /// single pass, or little to pass over.
  public func stretches(ofTable index: Int) -> Stretches {
    let table = shape.tables[index]
    let strings = dictionaries[table.domains[0]].count
    let row = min(merged[table.domains.last ?? 0].count, TablePass.widestRow)
    let room = 8 * row * table.columns + 2 * RunFormat.blockSize * summands.count
    let atOnce = min(jobs, memory / 4 / max(1, room))
    guard atOnce > 1, strings > 1 << 14 else {
      return Stretches(ranges: [0..<UInt32(strings)], atOnce: 1)
    }
    // Longer keys crowd under some first numbers: more stretches part them better.
    let count = (table.domains.count == 1 ? 2 : 4) * atOnce
    let ranges = (0..<count).map {
      UInt32($0 * strings / count)..<UInt32(($0 + 1) * strings / count)
    }
    return Stretches(ranges: ranges, atOnce: atOnce)
  }

  /// A pass over table `index`; `firsts` limits it to keys whose first number lies there.
  public func pass(table index: Int, firsts: Range<UInt32>? = nil) -> TablePass {
    let table = shape.tables[index]
    let domains = table.domains.map { merged[$0] }
    let inner = firsts.map { domains[0].inner($0.lowerBound)..<domains[0].inner($0.upperBound) }
    let feeds = summands.enumerated().map { place, summand in
      TableFeed(
        summand, table: index, shape: table, renumberings: domains.map { $0.renumberings[place] },
        firsts: inner, order: place)
    }
    return TablePass(
      feeds: feeds, shape: table, domains: domains, firsts: inner,
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
