import Analyses
import Diagnostics
import Reports
import Statistics

// The keys of each kind of analysis. Defaults are those of the requests.

extension TermFrequencyRequest {
  static let section = Section<TermFrequencyRequest>(
    words: "a term-frequency analysis",
    meaning: "How often terms or n-grams occur, and in how many articles.",
    standard: TermFrequencyRequest(text: ""),
    keys: [
      .profile(\.text),
      Key(
        "group_by", \.groupBy,
        .list(of: .dimension, orOne: true, mayBeEmpty: true)
          .withoutRepetition(),
        """
        What parts the counts: `source`, `language`, `section`, `year`, `month`, `week`, `day`, \
        `id`, `place`, `agency`, or a field that `corpus.fields` maps.
        """),
      Key("ngrams", \.ngrams, .whole(1...5), "The number of tokens in a term."),
      Key(
        "skip", \.skip, .whole(0...4),
        """
        The number of tokens that an n-gram may skip, all its gaps taken together; what the profile \
        removed may be skipped too.
        """),
      Key("within", \.within, .cases, "The unit that n-grams do not cross."),
      Key("min_count", \.minCount, .whole(1...Int.max), "Rarer terms are left out."),
      Key(
        "min_articles", \.minArticles, .whole(1...Int.max),
        "Terms of fewer articles are left out."),
      Key(
        "top", \.top, .optional(.whole(1...Int.max)),
        "At most this many rows (of each group), the first ones."),
      Key(
        "terms", \.terms, .listOrAll(of: .text("a term")),
        "Only these terms, as the profile makes them."),
      Key(
        "tf_idf", \.tfIdf, .optional(.tfIdf),
        "A weight for each term: the scheme that goes by the name of a tool, or one of your own."),
      Key(
        "dispersion", \.dispersion, .optional(DispersionRequest.section.shape),
        "How evenly terms are spread; what it needs is counted only if it is asked for."),
      Key(
        "sort", \.sort, .text("the name of a column"),
        """
        What ranks the rows, the largest first: `count`, `articles`, `tf_idf`, or a measure of \
        dispersion.
        """),
    ])
}

extension CooccurrenceRequest {
  static let section = Section<CooccurrenceRequest>(
    words: "a co-occurrence analysis",
    meaning: "Which terms stand near each other, and how strongly they are associated.",
    standard: CooccurrenceRequest(text: ""),
    keys: [
      .profile(\.text),
      Key(
        "window", \.span, .window,
        """
        How many tokens to either side of the node are near it: one number, or \
        `{left: 3, right: 7}`, or a whole `sentence`, `paragraph` or `article`.
        """),
      Key(
        "span", \.span, .unitSpan, isAbbreviation: true,
        "A whole unit instead of a window; the same as `window: sentence`, say."),
      Key(
        "within", \.within, .cases,
        "The unit that a window does not cross. With a whole unit, it is that unit."),
      Key(
        "nodes", \.nodes, .listOrAll(of: .text("a term")),
        "Only pairs whose node is one of these terms, as the profile makes them."),
      Key(
        "convention", \.convention, .cases,
        standard: """
          `marginal`; with `nodes`, `surface-distinct`; with a whole unit, that of the unit
          """,
        "How the contingency table is made: `broadsheet measures` explains them."),
      Key(
        "compat", \.dialect, .cases, standard: "none",
        """
        The tool whose numbers the table has: convention, measures and names of columns are its own. \
        `broadsheet measures` says what is reproduced.
        """),
      Key(
        "ordered", \.ordered, .flag,
        standard: "true with `nodes` or a directed convention, else false",
        "Whether (u, v) and (v, u) are two rows."),
      Key("min_count", \.minCount, .whole(1...Int.max), "Rarer pairs are left out."),
      Key(
        "min_articles", \.minArticles, .optional(.whole(1...Int.max)),
        "Pairs that share fewer articles are left out; shared articles are counted only if asked."),
      Key(
        "measures", \.measures, .list(of: .measure, orOne: true).withoutRepetition(),
        """
        The measures of association, in the order of their columns. With `compat`, all of the tool's \
        if left out, and by its names.
        """),
      Key(
        "confidence", \.confidence, .confidence,
        "The confidence, over all pairs compared, of `lrc`, `clr` and their like."),
      Key(
        "positions", \.positions, .flag, standard: "false; true with `compat: kh-coder`",
        "Whether the counts at each position of the window, `left_5` to `right_5`, and on each side, are columns."
      ),
      Key(
        "weights", \.weights, .weights, standard: "`none`; `inverse` with `compat: kh-coder`",
        """
        What a hit weighs by its distance, in a column `weighted`: `inverse` is 1/d; a list has the \
        weight of each distance. Scores are always those of the counts.
        """),
      Key(
        "where", \.bounds, .bounds,
        """
        Rows outside of these bounds are left out: `{count: {min: 5}, log_likelihood: {min: 10.83}}`. \
        An empty cell is within no bounds. With a least `count`, `min_count` is 1 if left out.
        """),
      Key(
        "sort", \.sort, .text("the name of a column"),
        standard: "the first measure, or the tool's with `compat`",
        "What ranks the rows, the largest first: any column of numbers."),
      Key(
        "top", \.top, .optional(.whole(1...Int.max)), "At most this many rows, the first ones."),
    ])
}

