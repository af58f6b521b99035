import Testing

/// What the user reads for faults in `corpus`.
@Suite struct CorpusDiagnosticsTests {
  @Test func shares() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl, max_rejects: 5}
        """,
      """
      p.yml:2:41: expected a share from 0 to 1, or a percentage, found 5 [pipeline.out-of-range]
        2 | corpus: {batches: a.jsonl, max_rejects: 5}
          |                                         ^
        Did you mean `5%`?
      """)
  }

  @Test func batchesThatAreNotThere() throws {
    try expectFaults(
      in: """
        version: 1
        corpus:
          batches:
            - a.jsonl
            - archive/**/*.gz
            - missing.jsonl
            - folder
        """,
      """
      p.yml:5:7: `archive/**/*.gz` matches no file [pipeline.no-match]
        5 |     - archive/**/*.gz
          |       ^
        Patterns are relative to the folder of the pipeline, (folder).
      p.yml:6:7: `missing.jsonl` matches no file [pipeline.no-match]
        6 |     - missing.jsonl
          |       ^
        Patterns are relative to the folder of the pipeline, (folder).
      p.yml:7:7: `folder` is a folder [pipeline.no-match]
        7 |     - folder
          |       ^
        `folder/**` means all files in it and below.
      """)
  }

  @Test func unknownNotationOfTables() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl, csv: {separator: ';', header: true}}
        """,
      """
      p.yml:2:45: unknown value `;` of `separator` [pipeline.unknown-value]
        2 | corpus: {batches: a.jsonl, csv: {separator: ';', header: true}}
          |                                             ^
        Known: auto, comma, semicolon, tab, pipe.
      p.yml:2:58: unknown value `true` of `header` [pipeline.unknown-value]
        2 | corpus: {batches: a.jsonl, csv: {separator: ';', header: true}}
          |                                                          ^
        Known: auto, present, absent.
      """)
  }

  @Test func unknownFormat() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl, format: jsnol}
        """,
      """
      p.yml:2:36: unknown format `jsnol` [pipeline.unknown-format]
        2 | corpus: {batches: a.jsonl, format: jsnol}
          |                                    ^
        Did you mean `jsonl`?
      """)
  }

  @Test func fields() throws {
    try expectFaults(
      in: """
        version: 1
        corpus:
          batches: a.jsonl
          fields: {title: [a, b], month: when, "two words": x, body: a..b}
          where: {langauge: en, date: {form: 2021, to: 2021-02-30}, source: {a: b}}
        """,
      """
      p.yml:4:19: expected the name of a field in the record, found a list [pipeline.wrong-type]
        4 |   fields: {title: [a, b], month: when, "two words": x, body: a..b}
          |                   ^
      p.yml:4:27: `month` cannot be a separate field [pipeline.conflict]
        4 |   fields: {title: [a, b], month: when, "two words": x, body: a..b}
          |                           ^
        It is derived from `date`.
      p.yml:4:40: `two words` is not a valid field name [pipeline.name]
        4 |   fields: {title: [a, b], month: when, "two words": x, body: a..b}
          |                                        ^
        Names have at most 100 letters a–z, digits, `-`, `_` and `.`, and do not begin with `.`.
      p.yml:4:62: `a..b` is not a path to a field [pipeline.unknown-value]
        4 |   fields: {title: [a, b], month: when, "two words": x, body: a..b}
          |                                                              ^
        Write names separated by single dots, such as `meta.outlet.name`.
      p.yml:5:11: there is no field `langauge` [pipeline.unknown-field]
        5 |   where: {langauge: en, date: {form: 2021, to: 2021-02-30}, source: {a: b}}
          |           ^
        Did you mean `language`?
      p.yml:5:32: unknown key `form` in `date` [pipeline.unknown-key]
        5 |   where: {langauge: en, date: {form: 2021, to: 2021-02-30}, source: {a: b}}
          |                                ^
        Did you mean `from`?
      p.yml:5:48: expected a date such as 2021, 2021-03 or 2021-03-06, found the text `2021-02-30` \
      [pipeline.wrong-type]
        5 |   where: {langauge: en, date: {form: 2021, to: 2021-02-30}, source: {a: b}}
          |                                                ^
      p.yml:5:69: expected a list, found a mapping [pipeline.wrong-type]
        5 |   where: {langauge: en, date: {form: 2021, to: 2021-02-30}, source: {a: b}}
          |                                                                     ^
      """)
  }

  @Test func datesInReverse() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl, where: {date: {from: 2021-05, to: 2021-04-30}}}
        """,
      """
      p.yml:2:62: there is no date from 2021-05 to 2021-04-30 [pipeline.conflict]
        2 | corpus: {batches: a.jsonl, where: {date: {from: 2021-05, to: 2021-04-30}}}
          |                                                              ^
      """)
  }

  @Test func datesWithoutBounds() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl, where: {date: {}}}
        """,
      """
      p.yml:2:42: `date` has neither `from` nor `to` [pipeline.empty]
        2 | corpus: {batches: a.jsonl, where: {date: {}}}
          |                                          ^
        Set one, or both.
      """)
  }

  @Test func unknownEncoding() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl, encoding: latin-99}
        """,
      """
      p.yml:2:38: unknown encoding `latin-99` [pipeline.unknown-encoding]
        2 | corpus: {batches: a.jsonl, encoding: latin-99}
          |                                      ^
        Such as: windows-1251, windows-1252, iso-8859-1, iso-8859-15, koi8-r.
      """)
  }
}
