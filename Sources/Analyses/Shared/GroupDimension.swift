import Diagnostics
import Reports

/// A dimension by which counts are split.
public enum GroupDimension: Sendable, Hashable {
  case source, language, section, year, month, week, day
  /// A further field that the pipeline maps.
  case field(String)
}

extension GroupDimension {
  /// The dimensions that are made from the date.
  public static let ofTime = ["year", "month", "week", "day"]

  /// The dimensions that have a name of their own.
  public static let names = ["source", "language", "section"] + ofTime

  /// The dimension called `name`; a field where no dimension is called so.
  public init(name: String) {
    switch name {
    case "source": self = .source
    case "language": self = .language
    case "section": self = .section
    case "year": self = .year
    case "month": self = .month
    case "week": self = .week
    case "day": self = .day
    default: self = .field(name)
    }
  }

  /// What the dimension is called in pipelines and tables.
  public var name: String {
    switch self {
    case .field(let name): name
    default: "\(self)"
    }
  }
}

/// The articles whose group is one of `values` in one dimension.
public struct GroupSelection: Sendable, Hashable {
  /// The dimension.
  public var dimension: GroupDimension
  /// The values.
  public var values: [String]

  /// The articles with one of `values` in `dimension`.
  public init(_ dimension: GroupDimension, _ values: [String]) {
    self.dimension = dimension
    self.values = values
  }
}

extension JSONValue {
  /// The names of `dimensions`, as keys of statistics have them.
  static func names(of dimensions: [GroupDimension]) -> JSONValue {
    .array(dimensions.map { .string($0.name) })
  }
}
