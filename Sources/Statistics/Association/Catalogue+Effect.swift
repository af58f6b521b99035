extension AssociationMeasure {
  /// How much of the two the pair makes up.
  static let overlap: [AssociationMeasure] = [
    AssociationMeasure(
      "dice", "Dice coefficient", "2 O / (R1 + C1)",
      latex: #"\frac{2O}{R_1 + C_1}"#, source: "Dice 1945",
      range: "[0, 1] (above 1 where O exceeds a margin)", zero: "0 at O = 0", sign: .increasing,
      precision: .exact, score: { $0.dice }),
    AssociationMeasure(
      "log_dice", "logDice", "14 + log2(2 O / (R1 + C1))",
      latex: #"14 + \log_2 \frac{2O}{R_1 + C_1}"#, source: "Rychlý 2008",
      range: "(-∞, 14] (above 14 where O exceeds a margin)", logBase: "2", zero: "-∞ at O = 0",
      sign: .increasingOfEither, precision: .exact, score: { $0.logDice }),
    AssociationMeasure(
      "jaccard", "Jaccard index", "O / (R1 + C1 - O)",
      latex: #"\frac{O}{R_1 + C_1 - O}"#, source: "Jaccard 1912",
      range: "[0, 1]", zero: "0 at O = 0", sign: .increasing, needsWholeTable: true,
      precision: .exact, score: { $0.jaccard }),
    AssociationMeasure(
      "min_sensitivity", "Minimum sensitivity", "min(O / R1, O / C1)",
      latex: #"\min \left( \frac{O}{R_1}, \frac{O}{C_1} \right)"#, source: "Pedersen 1998",
      range: "[0, 1] (above 1 where O exceeds both margins)", zero: "0 at O = 0",
      sign: .increasing, precision: .exact, score: { $0.minimumSensitivity }),
    AssociationMeasure(
      "gmean", "Geometric mean", "O / √(R1 · C1)",
      latex: #"\frac{O}{\sqrt{R_1 C_1}}"#, source: "Evert 2004",
      range: "[0, 1] (above 1 where O exceeds a margin)", zero: "0 at O = 0", sign: .increasing,
      precision: .exact, score: { $0.geometricMean }),
  ]

  /// Differences and ratios of proportions.
  static let effect: [AssociationMeasure] = [
    AssociationMeasure(
      "delta_p_forward", "ΔP, collocate given node", "O11 / R1 - O21 / R2",
      latex: #"\frac{O_{11}}{R_1} - \frac{O_{21}}{R_2}"#, source: "Gries 2013",
      range: "[-1, 1]", zero: "none if R1 or R2 is 0", isSymmetric: false, needsWholeTable: true,
      neutral: 0, precision: .exact, score: { $0.deltaPForward }),
    AssociationMeasure(
      "delta_p_backward", "ΔP, node given collocate", "O11 / C1 - O12 / C2",
      latex: #"\frac{O_{11}}{C_1} - \frac{O_{12}}{C_2}"#, source: "Gries 2013",
      range: "[-1, 1]", zero: "none if C1 or C2 is 0", isSymmetric: false, needsWholeTable: true,
      neutral: 0, precision: .exact, score: { $0.deltaPBackward }),
    AssociationMeasure(
      "liddell", "Liddell's difference", "(O11 O22 - O12 O21) / (C1 C2)",
      latex: #"\frac{O_{11} O_{22} - O_{12} O_{21}}{C_1 C_2}"#,
      source: "Liddell 1976; the same number as delta_p_backward",
      range: "[-1, 1]", zero: "none if C1 or C2 is 0", isSymmetric: false, needsWholeTable: true,
      neutral: 0, precision: .exact, score: { $0.deltaPBackward }),
    AssociationMeasure(
      "phi_squared", "φ²", "(O11 O22 - O12 O21)² / (R1 R2 C1 C2)",
      latex: #"\frac{(O_{11} O_{22} - O_{12} O_{21})^2}{R_1 R_2 C_1 C_2}"#,
      source: "Church & Gale 1991",
      range: "[0, 1]", zero: "none if a margin is 0", sign: .unsigned, needsWholeTable: true,
      neutral: 0, precision: .exact, score: { $0.phiSquared }),
    AssociationMeasure(
      "odds_ratio", "Odds ratio", "O11 O22 / (O12 O21)",
      latex: #"\frac{O_{11} O_{22}}{O_{12} O_{21}}"#, source: "Cornfield 1951",
      range: "[0, ∞]", zero: "∞ if O12 or O21 is 0; none if dividend and divisor are",
      sign: .ratio, needsWholeTable: true, neutral: 1, precision: .exact, score: { $0.oddsRatio }),
    AssociationMeasure(
      "odds_ratio_discounted", "Discounted odds ratio",
      "(O11 + 1/2)(O22 + 1/2) / ((O12 + 1/2)(O21 + 1/2))",
      latex:
        #"\frac{(O_{11} + \frac12)(O_{22} + \frac12)}{(O_{12} + \frac12)(O_{21} + \frac12)}"#,
      source: "Haldane 1956",
      range: "(0, ∞)", zero: "1/2 is added to every cell", sign: .ratio, needsWholeTable: true,
      precision: .exact, score: { $0.oddsRatioDiscounted }),
    AssociationMeasure(
      "lambda", "λ, the log-linear interaction",
      "ln((O11 + 1/2)(O22 + 1/2) / ((O12 + 1/2)(O21 + 1/2)))",
      latex:
        #"\lambda = \ln \frac{(O_{11} + \frac12)(O_{22} + \frac12)}{(O_{12} + \frac12)(O_{21} + "#
        + #"\frac12)}"#,
      source: "Blaheta & Johnson 2001, for two words; quanteda",
      range: "(-∞, ∞)", logBase: "e", zero: "1/2 is added to every cell", needsWholeTable: true,
      precision: .exact, score: { $0.logOddsRatioDiscounted }),
    AssociationMeasure(
      "lambda_z", "λ over its standard error", "λ / √(Σ 1 / (Oij + 1/2))",
      latex: #"\frac{\lambda}{\sqrt{\sum_{ij} 1 / (O_{ij} + \frac12)}}"#,
      source: "Blaheta & Johnson 2001, for two words; quanteda",
      range: "(-∞, ∞)", logBase: "e", zero: "1/2 is added to every cell", needsWholeTable: true,
      score: { $0.waldOfLogOddsRatio }),
    AssociationMeasure(
      "relative_risk", "Relative risk", "(O11 / R1) / (O21 / R2)",
      latex: #"\frac{O_{11} / R_1}{O_{21} / R_2}"#, source: "Cornfield 1951",
      range: "[0, ∞]", zero: "∞ at O21 = 0; none if O11 is 0 too", sign: .ratio,
      isSymmetric: false, needsWholeTable: true, neutral: 1, precision: .exact,
      score: { $0.relativeRisk }),
    AssociationMeasure(
      "log_ratio", "Log Ratio", "log2((O11 / R1) / (O21 / R2))",
      latex: #"\log_2 \frac{O_{11} / R_1}{O_{21} / R_2}"#, source: "Hardie 2014",
      range: "(-∞, ∞)", logBase: "2", zero: "an O11 or O21 of 0 counts as 1/2",
      isSymmetric: false, needsWholeTable: true, neutral: 0, precision: .exact,
      score: { $0.logRatio }),
    AssociationMeasure(
      "log_ratio_walter", "Log Ratio after Walter",
      "log2((O11 + 1/2) / (R1 + 1/2)) - log2((O21 + 1/2) / (R2 + 1/2))",
      latex:
        #"\log_2 \frac{(O_{11} + \frac12) / (R_1 + \frac12)}{(O_{21} + \frac12) / (R_2 + "#
        + #"\frac12)}"#,
      source: "Walter 1975",
      range: "(-∞, ∞)", logBase: "2", zero: "1/2 is added to every count", isSymmetric: false,
      needsWholeTable: true, precision: .exact, score: { $0.logRatioWalter }),
  ]

  /// Ratios that count only as far as they are sure.
  static let conservative: [AssociationMeasure] = [
    AssociationMeasure(
      "lrc", "Conservative Log Ratio (LRC)",
      "log2 of the bound nearer to 1 of the exact interval of the relative risk",
      latex:
        #"\log_2 \left( \frac{R_2}{R_1} \cdot \frac{b}{1-b} \right), \quad b = "#
        + #"\mathrm{Beta}^{-1}(\tfrac{\alpha}{2m};\, O_{11}, O_{21}+1)"#,
      source: "Evert 2022; Bonferroni over the m pairs compared",
      range: "(-∞, ∞)", logBase: "2", zero: "as elsewhere; the interval is then open on one side",
      sign: .interval,
      precision: .digits(10, of: 1),
      corrected: { confidence, comparisons in
        { $0.conservativeLogRatio(confidence: confidence, comparisons: comparisons) }
      }),
    AssociationMeasure(
      "clr", "Conservative Log Ratio of CQPweb (CLR)",
      "log2 exp(ln RR ± z √(1/O11 - 1/R1 + 1/O21 - 1/R2)), the bound nearer to 0",
      latex:
        #"\log_2 \exp \left( \ln RR \pm z \sqrt{\tfrac{1}{O_{11}} - \tfrac{1}{R_1} + "#
        + #"\tfrac{1}{O_{21}} - \tfrac{1}{R_2}} \right)"#,
      source: "Hardie 2014; two-sided, Šidák over the m pairs compared",
      range: "(-∞, ∞)", logBase: "2", zero: "an O11 or O21 of 0 counts as 1/2", sign: .interval,
      precision: .digits(12, of: 1),
      corrected: { confidence, comparisons in
        let z = sidakQuantile(confidence: confidence, comparisons: comparisons)
        return { $0.conservativeLogRatio(z: z) }
      }),
  ]
}
