import Testing

@testable import Pipelines

/// Conditions under which a run is published.
@Suite struct AssertionTests {
  @Test func conditionsAreRead() throws {
    let pipeline = try parse(
      """
      version: 1
      corpus: {batches: a.jsonl}
      assert:
        - articles >= 1_000
        - reject_share<=1%
        - reject_share <= 0.015
        - "new_batches != 0"
        -   tokens   >   5
        - rejects == 0
        - batches < 400
      """)
    #expect(
      pipeline.assertions == [
        Assertion(.articles, .atLeast, 1000), Assertion(.rejectShare, .atMost, 0.01),
        Assertion(.rejectShare, .atMost, 0.015), Assertion(.newBatches, .unequal, 0),
        Assertion(.tokens, .above, 5), Assertion(.rejects, .equal, 0),
        Assertion(.batches, .below, 400),
      ])
    #expect(
      pipeline.assertions.map(\.description) == [
        "articles >= 1000", "reject_share <= 0.01", "reject_share <= 0.015", "new_batches != 0",
        "tokens > 5", "rejects == 0", "batches < 400",
      ])
  }

  @Test func oneConditionNeedsNoList() throws {
    let pipeline = try parse(
      "{version: 1, corpus: {batches: a.jsonl}, assert: articles >= 1}")
    #expect(pipeline.assertions == [Assertion(.articles, .atLeast, 1)])
    #expect(
      try parse("{version: 1, corpus: {batches: a.jsonl}, assert: []}").assertions.isEmpty)
  }

  @Test func comparisons() {
    let holds = Assertion.Relation.allCases.map { relation in
      [1.0, 2, 3].map { Assertion(.articles, relation, 2).holds(for: $0) }
    }
    #expect(
      holds == [
        [false, true, true], [true, true, false], [false, false, true], [true, false, false],
        [false, true, false], [true, false, true],
      ])
    // A share that is just the bound: 3 of 300, 7 of 100.
    #expect(Assertion(.rejectShare, .atMost, 0.01).holds(for: 3.0 / 300))
    #expect(Assertion(.rejectShare, .equal, 0.07).holds(for: 7.0 / 100))
  }

  @Test func whatIsNoCondition() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        assert:
          - artikles >= 100
          - articles => 100
          - articles = 5
          - articles
          - articles >=
          - ">= 5"
          - articles >= many
          - articles >= 1.5
          - articles >= -1
          - reject_share <= 2
          - reject_share <= 101%
          - {articles: 5}
          - rejects !> 5
        """,
      """
      p.yml:4:5: unknown quantity `artikles` [pipeline.unknown-quantity]
        4 |   - artikles >= 100
          |     ^
        Did you mean `articles`?
      p.yml:5:5: unknown comparison `=>` [pipeline.assertion]
        5 |   - articles => 100
          |     ^
        Write `>=`.
      p.yml:6:5: unknown comparison `=` [pipeline.assertion]
        6 |   - articles = 5
          |     ^
        Write `==`.
      p.yml:7:5: the condition lacks a comparison [pipeline.assertion]
        7 |   - articles
          |     ^
        Write it like `articles >= 100` or `reject_share <= 1%`.
      p.yml:8:5: the condition lacks a number [pipeline.assertion]
        8 |   - articles >=
          |     ^
        Write it like `articles >= 100` or `reject_share <= 1%`.
      p.yml:9:5: the condition lacks a quantity [pipeline.assertion]
        9 |   - ">= 5"
          |     ^
        Write it like `articles >= 100` or `reject_share <= 1%`.
      p.yml:10:5: `articles` is compared to a whole number from 0, found `many` [pipeline.assertion]
        10 |   - articles >= many
           |     ^
      p.yml:11:5: `articles` is compared to a whole number from 0, found `1.5` [pipeline.assertion]
        11 |   - articles >= 1.5
           |     ^
      p.yml:12:5: `articles` is compared to a whole number from 0, found `-1` [pipeline.assertion]
        12 |   - articles >= -1
           |     ^
      p.yml:13:5: `reject_share` is compared to a share from 0 to 1 or a percentage, found `2` \
      [pipeline.assertion]
        13 |   - reject_share <= 2
           |     ^
      p.yml:14:5: `reject_share` is compared to a share from 0 to 1 or a percentage, found `101%` \
      [pipeline.assertion]
        14 |   - reject_share <= 101%
           |     ^
      p.yml:15:5: expected a condition such as `articles >= 100`, found a mapping \
      [pipeline.wrong-type]
        15 |   - {articles: 5}
           |     ^
      p.yml:16:5: unknown comparison `!>` [pipeline.assertion]
        16 |   - rejects !> 5
           |     ^
        Known: >=, <=, >, <, ==, !=.
      """)
  }

  @Test func tokensMustBeCounted() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses: {lines: {kind: concordance, query: war}}
        assert: [articles > 0, tokens > 0]
        """,
      """
      p.yml:4:24: no analysis counts `tokens` [pipeline.conflict]
        4 | assert: [articles > 0, tokens > 0]
          |                        ^
        A concordance does not; add an analysis of the kind term-frequency.
      """)
  }

  @Test func whoIsToldIsRead() throws {
    let pipeline = try parse(
      """
      version: 1
      corpus: {batches: a.jsonl}
      reports: {notify: {on: always, command: [./tell.sh, "a b"]}}
      """)
    #expect(pipeline.reports.notify?.occasion == .always)
    #expect(pipeline.reports.notify?.command == ["./tell.sh", "a b"])
  }

  @Test func whoIsToldMustBeACommand() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        reports:
          notify: {when: failure}
        """,
      """
      p.yml:4:3: `command` is missing in `notify` [pipeline.missing-key]
        4 |   notify: {when: failure}
          |   ^
        It takes a list: a word of the command.
      p.yml:4:12: unknown key `when` in `notify` [pipeline.unknown-key]
        4 |   notify: {when: failure}
          |            ^
        Known keys: on, command.
      """)
  }
}
