extension AssociationMeasure {
  /// Test statistics.
  static let significance: [AssociationMeasure] = [
    AssociationMeasure(
      "log_likelihood", "Log-likelihood ratio (G²)", "2 Σ Oij · ln(Oij / Eij), signed",
      latex: #"\pm 2 \sum_{ij} O_{ij} \ln \frac{O_{ij}}{E_{ij}}"#, source: "Dunning 1993",
      range: "(-∞, ∞)", logBase: "e", zero: "a cell of 0 adds 0", needsWholeTable: true,
      neutral: 0, score: { $0.logLikelihood }),
    AssociationMeasure(
      "simple_ll", "Simple log-likelihood", "2 (O · ln(O / E) - (O - E)), signed",
      latex: #"\pm 2 \left( O \ln \frac{O}{E} - (O - E) \right)"#, source: "Evert 2008",
      range: "(-∞, ∞)", logBase: "e", zero: "-2E at O = 0", neutral: 0,
      score: { $0.simpleLogLikelihood }),
    AssociationMeasure(
      "t_score", "t-score", "(O - E) / √O",
      latex: #"\frac{O - E}{\sqrt{O}}"#, source: "Church, Gale, Hanks & Hindle 1991",
      range: "(-∞, √N)", zero: "-∞ at O = 0", neutral: 0,
      precision: .exact, score: { $0.tScore }),
    AssociationMeasure(
      "z_score", "z-score", "(O - E) / √E",
      latex: #"\frac{O - E}{\sqrt{E}}"#, source: "Dennis 1965",
      range: "(-∞, ∞)", zero: "-√E at O = 0", neutral: 0,
      precision: .exact, score: { $0.zScore }),
    AssociationMeasure(
      "z_yates", "z-score with Yates' correction",
      "max(|O - E| - 1/2, 0) / √E, signed",
      latex: #"\pm \frac{\max(|O - E| - \frac{1}{2},\, 0)}{\sqrt{E}}"#,
      source: "Yates 1934; the correction never passes 0",
      range: "(-∞, ∞)", zero: "as elsewhere", neutral: 0,
      precision: .exact, score: { $0.zScoreYates }),
    AssociationMeasure(
      "berry_rogghe_z", "z-score of Berry-Rogghe", "(O - E) / √(E (1 - p)), p = C1 / N",
      latex: #"\frac{O - E}{\sqrt{E (1 - p)}}, \quad p = \frac{C_1}{N}"#,
      source: "Berry-Rogghe 1973, whose N is without the nodes, as under surface-distinct",
      range: "(-∞, ∞)", zero: "none at C1 = N", isSymmetric: false, neutral: 0,
      precision: .exact, score: { $0.zScoreBinomial }),
    AssociationMeasure(
      "chi_squared", "Chi-squared", "N (O11 O22 - O12 O21)² / (R1 R2 C1 C2), signed",
      latex: #"\pm \frac{N (O_{11} O_{22} - O_{12} O_{21})^2}{R_1 R_2 C_1 C_2}"#,
      source: "Pearson 1900",
      range: "[-N, N]", zero: "none if a margin is 0", needsWholeTable: true, neutral: 0,
      precision: .exact, score: { $0.chiSquared }),
    AssociationMeasure(
      "chi_squared_yates", "Chi-squared with Yates' correction",
      "N max(|O11 O22 - O12 O21| - N/2, 0)² / (R1 R2 C1 C2), signed",
      latex: #"\pm \frac{N \max(|O_{11} O_{22} - O_{12} O_{21}| - N/2,\, 0)^2}{R_1 R_2 C_1 C_2}"#,
      source: "Yates 1934; the correction never passes 0",
      range: "[-N, N]", zero: "none if a margin is 0", needsWholeTable: true, neutral: 0,
      precision: .exact, score: { $0.chiSquaredYates }),
  ]

  /// Exact tests and their approximations.
  static let exactTests: [AssociationMeasure] = [
    AssociationMeasure(
      "fisher", "Fisher's exact test", "-log10 P(X ≥ O), X hypergeometric",
      latex: #"-\log_{10} P(X \ge O)"#, source: "Fisher 1935; Pedersen 1996",
      range: "[0, ∞)", logBase: "10", zero: "0 at O = 0", sign: .increasing,
      needsWholeTable: true, precision: .digits(10), score: { $0.fisher }),
    AssociationMeasure(
      "fisher_left", "Fisher's exact test, left-sided", "-log10 P(X ≤ O), X hypergeometric",
      latex: #"-\log_{10} P(X \le O)"#, source: "Fisher 1935; Pedersen 1996",
      range: "[0, ∞)", logBase: "10", zero: "-log10 P(X = 0) at O = 0", sign: .decreasing,
      needsWholeTable: true, precision: .digits(10), score: { $0.fisherLeft }),
    AssociationMeasure(
      "fisher_two_sided", "Fisher's exact test, two-sided",
      "-log10 Σ P(X = x) over all x with P(X = x) ≤ P(X = O), X hypergeometric",
      latex: #"-\log_{10} \sum_{P(X = x) \le P(X = O)} P(X = x)"#,
      source: "Fisher 1935; Pedersen 1996; what exceeds P(X = O) by one part in 10^7 counts too",
      range: "[0, ∞)", logBase: "10", zero: "as elsewhere", sign: .unsigned,
      needsWholeTable: true, precision: .digits(10), score: { $0.fisherTwoSided }),
    AssociationMeasure(
      "specificity", "Specificity",
      "-log10 P(X ≥ O) if O ≥ E, else log10 P(X ≤ O), X hypergeometric",
      latex:
        #"\begin{cases} -\log_{10} P(X \ge O) & O \ge E \\ \log_{10} P(X \le O) & O < E "#
        + #"\end{cases}"#,
      source: "Lafon 1980",
      range: "(-∞, ∞)", logBase: "10", zero: "log10 P(X = 0) at O = 0", needsWholeTable: true,
      precision: .digits(10), score: { $0.specificity }),
    AssociationMeasure(
      "poisson_p", "Poisson test", "-log10 P(X ≥ O), X Poisson with mean E",
      latex: #"-\log_{10} P(X \ge O)"#, source: "Quasthoff & Wolff 2002; Evert 2004",
      range: "[0, ∞)", logBase: "10", zero: "0 at O = 0", sign: .increasing,
      precision: .digits(10), score: { $0.poisson }),
    AssociationMeasure(
      "poisson_stirling", "Poisson-Stirling", "O · (ln(O / E) - 1) / ln 10",
      latex: #"\frac{O (\ln O - \ln E - 1)}{\ln 10}"#, source: "Quasthoff & Wolff 2002; Evert 2004",
      range: "(-∞, ∞)", logBase: "10", zero: "0 at O = 0", sign: .increasingOfEither,
      score: { $0.poissonStirling }),
  ]
}
