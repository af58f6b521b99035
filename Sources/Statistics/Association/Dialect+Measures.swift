import Glibc

// The measures of other tools: those of the catalogue under other names, and what differs from
// them.

extension AssociationMeasure {
  /// The measure named `id` of the catalogue under another name.
  ///
  /// A formula given replaces the measure's own, and so on; the range and the neutral value are
  /// scaled with a score given.
  private static func known(_ id: String, as name: String) -> AssociationMeasure {
    guard var measure = named(id) else { preconditionFailure("no measure \(id)") }
    measure.description.id = name
    return measure
  }

  /// The measure with another score, with a new description.
  private func scoring(
    _ formula: String, latex: String, range: String? = nil, logBase: String? = nil,
    zero: String? = nil, sign: Sign? = nil,
    _ score: @escaping @Sendable (Contingency) -> Double?
  ) -> AssociationMeasure {
    var measure = self
    measure.description.formula = formula
    measure.description.latex = latex
    measure.description.range = range ?? measure.range
    measure.description.logBase = logBase ?? measure.logBase
    measure.description.zeroRule = zero ?? measure.zeroRule
    measure.description.signRule = sign?.rawValue ?? measure.signRule
    measure.score = score
    return measure
  }

  static let ofCQPweb: [AssociationMeasure] = [
    known("mi", as: "MI"), known("mi3", as: "MI3"), known("z_yates", as: "Z"),
    known("t_score", as: "T"), known("log_likelihood", as: "LL"), known("dice", as: "Dice"),
    filteredLogRatio, oneSidedCLR,
  ]

  static let ofSketchEngine: [AssociationMeasure] = [
    known("t_score", as: "T-score"), known("mi", as: "MI"), known("mi3", as: "MI3"),
    unsignedLogLikelihood("log likelihood"), known("min_sensitivity", as: "min. sensitivity"),
    known("mi_log_f", as: "MI.log_f"),
    AssociationMeasure(
      "relative freq.", "Relative frequency", "100 O / C1",
      latex: #"\frac{100\,O}{C_1}"#, source: "manatee",
      range: "[0, 100] (above 100 where O exceeds C1)", zero: "0 at O = 0; none at C1 = 0",
      sign: .increasing, isSymmetric: false, precision: .exact,
      score: { $0.c1 > 0 ? 100 * Double($0.o) / Double($0.c1) : nil }),
    known("dice", as: "Dice").scoring(
      "200 O / (R1 + C1)", latex: #"100 \cdot \frac{2O}{R_1 + C_1}"#,
      range: "[0, 100] (above 100 where O exceeds a margin)"
    ) { $0.dice.map { 100 * $0 } },
    known("log_dice", as: "logDice"),
  ]

