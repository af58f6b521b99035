extension DispersionMeasure {
  /// Measures of how a term's count is shared out among parts.
  static let overParts: [DispersionMeasure] = [
    DispersionMeasure(
      "dp", "Deviation of proportions", "½ Σ |vi / f - si|",
      latex: #"\tfrac{1}{2} \sum_i \left| \frac{v_i}{f} - s_i \right|"#, source: "Gries 2008",
      range: "[0, 1): 0 is even", precision: .exact, parts: { $0.dp }),
    DispersionMeasure(
      "dp_norm", "Normalised deviation of proportions", "DP / (1 - min si)",
      latex: #"\frac{DP}{1 - \min_i s_i}"#, source: "Lijffijt & Gries 2012",
      range: "[0, 1]: 0 is even", precision: .exact, parts: { $0.dpNormalized }),
    DispersionMeasure(
      "juilland_d", "Juilland's D", "1 - (σp / μp) / √(n - 1), σ of the population",
      latex: #"1 - \frac{\sigma_p / \mu_p}{\sqrt{n - 1}}"#,
      source: "Juilland & Chang-Rodríguez 1964", range: "[0, 1]: 1 is even",
      precision: .digits(12, of: 1), parts: { $0.juillandD }),
    DispersionMeasure(
      "juilland_u", "Juilland's U, an adjusted frequency", "D · f", latex: #"D \cdot f"#,
      source: "Juilland & Chang-Rodríguez 1964", range: "[0, f]: f is even",
      parts: { $0.juillandU }),
    DispersionMeasure(
      "carroll_d2", "Carroll's D₂", "-Σ qi · ln qi / ln n, qi = pi / Σp",
      latex: #"-\frac{\sum_i q_i \ln q_i}{\ln n}"#, source: "Carroll 1970",
      range: "[0, 1]: 1 is even", logBase: "e", precision: .digits(12, of: 1),
      parts: { $0.carrollD2 }),
    DispersionMeasure(
      "carroll_um", "Carroll's Um, an adjusted frequency", "f · D2 + (1 - D2) · f / n",
      latex: #"f D_2 + (1 - D_2) \frac{f}{n}"#, source: "Carroll 1970",
      range: "[f / n, f]: f is even", logBase: "e", parts: { $0.carrollUm }),
    DispersionMeasure(
      "rosengren_s", "Rosengren's S", "(Σ √(si · vi))² / f",
      latex: #"\frac{\left( \sum_i \sqrt{s_i v_i} \right)^2}{f}"#, source: "Rosengren 1971",
      range: "[min si, 1]: 1 is even", parts: { $0.rosengrenS }),
    DispersionMeasure(
      "rosengren_kf", "Rosengren's KF, an adjusted frequency", "S · f", latex: #"S \cdot f"#,
      source: "Rosengren 1971", range: "[f · min si, f]: f is even", parts: { $0.rosengrenKF }),
    DispersionMeasure(
      "lyne_d3", "Lyne's D₃", "1 - χ² / (4 f), χ² of the counts against the sizes",
      latex: #"1 - \frac{\chi^2}{4f}"#, source: "Lyne 1985",
      range: "(-∞, 1]: 1 is even", precision: .digits(12, of: 1), parts: { $0.lyneD3 }),
    DispersionMeasure(
      "kl", "Kullback-Leibler divergence", "Σ (vi / f) · log2((vi / f) / si)",
      latex: #"\sum_i \frac{v_i}{f} \log_2 \frac{v_i / f}{s_i}"#,
      source: "Kullback & Leibler 1951; Gries 2020", range: "[0, ∞): 0 is even", logBase: "2",
      parts: { $0.divergence }),
  ]

  /// Measures of how far apart a term's occurrences are, the corpus taken as a ring.
  static let overDistances: [DispersionMeasure] = [
    DispersionMeasure(
      "arf", "Average reduced frequency, an adjusted frequency", "Σ min(di, v) / v, v = N / f",
      latex: #"\frac{1}{v} \sum_i \min(d_i, v), \; v = N / f"#, source: "Savický & Hlaváčová 2002",
      range: "[1, f]: f is even", precision: .exact, distances: { $0.averageReducedFrequency }),
    DispersionMeasure(
      "awt", "Average waiting time, in tokens", "½ (1 + Σ di² / N)",
      latex: #"\tfrac{1}{2} \left( 1 + \frac{\sum_i d_i^2}{N} \right)"#,
      source: "Savický & Hlaváčová 2002",
      range: "[(1 + N / f) / 2, (1 + N) / 2]: the least is even",
      precision: .exact, distances: { $0.averageWaitingTime }),
    DispersionMeasure(
      "awt_frequency", "The frequency that AWT amounts to", "N² / Σ di²",
      latex: #"\frac{N^2}{\sum_i d_i^2}"#, source: "Savický & Hlaváčová 2002",
      range: "[1, f]: f is even", precision: .exact, distances: { $0.waitingTimeFrequency }),
    DispersionMeasure(
      "ald", "Average logarithmic distance", "Σ di · log10 di / N",
      latex: #"\frac{\sum_i d_i \log_{10} d_i}{N}"#, source: "Savický & Hlaváčová 2002",
      range: "[log10(N / f), log10 N]: the least is even", logBase: "10",
      distances: { $0.averageLogarithmicDistance }),
    DispersionMeasure(
      "ald_frequency", "The frequency that ALD amounts to", "exp(-Σ (di / N) · ln(di / N))",
      latex: #"\exp \left( -\sum_i \frac{d_i}{N} \ln \frac{d_i}{N} \right)"#,
      source: "Savický & Hlaváčová 2002", range: "[1, f]: f is even", logBase: "e",
      distances: { $0.logarithmicDistanceFrequency }),
  ]
}
