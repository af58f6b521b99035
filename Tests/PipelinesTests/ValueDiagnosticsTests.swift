import Testing

/// What the user reads for values of the wrong type or size, wherever they stand.
@Suite struct ValueDiagnosticsTests {
  @Test func wrongVersion() throws {
    try expectFaults(
      in: """
        version: 2
        corpus: {batches: a.jsonl}
        """,
      """
      p.yml:1:10: version 2 of the pipeline language is unknown [pipeline.unknown-value]
        1 | version: 2
          |          ^
        This Broadsheet reads version 1.
      """)
  }

  @Test func versionIsNoText() throws {
    try expectFaults(
      in: """
        version: "1"
        corpus: {batches: a.jsonl}
        """,
      """
      p.yml:1:10: expected the whole number 1, found the text `1` [pipeline.wrong-type]
        1 | version: "1"
          |          ^
        Write 1 without quotation marks.
      """)
  }

  @Test func wrongTypes() throws {
    try expectFaults(
      in: """
        version: 1
        name: [nightly]
        corpus:
          batches: {a: b}
          max_rejects: few
          max_article: 16 parsecs
          encoding:
        reports:
          csv: {bom: yes, formula_guard: 1}
          formats: csv, json
          keep: "30"
        """,
      """
      p.yml:2:7: expected a name, found a list [pipeline.wrong-type]
        2 | name: [nightly]
          |       ^
      p.yml:4:12: expected a list, found a mapping [pipeline.wrong-type]
        4 |   batches: {a: b}
          |            ^
      p.yml:5:16: expected a share from 0 to 1, or a percentage, found the text `few` \
      [pipeline.wrong-type]
        5 |   max_rejects: few
          |                ^
        Write `0.05` or `5%`.
      p.yml:6:16: expected a size such as 16MiB, found the text `16 parsecs` [pipeline.wrong-type]
        6 |   max_article: 16 parsecs
          |                ^
        The units are B, kB, MB, GB, TB (of 1000) and KiB, MiB, GiB, TiB (of 1024).
      p.yml:7:12: expected a list, found nothing [pipeline.wrong-type]
        7 |   encoding:
          |            ^
      p.yml:9:14: expected true or false, found the text `yes` [pipeline.wrong-type]
        9 |   csv: {bom: yes, formula_guard: 1}
          |              ^
        Write `true`.
      p.yml:9:34: expected true or false, found the whole number 1 [pipeline.wrong-type]
        9 |   csv: {bom: yes, formula_guard: 1}
          |                                  ^
      p.yml:10:12: unknown value `csv, json` of `formats` [pipeline.unknown-value]
        10 |   formats: csv, json
           |            ^
        Write `[csv, json]`.
      p.yml:11:9: expected a whole number from 1, found the text `30` [pipeline.wrong-type]
        11 |   keep: "30"
           |         ^
        Write 30 without quotation marks.
      """)
  }

