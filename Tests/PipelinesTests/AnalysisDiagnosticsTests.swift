import Testing

/// What the user reads for faults in `analyses`.
@Suite struct AnalysisDiagnosticsTests {
  @Test func unknownKeyOfAnAnalysisKind() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          terms: {kind: term-frequency, min_cuont: 2, window: 5}
          lines: {kind: concordance, query: war, kidn: x}
        """,
      """
      p.yml:4:33: unknown key `min_cuont` in a term-frequency analysis [pipeline.unknown-key]
        4 |   terms: {kind: term-frequency, min_cuont: 2, window: 5}
          |                                 ^
        Did you mean `min_count`?
      p.yml:4:47: unknown key `window` in a term-frequency analysis [pipeline.unknown-key]
        4 |   terms: {kind: term-frequency, min_cuont: 2, window: 5}
          |                                               ^
        Known keys: kind, text, group_by, ngrams, skip, within, min_count, min_articles, top, \
      terms, tf_idf, dispersion, sort.
      p.yml:5:42: unknown key `kidn` in a concordance [pipeline.unknown-key]
        5 |   lines: {kind: concordance, query: war, kidn: x}
          |                                          ^
        Did you mean `kind`?
      """)
  }

  @Test func kindMissing() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          terms: {text: words}
          pairs:
        """,
      """
      p.yml:4:3: `kind` is missing [pipeline.missing-key]
        4 |   terms: {text: words}
          |   ^
        Kinds of analysis: term-frequency, co-occurrence, concordance, keyness, dictionary, \
      diversity, trend.
      p.yml:5:9: expected a mapping with a `kind`, found nothing [pipeline.wrong-type]
        5 |   pairs:
          |         ^
      """)
  }

  @Test func queryMissing() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          lines: {kind: concordance, context: 3}
        """,
      """
      p.yml:4:3: `query` is missing in a concordance [pipeline.missing-key]
        4 |   lines: {kind: concordance, context: 3}
          |   ^
        It takes a query.
      """)
  }

  @Test func singleTerm() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          t: {kind: term-frequency, terms: war}
        """,
      """
      p.yml:4:36: expected a list, found the text `war` [pipeline.wrong-type]
        4 |   t: {kind: term-frequency, terms: war}
          |                                    ^
        Write `[war]`.
      """)
  }

  @Test func groupBy() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          terms: {kind: term-frequency, group_by: [moth, desk, source, source]}
        """,
      """
      p.yml:4:44: there is no field `moth` [pipeline.unknown-field]
        4 |   terms: {kind: term-frequency, group_by: [moth, desk, source, source]}
          |                                            ^
        Did you mean `month`?
      p.yml:4:50: there is no field `desk` [pipeline.unknown-field]
        4 |   terms: {kind: term-frequency, group_by: [moth, desk, source, source]}
          |                                                  ^
        Map it in `corpus.fields`, or name one of source, language, section, year, month, week, \
      day, id, title, date, url, place, agency, dateline.
      p.yml:4:64: the list names `source` twice [pipeline.repetition]
        4 |   terms: {kind: term-frequency, group_by: [moth, desk, source, source]}
          |                                                                ^
      """)
  }

  @Test func orderedPairs() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          a: {kind: co-occurrence, ordered: false, convention: per-hit}
          b: {kind: co-occurrence, ordered: false, nodes: [war]}
          c: {kind: co-occurrence, ordered: false, window: {left: 0, right: 3}}
        """,
      """
      p.yml:4:37: convention `per-hit` gives pairs a direction [pipeline.conflict]
        4 |   a: {kind: co-occurrence, ordered: false, convention: per-hit}
          |                                     ^
        Leave out `ordered`, or use `marginal` with a window that is the same on both sides.
      p.yml:5:37: convention `surface-distinct` gives pairs a direction [pipeline.conflict]
        5 |   b: {kind: co-occurrence, ordered: false, nodes: [war]}
          |                                     ^
        Leave out `ordered`, or use `marginal` with a window that is the same on both sides.
      p.yml:6:37: the window differs between its sides, which gives pairs a direction \
      [pipeline.conflict]
        6 |   c: {kind: co-occurrence, ordered: false, window: {left: 0, right: 3}}
          |                                     ^
        Leave out `ordered`, or use `marginal` with a window that is the same on both sides.
      """)
  }

  @Test func aWindowInQuotationMarks() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          a: {kind: co-occurrence, window: "5"}
        """,
      """
      p.yml:4:36: expected a number of tokens, `{left: 3, right: 7}` or a unit, found the text `5` \
      [pipeline.wrong-type]
        4 |   a: {kind: co-occurrence, window: "5"}
          |                                    ^
        Write 5 without quotation marks.
      """)
  }

  @Test func unitsAndWindows() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          a: {kind: co-occurrence, window: 5, convention: sentence}
          b: {kind: co-occurrence, span: sentence, convention: document}
          c: {kind: co-occurrence, span: sentence, within: paragraph}
          d: {kind: co-occurrence, span: sentence, window: 5}
          e: {kind: co-occurrence, span: article, convention: marginal}
        """,
      """
      p.yml:4:51: convention `sentence` counts whole units, not windows [pipeline.conflict]
        4 |   a: {kind: co-occurrence, window: 5, convention: sentence}
          |                                                   ^
        Leave out the window, or write `window: sentence`.
      p.yml:5:56: convention `document` does not count the whole sentence [pipeline.conflict]
        5 |   b: {kind: co-occurrence, span: sentence, convention: document}
          |                                                        ^
        Leave out `convention`, or give a window of tokens.
      p.yml:6:52: the span is a whole sentence, not part of a paragraph [pipeline.conflict]
        6 |   c: {kind: co-occurrence, span: sentence, within: paragraph}
          |                                                    ^
        Leave out `within`.
      p.yml:7:28: `span` and `window` are the same switch [pipeline.conflict]
        7 |   d: {kind: co-occurrence, span: sentence, window: 5}
          |                            ^
        Set one of them.
      p.yml:8:55: convention `marginal` does not count the whole article [pipeline.conflict]
        8 |   e: {kind: co-occurrence, span: article, convention: marginal}
          |                                                       ^
        Leave out `convention`, or give a window of tokens.
      """)
  }

  @Test func measuresAndSort() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          a: {kind: co-occurrence, measures: [log-likelihood, mi, mi]}
          b: {kind: co-occurrence, measures: [mi], sort: log_dice}
        """,
      """
      p.yml:4:39: unknown measure `log-likelihood` [pipeline.unknown-measure]
        4 |   a: {kind: co-occurrence, measures: [log-likelihood, mi, mi]}
          |                                       ^
        Did you mean `log_likelihood`?
      p.yml:5:50: the table has no column `log_dice` to sort by [pipeline.conflict]
        5 |   b: {kind: co-occurrence, measures: [mi], sort: log_dice}
          |                                                  ^
        Sort by `count` or `mi`, or add it to `measures`.
      """)
  }

  @Test func boundsWeightsAndPresets() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          a: {kind: co-occurrence, where: {mi: {min: 3, max: 1}, rank: {max: 10}}}
          b: {kind: co-occurrence, weights: [1, 2], confidence: 1}
          c: {kind: co-occurrence, compat: cqp-web}
          d: {kind: co-occurrence, compat: ucs, convention: no-span, where: {f: {}}}
        """,
      """
      p.yml:4:54: no value lies from 3 to 1 [pipeline.conflict]
        4 |   a: {kind: co-occurrence, where: {mi: {min: 3, max: 1}, rank: {max: 10}}}
          |                                                      ^
      p.yml:4:58: the table has no column `rank` to compare [pipeline.conflict]
        4 |   a: {kind: co-occurrence, where: {mi: {min: 3, max: 1}, rank: {max: 10}}}
          |                                                          ^
        Its columns are `count`, `r1`, `c1`, `n`, `expected`, `log_likelihood`, `log_dice`, `mi`, \
      `t_score`, `delta_p_forward` and `delta_p_backward`. A measure must be one of `measures`.
      p.yml:5:37: 2 weights for a window that reaches 5 tokens far [pipeline.conflict]
        5 |   b: {kind: co-occurrence, weights: [1, 2], confidence: 1}
          |                                     ^
        Give one weight for each distance, from 1 on.
      p.yml:5:57: expected a number between 0 and 1, found 1 [pipeline.out-of-range]
        5 |   b: {kind: co-occurrence, weights: [1, 2], confidence: 1}
          |                                                         ^
      p.yml:6:36: unknown value `cqp-web` of `compat` [pipeline.unknown-value]
        6 |   c: {kind: co-occurrence, compat: cqp-web}
          |                                    ^
        Did you mean `cqpweb`?
      p.yml:7:53: `compat: ucs` counts by the convention `per-hit` [pipeline.conflict]
        7 |   d: {kind: co-occurrence, compat: ucs, convention: no-span, where: {f: {}}}
          |                                                     ^
        Leave out `convention`, or `compat`.
      p.yml:7:73: `f` has neither `min` nor `max` [pipeline.empty]
        7 |   d: {kind: co-occurrence, compat: ucs, convention: no-span, where: {f: {}}}
          |                                                                         ^
        Set one, or both.
      """)
  }

  @Test func sortOutsideContext() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          lines: {kind: concordance, query: war, context: 2, sort: [3R, node]}
        """,
      """
      p.yml:4:61: token 3 to the right is outside the context of 2 [pipeline.conflict]
        4 |   lines: {kind: concordance, query: war, context: 2, sort: [3R, node]}
          |                                                             ^
        Widen `context`, or sort by a nearer token.
      """)
  }

  @Test func queriesThatCannotBeRead() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          gap: {kind: concordance, query: "war||peace"}
          open: {kind: concordance, query: "/harbou?r"}
          sign: {kind: concordance, query: "!"}
        """,
      """
      p.yml:4:35: an alternative is empty at character 6 of the query `war||peace` [pipeline.query]
        4 |   gap: {kind: concordance, query: "war||peace"}
          |                                   ^
        Write words, phrases, * and ?, alternatives with |, or /regular expressions/.
      p.yml:5:36: a regular expression has no closing / at character 10 of the query `/harbou?r` \
      [pipeline.query]
        5 |   open: {kind: concordance, query: "/harbou?r"}
          |                                    ^
        Write words, phrases, * and ?, alternatives with |, or /regular expressions/.
      p.yml:6:36: `!` is no word; it ends at character 2 of the query `!` [pipeline.query]
        6 |   sign: {kind: concordance, query: "!"}
          |                                    ^
        Write words, phrases, * and ?, alternatives with |, or /regular expressions/.
      """)
  }

  @Test func sameFiles() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          Terms: {kind: term-frequency}
          terms: {kind: term-frequency}
          run: {kind: term-frequency}
        """,
      """
      p.yml:5:3: the reports of `terms` and `Terms` would be the same files [pipeline.same-file]
        5 |   terms: {kind: term-frequency}
          |   ^
        Choose another name.
      p.yml:6:3: the reports of `run` would be `run.json`, which each run writes itself \
      [pipeline.same-file]
        6 |   run: {kind: term-frequency}
          |   ^
        Choose another name.
      """)
  }
}
