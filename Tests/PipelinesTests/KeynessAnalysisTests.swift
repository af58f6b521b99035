import Analyses
import Diagnostics
import Reports
import Testing

@testable import Pipelines

/// How `keyness` is asked for, and what the user reads where it is wrong.
@Suite struct KeynessAnalysisTests {
  private func request(_ analysis: String, list: String? = nil) throws -> KeynessRequest {
    let folder = try standardFolder()
    if let list { try folder.write(list, to: "list.csv") }
    let pipeline = try parse(
      "version: 1\ncorpus: {batches: a.jsonl}\nanalyses: {keys: {kind: keyness, \(analysis)}}\n",
      in: folder)
    guard let request = pipeline.analyses[0].request as? KeynessRequest else {
      throw Fault("test", "no keyness", exit: .bug)
    }
    return request
  }

  private func expectListFaults(
    _ analysis: String, list: String, _ expected: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let faults = #expect(throws: Faults.self, sourceLocation: sourceLocation) {
      try request(analysis, list: list)
    }
    let found = faults?.all.map(\.description).joined(separator: "\n")
    #expect(found == expected, sourceLocation: sourceLocation)
  }

  @Test func targetsAndReferences() throws {
    let one = try request("target: {source: RHC}")
    #expect(one.target == [GroupSelection(.source, ["RHC"])] && one.reference == .rest)
    #expect(one.text == "words" && one.dimensions == [.source])
    let two = try request(
      "target: {source: [A, B], year: 2021}, reference: {source: C, month: 2021-01}")
    #expect(two.dimensions == [.source, .year, .month])
    #expect(two.target[1] == GroupSelection(.year, ["2021"]))
    let periods = try request("group_by: [source, week], reference: previous, alpha: 5%, k: 100")
    #expect(periods.reference == .previous && periods.alpha == 0.05)
    #expect(periods.simpleMathsConstant == 100)
  }

  @Test func lists() throws {
    let csv = "\u{FEFF}rank,term,count,per_million\r\n1,the,20,1\r\n2,\"a,b\"\"c\",3,1\r\n\r\n"
    guard case .list(let list) = try request("reference: {file: list.csv}", list: csv).reference
    else { return #expect(Bool(false)) }
    #expect(list.count == 2 && list.total == 23 && !list.givesTotal)
    #expect(Array(list.term(1)) == Array("a,b\"c".utf8) && list.counts == [20, 3])
    let tabs = "Word\tFrequency\nalba\t7"
    guard
      case .list(let other) = try request(
        "reference: {file: list.csv, total: 100}", list: tabs
      ).reference
    else { return #expect(Bool(false)) }
    #expect(other.total == 100 && other.counts == [7])
    #expect(other.digest != list.digest && other.digest.count == 64)
  }

  @Test func aResolvedPipelineMeansTheSame() throws {
    let folder = try standardFolder().write("term,count\nalba,7\n", to: "list.csv")
    for analysis in [
      "target: {source: RHC}, top: 5", "group_by: month, reference: previous, show: lock",
      "reference: {file: list.csv}", "target: {year: 2020}, reference: {file: list.csv, total: 9}",
      "target: {source: [A, B]}, reference: {language: en}, measures: lrc, corrections: []",
    ] {
      let pipeline = try parse(
        "version: 1\ncorpus: {batches: a.jsonl}\nanalyses: {keys: {kind: keyness, \(analysis)}}\n",
        in: folder)
      let again = try parse(JSONValue.object(pipeline.resolvedJSON).pretty(), in: folder)
      #expect(again.analyses == pipeline.analyses, "\(analysis)")
    }
  }

  @Test func nothingToCompareWith() throws {
    try expectFaults(
      in: """
        version: 1
        corpus: {batches: a.jsonl}
        analyses:
          a: {kind: keyness}
          b: {kind: keyness, target: {source: A}, group_by: source}
          c: {kind: keyness, group_by: source, reference: previous}
          d: {kind: keyness, target: {month: [2021-01, 2021-02]}, reference: previous}
          e: {kind: keyness, target: {sauce: A}, reference: {soruce: B}, confidence: 1}
        """,
      """
      p.yml:4:3: all articles are in the target, so there are none for a reference \
      [pipeline.conflict]
        4 |   a: {kind: keyness}
          |   ^
        Set `target` or `group_by`, or a frequency list as the reference.
      p.yml:5:53: `target` defines one target, `group_by` many [pipeline.conflict]
        5 |   b: {kind: keyness, target: {source: A}, group_by: source}
          |                                                     ^
        Set one of them.
      p.yml:6:51: no period comes before the target [pipeline.conflict]
        6 |   c: {kind: keyness, group_by: source, reference: previous}
          |                                                   ^
        The last dimension of `group_by` must be a time, or `target` one period.
      p.yml:7:70: no period comes before the target [pipeline.conflict]
        7 |   d: {kind: keyness, target: {month: [2021-01, 2021-02]}, reference: previous}
          |                                                                      ^
        The last dimension of `group_by` must be a time, or `target` one period.
      p.yml:8:38: there is no field `sauce` [pipeline.unknown-field]
        8 |   e: {kind: keyness, target: {sauce: A}, reference: {soruce: B}, confidence: 1}
          |                                      ^
        Did you mean `source`?
      p.yml:8:62: there is no field `soruce` [pipeline.unknown-field]
        8 |   e: {kind: keyness, target: {sauce: A}, reference: {soruce: B}, confidence: 1}
          |                                                              ^
        Did you mean `source`?
      p.yml:8:78: expected a share between 0 and 1, found 1.0 [pipeline.out-of-range]
        8 |   e: {kind: keyness, target: {sauce: A}, reference: {soruce: B}, confidence: 1}
          |                                                                              ^
      """)
  }

  @Test func wrongLists() throws {
    let reference = "reference: {file: list.csv, total: 10}"
    try expectListFaults(
      reference, list: "word,pos\na,b\n",
      """
      list.csv:1:1: the first row has no columns `term` and `count` [pipeline.list]
        1 | word,pos
          | ^
        Its columns are `word`, `pos`.
      """)
    try expectListFaults(
      reference, list: "term,count\nalba,1\nbora,x1\n",
      """
      list.csv:3:6: expected a whole number, found `x1` [pipeline.list]
        3 | bora,x1
          |      ^
      """)
    try expectListFaults(
      reference, list: "term,count\nalba,1\nbora,2\nalba,3\n",
      """
      list.csv:4:1: `alba` is in the list twice [pipeline.list]
        4 | alba,3
          | ^
        A table by groups cannot be used as a list: count without `group_by`.
      """)
    try expectListFaults(
      reference, list: "term,count\nalba,8\nébora,3\n",
      """
      list.csv:3:7: the counts come to more than the total of 10 [pipeline.list]
        3 | ébora,3
          |       ^
      """)
    try expectListFaults(
      reference, list: "term,count\nalba\n",
      """
      list.csv:2:1: expected 2 cells, found 1 [pipeline.list]
        2 | alba
          | ^
      """)
    try expectListFaults(
      reference, list: "term,count\n\"alba,1\n",
      """
      list.csv:2:1: a quotation mark is not closed [pipeline.list]
        2 | "alba,1
          | ^
      """)
    try expectListFaults(
      reference, list: "",
      """
      list.csv:1:1: the list is empty [pipeline.list]
        1 | 
          | ^
      """)
  }
}
