import Testing

/// What the user reads where a file is no YAML, or YAML is used in unexpected ways.
@Suite struct YAMLDiagnosticsTests {
  @Test func duplicateKeys() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        text:
          words: {case: fold, case: keep, case: fold}
        analyses:
          terms: {kind: term-frequency, topp: 3}
          terms: {kind: concordance, query: war}
        version: 1
        """,
      """
      p.yml:4:35: `case` is set twice [pipeline.duplicate-key]
        4 |   words: {case: fold, case: keep, case: fold}
          |                                   ^
        It is first set on line 4.
      p.yml:7:3: `terms` is set twice [pipeline.duplicate-key]
        7 |   terms: {kind: concordance, query: war}
          |   ^
        It is first set on line 6.
      p.yml:8:1: `version` is set twice [pipeline.duplicate-key]
        8 | version: 1
          | ^
        It is first set on line 1.
      """)
  }

  @Test func quotedDuplicates() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        text: {words: {"case": fold, 'case': keep}}
        """,
      """
      p.yml:3:30: `case` is set twice [pipeline.duplicate-key]
        3 | text: {words: {"case": fold, 'case': keep}}
          |                              ^
        It is first set on line 3.
      """)
  }

  @Test func tabs() throws {
    try expectFaults(
      in: """
        version: 1
        corpus:
        \tbatches: a.jsonl
        """,
      """
      p.yml:3:1: the indentation contains a tab [pipeline.tab]
        3 | \tbatches: a.jsonl
          | ^
        YAML is indented with spaces only.
      """)
  }

  @Test func tabAfterSpaces() throws {
    try expectFaults(
      in: """
        version: 1
        corpus:
          batches: a.jsonl
         \tformat: text
        """,
      """
      p.yml:4:2: the indentation contains a tab [pipeline.tab]
        4 |  \tformat: text
          |  ^
        YAML is indented with spaces only.
      """)
  }

  @Test func unclosedBracket() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: [a.jsonl}
        name: x
        """,
      """
      p.yml:2:27: invalid YAML: while parsing a flow sequence on line 2, did not find expected ',' \
      or ']' [pipeline.yaml]
        2 | corpus: {batches: [a.jsonl}
          |                           ^
      """)
  }

  @Test func indentationOff() throws {
    try expectFaults(
      in: """
        version: 1
        corpus:
          batches: a.jsonl
           format: text
        """,
      """
      p.yml:4:10: invalid YAML: mapping values are not allowed in this context [pipeline.yaml]
        4 |    format: text
          |          ^
        A text that contains ": " needs quotation marks; or the indentation is wrong.
      """)
  }

  @Test func bareWildcard() throws {
    try expectFaults(
      in: """
        version: 1
        corpus:
          batches: *.jsonl
        """,
      """
      p.yml:3:13: invalid YAML: while scanning an alias on line 3, did not find expected \
      alphabetic or numeric character [pipeline.yaml]
        3 |   batches: *.jsonl
          |             ^
        `*name` repeats the value marked `&name`; a text that begins with * needs quotation marks.
      """)
  }

  @Test func atSign() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        name: @home
        """,
      """
      p.yml:3:7: invalid YAML: while scanning for the next token on line 3, found character that \
      cannot start any token [pipeline.yaml]
        3 | name: @home
          |       ^
        A text that begins with one of @ ` % * & ! { [ | > needs quotation marks.
      """)
  }

  @Test func twoDocuments() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        ---
        version: 1
        """,
      """
      p.yml:3:1: a second document begins [pipeline.yaml]
        3 | ---
          | ^
        A pipeline is one document: remove `---`.
      """)
  }

  @Test func controlCharacter() throws {
    try expectFaults(
      in: """
        version: 1
        name: a\u{1}b
        corpus: {batches: a.jsonl}
        """,
      """
      p.yml:2:8: invalid YAML: control characters are not allowed [pipeline.yaml]
        2 | name: a␁b
          |        ^
      """)
  }

  @Test func emptyFile() throws {
    try expectFaults(
      in: """
        # nothing yet
        """,
      """
      p.yml:1:1: the pipeline is empty [pipeline.empty]
        1 | # nothing yet
          | ^
        The smallest one is `{version: 1, corpus: {batches: articles.jsonl.gz}}`.
      """)
  }

  @Test func listAtTheTop() throws {
    try expectFaults(
      in: """
        - version: 1
        """,
      """
      p.yml:1:1: expected a mapping with the keys of the pipeline, found a list \
      [pipeline.wrong-type]
        1 | - version: 1
          | ^
      """)
  }

  @Test func numberKeys() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        1: 2
        [a]: b
        ? {x: y}
        : z
        """,
      """
      p.yml:3:1: unknown key `1` in the pipeline [pipeline.unknown-key]
        3 | 1: 2
          | ^
        Known keys: version, name, corpus, text, analyses, assert, reports.
      p.yml:4:1: expected a key, found a list [pipeline.wrong-type]
        4 | [a]: b
          | ^
      p.yml:5:3: expected a key, found a mapping [pipeline.wrong-type]
        5 | ? {x: y}
          |   ^
      """)
  }

  @Test func mergeKeys() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        text:
          words: &w {case: keep, hyphnes: split}
          other: {<<: *w, <<: 3}
        """,
      """
      p.yml:4:26: unknown key `hyphnes` in a text profile [pipeline.unknown-key]
        4 |   words: &w {case: keep, hyphnes: split}
          |                          ^
        Did you mean `hyphens`?
      p.yml:5:19: `<<` is set twice [pipeline.duplicate-key]
        5 |   other: {<<: *w, <<: 3}
          |                   ^
        It is first set on line 5.
      p.yml:5:19: expected a mapping to merge, found the whole number 3 [pipeline.wrong-type]
        5 |   other: {<<: *w, <<: 3}
          |                   ^
        Write `<<: *name`, where `&name` marks a mapping above.
      """)
  }

  @Test func mergeBomb() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        text:
          a: &a {case: fold}
          b: &b {<<: [*a,*a,*a,*a,*a,*a,*a,*a,*a]}
          c: &c {<<: [*b,*b,*b,*b,*b,*b,*b,*b,*b]}
          d: &d {<<: [*c,*c,*c,*c,*c,*c,*c,*c,*c]}
          e: &e {<<: [*d,*d,*d,*d,*d,*d,*d,*d,*d]}
          f: &f {<<: [*e,*e,*e,*e,*e,*e,*e,*e,*e]}
        """,
      """
      p.yml:9:24: the aliases of the file stand for more than 100000 values [pipeline.yaml]
        9 |   f: &f {<<: [*e,*e,*e,*e,*e,*e,*e,*e,*e]}
          |                        ^
        Write the values out; a few aliases of aliases can stand for billions of values.
      """)
  }

  @Test func columnsCountCharacters() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses: {lines: {kind: concordance, query: "gouvernement à l’étranger 𝒜", contxet: 3}}
        """,
      """
      p.yml:3:77: unknown key `contxet` in a concordance [pipeline.unknown-key]
        3 | analyses: {lines: {kind: concordance, query: "gouvernement à l’étranger 𝒜", contxet: 3}}
          |                                                                             ^
        Did you mean `context`?
      """)
  }

  @Test func escapesAreShown() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        "\\e[31mred": 1
        """,
      """
      p.yml:3:1: unknown key `␛[31mred` in the pipeline [pipeline.unknown-key]
        3 | "\\e[31mred": 1
          | ^
        Known keys: version, name, corpus, text, analyses, assert, reports.
      """)
  }
}
