/// A measure of the diversity of a text's vocabulary: what it is and where it comes from.
///
/// In formulas V is the number of types, N of tokens, Vi of types that occur i times.
public struct DiversityMeasure: Measure {
  /// What a measure is made of.
  public enum Basis: Sendable {
    /// How many types occur how often: of a text or of many together.
    case spectrum(@Sendable (FrequencySpectrum, FrequencySpectrum.LogBase) -> Double?)
    /// The types of every window of so many tokens.
    case movingWindows
    /// The types of adjoining segments of so many tokens.
    case segments
    /// The factors that a text has while it is read.
    case factors
    /// Random samples of so many tokens of a text.
    case samples
  }

  /// What it says of itself.
  public let description: MeasureDescription
  /// What the value is made of.
  public let basis: Basis

  init(
    _ id: String, _ title: String, _ formula: String, latex: String, source: String,
    range: String, logBase: String? = nil, zero: String = "none without tokens",
    precision: Precision = .digits(12), _ basis: Basis
  ) {
    description = MeasureDescription(
      id: id, title: title, formula: formula, latex: latex, source: source, range: range,
      logBase: logBase, zeroRule: zero, precision: precision)
    self.basis = basis
  }

  init(
    _ id: String, _ title: String, _ formula: String, latex: String, source: String,
    range: String, logBase: String? = nil, zero: String = "none without tokens",
    precision: Precision = .digits(12), _ value: @escaping @Sendable (FrequencySpectrum) -> Double?
  ) {
    self.init(
      id, title, formula, latex: latex, source: source, range: range, logBase: logBase, zero: zero,
      precision: precision, .spectrum { spectrum, _ in value(spectrum) })
  }

  /// Whether a group's value is the mean of its articles' values, because it has none of its own.
  public var isMeanInGroups: Bool {
    switch basis {
    case .factors, .samples: true
    case .spectrum, .movingWindows, .segments: false
    }
  }
}

extension DiversityMeasure {
  /// Every measure, in the order of the documentation: ratios, concentration, rare types, and those
  /// that do not depend on the length of a text.
  public static let all = ratios + concentration + rareTypes + ofRunningText

  /// The base of measures that depend on it and are known with either.
  private static let settable = "e; 10 with `log: 10`"

  private static let ratios: [DiversityMeasure] = [
    DiversityMeasure(
      "ttr", "Type-token ratio", "V / N", latex: #"\frac{V}{N}"#, source: "Johnson 1944",
      range: "(0, 1]: 1 at V = N", precision: .exact
    ) { $0.typeTokenRatio },
    DiversityMeasure(
      "herdan_c", "Herdan's C", "ln V / ln N", latex: #"\frac{\ln V}{\ln N}"#,
      source: "Herdan 1960", range: "[0, 1]: 1 at V = N", logBase: "any, of a ratio of logarithms",
      zero: "none at N ≤ 1"
    ) { $0.herdanC },
    DiversityMeasure(
      "guiraud_r", "Guiraud's R, the root TTR", "V / √N", latex: #"\frac{V}{\sqrt{N}}"#,
      source: "Guiraud 1954", range: "(0, √N]: √N at V = N", precision: .exact
    ) { $0.guiraudR },
    DiversityMeasure(
      "cttr", "Carroll's corrected TTR", "V / √(2 N)", latex: #"\frac{V}{\sqrt{2N}}"#,
      source: "Carroll 1964", range: "(0, √(N / 2)]: the greatest at V = N", precision: .exact
    ) { $0.carrollCTTR },
    DiversityMeasure(
      "dugast_u", "Dugast's U", "log² N / (log N - log V)",
      latex: #"\frac{\log^2 N}{\log N - \log V}"#, source: "Dugast 1978",
      range: "[0, ∞): greater is richer", logBase: settable, zero: "none at V = N",
      .spectrum { $0.dugastU(base: $1) }),
    DiversityMeasure(
      "summer_s", "Summer's S", "log log V / log log N",
      latex: #"\frac{\log \log V}{\log \log N}"#, source: "Somers 1966",
      range: "(-∞, ∞): 1 at V = N", logBase: settable,
      zero: "none at V ≤ 1 or log N = 1", .spectrum { $0.summerS(base: $1) }),
    DiversityMeasure(
      "maas", "Maas' a²", "(log N - log V) / log² N",
      latex: #"\frac{\log N - \log V}{\log^2 N}"#, source: "Maas 1972",
      range: "[0, 1 / log N]: 0 at V = N", logBase: settable, zero: "none at N ≤ 1",
      .spectrum { $0.maasSquared(base: $1) }),
    DiversityMeasure(
      "brunet_w", "Brunet's W", "N^(V^-0.172)", latex: #"N^{V^{-0.172}}"#, source: "Brunet 1978",
      range: "[1, N]: less is richer"
    ) { $0.brunetW },
  ]

