import Analyses
import Diagnostics
import Reports

/// The counts of a convention in words: u is the node, v the collocate, f(x) the kept tokens of
/// type x.
private struct Explanation {
  var use: String
  var o: String
  var r1: String
  var c1: String
  var n: String
  /// The pair of u with itself.
  var itself: String
}

extension Convention {
  private var explanation: Explanation {
    switch self {
    case .marginal:
      Explanation(
        use: "the default for all pairs", o: Explanation.hits,
        r1: "the sum of O(u, x) over all x, u itself included",
        c1: "the sum of O(x, v) over all x, v itself included", n: "the sum of all O",
        itself: Explanation.hitsOfItself
          + """
          ; without a direction, each pair of positions counts once, in reading order: O is the \
          pairs of positions with u at both, R1 those with u at the first, C1 those with u at the \
          second, N all pairs; in the other rows of u, R1 and C1 are the sum of these two, and N \
          is twice this N
          """)
    case .surfaceDistinct:
      Explanation(
        use: "the default with nodes", o: "positions of v inside the window of at least one u",
        r1: "positions inside the window of at least one u that are not u themselves",
        c1: "f(v)", n: "all kept tokens less f(u)",
        itself: "no row: no count contains a position of u")
    case .perHit:
      Explanation(
        use: "as in CQPweb", o: Explanation.hits,
        r1: "the sum of O(u, x) over all x, u itself included", c1: "f(v)", n: "all kept tokens",
        itself: Explanation.hitsOfItself)
    case .spanCorrected:
      Explanation(
        use: "as in LancsBox and KorAP", o: Explanation.hits,
        r1: "f(u) times the size of the window, left and right", c1: "f(v)",
        n: "all kept tokens", itself: Explanation.hitsOfItself)
    case .noSpan:
      Explanation(
        use: "as in Sketch Engine", o: Explanation.hits, r1: "f(u)", c1: "f(v)",
        n: "all kept tokens", itself: Explanation.hitsOfItself)
    case .sentence, .paragraph, .document:
      Explanation(
        use: "for whole \(units) as the span", o: "\(units) that contain u and v",
        r1: "\(units) that contain u", c1: "\(units) that contain v",
        n: "all \(units) that contain a kept token",
        itself: "O is the \(units) that contain u at least twice")
    }
  }

  private var units: String {
    switch self {
    case .sentence: "sentences"
    case .paragraph: "paragraphs"
    default: "articles"
    }
  }

  /// The convention for people: a line with its name and use, then its counts.
  var text: String {
    """
    \(rawValue): a convention, \(explanation.use)
      O         \(explanation.o)
      R1        \(explanation.r1)
      C1        \(explanation.c1)
      N         \(explanation.n)
      E         R1 · C1 / N
      u with u  \(explanation.itself)
      example   \(ConventionExample(self).text)

    """
  }

  var json: JSONObject {
    [
      "id": .string(rawValue), "use": .string(explanation.use), "o": .string(explanation.o),
      "r1": .string(explanation.r1), "c1": .string(explanation.c1), "n": .string(explanation.n),
      "e": "R1 · C1 / N", "itself": .string(explanation.itself),
      "example": .object(ConventionExample(self).json),
    ]
  }
}

extension Explanation {
  fileprivate static let hits = "pairs of a u and a v in the window of that u"
  fileprivate static let hitsOfItself =
    "counted from each position: two positions in each other's windows are two hits"
}
