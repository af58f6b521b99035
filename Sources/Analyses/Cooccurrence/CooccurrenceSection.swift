import Diagnostics
import Settings
import Statistics

extension CooccurrenceRequest {
  /// The keys of the analysis in a pipeline.
  public static let section = Section<CooccurrenceRequest>(
    words: "a co-occurrence analysis",
    meaning: "Which terms occur near each other, and how strongly they are associated.",
    standard: CooccurrenceRequest(text: ""),
    keys: [
      .profile(\.text),
      Key(
        "window", \.span, .window,
        """
        The size of the window: tokens on each side of the node, as one number or \
        `{left: 3, right: 7}`, or a whole `sentence`, `paragraph` or `article`.
        """),
      Key(
        "span", \.span, .unitSpan, isAbbreviation: true,
        "A whole unit instead of a window, as in `window: sentence`."),
      Key(
        "within", \.within, .cases,
        "The boundary that a window may not cross. With a whole unit, it is that unit."),
      Key(
        "nodes", \.nodes, .listOrAll(of: .text("a term")),
        "Count only pairs with one of these terms as the node, as the profile forms them."),
      Key(
        "convention", \.convention, .cases,
        standard: """
          `marginal`; with `nodes`, `surface-distinct`; with a whole unit, that of the unit
          """,
        "How the contingency table is counted; `broadsheet measures` explains the conventions."),
      Key(
        "compat", \.dialect, .cases, standard: "none",
        """
        The tool whose convention, measures and column names to use; `broadsheet measures` says \
        how closely each tool is reproduced.
        """),
      Key(
        "ordered", \.ordered, .flag,
        standard: "true with `nodes` or a directed convention, else false",
        "Whether to count (u, v) and (v, u) as two rows."),
      Key("min_count", \.minCount, .whole(1...Int.max), "The smallest joint frequency of a row."),
      Key(
        "min_articles", \.minArticles, .optional(.whole(1...Int.max)),
        "The fewest articles that a pair may share; sharing is counted only if this is set."),
      Key(
        "measures", \.measures, .list(of: .measure, orOne: true).withoutRepetition(),
        """
        The measures of association, in the order of their columns. With `compat`, the names are \
        those of the tool, and all of its measures are the default.
        """),
      Key(
        "confidence", \.confidence, .confidence,
        "The confidence of `lrc`, `clr` and similar measures over all pairs compared."),
      Key(
        "positions", \.positions, .flag, standard: "false; true with `compat: kh-coder`",
        """
        Whether to add columns for the counts at each position of the window, `left_5` to \
        `right_5`, and on each side.
        """
      ),
      Key(
        "weights", \.weights, .weights, standard: "`none`; `inverse` with `compat: kh-coder`",
        """
        The weight of a hit by its distance, for a column `weighted`: `inverse` is 1/d; a list has \
        the weight of each distance. Scores always use the unweighted counts.
        """),
      Key(
        "where", \.bounds, .bounds,
        """
        Bounds of columns: `{count: {min: 5}, log_likelihood: {min: 10.83}}`. Rows outside them, \
        or with an empty cell, are left out. With a least `count`, `min_count` defaults to 1.
        """),
      Key(
        "sort", \.sort, .text("the name of a column"),
        standard: "the first measure, or the tool's with `compat`",
        "The column that ranks the rows, the largest value first; any column of numbers."),
      Key(
        "top", \.top, .optional(.whole(1...Int.max)),
        "The number of rows to show, the first ones."),
    ])
}

extension Shape<String> {
  fileprivate static let measure: Shape = {
    var names = AssociationMeasure.all.map(\.id)
    for name in Dialect.allCases.flatMap(\.measureNames) where !names.contains(name) {
      names.append(name)
    }
    return Shape.name("measure", among: names, words: "the name of a measure")
  }()
}

// MARK: Spans

extension Shape<CooccurrenceSpan> {
  fileprivate static let unitSpan = Shape<Unit>.cases.map { unit, _ in
    CooccurrenceSpan.unit(unit)
  } show: { span in
    guard case .unit(let unit) = span else { return .sentence }
    return unit
  }

  fileprivate static let window = Shape(
    words: "a number of tokens | `{left: 3, right: 7}` | \(unitSpan.words)",
    schema: ["anyOf": [tokens.schema, .object(sides.schema()), unitSpan.schema]]
  ) { node, reader in
    switch node {
    case .mapping:
      var window = Sides()
      sides.read(node, into: &window, &reader)
      return checked(window, &reader)
    case .scalar where node.plain != nil && (node.wholeNumber != nil || node.adviceOnNumber != nil):
      return tokens.read(node, &reader).flatMap { checked(Sides(left: $0, right: $0), &reader) }
    case .scalar where !node.isNothing && node.adviceOnNumber == nil:
      return unitSpan.read(node, &reader)
    default:
      reader.expected(
        "a number of tokens, `{left: 3, right: 7}` or a unit", butFound: node,
        advice: node.adviceOnNumber)
      return nil
    }
  } show: { span in
    switch span {
    case .window(let left, let right) where left == right: tokens.show(left)
    case .window(let left, let right): .object(sides.show(Sides(left: left, right: right)))
    case .unit: unitSpan.show(span)
    }
  }

  private static let tokens = Shape<Int>.whole(0...1000)

  private static func checked(_ window: Sides, _ reader: inout Reader) -> CooccurrenceSpan? {
    guard window.left + window.right > 0 else {
      reader.report("out-of-range", "the window is empty")
      return nil
    }
    return .window(left: window.left, right: window.right)
  }

  private static let sides = Section<Sides>(
    words: "a window", meaning: "A window whose sides have different lengths.",
    standard: Sides(),
    keys: [
      Key("left", \.left, tokens, "Tokens before the node."),
      Key("right", \.right, tokens, "Tokens after the node."),
    ])

  private struct Sides: Sendable {
    var left = 5
    var right = 5
  }
}
