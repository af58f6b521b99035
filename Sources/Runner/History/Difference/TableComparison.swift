import Bytes
import Diagnostics
import Reports
import Statistics

/// The rows of the tables of two runs, side by side.
///
/// Holds some hundred bytes for each row of either. A row is known by its key: the cells that say
/// what it counts, separated by a byte that no text holds.
struct TableComparison: ~Copyable {
  /// The facts about one group of one table; a table without groups is one group.
  private struct GroupFacts {
    var shown = 0
    var least = UInt64.max
    var total: UInt64?
  }

  /// The count of a row that is not in a table.
  private static let absent = UInt64.max
  private static let separator: UInt8 = 0xFF

  /// The earlier table, then the later one.
  private let tables: [PublishedTable]
  /// Whether both count the same: only then does it mean anything that a row is not there.
  private let isAlike: Bool
  private var keys = Interner()
  private var groups = Interner()
  private var groupOfKey: [Int] = []
  /// The counts of every key in each table.
  private var counts: [[UInt64]] = [[], []]
  /// The facts about every group in each table.
  private var facts: [[GroupFacts]] = [[], []]
  /// The total of each table, where it is one for all rows.
  private var totals: [UInt64?] = [nil, nil]
  /// Whether the totals of groups could not be had.
  private(set) var lacksTotals = false

  /// Reads both tables, which have the same columns.
  init(
    _ before: PublishedTable, _ after: PublishedTable, isAlike: Bool
  ) throws(Fault) {
    tables = [before, after]
    self.isAlike = isAlike
    for side in 0...1 { try read(side) }
  }

  private mutating func read(_ side: Int) throws(Fault) {
    let table = tables[side]
    var reader = try table.open()
    let groupCells = try table.groups.map { (name) throws(Fault) in try reader.place(of: name) }
    let termCells = try table.terms.map { (name) throws(Fault) in try reader.place(of: name) }
    let countCell = try reader.place(of: table.countColumn)
    let totalCell = table.totalColumn.flatMap { reader.column($0) }
    // In JSON the share has all its digits and gives the total back; in CSV it has six.
    let shareCell =
      groupCells.isEmpty || reader.heading.members.isEmpty ? nil : reader.column("per_million")
    if !groupCells.isEmpty, reader.heading.members.isEmpty { lacksTotals = true }

    var row = TableRow()
    var key = Buffer<UInt8>()
    var n: UInt64?
    while try reader.read(&row) {
      key.removeAll()
      for cell in groupCells { key.append(cell: row[cell], Self.separator) }
      let group = groups.intern(key.span)
      for cell in termCells { key.append(cell: row[cell], Self.separator) }
      guard let count = row.integer(countCell), count != Self.absent else {
        throw reader.malformed("a row without count")
      }
      note(count, at: keys.intern(key.span), group, side)
      if let shareCell, let share = row.number(shareCell), share > 0 {
        facts[side][group].total = UInt64((Double(count) * 1e6 / share).rounded())
      }
      if n == nil { n = totalCell.flatMap { row.integer($0) } }
    }
    totals[side] = table.total(shown: n)
  }

  private mutating func note(_ count: UInt64, at key: Int, _ group: Int, _ side: Int) {
    if key == groupOfKey.count {
      groupOfKey.append(group)
      counts[0].append(Self.absent)
      counts[1].append(Self.absent)
    }
    while facts[0].count <= group {
      facts[0].append(GroupFacts())
      facts[1].append(GroupFacts())
    }
    counts[side][key] = count
    facts[side][group].shown += 1
    facts[side][group].least = min(facts[side][group].least, count)
  }

  // MARK: Changes

  /// The total that the counts of a row are set against in one table; nil if it is not known.
  private func total(ofGroup group: Int, _ side: Int) -> UInt64? {
    if tables[side].groups.isEmpty { return totals[side] }
    let known = facts[side][group]
    // A group that is not shown where everything is has no articles.
    if known.shown == 0, mostOfAbsent(inGroup: group, side) == 0 { return 0 }
    return known.total
  }

  /// The most that a row can count that one table does not show; nil if nothing is known of it.
  private func mostOfAbsent(inGroup group: Int, _ side: Int) -> UInt64? {
    guard isAlike else { return nil }
    let known = facts[side][group]
    return tables[side].mostOfAbsent(shown: known.shown, least: known.least)
  }

  /// The change of the row `key`; nil if it has the same share as before.
  private func change(of key: Int) -> TableChange? {
    let group = groupOfKey[key]
    var change = TableChange(key: key)
    change.totals = (total(ofGroup: group, 0), total(ofGroup: group, 1))
    let known = (counts[0][key], counts[1][key])
    if known.0 == Self.absent {
      change.after = known.1
      change.settle(before: mostOfAbsent(inGroup: group, 0))
    } else if known.1 == Self.absent {
      change.before = known.0
      change.settle(after: mostOfAbsent(inGroup: group, 1))
    } else {
      (change.before, change.after) = (known.0, known.1)
      guard change.settle() else { return nil }
    }
    return change
  }

  /// The changes in the requested order, and the number of rows by the way in which they have
  /// changed.
  func changes(
    _ options: RunDifference.Options
  ) -> (rows: [TableChange], tally: [TableChange.Kind: Int]) {
    var rows: [TableChange] = []
    var tally: [TableChange.Kind: Int] = [:]
    for key in groupOfKey.indices {
      guard let change = change(of: key) else { continue }
      tally[change.kind, default: 0] += 1
      if options.shows(change) { rows.append(change) }
    }
    rows.sort { one, other in
      let (first, second) = (options.sort.weight(of: one), options.sort.weight(of: other))
      if first != second { return first > second }
      return precedes(one.key, other.key)
    }
    return (options.top.map { Array(rows.prefix($0)) } ?? rows, tally)
  }

  /// Whether a key comes before another one by its bytes.
  private func precedes(_ one: Int, _ other: Int) -> Bool {
    let count = min(keys[one].count, keys[other].count)
    for index in 0..<count where keys[one][index] != keys[other][index] {
      return keys[one][index] < keys[other][index]
    }
    return keys[one].count < keys[other].count
  }

  /// The cells that make the key of a row.
  func cells(of change: TableChange) -> [String] {
    var cells: [String] = []
    var start = 0
    let key = keys[change.key]
    for index in key.indices where key[index] == Self.separator {
      cells.append(String(copying: key.extracting(start..<index)))
      start = index + 1
    }
    return cells
  }

  /// The total of one table (0: the earlier one), where it is one for all rows.
  func total(_ side: Int) -> UInt64? { totals[side] }

  /// Whether a row that a table does not show may occur all the same: some count is not known to be
  /// 0.
  func isCut(_ side: Int) -> Bool {
    facts[side].indices.contains { mostOfAbsent(inGroup: $0, side) != 0 }
  }
}

extension TableReader {
  /// The place of a column that has to be there.
  fileprivate func place(of name: String) throws(Fault) -> Int {
    guard let place = column(name) else { throw malformed("no column `\(name)`") }
    return place
  }
}

extension Buffer<UInt8> {
  /// Appends the bytes of a cell and the byte that ends it.
  fileprivate mutating func append(cell: Span<UInt8>, _ separator: UInt8) {
    append(contentsOf: cell)
    append(separator)
  }
}
