import Bytes
import Diagnostics

/// Several runs of one shape, read as if they were one.
///
/// Making the merge merges the dictionaries and keeps, for each run, where its numbers went. As both
/// sides are sorted by bytes, the new numbers rise with the old, and tables need no re-sorting.
public final class RunMerge: Sendable {
  /// The shape of the runs.
  public let shape: RunShape
  /// The merged dictionaries.
  public let dictionaries: [TermList]
  let runs: [RunReader]
  /// For each run and dictionary, the merged number of each of the run's numbers.
  private let renumberings: [[Renumbering]]
  /// Throws when a pass is to be given up.
  private let mayGoOn: MayGoOn

  /// Asked every now and then while runs are read; gives up by throwing.
  public typealias MayGoOn = @Sendable () throws(Fault) -> Void

  /// The merged numbers of a run's strings, by the run's numbers; ascending.
  final class Renumbering: Sendable {
    let numbers: Buffer<UInt32>
    init(_ numbers: consuming Buffer<UInt32>) { self.numbers = numbers }
  }

  /// Does pieces of work at once: calls its closure with 0, 1, … below the count given.
  public typealias Concurrently = @Sendable (Int, @Sendable (Int) -> Void) -> Void

  /// Does pieces of work one after the other.
  public static let oneByOne: Concurrently = { count, work in
    for place in 0..<count { work(place) }
  }

  /// Merges the dictionaries of `runs`. Strings beyond `memory` bytes a dictionary go to files in
  /// `folder`. Linear in the strings of all runs, times the logarithm of their number; `jobs` parts
  /// are merged at once, if `concurrently` does them so.
  public init(
    _ runs: [RunReader], shape: RunShape, folder: String, memory: Int, jobs: Int = 1,
    mayGoOn: @escaping MayGoOn = {},
    concurrently: Concurrently = RunMerge.oneByOne
  ) throws(Fault) {
    var lists: [TermList] = []
    var renumberings: [[Renumbering]] = runs.map { _ in [] }
    for dictionary in 0..<shape.dictionaries {
      try mayGoOn()
      var list = TermList.Builder(folder: folder, memory: memory)
      let merged: [Renumbering]
      if let merge = try DictionaryMerge(
        runs, dictionary: dictionary, memory: memory, jobs: jobs, concurrently)
      {
        merged = try merge.finish(into: &list, concurrently)
      } else {
        let feeds = runs.map { DictionaryFeed($0, dictionary: dictionary) }
        try RunMerge.merge(feeds, into: &list)
        merged = feeds.map { $0.renumbering() }
      }
      lists.append(try list.finish())
      for (index, numbers) in merged.enumerated() { renumberings[index].append(numbers) }
    }
    self.runs = runs
    self.shape = shape
    dictionaries = lists
    self.renumberings = renumberings
    self.mayGoOn = mayGoOn
  }

  /// Merges dictionaries string by string, in memory that does not depend on how many there are.
  private static func merge(
    _ feeds: [DictionaryFeed], into list: inout TermList.Builder
  ) throws(Fault) {
    var heap = try MergeHeap(feeds)
    var last = Buffer<UInt8>()
    while let feed = heap.top {
      if list.count == 0 || !feed.isCurrent(last.span) {
        try feed.append(to: &list, &last)
      }
      feed.numbers.append(UInt32(list.count - 1))
      try heap.advanceTop()
    }
  }

  /// The totals of all runs, added up.
  public func totals() throws(Fault) -> [UInt64] {
    var sums = [UInt64](repeating: 0, count: shape.totals)
    for run in runs {
      for (index, value) in try run.totals().enumerated() { sums[index] += value }
    }
    return sums
  }

