/// A measure of dispersion, or the frequency that it adjusts: what it is and where it comes from.
///
/// In formulas f is the term's count, n parts have counts vᵢ, shares sᵢ of the tokens and relative
/// frequencies pᵢ; of N tokens, occurrences lie dᵢ apart.
public struct DispersionMeasure: Measure {
  /// What a measure is made of.
  public enum Basis: Sendable {
    /// The counts of a term in the parts of a corpus, and the sizes of the parts.
    case parts(@Sendable (PartDispersion) -> Double)
    /// The distances between a term's occurrences in corpus order.
    case distances(@Sendable (DistanceDispersion) -> Double)
  }

  /// What it says of itself.
  public let description: MeasureDescription
  /// The value as a function of the counts.
  public let basis: Basis

  init(
    _ id: String, _ title: String, _ formula: String, latex: String, source: String, range: String,
    logBase: String? = nil, precision: Precision = .digits(12),
    parts value: @escaping @Sendable (PartDispersion) -> Double
  ) {
    description = MeasureDescription(
      id: id, title: title, formula: formula, latex: latex, source: source, range: range,
      logBase: logBase,
      zeroRule: "a part without the term has vi = 0; none with fewer than two parts",
      precision: precision)
    basis = .parts(value)
  }

  init(
    _ id: String, _ title: String, _ formula: String, latex: String, source: String, range: String,
    logBase: String? = nil, precision: Precision = .digits(12),
    distances value: @escaping @Sendable (DistanceDispersion) -> Double
  ) {
    description = MeasureDescription(
      id: id, title: title, formula: formula, latex: latex, source: source, range: range,
      logBase: logBase, zeroRule: "a term that stands once has one distance, N",
      precision: precision)
    basis = .distances(value)
  }

  /// Whether the measure follows the distances between occurrences, and so the corpus order.
  public var usesDistances: Bool {
    if case .distances = basis { true } else { false }
  }

  /// Every measure, in the order of the documentation: over parts, then over distances.
  public static let all = overParts + overDistances
}