  private static let concentration: [DiversityMeasure] = [
    DiversityMeasure(
      "yule_k", "Yule's K", "10⁴ (Σ i² Vi - N) / N²",
      latex: #"10^4 \frac{\sum_i i^2 V_i - N}{N^2}"#, source: "Yule 1944",
      range: "[0, 10⁴): 0 at V = N", precision: .exact
    ) { $0.yuleK },
    DiversityMeasure(
      "yule_i", "Yule's I", "V² / (Σ i² Vi - V)", latex: #"\frac{V^2}{\sum_i i^2 V_i - V}"#,
      source: "Yule 1944", range: "(0, ∞): greater is richer", zero: "none at V = N",
      precision: .exact
    ) { $0.yuleI },
    DiversityMeasure(
      "simpson_d", "Simpson's D", "Σ Vi · i / N · (i - 1) / (N - 1)",
      latex: #"\sum_i V_i \frac{i}{N} \frac{i - 1}{N - 1}"#, source: "Simpson 1949",
      range: "[0, 1]: 0 at V = N",
      zero: "none at N ≤ 1", precision: .exact
    ) { $0.simpsonD },
    DiversityMeasure(
      "herdan_vm", "Herdan's Vm", "√(Σ Vi (i / N)² - 1 / V)",
      latex: #"\sqrt{\sum_i V_i (i / N)^2 - 1 / V}"#, source: "Herdan 1955",
      range: "[0, 1): 0 where all types have one count", precision: .exact
    ) { $0.herdanVm },
    DiversityMeasure(
      "fisher_alpha", "Fisher's α", "α with V = α ln(1 + N / α)",
      latex: #"V = \alpha \ln (1 + N / \alpha)"#, source: "Fisher, Corbet & Williams 1943",
      range: "(0, ∞): greater is richer", logBase: "e",
      zero: "none at V = N"
    ) { $0.fisherAlpha },
  ]

  private static let rareTypes: [DiversityMeasure] = [
    DiversityMeasure(
      "hapax_share", "Share of hapax legomena", "V1 / V", latex: #"\frac{V_1}{V}"#, source: "-",
      range: "[0, 1]", precision: .exact
    ) { $0.hapaxShare },
    DiversityMeasure(
      "honore_h", "Honoré's H", "100 ln N / (1 - V1 / V)",
      latex: #"100 \frac{\ln N}{1 - V_1 / V}"#, source: "Honoré 1979",
      range: "(0, ∞): greater is richer", logBase: "e", zero: "none at V = N"
    ) { $0.honoreH },
    DiversityMeasure(
      "sichel_s", "Sichel's S", "V2 / V", latex: #"\frac{V_2}{V}"#, source: "Sichel 1975",
      range: "[0, 1]", precision: .exact
    ) { $0.sichelS },
  ]

  private static let ofRunningText: [DiversityMeasure] = [
    DiversityMeasure(
      "msttr", "Mean segmental TTR", "mean V / N of adjoining segments, the rest left out",
      latex: #"\frac{1}{k} \sum_{j=1}^{k} \frac{V_j}{n}"#, source: "Johnson 1944",
      range: "(0, 1]: greater is richer",
      zero: "none where no text has a whole segment", precision: .exact, .segments),
    DiversityMeasure(
      "mattr", "Moving-average TTR", "mean V / N of all windows",
      latex: #"\frac{1}{k} \sum_{j=1}^{k} \frac{V_j}{n}"#, source: "Covington & McFall 2010",
      range: "(0, 1]: greater is richer",
      zero: "none where no text has a whole window", precision: .exact, .movingWindows),
    DiversityMeasure(
      "mtld", "Measure of textual lexical diversity",
      "mean length of stretches of TTR ≥ factor, forwards and backwards",
      latex: #"\frac{1}{2} \left( \frac{N}{k_\rightarrow} + \frac{N}{k_\leftarrow} \right)"#,
      source: "McCarthy & Jarvis 2010", range: "(0, ∞), in tokens: greater is richer",
      zero: "none where the TTR never falls", .factors),
    DiversityMeasure(
      "hdd", "HD-D", "Σ P(the type is in a random sample) / draws",
      latex: #"\frac{1}{n} \sum_t \left( 1 - \frac{\binom{N - f_t}{n}}{\binom{N}{n}} \right)"#,
      source: "McCarthy & Jarvis 2010", range: "(0, 1]: greater is richer",
      zero: "none where N < draws", precision: .digits(10), .samples),
  ]
}
