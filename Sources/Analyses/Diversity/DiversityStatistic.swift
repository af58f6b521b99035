import Partials
import Statistics

/// What a `diversity` analysis needs to have counted besides terms: which measures are made of it is
/// the report's.
struct DiversityStatistic: Statistic {
  /// The profile, by its place in the plan.
  var profile: Int
  var scope: DiversityRequest.Scope
  var groupBy: [GroupDimension]
  /// Parameters of measures of running text; nil where the measure is not wanted.
  var window: Int?
  var segment: Int?
  var factor: Int?
  /// Of articles, samples are drawn by the report.
  var draws: Int?

  init(_ request: DiversityRequest, profile: Int) {
    self.profile = profile
    scope = request.scope
    groupBy = request.scope == .group ? request.groupBy : []
    for measure in request.resolvedMeasures {
      switch measure.basis {
      case .spectrum: break
      case .movingWindows: window = request.window
      case .segments: segment = request.segment
      case .stretches: factor = request.factor
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

/// Where a diversity statistic lies in a run.
struct DiversityPlacement: Sendable {
  /// The term frequencies of the same groups; nil for articles.
  var terms: Int?
  /// The dictionary of groups, that of sums (`DiversityStatistic.Sum` as labels), and the table from
  /// both to the sum; nil for articles. Without dimensions the one group has an empty name.
  var groups: (dictionary: Int, sums: Int, table: Int)?
  /// A line for each article under its key; nil for groups.
  var lines: Int?
}
