import Diagnostics
import Partials
import Reports
import Statistics

/// The counts that a `diversity` analysis needs besides terms: which measures are made of it
/// is the report's.
struct DiversityStatistic: Statistic {
  var scope: DiversityRequest.Scope
  var groupBy: [GroupDimension]
  /// Parameters of measures of running text; nil where the measure is not wanted.
  var window: Int?
  var segment: Int?
  var factor: Int?
  /// Of articles, samples are drawn by the report.
  var draws: Int?

  init(_ request: DiversityRequest) {
    scope = request.scope
    groupBy = request.scope == .group ? request.groupBy : []
    for measure in request.resolvedMeasures {
      switch measure.basis {
      case .spectrum: break
      case .movingWindows: window = request.window
      case .segments: segment = request.segment
      case .factors: factor = request.factor
      case .samples: draws = request.scope == .group ? request.draws : nil
      }
    }
  }

  /// Sums over the articles of a group, all integers.
  ///
  /// MTLD is rounded to thousandths of a token and HD-D to 10⁻⁹ before it is added up, so that sums
  /// do not depend on their order.
  enum Sum: UInt32, CaseIterable {
    case articles, windows, windowTypes, segments, segmentTypes
    case articlesWithMTLD, thousandthsOfMTLD, articlesWithHDD, billionthsOfHDD
  }
}

extension DiversityStatistic {
  var key: StatisticKey {
    StatisticKey(
      "diversity", version: 1,
      [
        "per": .string(scope.rawValue), "group_by": .names(of: groupBy),
        "window": .some(window), "segment": .some(segment), "factor": .some(factor),
        "draws": .some(draws),
      ])
  }

  var needs: TextNeeds {
    window != nil || segment != nil || factor != nil ? [.terms, .order] : .terms
  }
  var fields: [String] { groupBy.map(\.fieldName) }

  func place(in layout: inout Layout) -> DiversityPlacement {
    guard scope == .group else { return DiversityPlacement(lines: layout.addLines()) }
    let (groups, sums) = (layout.addDictionary(), layout.addDictionary())
    let table = layout.addTable(domains: [groups, sums], columns: 1)
    return DiversityPlacement(groups: (groups, sums, table))
  }

  func makeCounter(
    _ placement: DiversityPlacement, _ setting: CounterSetting
  ) -> any AnyCounter {
    CounterBox(DiversityCounter(self, placement, slots: setting.slots))
  }
}

extension JSONValue {
  /// A parameter that may not be wanted.
  fileprivate static func some(_ value: Int?) -> JSONValue { value.map(JSONValue.integer) ?? .null }
}

/// The place of a diversity statistic in a segment.
struct DiversityPlacement: Sendable {
  /// The dictionary of groups, that of sums (`DiversityStatistic.Sum` as labels), and the table
  /// from both to the sum; nil for articles. Without dimensions the one group has an empty name.
  var groups: (dictionary: Int, sums: Int, table: Int)?
  /// A line for each article under its key; nil for groups.
  var lines: Int?
}