  /// Calls `each` with every line of collection `index`, in the order of keys.
  public func forEachLine(
    _ index: Int, _ each: (LineKey, Span<UInt8>) throws(Fault) -> Bool
  ) throws(Fault) {
    var heap = try MergeHeap(
      runs.enumerated().map { LineFeed($0.element, lines: index, order: $0.offset) })
    var count = 0
    while let feed = heap.top {
      count += 1
      if count % TablePass.stretch == 0 { try mayGoOn() }
      guard try feed.cursor.withLine(each) else { return }
      try heap.advanceTop()
    }
  }

  /// The number of lines in collection `index`.
  public func lines(_ index: Int) -> Int { runs.reduce(0) { $0 + $1.lines(in: index) } }

  /// A pass over table `index`; `firsts` limits it to keys whose first number lies there.
  public func pass(table index: Int, firsts: Range<UInt32>? = nil) -> TablePass {
    let table = shape.tables[index]
    let feeds = runs.indices.map { run in
      TableFeed(
        runs[run], table: index, shape: table,
        renumberings: table.domains.map { renumberings[run][$0] }, firsts: firsts, order: run)
    }
    return TablePass(
      feeds: feeds, shape: table, domainSizes: table.domains.map { dictionaries[$0].count },
      firsts: firsts, mayGoOn: mayGoOn)
  }

  /// Writes the merge as one run; returns its size in bytes.
  public func write(
    to path: String, fingerprint: [UInt8], compressed: Bool = false
  ) throws(Fault) -> Int {
    var writer = try RunWriter(
      path: path, shape: shape, fingerprint: fingerprint, compressed: compressed)
    try write(into: &writer)
    return try writer.finish()
  }

  private func write(into writer: inout RunWriter) throws(Fault) {
    let sums = try totals()
    try writer.totals(sums.span)
    for index in 0..<shape.dictionaries {
      try writer.beginDictionary(index)
      try write(dictionaries[index], into: &writer)
    }
    for index in 0..<shape.tables.count {
      try writer.beginTable(index)
      try pass(table: index).forEach(sorted: true) { (key, values) throws(Fault) in
        try writer.entry(key, values)
      }
    }
    for index in 0..<shape.lines {
      try writer.beginLines(index)
      try forEachLine(index) { (key, text) throws(Fault) in
        try writer.line(key, text)
        return true
      }
    }
  }

  private func write(_ list: TermList, into writer: inout RunWriter) throws(Fault) {
    var term = Buffer<UInt8>()
    for number in 0..<list.count {
      try list.read(number, into: &term)
      try writer.term(term.span)
    }
  }
}

/// A run's dictionary among others, with the numbers its strings get.
private final class DictionaryFeed: MergeFeed {
  private var cursor: DictionaryCursor
  private let expected: Int
  var numbers: Buffer<UInt32>

  init(_ run: RunReader, dictionary: Int) {
    cursor = DictionaryCursor(run, dictionary: dictionary)
    expected = run.terms(inDictionary: dictionary)
    numbers = Buffer(capacity: expected)
  }

  func precedes(_ other: DictionaryFeed) -> Bool {
    cursor.precedes(other.cursor)
  }

  func advance() throws(Fault) -> Bool { try cursor.advance() }

  func isCurrent(_ term: Span<UInt8>) -> Bool { cursor.isCurrent(term) }

  func append(to list: inout TermList.Builder, _ last: inout Buffer<UInt8>) throws(Fault) {
    last.removeAll()
    cursor.copyTerm(to: &last)
    try list.append(last.span)
  }

  func renumbering() -> RunMerge.Renumbering {
    var taken = Buffer<UInt32>(capacity: 1)
    swap(&taken, &numbers)
    return RunMerge.Renumbering(taken)
  }
}

/// A run's lines among others.
private final class LineFeed: MergeFeed {
  var cursor: LineCursor
  private let order: Int

  init(_ run: RunReader, lines: Int, order: Int) {
    cursor = LineCursor(run, lines: lines)
    self.order = order
  }

  func precedes(_ other: LineFeed) -> Bool {
    cursor.key != other.cursor.key ? cursor.key < other.cursor.key : order < other.order
  }

  func advance() throws(Fault) -> Bool { try cursor.advance() }
}
