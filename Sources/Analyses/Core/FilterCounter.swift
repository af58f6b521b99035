import Articles
import Bytes
import Diagnostics
import Partials
import Reports

/// Where what a condition of `where` meets is in a segment.
struct FilterPlacement: Sendable {
  /// The dictionary of values.
  var values: Int
  /// From a value to the articles that have it.
  var table: Int
}

extension ArticleFilter.Condition {
  /// Everything on which the counts of the condition depend.
  var key: StatisticKey {
    switch self {
    case .oneOf(let field, let values):
      StatisticKey(
        "condition", version: 1,
        ["field": .string(field), "values": .array(values.map(JSONValue.string))])
    case .dateRange(let from, let to):
      StatisticKey(
        "condition", version: 1,
        [
          "from": from.map(JSONValue.string) ?? .null, "to": to.map(JSONValue.string) ?? .null,
        ])
    }
  }
}

/// Counts the values that a filter asks for, and those that are spelled like them, over all
/// articles read, filtered or not: where a value turns out to be that of no article, the slip can
/// be told.
///
/// Of a range of dates it counts the articles that are in it, under no value, and those of every
/// year. What is kept depends on the value alone, so that it adds up like all counts, and is
/// little.
struct FilterCounter: ~Copyable {
  private let filter: ArticleFilter
  private let placements: [FilterPlacement]
  private let slots: [Int]
  private var conditions: [Condition]

  /// The values of a condition.
  private struct Condition {
    var wanted: Set<[UInt8]>
    var near: NearestValues
    var counts: [[UInt8]: UInt64] = [:]
    /// Whether values met lately are kept.
    var known: [[UInt8]: Bool] = [:]

    mutating func keeps(_ value: [UInt8]) -> Bool {
      if let isKept = known[value] { return isKept }
      let isKept = wanted.contains(value) || near.look(at: value.span)
      if known.count == FilterCounter.mostKnown { known = [:] }
      known[value] = isKept
      return isKept
    }
  }

  private static let mostKnown = 1024
  /// Values are sought that are spelled like the first so many wanted ones.
  static let mostSought = 16
  /// How far from the wanted one a value may be that is kept: among numbers, many are near.
  static let farthest = 2
  /// Under which articles are counted that are in a range of dates.
  static let inRange: [UInt8] = []

  init(_ filter: ArticleFilter, _ placements: [FilterPlacement], slots fields: [String: Int]) {
    self.filter = filter
    self.placements = placements
    slots = filter.conditions.map { condition in
      guard case .oneOf(let name, _) = condition else { return Field.date.rawValue }
      return fields[name] ?? Field.source.rawValue
    }
    conditions = filter.conditions.map { condition in
      guard case .oneOf(_, let values) = condition else {
        return Condition(wanted: [], near: NearestValues(to: []))
      }
      return Condition(
        wanted: Set(values.map { Array($0.utf8) }),
        near: NearestValues(
          to: Array(values.prefix(FilterCounter.mostSought)), farthest: FilterCounter.farthest))
    }
  }

  /// The memory held, in bytes, about.
  var byteCount: Int {
    conditions.reduce(0) { $0 + 128 * ($1.counts.count + $1.known.count) }
  }

  /// Takes in an article, before it is filtered.
  mutating func look(at article: borrowing Article) {
    for place in conditions.indices {
      let range = article.range(slot: slots[place])
      guard case .dateRange = filter.conditions[place] else {
        guard let range else { continue }
        let value = Array(article.bytes[range])
        if conditions[place].keeps(value) { conditions[place].counts[value, default: 0] += 1 }
        continue
      }
      var year: [UInt8] = []
      ArticleDate.appendKey(
        .year, of: range.flatMap { ArticleDate(written: article.bytes.span.extracting($0)) },
        to: &year)
      conditions[place].counts[year, default: 0] += 1
      if filter.holds(place, for: article) {
        conditions[place].counts[FilterCounter.inRange, default: 0] += 1
      }
    }
  }

  /// Writes the dictionaries; before the tables.
  func writeDictionaries(into writer: inout SegmentWriter) throws(Fault) {
    for (placement, condition) in zip(placements, conditions) {
      try writer.beginDictionary(placement.values)
      for value in FilterCounter.sorted(condition.counts) { try writer.term(value.span) }
    }
  }

  /// Writes the counts into a segment whose dictionaries are written, and forgets them.
  mutating func drain(into writer: inout SegmentWriter) throws(Fault) {
    var key = TupleKey(repeating: 0)
    var values = TupleValues(repeating: 0)
    for (place, placement) in placements.enumerated() {
      try writer.beginTable(placement.table)
      let counts = conditions[place].counts
      for (number, value) in FilterCounter.sorted(counts).enumerated() {
        key[0] = UInt32(number)
        values[0] = counts[value] ?? 0
        try writer.entry(key, values)
      }
      conditions[place].counts = [:]
    }
  }

  private static func sorted(_ counts: [[UInt8]: UInt64]) -> [[UInt8]] {
    counts.keys.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
