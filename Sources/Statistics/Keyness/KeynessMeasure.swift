/// A measure of keyness: what it is, where it comes from, and the function itself.
///
/// In formulas a and b are the counts in target and reference, n1 and n2 their tokens, p1 = a / n1,
/// p2 = b / n2, E1 = n1 (a + b) / (n1 + n2), E2 = a + b - E1.
public struct KeynessMeasure: Measure {
  /// What it says of itself.
  public let description: MeasureDescription
  /// What its value says of the direction.
  public let direction: Direction
  /// The score; nil where the measure has no value, an empty cell in tables.
  public let score: @Sendable (FrequencyComparison, Settings) -> Double?

  /// What a value says about which corpus has more.
  public enum Direction: String, Sendable, Hashable {
    case signed = "positive where the target has more, negative where the reference has"
    case ratio = "above 1 where the target has more, below where the reference has"
    case unsigned = "says nothing about the direction"
  }

  /// What measures need besides counts.
  public struct Settings: Sendable, Hashable {
    /// What Simple Maths adds to both frequencies, per million; above 0.
    public var simpleMathsConstant = 1.0
    /// What stands for a frequency of 0 in the reference, in %DIFF.
    public var zero = FrequencyComparison.ZeroRule.half
    /// The confidence of intervals, above 0 and below 1, over all terms together.
    public var confidence = 0.95
    /// The terms compared.
    public var comparisons: UInt64 = 1

    /// 95 %, one term, k = 1.
    public init() {}

    /// The probability that each bound of an interval may miss, by Bonferroni.
    var error: Double { (1 - confidence) / (2 * Double(max(comparisons, 1))) }
  }

  init(
    _ id: String, _ title: String, _ formula: String, latex: String, source: String, range: String,
    logBase: String? = nil, zero: String, precision: Precision = .digits(12),
    _ direction: Direction = .signed,
    score: @escaping @Sendable (FrequencyComparison, Settings) -> Double?
  ) {
    description = MeasureDescription(
      id: id, title: title, formula: formula, latex: latex, source: source, range: range,
      logBase: logBase, zeroRule: zero, signRule: direction.rawValue,
      precision: precision)
    self.direction = direction
    self.score = score
  }

  /// Every measure: significance, then effect.
  public static let all: [KeynessMeasure] = significance + effect

  private static let significance: [KeynessMeasure] = [
    KeynessMeasure(
      "log_likelihood", "log-likelihood G², four terms", "2 Σ Oij ln(Oij / Eij), signed",
      latex: #"\pm 2\sum_{ij} O_{ij}\ln\frac{O_{ij}}{E_{ij}}"#, source: "Dunning 1993",
      range: "(-∞, ∞)", logBase: "e", zero: "a cell of 0 adds nothing to the sum"
    ) { counts, _ in counts.contingency.logLikelihood },
    KeynessMeasure(
      "log_likelihood_2", "log-likelihood, two terms",
      "2 (a ln(a / E1) + b ln(b / E2)), signed",
      latex: #"\pm 2\left(a\ln\frac{a}{E_1}+b\ln\frac{b}{E_2}\right)"#,
      source: "Rayson & Garside 2000", range: "(-∞, ∞)", logBase: "e",
      zero: "a count of 0 adds nothing to the sum"
    ) { counts, _ in counts.logLikelihoodOfCounts },
    KeynessMeasure(
      "chi_squared", "Pearson's χ²", "Σ (Oij - Eij)² / Eij, signed",
      latex: #"\pm\sum_{ij}\frac{(O_{ij}-E_{ij})^2}{E_{ij}}"#, source: "Pearson 1900",
      range: "(-∞, ∞)", zero: "a count of 0 needs no rule", precision: .exact
    ) { counts, _ in counts.contingency.chiSquared },
    KeynessMeasure(
      "bic", "Bayes factor, by the information criterion", "|LL2| - ln(n1 + n2)",
      latex: #"|LL_2|-\ln(n_1+n_2)"#, source: "Wilson 2013", range: "(-∞, ∞)", logBase: "e",
      zero: "as log_likelihood_2", precision: .digits(12, of: 1), .unsigned
    ) { counts, _ in counts.bayesFactor },
    KeynessMeasure(
      "ell", "effect size of log-likelihood", "|LL2| / ((n1 + n2) ln(min(E1, E2)))",
      latex: #"\frac{|LL_2|}{(n_1+n_2)\ln\min(E_1,E_2)}"#,
      source: "Johnston, Berry & Mielke 2006", range: "(-∞, ∞)", logBase: "e",
      zero: "negative where min E < 1; empty at min E = 1", .unsigned
    ) { counts, _ in counts.logLikelihoodEffectSize },
  ]

