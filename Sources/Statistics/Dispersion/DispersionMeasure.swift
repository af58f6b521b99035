/// A measure of dispersion, or the frequency that it adjusts: what it is and where it comes from.
public struct DispersionMeasure: Measure {
  /// What a measure is made of.
  public enum Basis: Sendable {
    /// The counts of a term in the parts of a corpus, and the sizes of the parts.
    case parts(@Sendable (PartDispersion) -> Double)
    /// The distances between a term's occurrences in corpus order.
    case distances(@Sendable (DistanceDispersion) -> Double)
  }

  /// The name in pipelines and the column's name in tables, such as `juilland_d`.
  public let id: String
  /// The name in prose.
  public let title: String
  /// The formula in plain text: f the term's count, n parts with counts vᵢ, shares sᵢ of the tokens
  /// and relative frequencies pᵢ; N tokens, distances dᵢ.
  public let formula: String
  /// The formula in LaTeX.
  public let latex: String
  /// Who proposed it.
  public let source: String
  /// The values it can take, and which of them stands for an even spread.
  public let range: String
  /// The base of its logarithm: `2`, `e` or `10`; nil if it has none.
  public let logBase: String?
  /// The value as a function of the counts.
  public let basis: Basis

  init(
    _ id: String, _ title: String, _ formula: String, latex: String, source: String, range: String,
    logBase: String? = nil, parts value: @escaping @Sendable (PartDispersion) -> Double
  ) {
    self.init(
      id: id, title: title, formula: formula, latex: latex, source: source, range: range,
      logBase: logBase, basis: .parts(value))
  }

  init(
    _ id: String, _ title: String, _ formula: String, latex: String, source: String, range: String,
    logBase: String? = nil, distances value: @escaping @Sendable (DistanceDispersion) -> Double
  ) {
    self.init(
      id: id, title: title, formula: formula, latex: latex, source: source, range: range,
      logBase: logBase, basis: .distances(value))
  }

  private init(
    id: String, title: String, formula: String, latex: String, source: String, range: String,
    logBase: String?, basis: Basis
  ) {
    self.id = id
    self.title = title
    self.formula = formula
    self.latex = latex
    self.source = source
    self.range = range
    self.logBase = logBase
    self.basis = basis
  }

  /// What becomes of parts without the term, and where there is no value.
  public var zeroRule: String {
    switch basis {
    case .parts: "a part without the term has vi = 0; none with fewer than two parts"
    case .distances: "a term that stands once has one distance, N"
    }
  }

  /// Whether the measure follows the distances between occurrences, and so the corpus order.
  public var usesDistances: Bool {
    if case .distances = basis { true } else { false }
  }

  /// The measure with the given id, if there is one.
  public static func named(_ id: String) -> DispersionMeasure? { all.first { $0.id == id } }

  /// Every measure, in the order of the documentation: over parts, then over distances.
  public static let all = overParts + overDistances
}