  @Test func sectionsThatAreNoMappings() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: a.jsonl
        text: english
        analyses: [terms]
        reports: no
        """,
      """
      p.yml:2:9: expected a mapping with the keys of `corpus`, found the text `a.jsonl` \
      [pipeline.wrong-type]
        2 | corpus: a.jsonl
          |         ^
      p.yml:3:7: expected a mapping of names to text profiles, found the text `english` \
      [pipeline.wrong-type]
        3 | text: english
          |       ^
      p.yml:4:11: expected a mapping of names to analyses, found a list [pipeline.wrong-type]
        4 | analyses: [terms]
          |           ^
      p.yml:5:10: expected a mapping with the keys of `reports`, found the text `no` \
      [pipeline.wrong-type]
        5 | reports: no
          |          ^
      """)
  }

  @Test func unknownValues() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        text:
          words: {case: lower, normalize: NFC, stem: englsh, abbreviations: [en, xx], from: \
        [title, boddy]}
        analyses:
          pairs: {kind: co-ocurrence}
          lines: {kind: concordance, query: war, within: line, sort: [1R, R2, middle]}
        """,
      """
      p.yml:4:17: unknown value `lower` of `case` [pipeline.unknown-value]
        4 |   words: {case: lower, normalize: NFC, stem: englsh, abbreviations: [en, xx], from: \
      [title, boddy]}
          |                 ^
        Known: fold, keep.
      p.yml:4:35: unknown value `NFC` of `normalize` [pipeline.unknown-value]
        4 |   words: {case: lower, normalize: NFC, stem: englsh, abbreviations: [en, xx], from: \
      [title, boddy]}
          |                                   ^
        Did you mean `nfc`?
      p.yml:4:46: unknown stemmer `englsh` [pipeline.unknown-stemmer]
        4 |   words: {case: lower, normalize: NFC, stem: englsh, abbreviations: [en, xx], from: \
      [title, boddy]}
          |                                              ^
        Did you mean `english`?
      p.yml:4:74: unknown language `xx` [pipeline.unknown-language]
        4 |   words: {case: lower, normalize: NFC, stem: englsh, abbreviations: [en, xx], from: \
      [title, boddy]}
          |                                                                          ^
        Known: de, en, es, fr, pt.
      p.yml:4:93: unknown value `boddy` of `from` [pipeline.unknown-value]
        4 |   words: {case: lower, normalize: NFC, stem: englsh, abbreviations: [en, xx], from: \
      [title, boddy]}
          |                                                                                        \
           ^
        Did you mean `body`?
      p.yml:6:17: unknown kind `co-ocurrence` [pipeline.unknown-kind]
        6 |   pairs: {kind: co-ocurrence}
          |                 ^
        Did you mean `co-occurrence`?
      p.yml:7:50: unknown value `line` of `within` [pipeline.unknown-value]
        7 |   lines: {kind: concordance, query: war, within: line, sort: [1R, R2, middle]}
          |                                                  ^
        Known: sentence, paragraph, article.
      p.yml:7:67: unknown sort key `R2` [pipeline.unknown-sort-key]
        7 |   lines: {kind: concordance, query: war, within: line, sort: [1R, R2, middle]}
          |                                                                   ^
        Did you mean `2R`?
      p.yml:7:71: unknown sort key `middle` [pipeline.unknown-sort-key]
        7 |   lines: {kind: concordance, query: war, within: line, sort: [1R, R2, middle]}
          |                                                                       ^
        Known: 1R, 1L, node, date, source.
      """)
  }

  @Test func outOfRange() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        text:
          words: {min_length: 0}
        analyses:
          grams: {kind: term-frequency, ngrams: 6, top: 0, min_count: -1}
          pairs: {kind: co-occurrence, window: 0, top: 99999999999999999999}
          wide:  {kind: co-occurrence, window: {left: 0, right: 0}}
          huge:  {kind: co-occurrence, window: {left: 5, right: 5000}}
        reports: {keep: 0}
        """,
      """
      p.yml:4:23: expected a whole number from 1 to 1000000, found 0 [pipeline.out-of-range]
        4 |   words: {min_length: 0}
          |                       ^
      p.yml:6:41: expected a whole number from 1 to 5, found 6 [pipeline.out-of-range]
        6 |   grams: {kind: term-frequency, ngrams: 6, top: 0, min_count: -1}
          |                                         ^
      p.yml:6:49: expected a whole number from 1, found 0 [pipeline.out-of-range]
        6 |   grams: {kind: term-frequency, ngrams: 6, top: 0, min_count: -1}
          |                                                 ^
      p.yml:6:63: expected a whole number from 1, found -1 [pipeline.out-of-range]
        6 |   grams: {kind: term-frequency, ngrams: 6, top: 0, min_count: -1}
          |                                                               ^
      p.yml:7:40: the window is empty [pipeline.out-of-range]
        7 |   pairs: {kind: co-occurrence, window: 0, top: 99999999999999999999}
          |                                        ^
      p.yml:7:48: expected a whole number from 1, found the number 99999999999999999999 \
      [pipeline.wrong-type]
        7 |   pairs: {kind: co-occurrence, window: 0, top: 99999999999999999999}
          |                                                ^
      p.yml:8:40: the window is empty [pipeline.out-of-range]
        8 |   wide:  {kind: co-occurrence, window: {left: 0, right: 0}}
          |                                        ^
      p.yml:9:57: expected a whole number from 0 to 1000, found 5000 [pipeline.out-of-range]
        9 |   huge:  {kind: co-occurrence, window: {left: 5, right: 5000}}
          |                                                         ^
      p.yml:10:17: expected a whole number from 1, found 0 [pipeline.out-of-range]
        10 | reports: {keep: 0}
           |                 ^
      """)
  }

  @Test func emptyLists() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: []}
        text: {words: {from: []}}
        analyses:
          terms: {kind: term-frequency, terms: []}
          pairs: {kind: co-occurrence, measures: [], nodes: []}
        reports: {formats: []}
        """,
      """
      p.yml:2:19: the list is empty [pipeline.empty]
        2 | corpus: {batches: []}
          |                   ^
        Name at least one.
      p.yml:3:22: the list is empty [pipeline.empty]
        3 | text: {words: {from: []}}
          |                      ^
        Name at least one.
      p.yml:5:40: the list is empty [pipeline.empty]
        5 |   terms: {kind: term-frequency, terms: []}
          |                                        ^
        Name at least one.
      p.yml:6:42: the list is empty [pipeline.empty]
        6 |   pairs: {kind: co-occurrence, measures: [], nodes: []}
          |                                          ^
        Name at least one.
      p.yml:6:53: the list is empty [pipeline.empty]
        6 |   pairs: {kind: co-occurrence, measures: [], nodes: []}
          |                                                     ^
        Name at least one.
      p.yml:7:20: the list is empty [pipeline.empty]
        7 | reports: {formats: []}
          |                    ^
        Name at least one.
      """)
  }

  @Test func noAnalyses() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses: {}
        """,
      """
      p.yml:3:11: there are no analyses [pipeline.empty]
        3 | analyses: {}
          |           ^
        Leave the key out for its default.
      """)
  }
}
