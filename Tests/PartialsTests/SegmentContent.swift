import Bytes
import Diagnostics
import Foundation

@testable import Partials

/// What a segment holds, as plain values under the strings themselves, so that segments with
/// different numberings compare.
struct SegmentContent: Equatable {
  /// A key of a table, by its strings.
  typealias Key = [[UInt8]]

  struct Line: Equatable {
    var key: LineKey
    var text: [UInt8]
  }

  var shape: SegmentShape
  var dictionaries: [Set<[UInt8]>]
  var tables: [[Key: [UInt64]]]
  /// In the order of keys.
  var lines: [[Line]]
  var totals: [UInt64]

  static let fingerprint = (0..<32).map { UInt8($0 * 7) }

  init(shape: SegmentShape) {
    self.shape = shape
    dictionaries = Array(repeating: [], count: shape.dictionaries)
    tables = Array(repeating: [:], count: shape.tables.count)
    lines = Array(repeating: [], count: shape.lines)
    totals = Array(repeating: 0, count: shape.totals)
  }

  /// Adds `values` under the key `strings` of table `index`.
  mutating func add(_ strings: Key, _ values: [UInt64], to index: Int) {
    for (string, domain) in zip(strings, shape.tables[index].domains) {
      dictionaries[domain].insert(string)
    }
    let sums = tables[index][strings] ?? Array(repeating: 0, count: values.count)
    tables[index][strings] = zip(sums, values).map { $0 + $1 }
  }

  /// What two parts hold together.
  static func + (a: SegmentContent, b: SegmentContent) -> SegmentContent {
    var sum = a
    for index in a.dictionaries.indices { sum.dictionaries[index].formUnion(b.dictionaries[index]) }
    for index in a.tables.indices {
      for (key, values) in b.tables[index] { sum.add(key, values, to: index) }
    }
    for index in a.lines.indices { sum.lines[index].merge(b.lines[index]) }
    sum.totals = zip(a.totals, b.totals).map { $0 + $1 }
    return sum
  }

  // MARK: Writing

  /// Writes the content as a segment; returns the size that the writer tells.
  @discardableResult
  func write(to path: String) throws -> Int {
    var writer = try SegmentWriter(
      path: path, shape: shape, fingerprint: SegmentContent.fingerprint)
    let orders = dictionaries.map { $0.sorted { $0.lexicographicallyPrecedes($1) } }
    let ranks = orders.map { order in
      Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, UInt32($0.offset)) })
    }
    for (index, order) in orders.enumerated() {
      try writer.beginDictionary(index)
      for string in order { try writer.term(string.span) }
    }
    for (index, table) in tables.enumerated() {
      try writer.beginTable(index)
      let domains = shape.tables[index].domains
      let numbered = table.map { key, values in
        (zip(key, domains).map { ranks[$1][$0] ?? 0 }, values)
      }
      for (key, values) in numbered.sorted(by: { $0.0.lexicographicallyPrecedes($1.0) }) {
        try writer.entry(TupleKey(key), TupleValues(values))
      }
    }
    for (index, lines) in lines.enumerated() {
      try writer.beginLines(index)
      for line in lines { try writer.line(line.key, line.text.span) }
    }
    try writer.totals(totals.span)
    return try writer.finish()
  }

  // MARK: Reading

  /// What the segments at `paths` hold together.
  init(
    mergeOf paths: [String], shape: SegmentShape, folder: String, memory: Int = 1 << 20
  ) throws {
    var readers: [SegmentReader] = []
    for path in paths {
      readers.append(
        try SegmentReader(path: path, shape: shape, fingerprint: SegmentContent.fingerprint))
    }
    try self.init(try SegmentMerge(readers, shape: shape, folder: folder, memory: memory))
  }

  /// What `merge` holds; throws also where an order is not kept.
  init(_ merge: SegmentMerge) throws {
    self.init(shape: merge.shape)
    totals = try merge.totals()
    let strings = try merge.dictionaries.map { try SegmentContent.strings(of: $0) }
    dictionaries = strings.map { Set($0) }
    for index in tables.indices {
      let rows = try merge.rows(ofTable: index, sorted: true)
      guard zip(rows, rows.dropFirst()).allSatisfy({ $0.key.lexicographicallyPrecedes($1.key) })
      else { throw Disorder() }
      for row in rows {
        let key = zip(row.key, shape.tables[index].domains).map { strings[$1][Int($0)] }
        tables[index][key] = row.values
      }
    }
    for index in lines.indices {
      try merge.forEachLine(index) { key, text in
        var bytes: [UInt8] = []
        bytes.append(copying: text)
        lines[index].append(Line(key: key, text: bytes))
        return true
      }
    }
  }

  /// Something stands out of order.
  struct Disorder: Error {}

  private static func strings(of list: TermList) throws -> [[UInt8]] {
    var strings: [[UInt8]] = []
    var buffer = Buffer<UInt8>()
    for number in 0..<list.count {
      try list.read(number, into: &buffer)
      strings.append((0..<buffer.count).map { buffer[$0] })
    }
    var passed: [[UInt8]] = []
    try list.forEach { string in passed.append(string.indices.map { string[$0] }) }
    guard passed == strings else { throw Disorder() }
    guard zip(strings, strings.dropFirst()).allSatisfy({ $0.lexicographicallyPrecedes($1) }) else {
      throw Disorder()
    }
    return strings
  }
}

extension [SegmentContent.Line] {
  /// Takes in other lines; those of equal keys follow the ones that are here.
  fileprivate mutating func merge(_ others: [SegmentContent.Line]) {
    let both = (self + others).enumerated()
    self = both.sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
      .map { $0.element }
  }
}

/// An entry of a table, as plain values.
struct TableRow: Hashable {
  var key: [UInt32]
  var values: [UInt64]
}

extension SegmentMerge {
  /// The entries of table `index` in the order in which they come.
  func rows(
    ofTable index: Int, firsts: Range<UInt32>? = nil, sorted: Bool, window: Int? = nil
  ) throws -> [TableRow] {
    let table = shape.tables[index]
    var rows: [TableRow] = []
    var pass = try pass(table: index, firsts: firsts)
    if let window { pass.window = window }
    try pass.forEach(sorted: sorted) { key, values in
      rows.append(
        TableRow(
          key: table.domains.indices.map { key[$0] }, values: (0..<table.columns).map { values[$0] }
        ))
    }
    return rows
  }
}

extension TupleKey {
  /// `numbers`, then zeros.
  init(_ numbers: [UInt32]) {
    self.init(repeating: 0)
    for (place, number) in numbers.enumerated() { self[place] = number }
  }
}

extension TupleValues {
  /// `numbers`, then zeros.
  init(_ numbers: [UInt64]) {
    self.init(repeating: 0)
    for (place, number) in numbers.enumerated() { self[place] = number }
  }
}
