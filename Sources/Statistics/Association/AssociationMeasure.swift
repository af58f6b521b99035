/// A measure of association: what it is, where it comes from, and the function itself.
///
/// The catalogue, `all`, is what `broadsheet measures` prints. A measure's score is a pure function
/// of a contingency table; it allocates nothing, and may be called for millions of pairs. Formulas
/// are in terms of O, E, N, the margins R1, R2, C1, C2 and the cells.
public struct AssociationMeasure: Measure {
  /// What it says of itself.
  public internal(set) var description: MeasureDescription
  /// Whether node and collocate may be exchanged.
  public let isSymmetric: Bool
  /// Whether it needs the cell O21: it then has no value where O exceeds C1.
  public let needsWholeTable: Bool
  /// Its value at O = E, if that is the same for all tables.
  public internal(set) var neutral: Double?
  /// The score as it is computed; nil where the measure has no value, an empty cell in tables. Of
  /// these, `settled` makes what is printed and compared.
  public internal(set) var score: @Sendable (Contingency) -> Double?
  /// For a measure that corrects for the number of pairs compared: its score, made for that.
  private(set) var corrected: CorrectedScore?

  /// The score at a family-wise confidence over a number of pairs.
  typealias CorrectedScore =
    @Sendable (_ confidence: Double, _ comparisons: UInt64) -> @Sendable (Contingency) -> Double?

  init(
    _ id: String, _ title: String, _ formula: String, latex: String, source: String,
    range: String, logBase: String? = nil, zero: String, sign: Sign = .association,
    isSymmetric: Bool = true, needsWholeTable: Bool = false, neutral: Double? = nil,
    precision: Precision = .digits(12),
    score: @escaping @Sendable (Contingency) -> Double?
  ) {
    description = MeasureDescription(
      id: id, title: title, formula: formula, latex: latex, source: source, range: range,
      logBase: logBase, zeroRule: zero, signRule: sign.rawValue, precision: precision)
    self.isSymmetric = isSymmetric
    self.needsWholeTable = needsWholeTable
    self.neutral = neutral
    self.score = score
  }

  /// A measure whose score depends on a confidence and the number of pairs compared; 95 % and one
  /// pair until `correcting` says otherwise.
  init(
    _ id: String, _ title: String, _ formula: String, latex: String, source: String,
    range: String, logBase: String, zero: String, sign: Sign, precision: Precision,
    corrected: @escaping CorrectedScore
  ) {
    self.init(
      id, title, formula, latex: latex, source: source, range: range, logBase: logBase, zero: zero,
      sign: sign, isSymmetric: false, needsWholeTable: true, neutral: 0, precision: precision,
      score: corrected(0.95, 1))
    self.corrected = corrected
  }

  /// Whether the score depends on how many pairs are compared.
  public var correctsForComparisons: Bool { corrected != nil }

  /// The measure at a family-wise `confidence`, above 0 and below 1, over `comparisons` pairs; the
  /// measure itself if it does not depend on them.
  public func correcting(confidence: Double = 0.95, comparisons: UInt64) -> AssociationMeasure {
    guard let corrected else { return self }
    var measure = self
    measure.score = corrected(confidence, comparisons)
    return measure
  }

  /// What the sign of a score says.
  enum Sign: String {
    case association = "positive where O > E, negative where O < E"
    case unsigned = "never negative; says nothing about the direction"
    case increasing = "never negative; rises with O"
    case decreasing = "never negative; falls with O"
    case ratio = "never negative; above 1 where O > E, below where O < E"
    case increasingOfEither = "may be negative; rises with O, but does not compare it with E"
    case interval = "positive or negative where the interval lies wholly on that side, else 0"
  }
}

extension AssociationMeasure {
  /// Every measure, in the order of the documentation: information, significance, overlap, effect.
  public static let all: [AssociationMeasure] =
    information + significance + exactTests + overlap + effect + conservative
}
