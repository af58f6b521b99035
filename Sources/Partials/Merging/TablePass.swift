import Bytes
import Diagnostics

/// One pass over a merged table: every key once, its counts added up over the segments.
///
/// Tables whose keys have one or two numbers are added up in a dense row over the last number, one
/// first number at a time, which costs a few nanoseconds an entry however many segments there are;
/// longer keys go through a heap.
public struct TablePass {
  let feeds: [TableFeed]
  let shape: TableShape
  let domains: [MergedDictionary]
  /// What readers call the strings of each domain.
  private let names: [MergedDictionary.Naming]
  /// The first numbers that are passed over, by the merge's numbers; nil for all.
  let firsts: Range<UInt32>?
  /// What is thrown if more is taken away than there is.
  let inconsistent: Fault
  let mayGoOn: SegmentMerge.MayGoOn

  /// Entries or first numbers between two questions whether the pass may go on.
  static let checkInterval = 1 << 12

  /// The dense row covers this many numbers at a time, so that its memory is bounded.
  var window: Int

  init(
    feeds: [TableFeed], shape: TableShape, domains: [MergedDictionary], firsts: Range<UInt32>?,
    window: Int, inconsistent: Fault, mayGoOn: @escaping SegmentMerge.MayGoOn
  ) {
    self.feeds = feeds
    self.shape = shape
    self.domains = domains
    names = domains.map { MergedDictionary.Naming($0) }
    self.firsts = firsts
    self.window = window
    self.inconsistent = inconsistent
    self.mayGoOn = mayGoOn
  }

  /// Calls `each` with every key and its counts; in the order of keys if `sorted`, else the keys of
  /// one first number come together but in no order.
  public func forEach(
    sorted: Bool, _ each: (TupleKey, TupleValues) throws(Fault) -> Void
  ) throws(Fault) {
    guard shape.domains.count <= 2 else {
      var stream = try TableStream(self)
      while try stream.advance() { try each(stream.key, stream.values) }
      return
    }
    let isWhole = names.allSatisfy { $0.isWhole }
    try forEachInner(sorted: sorted) { (key, values) throws(Fault) in
      guard try isLeft(values) else { return }
      if isWhole { return try each(key, values) }
      var key = key
      try name(&key)
      try each(key, values)
    }
  }

  /// Whether anything is left of an entry with these counts.
  @inline(__always)
  func isLeft(_ values: TupleValues) throws(Fault) -> Bool {
    guard Int64(bitPattern: values[0]) > 0 else {
      guard values[0] == 0 else { throw inconsistent }
      return false
    }
    return true
  }

  /// Replaces the merge's numbers with those that readers know strings by.
  func name(_ key: inout TupleKey) throws(Fault) {
    for (place, name) in names.enumerated() { key[place] = try name.outer(key[place]) }
  }

  private func forEachInner(
    sorted: Bool, _ each: (TupleKey, TupleValues) throws(Fault) -> Void
  ) throws(Fault) {
    // A row covers the last number: of keys with one number that is the first as well.
    let whole = 0..<UInt32(domains.last?.count ?? 0)
    let numbers = shape.domains.count == 1 ? firsts ?? whole : whole
    let end = Int(numbers.upperBound)
    var row = DenseRow(size: min(numbers.count, window), columns: shape.columns)
    for feed in feeds { try feed.start() }
    var standing: [TableFeed] = []
    var count = 0
    while let first = gather(&standing) {
      count += 1
      if count % TablePass.checkInterval == 0 { try mayGoOn() }
      // Where few numbers lie far apart, what is between them is passed over.
      while let start = TablePass.least(standing, under: first) {
        row.start = start
        let next = min(Int(start) + window, end)
        for feed in standing where feed.first == first {
          try feed.add(below: UInt32(next), to: &row)
        }
        try row.drain(first: shape.domains.count == 2 ? first : nil, sorted: sorted, each)
      }
    }
  }

  /// Replaces `standing` with the feeds that are at the least first number, and returns that.
  private func gather(_ standing: inout [TableFeed]) -> UInt32? {
    standing.removeAll(keepingCapacity: true)
    var least = UInt32.max
    for feed in feeds where feed.first < .max && feed.first <= least {
      if feed.first < least {
        least = feed.first
        standing.removeAll(keepingCapacity: true)
      }
      standing.append(feed)
    }
    return least == .max ? nil : least
  }

  /// The smallest last number of those `feeds` that are still at `first`.
  private static func least(_ feeds: [TableFeed], under first: UInt32) -> UInt32? {
    var least: UInt32?
    for feed in feeds where feed.first == first { least = min(least ?? .max, feed.last) }
    return least
  }
}

/// Compares two keys number by number: negative, zero or positive.
func compare(_ a: TupleKey, _ b: TupleKey) -> Int {
  for place in a.indices where a[place] != b[place] { return a[place] < b[place] ? -1 : 1 }
  return 0
}

/// Sums under consecutive numbers. The first count of an entry is never zero, so a zero there marks
/// a number without an entry; what is taken away comes after all that is added.
struct DenseRow: ~Copyable {
  private var sums: Buffer<UInt64>
  private var touched: [UInt32] = []
  private let columns: Int
  /// What a number of a row takes, in bytes.
  static func byteCount(columns: Int) -> Int { 8 * columns + 8 }
  /// The number that the row's first place stands for.
  var start: UInt32 = 0

