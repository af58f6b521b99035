import Analyses
import Diagnostics
import Foundation
import Pipelines
import Reports
import Testing

@testable import Runner

extension RunnerTests {
  /// A kind of analysis that only a registry names goes all the way: keys, checks, plan, schema and
  /// reference; leaves, nights and little memory; tables and their differences.
  @Suite struct SampleAnalysis {
    private static let registry = AnalysisRegistry.standard + [WordLengths.self]

    private let place: Workplace

    init() throws {
      place = try Workplace()
      try write("a-1", "sea wind été sea")
    }

    private func write(_ name: String, _ bodies: String...) throws {
      let lines = bodies.map { JSONValue.object(["body": .string($0)]).compact + "\n" }
      try place.write(lines.joined(), to: "in/\(name).jsonl")
    }

    private func pipeline(
      _ keys: String = "", _ registry: AnalysisRegistry = registry
    ) throws -> Pipeline {
      try PipelineFile.parse(
        """
        version: 1
        name: p
        corpus: {batches: in/*}
        analyses: {lengths: {kind: word-lengths\(keys)}}
        """, path: "\(place.path)/p.yml", analyses: registry)
    }

    private func faults(
      _ keys: String, _ registry: AnalysisRegistry = registry
    ) -> [String] {
      let faults = #expect(throws: Faults.self) { try pipeline(keys, registry) }
      return faults?.all.map { "\($0.message); \($0.advice ?? "")" } ?? []
    }

    @Test func `Its keys and checks are those of a pipeline`() throws {
      #expect(
        faults(", longets: 3") == [
          "unknown key `longets` in an analysis of word lengths; Did you mean `longest`?"
        ])
      #expect(faults(", longest: 1") == ["all terms would have one length; Raise `longest`."])
      #expect(
        faults("", .standard).first?.hasPrefix("unknown kind `word-lengths`; Known: term-fre")
          == true)
      let plan = PlanText(of: try pipeline(", min_count: 2")).description
      #expect(plan.contains("Analysis lengths (word-lengths)\n  text          words\n"))
      #expect(plan.contains("  longest       20\n  min_count     2\n"))
      let schema = JSONValue.object(Pipeline.schemaJSON(analyses: Self.registry)).compact
      #expect(schema.contains("\"kind\": {\"const\": \"word-lengths\"}"))
      let reference = PipelineReference.markdown(analyses: Self.registry)
      #expect(
        reference.contains("`kind: word-lengths`\n\nHow many terms have how many characters."))
      #expect(reference.contains("| `longest` | a whole number from 1 to 1000 | `20` |"))
      #expect(!PipelineReference.markdown().contains("word-lengths"))
    }

    @Test func `It is counted, published, and counted on`() throws {
      let first = try place.run(pipeline(), isFull: false)
      #expect(
        first.text("lengths.csv") == """
          length,count,share,articles\r
          3,3,0.75,1\r
          4,1,0.25,1\r\n
          """)
      #expect(first.text("lengths.json").contains("\"kind\": \"word-lengths\""))
      // A night with a batch more reads that one; with another threshold, none.
      try write("a-2", "wind", "port")
      let second = try place.run(pipeline(), isFull: false)
      #expect(second.rows("lengths.csv") == [["3", "3", "0.5", "1"], ["4", "3", "0.5", "3"]])
      #expect(second.batch("in/a-1.jsonl")["new"] as? Bool != true)
      let fewer = try place.run(pipeline(", min_count: 4"), isFull: false)
      #expect(fewer.batch("in/a-2.jsonl")["new"] as? Bool != true)
      #expect(
        fewer.outcome.warnings.map(\.message) == [
          "the table has no row: no length has `min_count`, 4"
        ])
      // What is counted otherwise is counted again.
      let shorter = try place.run(pipeline(", longest: 3"), isFull: false)
      #expect(shorter.rows("lengths.csv") == [["3", "6", "1", "3"]])
      #expect(shorter.batch("in/a-1.jsonl")["new"] as? Bool == true)
    }

    @Test func `Little memory changes nothing`() throws {
      for name in 0..<9 {
        try write("b-\(name)", "one seven", "eleven thirteen é", "twenty-one", "ö \(name) xy")
      }
      let whole = try place.run(pipeline(), to: "Whole")
      let little = try place.run(pipeline(), to: "Little") { $0.tally = 0 }
      #expect(little.work("runs") > whole.work("runs"))
      little.expectSameTables(as: whole, "in little memory")
    }

    @Test func `Two of its tables are compared`() throws {
      _ = try place.run(pipeline())
      try write("a-1", "sea wind wind storm")
      _ = try place.run(pipeline())
      let folder = PipelineFolder(name: "p", in: "\(place.path)/Output")
      let difference = try RunDifference(folder, runs: [], .init(), analyses: Self.registry)
      let rows = difference.analyses.first?.rows ?? []
      #expect(
        rows.map { "\($0.change.kind) \($0.cells[0])" }.sorted() == [
          "appeared 5", "fell 3", "rose 4",
        ])
      let unknown = try RunDifference(folder, runs: [], .init())
      #expect(unknown.notes == ["lengths: tables of this kind are not compared"])
    }
  }
}
