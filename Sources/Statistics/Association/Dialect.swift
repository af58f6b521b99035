/// Another tool of the field, whose numbers can be asked for: its measures under its names, with
/// its log bases, signs and zero rules.
///
/// The rules of the tools' contingency tables are conventions of counting; which one a dialect uses
/// is known to the analysis that counts.
public enum Dialect: String, Sendable, Hashable, Codable, CaseIterable {
  case cqpweb
  case sketchEngine = "sketch-engine"
  case ucs
  case quanteda
  case khCoder = "kh-coder"
  case antConcDocumented = "antconc-documented"

  /// The tool, as it calls itself.
  public var tool: String {
    switch self {
    case .cqpweb: "CQPweb"
    case .sketchEngine: "Sketch Engine (manatee)"
    case .ucs: "UCS toolkit"
    case .quanteda: "quanteda"
    case .khCoder: "KH Coder"
    case .antConcDocumented: "AntConc 4"
    }
  }

  /// The tool's measures in its order, each named as its column there.
  ///
  /// `span` is the number of positions in the window, which the z-score of KH Coder needs.
  public func measures(span: Int) -> [AssociationMeasure] {
    switch self {
    case .cqpweb: AssociationMeasure.ofCQPweb
    case .sketchEngine: AssociationMeasure.ofSketchEngine
    case .ucs: AssociationMeasure.ofUCS
    case .quanteda: AssociationMeasure.ofQuanteda
    case .khCoder: AssociationMeasure.ofKHCoder(span: span)
    case .antConcDocumented: AssociationMeasure.ofAntConc
    }
  }

  /// The names of the tool's measures.
  public var measureNames: [String] { measures(span: 1).map(\.id) }

  /// The tool's names of columns that hold counts, by our names; what is missing keeps its name.
  public var columnNames: [String: String] {
    switch self {
    case .cqpweb, .quanteda: [:]
    case .sketchEngine: ["count": "f_AB", "r1": "f_B", "c1": "f_A", "n": "N"]
    case .ucs: ["node": "l1", "collocate": "l2", "count": "f", "r1": "f1", "c1": "f2", "n": "N"]
    case .khCoder: ["count": "Total", "left": "LT", "right": "RT", "weighted": "Score"]
    case .antConcDocumented:
      ["count": "FreqLR", "left": "FreqL", "right": "FreqR", "articles": "Range"]
    }
  }

  /// Whether the tool's numbers are reproduced, and what is known to differ, in sentences.
  public var notes: [String] {
    switch self {
    case .cqpweb:
      [
        "The table is known: hits, R1 the hits in all windows, C1 and N of the whole corpus.",
        """
        The sign of LL is ours. How Z goes on where |O - E| is below the correction of 1/2 is not \
        known: here it is 0.
        """,
        """
        LogRatio is empty where LL does not pass the cut-off of 5 % over all pairs compared \
        (Šidák); \
        CQPweb leaves the row out.
        """,
        """
        CLR takes a one-sided z, which alone comes near the value that CQPweb publishes (6.877 for \
        6.876); its exact rule is not known.
        """,
      ]
    case .sketchEngine:
      [
        "The table and the formulas are published: no margin takes the span into account.",
        """
        Sketch Engine counts punctuation as tokens and lets windows run over sentences: set \
        `within: article`, and `punctuation: keep` in the text profile if it is offered.
        """,
      ]
    case .ucs:
      [
        """
        The measures are those of UCS to its last digits, checked against 47 rows that UCS scored: \
        logarithms of base 10, corrections that may pass 0, 10^7 for infinity.
        """,
        """
        R1 is all hits in the windows. Whether UCS counts a position twice that lies in two \
        windows \
        is not known: where windows overlap, counts may differ.
        """,
      ]
    case .quanteda:
      [
        """
        λ and z of two words, as textstat_collocations computes them with its smoothing of 1/2: \
        the \
        table is that of all pairs of neighbours.
        """,
        """
        The rows of fcm are `count` with `window: 5, within: article`; of its weighted form \
        `weighted` with `weights: inverse`; of its boolean form `articles` with `min_articles: 1`. \
        fcm has no scores.
        """,
        "Its χ², likelihood and PMI of earlier versions are not reproduced.",
      ]
    case .khCoder:
      [
        """
        The table is known: no margin takes the span into account, but that of Z (Berry-Rogghe).
        """,
        "Score is Σ (l_i + r_i) / i. The sign of LL is not documented: here LL has none.",
      ]
    case .antConcDocumented:
      [
        """
        Not reproduced: AntConc does not publish how it fills the contingency table. These are the \
        formulas that it documents over the table of `per-hit`; expect other numbers.
        """
      ]
    }
  }
}
