import Testing

/// What the user reads for wrong keys and names, wherever they stand.
@Suite struct KeyDiagnosticsTests {
  @Test func unknownKeys() throws {
    try expectFaults(
      in: """
        version: 1
        corpus:
          bathces: [a.jsonl]
          colour: red
        analises:
          terms: {kind: term-frequency}
        """,
      """
      p.yml:3:3: unknown key `bathces` in `corpus` [pipeline.unknown-key]
        3 |   bathces: [a.jsonl]
          |   ^
        Did you mean `batches`?
      p.yml:4:3: unknown key `colour` in `corpus` [pipeline.unknown-key]
        4 |   colour: red
          |   ^
        Known keys: batches, format, fields, csv, xml, where, encoding, language, max_rejects, \
      on_damage, max_article, code_blocks, markup, keep_removed.
      p.yml:5:1: unknown key `analises` in the pipeline [pipeline.unknown-key]
        5 | analises:
          | ^
        Did you mean `analyses`?
      """)
  }

  @Test func misspeltBatches() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batchs: a.jsonl}
        """,
      """
      p.yml:2:10: unknown key `batchs` in `corpus` [pipeline.unknown-key]
        2 | corpus: {batchs: a.jsonl}
          |          ^
        Did you mean `batches`?
      """)
  }

  @Test func missingVersionAndBatches() throws {
    try expectFaults(
      in: """
        corpus: {format: text}
        """,
      """
      p.yml:1:1: `batches` is missing in `corpus` [pipeline.missing-key]
        1 | corpus: {format: text}
          | ^
        It takes a path or pattern, or a list.
      p.yml:1:1: `version` is missing in the pipeline [pipeline.missing-key]
        1 | corpus: {format: text}
          | ^
        It takes `1`.
      """)
  }

  @Test func unsafeNames() throws {
    try expectFaults(
      in: """
        version: 1
        name: ../nightly
        corpus: {batches: a.jsonl}
        text: {my words: {}}
        analyses:
          .hidden: {kind: term-frequency}
          a/b: {kind: term-frequency}
          état: {kind: term-frequency}
        """,
      """
      p.yml:2:7: `../nightly` is not a safe file name [pipeline.name]
        2 | name: ../nightly
          |       ^
        Names have at most 100 letters a–z, digits, `-`, `_` and `.`, and do not begin with `.`.
      p.yml:4:8: `my words` is not a safe file name [pipeline.name]
        4 | text: {my words: {}}
          |        ^
        Names have at most 100 letters a–z, digits, `-`, `_` and `.`, and do not begin with `.`.
      p.yml:6:3: `.hidden` is not a safe file name [pipeline.name]
        6 |   .hidden: {kind: term-frequency}
          |   ^
        Names have at most 100 letters a–z, digits, `-`, `_` and `.`, and do not begin with `.`.
      p.yml:7:3: `a/b` is not a safe file name [pipeline.name]
        7 |   a/b: {kind: term-frequency}
          |   ^
        Names have at most 100 letters a–z, digits, `-`, `_` and `.`, and do not begin with `.`.
      p.yml:8:3: `état` is not a safe file name [pipeline.name]
        8 |   état: {kind: term-frequency}
          |   ^
        Names have at most 100 letters a–z, digits, `-`, `_` and `.`, and do not begin with `.`.
      """)
  }

  @Test func keysOfReports() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        reports: {notify: x, keep_removed: y}
        assert: {}
        """,
      """
      p.yml:3:19: expected a mapping with the keys of `notify`, found the text `x` \
      [pipeline.wrong-type]
        3 | reports: {notify: x, keep_removed: y}
          |                   ^
      p.yml:3:22: unknown key `keep_removed` in `reports` [pipeline.unknown-key]
        3 | reports: {notify: x, keep_removed: y}
          |                      ^
        Known keys: directory, formats, keep, notify, csv.
      p.yml:4:9: expected a list, found a mapping [pipeline.wrong-type]
        4 | assert: {}
          |         ^
      """)
  }

  @Test func everythingAtOnce() throws {
    try expectFaults(
      in: """
        version: 1
        name: nightly/run
        corpus:
          batches: [none/*.gz]
          format: jsnl
        text:
          content: {inherits: word, numbers: dorp, stopwords: [my-word.txt]}
        analyses:
          terms: {kind: term-frequency, text: contnet, top: many}
          pairs: {kind: cooccurrence}
        reports:
          formats: [csv, xml]
        """,
      """
      p.yml:2:7: `nightly/run` is not a safe file name [pipeline.name]
        2 | name: nightly/run
          |       ^
        Names have at most 100 letters a–z, digits, `-`, `_` and `.`, and do not begin with `.`.
      p.yml:4:13: `none/*.gz` matches no file [pipeline.no-match]
        4 |   batches: [none/*.gz]
          |             ^
        Patterns are relative to the folder of the pipeline, (folder).
      p.yml:5:11: unknown format `jsnl` [pipeline.unknown-format]
        5 |   format: jsnl
          |           ^
        Did you mean `jsonl`?
      p.yml:7:23: unknown text profile `word` [pipeline.unknown-text-profile]
        7 |   content: {inherits: word, numbers: dorp, stopwords: [my-word.txt]}
          |                       ^
      p.yml:7:38: unknown value `dorp` of `numbers` [pipeline.unknown-value]
        7 |   content: {inherits: word, numbers: dorp, stopwords: [my-word.txt]}
          |                                      ^
        Did you mean `drop`?
      p.yml:7:56: `my-word.txt` cannot be read: No such file or directory [pipeline.unreadable-file]
        7 |   content: {inherits: word, numbers: dorp, stopwords: [my-word.txt]}
          |                                                        ^
        Names are relative to the folder of the pipeline.
      p.yml:9:39: unknown text profile `contnet` [pipeline.unknown-text-profile]
        9 |   terms: {kind: term-frequency, text: contnet, top: many}
          |                                       ^
        Did you mean `content`?
      p.yml:9:53: expected a whole number from 1, found the text `many` [pipeline.wrong-type]
        9 |   terms: {kind: term-frequency, text: contnet, top: many}
          |                                                     ^
      p.yml:10:17: unknown kind `cooccurrence` [pipeline.unknown-kind]
        10 |   pairs: {kind: cooccurrence}
           |                 ^
        Did you mean `co-occurrence`?
      p.yml:12:18: unknown value `xml` of `formats` [pipeline.unknown-value]
        12 |   formats: [csv, xml]
           |                  ^
        Known: csv, json.
      """)
  }
}