  static let ofUCS: [AssociationMeasure] = [
    known("dice", as: "am.Dice"), known("fisher", as: "am.Fisher.pv"),
    known("jaccard", as: "am.Jaccard"),
    known("mi", as: "am.MI").inBase10("log10(O / E)", #"\log_{10} \frac{O}{E}"#),
    known("mi2", as: "am.MI2").inBase10("log10(O² / E)", #"\log_{10} \frac{O^2}{E}"#),
    known("mi3", as: "am.MI3").inBase10("log10(O³ / E)", #"\log_{10} \frac{O^3}{E}"#),
    known("min_sensitivity", as: "am.MS"),
    known("poisson_stirling", as: "am.Poisson.Stirling"), known("poisson_p", as: "am.Poisson.pv"),
    known("average_mi", as: "am.average.MI").inBase10(
      "Σ Oij · log10(Oij / Eij)", #"\sum_{ij} O_{ij} \log_{10} \frac{O_{ij}}{E_{ij}}"#),
    known("chi_squared", as: "am.chi.squared"), chiSquaredOfUCS, frequencyOfUCS,
    known("gmean", as: "am.gmean"),
    known("local_mi", as: "am.local.MI").inBase10(
      "O · log10(O / E)", #"O \log_{10} \frac{O}{E}"#),
    known("log_likelihood", as: "am.log.likelihood"),
    known("odds_ratio", as: "am.odds.ratio").asLogarithm(
      "log10(O11 O22 / (O12 O21))", #"\log_{10} \frac{O_{11} O_{22}}{O_{12} O_{21}}"#
    ) { $0.oddsRatio },
    known("odds_ratio_discounted", as: "am.odds.ratio.disc").asLogarithm(
      "log10((O11 + 1/2)(O22 + 1/2) / ((O12 + 1/2)(O21 + 1/2)))",
      #"\log_{10} \frac{(O_{11} + \frac12)(O_{22} + \frac12)}{(O_{12} + \frac12)(O_{21} + "#
        + #"\frac12)}"#
    ) { $0.oddsRatioDiscounted },
    known("relative_risk", as: "am.relative.risk").asLogarithm(
      "log10((O11 / C1) / (O12 / C2))", #"\log_{10} \frac{O_{11} / C_1}{O_{12} / C_2}"#
    ) { $0.transposed.relativeRisk },
    known("simple_ll", as: "am.simple.ll"), known("t_score", as: "am.t.score"),
    known("z_score", as: "am.z.score"), zScoreOfUCS,
  ]

  static let ofQuanteda: [AssociationMeasure] = [
    known("lambda", as: "lambda"), known("lambda_z", as: "z"),
  ]

  static func ofKHCoder(span: Int) -> [AssociationMeasure] {
    [
      known("mi", as: "MI"), known("mi3", as: "MI3"), known("t_score", as: "T Score"),
      AssociationMeasure(
        "Z Score", "z-score of Berry-Rogghe",
        "(O - E) / √(E (1 - p)), p = C1 / (N - R1), E = p · R1 · k",
        latex:
          #"\frac{O - E}{\sqrt{E (1 - p)}}, \quad p = \frac{C_1}{N - R_1}, \quad E = p R_1 k"#,
        source: "Berry-Rogghe 1973; k is the number of positions in the window",
        range: "(-∞, ∞)", zero: "-√(E / (1 - p)) at O = 0; none at C1 = N - R1",
        isSymmetric: false, precision: .exact, score: { $0.zScoreBerryRogghe(span: span) }),
      known("jaccard", as: "Jaccard"), known("dice", as: "Dice"),
      unsignedLogLikelihood("Log Likelihood"),
    ]
  }

  static let ofAntConc: [AssociationMeasure] = [
    known("log_likelihood", as: "Likelihood"), known("mi", as: "Effect"),
  ]

  // MARK: What differs

  private func inBase10(_ formula: String, _ latex: String) -> AssociationMeasure {
    let score = score
    return scoring(formula, latex: latex, logBase: "10") { score($0).map { $0 * log10Of2 } }
  }

  /// The logarithm of a ratio, which is neutral at 0.
  private func asLogarithm(
    _ formula: String, _ latex: String, _ ratio: @escaping @Sendable (Contingency) -> Double?
  ) -> AssociationMeasure {
    var measure = scoring(
      formula, latex: latex, range: "[-∞, 10^7]", logBase: "10",
      zero: self.zeroRule.contains("1/2")
        ? nil : "10^7 if the divisor is 0; none if the dividend is too",
      sign: .association
    ) { table in
      ratio(table).map { $0.isInfinite ? 1e7 : log10($0) }
    }
    measure.neutral = neutral.map { _ in 0 }
    return measure
  }

  private static func unsignedLogLikelihood(_ name: String) -> AssociationMeasure {
    known("log_likelihood", as: name).scoring(
      "2 Σ Oij · ln(Oij / Eij)", latex: #"2 \sum_{ij} O_{ij} \ln \frac{O_{ij}}{E_{ij}}"#,
      range: "[0, ∞)", sign: .unsigned
    ) { $0.logLikelihood.map(\.magnitude) }
  }

  private static let frequencyOfUCS = AssociationMeasure(
    "am.frequency", "Joint frequency", "O", latex: "O", source: "UCS", range: "[0, ∞)",
    zero: "0 at O = 0", sign: .increasing, precision: .exact, score: { Double($0.o) })

  private static let zScoreOfUCS: AssociationMeasure = {
    var measure = known("z_yates", as: "am.z.score.corr").scoring(
      "(O - E ∓ 1/2) / √E", latex: #"\frac{O - E \mp \frac12}{\sqrt{E}}"#
    ) { $0.zScoreContinuous }
    measure.description.source = "Yates 1934; UCS, where the correction may pass 0"
    measure.neutral = nil
    return measure
  }()

  private static let chiSquaredOfUCS: AssociationMeasure = {
    var measure = known("chi_squared_yates", as: "am.chi.squared.corr").scoring(
      "N (|O11 O22 - O12 O21| - N/2)² / (R1 R2 C1 C2), signed",
      latex: #"\pm \frac{N (|O_{11} O_{22} - O_{12} O_{21}| - N/2)^2}{R_1 R_2 C_1 C_2}"#
    ) { $0.chiSquaredContinuous }
    measure.description.source = "Yates 1934; UCS, where the correction may pass 0"
    measure.neutral = nil
    return measure
  }()

  /// The Log Ratio of pairs whose G² passes the cut-off over all pairs compared.
  private static let filteredLogRatio: AssociationMeasure = {
    var measure = AssociationMeasure(
      "LogRatio", "Log Ratio, filtered", "log2((O11 / R1) / (O21 / R2)) if |G²| ≥ z², else none",
      latex: #"\log_2 \frac{O_{11} / R_1}{O_{21} / R_2} \quad \text{if } |G^2| \ge z^2"#,
      source: "Hardie 2014; Šidák over the m pairs compared",
      range: "(-∞, ∞)", logBase: "2", zero: "an O11 or O21 of 0 counts as 1/2", sign: .association,
      precision: .exact,
      corrected: { confidence, comparisons in
        let z = sidakQuantile(confidence: confidence, comparisons: comparisons)
        return { table in
          guard let likelihood = table.logLikelihood, likelihood.magnitude >= z * z else {
            return nil
          }
          return table.logRatio
        }
      })
    measure.neutral = nil
    return measure
  }()

  private static let oneSidedCLR: AssociationMeasure = {
    guard let clr = named("clr") else { preconditionFailure("no measure clr") }
    return AssociationMeasure(
      "CLR", clr.title, clr.formula, latex: clr.latex,
      source: "Hardie 2014; one-sided, Šidák over the m pairs compared",
      range: clr.range, logBase: "2", zero: clr.zeroRule, sign: .interval,
      precision: clr.precision,
      corrected: { confidence, comparisons in
        let error = sidakError(confidence: confidence, comparisons: comparisons)
        let z = normalQuantile(upperTail: error)
        return { $0.conservativeLogRatio(z: z) }
      })
  }()
}

/// log₁₀ 2.
private let log10Of2 = 0.301_029_995_663_981_195_21
