extension AssociationMeasure {
  /// Mutual information and its kin.
  static let information: [AssociationMeasure] = [
    AssociationMeasure(
      "mi", "Mutual information", "log2(O / E)",
      latex: #"\log_2 \frac{O}{E}"#, source: "Church & Hanks 1990",
      range: "(-∞, ∞)", logBase: "2", zero: "-∞ at O = 0", neutral: 0,
      precision: .exact, score: { $0.mutualInformation }),
    AssociationMeasure(
      "mi2", "MI²", "log2(O² / E)",
      latex: #"\log_2 \frac{O^2}{E}"#, source: "Daille 1994",
      range: "(-∞, ∞)", logBase: "2", zero: "-∞ at O = 0", sign: .increasingOfEither,
      precision: .exact, score: { $0.mutualInformation2 }),
    AssociationMeasure(
      "mi3", "MI³", "log2(O³ / E)",
      latex: #"\log_2 \frac{O^3}{E}"#, source: "Daille 1994",
      range: "(-∞, ∞)", logBase: "2", zero: "-∞ at O = 0", sign: .increasingOfEither,
      precision: .exact, score: { $0.mutualInformation3 }),
    AssociationMeasure(
      "local_mi", "Local mutual information", "O · log2(O / E)",
      latex: #"O \log_2 \frac{O}{E}"#, source: "Evert 2004",
      range: "(-∞, ∞)", logBase: "2", zero: "0 at O = 0", neutral: 0,
      score: { $0.localMutualInformation }),
    AssociationMeasure(
      "npmi", "Normalised pointwise mutual information", "log2(O / E) / -log2(O / N)",
      latex: #"\frac{\log_2 (O / E)}{-\log_2 (O / N)}"#, source: "Bouma 2009",
      range: "[-1, 1]", logBase: "2", zero: "-1 at O = 0; none at O = N", neutral: 0,
      score: { $0.normalizedMutualInformation }),
    AssociationMeasure(
      "mi_log_f", "MI log-frequency", "log2(O / E) · ln(O + 1)",
      latex: #"\log_2 \frac{O}{E} \, \ln (O + 1)"#, source: "Kilgarriff & Tugwell 2001",
      range: "(-∞, ∞)", logBase: "2 and e", zero: "0 at O = 0", neutral: 0,
      score: { $0.mutualInformationLogFrequency }),
    AssociationMeasure(
      "average_mi", "Average mutual information", "Σ Oij · log2(Oij / Eij)",
      latex: #"\sum_{ij} O_{ij} \log_2 \frac{O_{ij}}{E_{ij}}"#, source: "Evert 2004",
      range: "[0, ∞)", logBase: "2", zero: "a cell of 0 adds 0", sign: .unsigned,
      needsWholeTable: true, neutral: 0, score: { $0.averageMutualInformation }),
    AssociationMeasure(
      "mu", "Ratio to expected", "O / E",
      latex: #"\frac{O}{E}"#, source: "Evert 2004",
      range: "[0, ∞)", zero: "0 at O = 0", sign: .ratio, neutral: 1,
      precision: .exact, score: { $0.ratioToExpected }),
    AssociationMeasure(
      "mutual_expectation", "Mutual expectation", "O / N · 2 O / (R1 + C1)",
      latex: #"\frac{O}{N} \cdot \frac{2O}{R_1 + C_1}"#, source: "Dias, Guilloré & Lopes 1999",
      range: "[0, 1]", zero: "0 at O = 0", sign: .increasing,
      precision: .exact, score: { $0.mutualExpectation }),
  ]
}