  private static let effect: [KeynessMeasure] = [
    KeynessMeasure(
      "percent_diff", "%DIFF", "100 (p1 - p2) / p2", latex: #"100\,\frac{p_1-p_2}{p_2}"#,
      source: "Gabrielatos & Marchi 2011", range: "[-100, ∞)",
      zero: "b = 0 counts as ½ (AntConc), or p2 as 10^-18 with `zero: tiny` (UCREL)",
      precision: .exact
    ) { counts, settings in counts.percentageDifference(zero: settings.zero) },
    KeynessMeasure(
      "log_ratio", "Log Ratio", "log2(p1 / p2)", latex: #"\log_2\frac{p_1}{p_2}"#,
      source: "Hardie 2014", range: "(-∞, ∞)", logBase: "2", zero: "a count of 0 counts as ½",
      precision: .exact
    ) { counts, _ in counts.contingency.logRatio },
    KeynessMeasure(
      "log_ratio_lower", "lower bound of the Log Ratio",
      "log2((n2 / n1) x / (1 - x)), x = Beta^-1(α / 2m; a, b + 1)",
      latex: #"\log_2\frac{n_2}{n_1}\frac{x}{1-x},\ x=B^{-1}(\tfrac{\alpha}{2m};a,b+1)"#,
      source: "Clopper & Pearson 1934; Evert 2022", range: "[-∞, ∞)", logBase: "2",
      zero: "-∞ at a = 0", precision: .digits(10, of: 1)
    ) { counts, settings in counts.contingency.logRatioInterval(error: settings.error)?.lower },
    KeynessMeasure(
      "log_ratio_upper", "upper bound of the Log Ratio",
      "log2((n2 / n1) x / (1 - x)), x = Beta^-1(1 - α / 2m; a + 1, b)",
      latex: #"\log_2\frac{n_2}{n_1}\frac{x}{1-x},\ x=B^{-1}(1-\tfrac{\alpha}{2m};a+1,b)"#,
      source: "Clopper & Pearson 1934; Evert 2022", range: "(-∞, ∞]", logBase: "2",
      zero: "∞ at b = 0", precision: .digits(10, of: 1)
    ) { counts, settings in counts.contingency.logRatioInterval(error: settings.error)?.upper },
    KeynessMeasure(
      "lrc", "conservative Log Ratio", "the bound of the Log Ratio nearer to 0; 0 between them",
      latex: #"\max(\mathit{lower},\min(\mathit{upper},0))"#, source: "Evert 2022",
      range: "(-∞, ∞)", logBase: "2", zero: "a count of 0 needs no rule",
      precision: .digits(10, of: 1)
    ) { counts, settings in
      counts.contingency.conservativeLogRatio(
        confidence: settings.confidence, comparisons: settings.comparisons)
    },
    KeynessMeasure(
      "simple_maths", "Simple Maths", "(10^6 p1 + k) / (10^6 p2 + k)",
      latex: #"\frac{10^6p_1+k}{10^6p_2+k}"#, source: "Kilgarriff 2009", range: "(0, ∞)",
      zero: "a count of 0 needs no rule", .ratio
    ) { counts, settings in counts.simpleMaths(lambda: settings.simpleMathsConstant) },
    KeynessMeasure(
      "odds_ratio", "odds ratio", "a (n2 - b) / (b (n1 - a))",
      latex: #"\frac{a(n_2-b)}{b(n_1-a)}"#, source: "Pojanapunya & Todd 2018", range: "[0, ∞]",
      zero: "∞ at b = 0, 0 at a = 0", precision: .exact, .ratio
    ) { counts, _ in counts.contingency.oddsRatio },
    KeynessMeasure(
      "relative_risk", "ratio of relative frequencies", "p1 / p2", latex: #"\frac{p_1}{p_2}"#,
      source: "Damerau 1993", range: "[0, ∞]", zero: "∞ at b = 0, 0 at a = 0", precision: .exact,
      .ratio
    ) { counts, _ in counts.contingency.relativeRisk },
    KeynessMeasure(
      "difference_coefficient", "difference coefficient", "(p1 - p2) / (p1 + p2)",
      latex: #"\frac{p_1-p_2}{p_1+p_2}"#, source: "Hofland & Johansson 1982", range: "[-1, 1]",
      zero: "a count of 0 needs no rule", precision: .exact
    ) { counts, _ in counts.differenceCoefficient },
  ]
}