extension ConcordanceRequest {
  static let section = Section<ConcordanceRequest>(
    words: "a concordance", meaning: "Every place where something occurs, in its context.",
    standard: ConcordanceRequest(text: "", query: ""),
    keys: [
      .profile(\.text),
      Key(
        "query", \.query, .text("a query"), isRequired: true,
        """
        A word, a phrase, wildcards (`occup*`, `wom?n`), alternatives (`war|peace`), or `/regex/` \
        on whole tokens. Under a profile with `stem` or `lemmas` a word stands for all that have its \
        stem or lemma, and the query has words alone.
        """),
      Key(
        "case", \.caseSensitive, .choice(["insensitive": false, "sensitive": true]),
        "Whether case must agree."),
      Key(
        "diacritics", \.diacriticSensitive, .choice(["sensitive": true, "insensitive": false]),
        "Whether diacritics must agree."),
      Key(
        "context", \.context, .whole(0...1000), "Tokens of context on either side."),
      Key("within", \.within, .cases, "The unit that a phrase does not cross."),
      Key(
        "sort", \.sort, .list(of: .sortKey, orOne: true, mayBeEmpty: true).withoutRepetition(),
        """
        What the lines are sorted by, the most important first: `1R` (the first token to the \
        right), `2L`, `node`, `date`, `source`.
        """),
      Key(
        "limit", \.limit, .optional(.whole(1...Int.max)),
        "At most this many lines: an exact random sample."),
      Key("seed", \.seed, .seed, "The seed of the sample."),
    ])
}

extension Key {
  /// The text profile of an analysis.
  static func profile(
    _ property: WritableKeyPath<Root, String> & Sendable
  ) -> Key {
    Key(
      "text", property, .text("the name of a profile"), standard: "the first profile",
      "The text profile that makes the terms.")
  }
}

extension Shape<GroupDimension> {
  static let dimension = Shape<String>.text("a dimension").map { name, _ in
    GroupDimension(name: name)
  } show: {
    $0.name
  }
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

extension Shape<UInt64> {
  fileprivate static let seed = Shape<Int>.whole(0...Int.max).map { number, _ in
    UInt64(number)
  } show: {
    Int(clamping: $0)
  }
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
      reader.report("out-of-range", "the window is empty: no token is near another")
      return nil
    }
    return .window(left: window.left, right: window.right)
  }

  private static let sides = Section<Sides>(
    words: "a window", meaning: "A window that is not the same to either side.",
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

// MARK: The order of concordance lines

extension Shape<ConcordanceSortKey> {
  fileprivate static let sortKey = Shape<String>.text(
    "`1R`, `2L`, `node`, `date` or `source`",
    schema: ["type": "string", "pattern": "^([1-9][0-9]{0,3}[LR]|node|date|source)$"]
  ).map { text, reader -> ConcordanceSortKey? in
    switch text {
    case "node": return .node
    case "date": return .date
    case "source": return .source
    default: break
    }
    if let distance = Int(text.dropLast()), (1...1000).contains(distance) {
      if text.last == "L" { return .left(distance) }
      if text.last == "R" { return .right(distance) }
    }
    reader.unknown("sort key", text, among: ["1R", "1L", "node", "date", "source"])
    if let side = text.first, "LR".contains(side), let distance = Int(text.dropFirst()) {
      reader.advise("Did you mean `\(distance)\(side)`?")
    }
    return nil
  } show: { key in
    switch key {
    case .left(let distance): "\(distance)L"
    case .right(let distance): "\(distance)R"
    case .node, .date, .source: "\(key)"
    }
  }
}
