import Settings

extension ConcordanceRequest {
  /// The keys of the analysis in a pipeline.
  public static let section = Section<ConcordanceRequest>(
    words: "a concordance", meaning: "Every occurrence of a query in its context.",
    standard: ConcordanceRequest(text: "", query: ""),
    keys: [
      .profile(\.text),
      Key(
        "query", \.query, .text("a query"), isRequired: true,
        """
        A word, a phrase, wildcards (`occup*`, `wom?n`), alternatives (`war|peace`), or \
        `/regex/` on whole tokens. Under a profile with `stem` or `lemmas`, a word matches all \
        words with its stem or lemma, and the query can have only words.
        """),
      Key(
        "case", \.caseSensitive, .choice(["insensitive": false, "sensitive": true]),
        "Whether to match case."),
      Key(
        "diacritics", \.diacriticSensitive, .choice(["sensitive": true, "insensitive": false]),
        "Whether to match diacritics."),
      Key(
        "context", \.context, .whole(0...1000), "Tokens of context on each side."),
      Key("within", \.within, .cases, "The boundary that a phrase may not cross."),
      Key(
        "sort", \.sort, .list(of: .sortKey, orOne: true, mayBeEmpty: true).withoutRepetition(),
        """
        The sort keys of the lines, the most important first: `1R` (the first token to the \
        right), `2L`, `node`, `date`, `source`.
        """),
      Key(
        "limit", \.limit, .optional(.whole(1...Int.max)),
        "The size of a random sample of lines."),
      Key("seed", \.seed, .seed, "The seed of the sample."),
    ])
}

extension Shape<UInt64> {
  fileprivate static let seed = Shape<Int>.whole(0...Int.max).map { number, _ in
    UInt64(number)
  } show: {
    Int(clamping: $0)
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
