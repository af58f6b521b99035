/// What every measure says of itself: all that is needed to compute its value with a pencil.
public protocol Measure: Sendable {
  /// The name in pipelines, and of the column in tables, such as `log_likelihood`.
  var id: String { get }
  /// The name in prose.
  var title: String { get }
  /// The formula in plain text.
  var formula: String { get }
  /// The formula in LaTeX.
  var latex: String { get }
  /// Who proposed the measure, or where this form of it is from.
  var source: String { get }
  /// The values it can take.
  var range: String { get }
  /// The base of its logarithm; nil if it has none.
  var logBase: String? { get }
  /// What it is where a count is zero, or a formula has no value.
  var zeroRule: String { get }
  /// What its sign says; nil if that needs no rule.
  var signRule: String? { get }
}

extension Measure {
  /// Nothing: a value that knows no direction.
  public var signRule: String? { nil }
}