  init(size: Int, columns: Int) {
    self.columns = columns
    sums = Buffer(repeating: 0, count: size * columns)
  }

  @inline(__always)
  mutating func add(_ number: UInt32, _ values: TupleValues, times sign: UInt64) {
    let place = Int(number &- start) &* columns
    if sums[place] == 0 { touched.append(number) }
    for column in 0..<columns { sums[place &+ column] &+= values[column] &* sign }
  }

  /// Hands out the entries and clears the row.
  mutating func drain(
    first: UInt32?, sorted: Bool, _ each: (TupleKey, TupleValues) throws(Fault) -> Void
  ) throws(Fault) {
    if sorted { touched.sort() }
    var key = TupleKey(repeating: 0)
    if let first { key[0] = first }
    var values = TupleValues(repeating: 0)
    for number in touched {
      key[first == nil ? 0 : 1] = number
      let place = Int(number &- start) &* columns
      for column in 0..<columns {
        values[column] = sums[place &+ column]
        sums[place &+ column] = 0
      }
      try each(key, values)
    }
    touched.removeAll(keepingCapacity: true)
  }
}

/// A segment's table among others, its numbers already those of the merge.
///
/// A method takes the cursor out while it works: what a method owns alone need not be
/// checked for exclusive access at every step.
final class TableFeed: MergeFeed {
  private var cursor: TableCursor?
  private let renumberings: [Renumbering.Reader]
  private let firsts: Range<UInt32>?
  private let width: Int
  private let order: Int
  /// What the counts are multiplied with.
  let sign: UInt64
  /// The current key.
  private(set) var key = TupleKey(repeating: 0)
  /// The first number of the current key (0 for keys of one number); the largest number at the end.
  private(set) var first = UInt32.max
  /// The last number of the current key, which has one or two.
  var last: UInt32 { key[width - 1] }

  init(
    _ input: SignedInput, table: Int, shape: TableShape, renumberings: [Renumbering],
    firsts: Range<UInt32>?, order: Int
  ) throws(Fault) {
    sign = input.sign
    let renumberings = renumberings.map { Renumbering.Reader($0) }
    self.renumberings = renumberings
    self.firsts = firsts
    self.order = order
    width = shape.domains.count
    let from = try firsts.map { (firsts) throws(Fault) in
      try renumberings[0].place(of: firsts.lowerBound)
    }
    cursor = TableCursor(input.segment, table: table, shape: shape, from: from ?? 0)
  }

  /// The counts of the current entry.
  private(set) var values = TupleValues(repeating: 0)

  /// Moves to the first entry within `firsts`.
  func start() throws(Fault) { _ = try advance() }

  func advance() throws(Fault) -> Bool {
    guard var cursor = cursor.take() else { return false }
    let isThere = try advance(&cursor)
    self.cursor = consume cursor
    return isThere
  }

  private func advance(_ cursor: inout TableCursor) throws(Fault) -> Bool {
    while try cursor.advance() {
      try renumber(cursor.key)
      values = cursor.values
      if let firsts {
        if key[0] < firsts.lowerBound { continue }
        if key[0] >= firsts.upperBound { break }
      }
      first = width == 1 ? 0 : key[0]
      return true
    }
    first = .max
    return false
  }

  @inline(__always)
  private func renumber(_ own: TupleKey) throws(Fault) {
    for place in 0..<width { key[place] = try renumberings[place][own[place]] }
  }

  /// Adds the entries of the current first number whose last number is below `end`.
  func add(below end: UInt32, to row: inout DenseRow) throws(Fault) {
    guard var cursor = cursor.take() else { return }
    if width == 2 {
      try addSeconds(&cursor, below: end, to: &row)
    } else {
      try addNumbers(&cursor, below: end, to: &row)
    }
    self.cursor = consume cursor
  }

  private func addNumbers(
    _ cursor: inout TableCursor, below end: UInt32, to row: inout DenseRow
  ) throws(Fault) {
    let renumbering = renumberings[0]
    var number = key[0]
    while first == 0, number < end {
      row.add(number, cursor.values, times: sign)
      guard try cursor.advance() else {
        first = .max
        break
      }
      number = try renumbering[cursor.key[0]]
      if let firsts, number >= firsts.upperBound { first = .max }
    }
    key[0] = number
    values = cursor.values
  }

  private func addSeconds(
    _ cursor: inout TableCursor, below end: UInt32, to row: inout DenseRow
  ) throws(Fault) {
    let here = cursor.key[0]
    let seconds = renumberings[1]
    var second = key[1]
    while second < end {
      row.add(second, cursor.values, times: sign)
      guard try cursor.advance() else {
        first = .max
        return
      }
      guard cursor.key[0] == here else {
        try renumber(cursor.key)
        if let firsts, key[0] >= firsts.upperBound { first = .max } else { first = key[0] }
        return
      }
      second = try seconds[cursor.key[1]]
    }
    key[1] = second
  }

  func precedes(_ other: TableFeed) -> Bool {
    let order = compare(key, other.key)
    return order != 0 ? order < 0 : self.order < other.order
  }
}
