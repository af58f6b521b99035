import Diagnostics
import Testing

@testable import Pipelines

/// What the user reads where the pipeline alone shows that something can match nothing.
@Suite struct ImpossibleTermTests {
  private static let head = """
    version: 1
    corpus: {batches: a.jsonl}
    text:
      words: {}
      content: {stopwords: english, numbers: drop, min_length: 3}
      stems: {stem: english}
    analyses:

    """

  /// Expects that the analysis `a` is refused in the words of `expected`, its line left out.
  private func expectRefusal(
    _ analysis: String, _ expected: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let faults = #expect(throws: Faults.self, sourceLocation: sourceLocation) {
      try parse(Self.head + "  a: {\(analysis)}", in: standardFolder())
    }
    let found = faults?.all.map { fault in
      guard case .line("p.yml", 8, let column, _) = fault.place else { return "elsewhere" }
      return "\(column) \(fault.code) \(fault.message)"
        + (fault.advice.map { " | \($0)" } ?? "")
    }
    #expect(found == expected, sourceLocation: sourceLocation)
  }

  @Test func terms() throws {
    try expectRefusal(
      "kind: term-frequency, terms: [Peace, war]",
      """
      37 pipeline.impossible-term `Peace` is not a term of the profile `words`: `case: fold` makes \
      it \
      `peace` | Did you mean `peace`?
      """)
    try expectRefusal(
      "kind: term-frequency, terms: [climate change]",
      """
      37 pipeline.impossible-term `climate change` has 2 words, and the terms of this analysis \
      have 1 \
      | Set `ngrams: 2` for it.
      """)
    try expectRefusal(
      "kind: term-frequency, ngrams: 2, terms: [war, a b c, of War]",
      """
      48 pipeline.impossible-term `war` is one word, and the terms of this analysis have 2 | Set \
      `ngrams: 1` for it.
      """,
      """
      53 pipeline.impossible-term `a b c` has 3 words, and the terms of this analysis have 2 | Set \
      `ngrams: 3` for it.
      """,
      """
      60 pipeline.impossible-term `War` in `of War` is not a term of the profile `words`: `case: \
      fold` \
      makes it `war` | Did you mean `war`?
      """)
    try expectRefusal(
      "kind: term-frequency, text: content, terms: [the, 2021, ox]",
      """
      52 pipeline.impossible-term `the` is not a term of the profile `content`: `stopwords` \
      removes it | \
      Leave it out, or use a profile that keeps it.
      """,
      """
      57 pipeline.impossible-term `2021` is not a term of the profile `content`: `numbers: drop` \
      removes \
      it | Leave it out, or use a profile that keeps it.
      """,
      """
      63 pipeline.impossible-term `ox` is not a term of the profile `content`: `min_length: 3` \
      removes it \
      | Leave it out, or use a profile that keeps it.
      """)
  }

  @Test func nodes() throws {
    try expectRefusal(
      "kind: co-occurrence, nodes: [\"*\", \"occup*\", oil price, \"war,\"]",
      """
      36 pipeline.impossible-term `*` is not a term of the profile `words`: it has no letter or \
      digit | \
      Wildcards are not supported here: list each term.
      """,
      """
      41 pipeline.impossible-term `occup*` is not a term of the profile `words`: of it, only \
      `occup` is a \
      token | Wildcards are not supported here: list each term.
      """,
      """
      51 pipeline.impossible-term `oil price` has 2 words, and the terms of this analysis have 1 | \
      A \
      node is one term.
      """,
      """
      62 pipeline.impossible-term `war,` is not a term of the profile `words`: of it, only `war` \
      is a \
      token | Did you mean `war`?
      """)
  }

  @Test func trends() throws {
    try expectRefusal(
      "kind: trend, terms: [peace, Oil price, \"Occup*\"]",
      """
      35 pipeline.impossible-term `Oil` in `Oil price` is not a term of the profile `words`: \
      `case: fold` \
      makes it `oil` | Did you mean `oil`?
      """,
      """
      46 pipeline.impossible-term `Occup*` matches no term of the profile `words`, which folds \
      words | \
      Did you mean `occup*`?
      """)
    try expectRefusal(
      "kind: trend, text: content, terms: state of affairs",
      """
      35 pipeline.impossible-term `of` in `state of affairs` is not a term of the profile \
      `content`: \
      `min_length: 3` removes it | Leave it out, or use a profile that keeps it.
      """)
    try expectRefusal(
      "kind: trend, terms: all",
      """
      27 pipeline.unknown-value a trend needs a list of terms, not `all` | List the terms; write \
      `[all]` for the word.
      """)
  }

  @Test func concordances() throws {
    try expectRefusal(
      "kind: concordance, query: '[word=\"x\"]'",
      """
      33 pipeline.query `[` has no meaning at character 1 of the query `[word="x"]` | Queries have \
      no annotations and no character sets: write words, wildcards or a /regular expression/, \
      and \\[ for the character itself.
      """)
    try expectRefusal(
      "kind: concordance, text: stems, query: occup*, case: sensitive",
      """
      46 pipeline.conflict the profile `stems` compares words by `stem`, which wildcards and \
      regular \
      expressions cannot match | Write words, or search a profile without `stem`.
      """,
      """
      60 pipeline.conflict the stems of the profile `stems` have no case | Leave out `case`, or \
      search a profile without `stem`.
      """)
    _ = try parse(Self.head + "  a: {kind: concordance, text: stems, query: running * dogs}")
  }

  @Test func monthsThatAreNone() throws {
    try expectRefusal(
      "kind: keyness, target: {month: [2021-3, March, 2021-03, (none)]}, reference: {year: '21'}",
      """
      39 pipeline.impossible-value `2021-3` is not a valid month | Did you mean `2021-03`?
      """,
      """
      47 pipeline.impossible-value `March` is not a valid month | Write a month as in \
      `2021-03`.
      """,
      """
      85 pipeline.impossible-value `21` is not a valid year | Write a year as in `2021`.
      """)
  }

  /// Whether the word is there only counts can tell, and `check` says so.
  @Test func wordsUnderAStemmerAreDoubted() throws {
    let pipeline = try parse(
      Self.head + "  a: {kind: co-occurrence, text: stems, nodes: [running, run]}")
    #expect(
      pipeline.warnings.map { "\($0.fault)" } == [
        """
        p.yml:8:49: `running` is unlikely to be a term of the profile `stems`: `stem: english` \
        makes it `run` \
        [pipeline.unlikely-term]
          8 |   a: {kind: co-occurrence, text: stems, nodes: [running, run]}
            |                                                 ^
          Did you mean `run`?
        """
      ])
    #expect(pipeline.lastingWarnings.isEmpty)
  }

  @Test func aWrongKindHidesNothing() throws {
    try expectRefusal(
      "kind: term-frequenzy, min_cuont: 2, text: wrods",
      "13 pipeline.unknown-kind unknown kind `term-frequenzy` | Did you mean `term-frequency`?",
      """
      29 pipeline.unknown-key unknown key `min_cuont` in a term-frequency analysis | Did you mean \
      `min_count`?
      """,
      "49 pipeline.unknown-text-profile unknown text profile `wrods` | Did you mean `words`?")
    try expectRefusal(
      "kind: kwic, querry: x, context: 3, text: wrods",
      """
      13 pipeline.unknown-kind unknown kind `kwic` | Known: term-frequency, co-occurrence, \
      concordance, \
      keyness, dictionary, diversity, trend.
      """,
      "19 pipeline.unknown-key unknown key `querry` in an analysis | Did you mean `query`?",
      "48 pipeline.unknown-text-profile unknown text profile `wrods` | Did you mean `words`?")
    try expectRefusal(
      "text: wrods, blah: 1",
      """
      3 pipeline.missing-key `kind` is missing | Kinds of analysis: term-frequency, co-occurrence, \
      concordance, keyness, dictionary, diversity, trend.
      """,
      "13 pipeline.unknown-text-profile unknown text profile `wrods` | Did you mean `words`?",
      "20 pipeline.unknown-key unknown key `blah` in an analysis")
  }
}

