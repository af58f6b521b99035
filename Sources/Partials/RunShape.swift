/// What a run holds: fixed by the plan, the same for every run of it.
///
/// All that analyses count comes down to four things: dictionaries of byte strings, tables from
/// tuples of dictionary numbers to counts, lines under 128-bit keys, and plain totals.
public struct RunShape: Sendable, Hashable {
  /// The number of dictionaries.
  public var dictionaries = 0
  /// The tables.
  public var tables: [TableShape] = []
  /// The number of collections of lines.
  public var lines = 0
  /// The number of totals.
  public var totals = 0

  public init() {}

  /// Adds a dictionary; returns its index.
  public mutating func addDictionary() -> Int {
    dictionaries += 1
    return dictionaries - 1
  }

  /// Adds a table over the dictionaries `domains` with `columns` counts an entry; returns its index.
  public mutating func addTable(domains: [Int], columns: Int) -> Int {
    precondition(domains.count <= TableShape.mostDomains && columns <= TableShape.mostColumns)
    tables.append(TableShape(domains: domains, columns: columns))
    return tables.count - 1
  }

  /// Adds a collection of lines; returns its index.
  public mutating func addLines() -> Int {
    lines += 1
    return lines - 1
  }

  /// Adds `count` totals; returns the index of the first.
  public mutating func addTotals(_ count: Int) -> Int {
    totals += count
    return totals - count
  }
}

/// A table: which dictionary each component of its keys numbers, and how many counts an entry has.
public struct TableShape: Sendable, Hashable {
  public var domains: [Int]
  public var columns: Int

  /// The longest key: a group and five words.
  public static var mostDomains: Int { 6 }
  /// The most counts an entry holds.
  public static var mostColumns: Int { 4 }
}

/// A key of a table: as many numbers as the table has domains, then zeros.
public typealias TupleKey = InlineArray<6, UInt32>

/// The counts of an entry: as many as the table has columns, then zeros.
public typealias TupleValues = InlineArray<4, UInt64>

/// A key under which a line stands, compared as one 128-bit number.
public struct LineKey: Sendable, Hashable, Comparable, BitwiseCopyable {
  public var high: UInt64
  public var low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  @inlinable
  public static func < (a: LineKey, b: LineKey) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }
}
