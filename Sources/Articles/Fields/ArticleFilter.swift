import Diagnostics

/// Which articles a run counts: `corpus.where`.
///
/// All conditions must hold. They are decided on the decoded fields, so the same article is kept or
/// not whatever it was read from.
public struct ArticleFilter: Sendable {
  /// A condition on one field.
  public enum Condition: Sendable, Hashable, Codable {
    /// The field has one of these values, byte for byte. An article without the field fails.
    case oneOf(slotName: String, values: [String])
    /// The date lies between these, both included; nil leaves that side open. Bounds are ISO 8601
    /// dates, perhaps partial.
    ///
    /// Dates are compared by the parts that both have, and times of day are left aside:
    /// `to: 2021` keeps all of 2021, and an article of `2021` passes `from: 2021-03-01`. An
    /// article without a year fails.
    case dateRange(from: String?, to: String?)
  }

  private enum Test: Sendable {
    case oneOf(slot: Int, values: Set<[UInt8]>)
    case dateRange(from: ArticleDate?, to: ArticleDate?)
  }

  /// The conditions, in the order of the pipeline.
  public let conditions: [Condition]
  private let tests: [Test]

  /// The filter that lets all pass.
  public init() { (conditions, tests) = ([], []) }

  /// The filter of all of `conditions`, for articles read by `mapping`; without conditions all
  /// pass.
  ///
  /// - Throws: `filter.unknown-field` for a field that articles do not have, `filter.bad-date` for
  ///   a bound that is not a date or has no year.
  public init(
    conditions: [Condition], mapping: FieldMapping = FieldMapping()
  ) throws(Fault) {
    var tests: [Test] = []
    for condition in conditions {
      switch condition {
      case .oneOf(let name, let values):
        guard let slot = mapping.slot(named: name) else {
          let known = Field.allCases.map(\.name) + mapping.extra
          throw Fault(
            "filter.unknown-field", "articles have no field “\(name)”",
            advice: nearestName(to: name, among: known).map { "did you mean “\($0)”?" }
              ?? "map it under `corpus.fields`",
            exit: .configuration)
        }
        tests.append(.oneOf(slot: slot, values: Set(values.map { Array($0.utf8) })))
      case .dateRange(let from, let to):
        tests.append(.dateRange(from: try Self.bound(from), to: try Self.bound(to)))
      }
    }
    self.conditions = conditions
    self.tests = tests
  }

  private static func bound(_ text: String?) throws(Fault) -> ArticleDate? {
    guard let text else { return nil }
    guard let date = ArticleDate(written: Array(text.utf8).span), date.year != nil else {
      throw Fault(
        "filter.bad-date", "“\(text)” is no date with a year",
        advice: "write 2021, 2021-03 or 2021-03-06", exit: .configuration)
    }
    return date
  }

  /// Whether all conditions hold for `article`.
  public func keeps(_ article: borrowing Article) -> Bool {
    for place in tests.indices where !holds(place, for: article) { return false }
    return true
  }

  /// Whether the condition in `place` of `conditions` holds for `article`.
  public func holds(_ place: Int, for article: borrowing Article) -> Bool {
    switch tests[place] {
    case .oneOf(let slot, let values):
      guard let range = article.range(slot: slot) else { return false }
      return values.contains(Array(article.bytes[range]))
    case .dateRange(let from, let to):
      guard let range = article.range(of: .date),
        let date = ArticleDate(written: article.bytes.span.extracting(range)), date.year != nil
      else { return false }
      if let from, Self.isBefore(date, from) { return false }
      if let to, Self.isBefore(to, date) { return false }
      return true
    }
  }

  /// Whether `a` is earlier than `b` by the parts that both have.
  private static func isBefore(_ a: ArticleDate, _ b: ArticleDate) -> Bool {
    for (a, b) in [(a.year, b.year), (a.month, b.month), (a.day, b.day)] {
      guard let a, let b else { return false }
      if a != b { return a < b }
    }
    return false
  }
}
