import Articles
import Bytes
import Diagnostics
import Partials
import Reports

/// What `where` asks for and no article has.
extension Reporter {
  /// The warnings about conditions that no article meets, or values that none has; their subjects
  /// begin with `where`.
  static func filterWarnings(
    _ plan: CountingPlan, _ merge: SegmentMerge, _ counts: CorpusCounts
  ) throws(Fault) -> [TableWarning] {
    guard counts.counted + counts.filtered > 0 else { return [] }
    var warnings: [TableWarning] = []
    for (condition, placement) in zip(plan.filter.conditions, plan.filters) {
      var met: [[UInt8]] = []
      try merge.dictionaries[placement.values].forEach { value in
        met.append(value.indices.map { value[$0] })
      }
      switch condition {
      case .oneOf(let field, let values):
        warnings += self.warnings(ofMissing: values, of: field, met)
      case .dateRange where met.first != FilterCounter.inRange:
        warnings.append(warning(ofDates: met))
      case .dateRange: break
      }
    }
    if warnings.isEmpty, counts.counted == 0, !plan.filter.conditions.isEmpty {
      warnings = [
        TableWarning(
          "request.missing-value", "no article meets all conditions of `where` together",
          about: ["where"])
      ]
    }
    return warnings
  }

  private static func warnings(
    ofMissing values: [String], of field: String, _ met: [[UInt8]]
  ) -> [TableWarning] {
    let known = Set(met)
    let missing = values.indices.filter { !known.contains(Array(values[$0].utf8)) }
    let named = missing.prefix(mostNamed)
    var search = NearestValues(to: named.map { values[$0] }, farthest: FilterCounter.farthest)
    for value in met { search.look(at: value.span) }
    var warnings = zip(named, search.found).map { place, near in
      TableWarning(
        "request.missing-value", "no article has the \(field) `\(values[place])`",
        advice: .didYouMean(near), about: ["where", field, "\(place)"])
    }
    if missing.count > named.count {
      warnings.append(
        TableWarning(
          "request.missing-value",
          "\(missing.count - named.count) more values of \(field) occur in no article",
          about: ["where", field]))
    }
    return warnings
  }

  /// The warning that no date is in the range, by the `years` of all articles, in order.
  private static func warning(ofDates years: [[UInt8]]) -> TableWarning {
    let dated = years.filter { $0.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }
      .map { String(decoding: $0, as: UTF8.self) }
    var advice = "None of the articles has a date."
    if let first = dated.first, let last = dated.last {
      advice =
        first == last
        ? "The articles have dates in \(first)."
        : "The articles have dates from \(first) to \(last)."
    }
    return TableWarning(
      "request.missing-value", "no article has a date in the range", advice: advice,
      about: ["where", "date"])
  }
}