/// Lists of which some entries match nothing: a warning for each list, with its first such entry.
@Suite struct UselessEntryTests {
  private func warnings(_ text: String, _ files: KeyValuePairs<String, String>) throws -> [String] {
    let folder = try standardFolder()
    for (name, content) in files { try folder.write(content, to: name) }
    return try parse("version: 1\ncorpus: {batches: a.jsonl}\n" + text, in: folder)
      .lastingWarnings.map { "\($0.fault)" }
  }

  @Test func stopWordsAndLemmas() throws {
    let found = try warnings(
      """
      text:
        words: {stopwords: [english, stop.txt], lemmas: lemmas.txt, apostrophes: split}
        kept: {inherits: words, punctuation: keep}
      """,
      [
        "stop.txt": "the\n--\nDon’t\n…\n", "lemmas.txt": "went\tgo\nisn't\tbe\n@x\ty\nof-\tof\n",
      ])
    #expect(
      found == [
        """
        stop.txt:2:1: the stop word `--` matches no word of the profile `words`: it has no letter \
        or \
        digit; the same is true of 1 more in the list [pipeline.useless-entry]
          2 | --
            | ^
        """,
        """
        lemmas.txt:2:1: the form `isn't` matches no word of the profile `words`: text is cut into \
        other \
        tokens; the same is true of 2 more in the list [pipeline.useless-entry]
          2 | isn't	be
            | ^
        """,
        """
        stop.txt:2:1: the stop word `--` matches no word of the profile `kept`: it has no letter \
        or \
        digit; the same is true of 1 more in the list [pipeline.useless-entry]
          2 | --
            | ^
        """,
        """
        lemmas.txt:2:1: the form `isn't` matches no word of the profile `kept`: text is cut into \
        other \
        tokens; the same is true of 2 more in the list [pipeline.useless-entry]
          2 | isn't	be
            | ^
        """,
      ])
  }

  @Test func dictionaries() throws {
    let analysis = """
      text: {words: {stopwords: english}}
      analyses: {d: {kind: dictionary, file: d.yml}}
      """
    #expect(
      try warnings(
        analysis, ["d.yml": "joy: [happy, happi*]\nart:\n  - state of the art\n  - '!'\n"])
        == [
          """
          d.yml:3:1: the pattern `state of the art` matches nothing under the profile `words`: \
          `of` is \
          removed with the stop words; the same is true of 1 more of 4 [pipeline.useless-entry]
            3 |   - state of the art
              | ^
          """
        ])
    let faults = #expect(throws: Faults.self) {
      try warnings(analysis, ["d.yml": "joy: [the, of]\n"])
    }
    #expect(faults?.all.map(\.code) == ["pipeline.impossible-term"])
  }

  @Test func frequencyLists() throws {
    let found = try warnings(
      "analyses: {k: {kind: keyness, reference: {file: l.csv}}}\n",
      ["l.csv": "term,count\nThe,5\nof,3\nA b,1\n"])
    #expect(
      found == [
        """
        p.yml:3:49: `The` of the list `l.csv` is not a term of the profile `words`: `case: fold` \
        makes it \
        `the`; the same is true of 1 more of its 3 [pipeline.useless-entry]
          3 | analyses: {k: {kind: keyness, reference: {file: l.csv}}}
            |                                                 ^
        """
      ])
  }
}
