import Bytes

/// What a segment holds: fixed by the plan, the same for every segment of it.
///
/// All that analyses count comes down to four things: dictionaries of byte strings, tables from
/// tuples of dictionary numbers to counts, lines under 128-bit keys, and plain totals. Each section
/// has a name, made of what it counts, so that a segment serves every plan whose sections it has,
/// be they all of its own or a few.
public struct SegmentShape: Sendable, Hashable {
  /// What the sections that are added next count, in full: two sections that may differ in a single
  /// count have different owners.
  public var owner = ""
  /// The tables.
  public private(set) var tables: [TableShape] = []
  /// The number of totals.
  public private(set) var totals = 0
  /// The names of the sections of each kind, in order.
  private(set) var names: [SegmentFormat.Section: [SectionName]] = [:]
  /// The totals of each section of totals, in order.
  private(set) var totalRanges: [Range<Int>] = []

  /// A shape without sections.
  public init() {}

  /// The number of dictionaries.
  public var dictionaries: Int { names[.dictionary]?.count ?? 0 }
  /// The number of collections of lines.
  public var lines: Int { names[.lines]?.count ?? 0 }

  /// The owners of all sections, in the order of their first.
  public private(set) var owners: [String] = []

  /// Adds a dictionary; returns its index.
  public mutating func addDictionary() -> Int { add(.dictionary) }

  /// Adds a table over the dictionaries `domains` with `columns` counts an entry; returns its
  /// index.
  public mutating func addTable(domains: [Int], columns: Int) -> Int {
    precondition(domains.count <= TableShape.mostDomains && columns <= TableShape.mostColumns)
    tables.append(TableShape(domains: domains, columns: columns))
    return add(.table)
  }

  /// Adds a collection of lines; returns its index.
  public mutating func addLines() -> Int { add(.lines) }

  /// Adds `count` totals; returns the index of the first.
  public mutating func addTotals(_ count: Int) -> Int {
    totalRanges.append(totals..<totals + count)
    totals += count
    _ = add(.totals)
    return totals - count
  }

  private mutating func add(_ kind: SegmentFormat.Section) -> Int {
    let index = names[kind]?.count ?? 0
    if !owners.contains(owner) { owners.append(owner) }
    let known = names.values.reduce(0) { $0 + $1.count { $0.owner == owner } }
    names[kind, default: []].append(SectionName(owner: owner, ordinal: known))
    return index
  }
}

/// The name of a section of a segment: 64 bits of a digest of what it counts.
struct SectionName: Sendable, Hashable {
  let owner: String
  let identifier: UInt64

  /// The name of section `ordinal` of `owner`.
  init(owner: String, ordinal: Int) {
    self.owner = owner
    var digest = Digest()
    digest.update("\(ordinal) \(owner)")
    identifier = digest.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// A table: which dictionary each component of its keys numbers, and how many counts an entry has.
public struct TableShape: Sendable, Hashable {
  /// The dictionary of each component of a key.
  public var domains: [Int]
  /// The counts of an entry.
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
  /// The high word.
  public var high: UInt64
  /// The low word.
  public var low: UInt64

  /// The key of these words.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Whether `a` is the smaller number.
  @inlinable
  public static func < (a: LineKey, b: LineKey) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }
}
