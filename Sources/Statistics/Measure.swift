/// What a measure says of itself: all that is needed to compute its value with a pencil.
public struct MeasureDescription: Sendable {
  /// The name in pipelines, and of the column in tables, such as `log_likelihood`.
  public internal(set) var id: String
  /// The name in prose.
  public internal(set) var title: String
  /// The formula in plain text; the type of the measure says what its letters stand for.
  public internal(set) var formula: String
  /// The formula in LaTeX.
  public internal(set) var latex: String
  /// Who proposed the measure, or where this form of it is from.
  public internal(set) var source: String
  /// The values it can take, such as `[0, 1]`, and which of them stands for what.
  public internal(set) var range: String
  /// The base of its logarithm, such as `2` or `e`; nil if it has none.
  public internal(set) var logBase: String?
  /// What it is where a count is zero, or where it has no value.
  public internal(set) var zeroRule: String
  /// What its sign says; nil for a value that knows no direction.
  public internal(set) var signRule: String?
  /// How far its values can be relied upon, and so which of them are equal.
  public internal(set) var precision = Precision.digits(12)
}

/// A measure of a catalogue; what it says of itself reads as its own: `measure.id`.
@dynamicMemberLookup
public protocol Measure: Sendable {
  /// Every measure of the kind, in the order of the documentation.
  static var all: [Self] { get }
  /// What it says of itself.
  var description: MeasureDescription { get }
}

extension Measure {
  /// A part of what the measure says of itself.
  public subscript<Part>(dynamicMember part: KeyPath<MeasureDescription, Part>) -> Part {
    description[keyPath: part]
  }

  /// The measure with the given id, if there is one.
  public static func named(_ id: String) -> Self? { all.first { $0.id == id } }
}

extension Measure {
  /// A value of the measure as it is printed, compared and ranked.
  public func settled(_ value: Double?) -> Double? { value.map(description.precision.settled) }
}
