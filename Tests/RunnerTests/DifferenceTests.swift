import Diagnostics
import Foundation
import Reports
import Testing

@testable import Runner

extension RunnerTests {
  /// What rose, fell, appeared or vanished between two published runs.
  @Suite struct Difference {
    private static let before = "sea wind sea wind sea port fog"
    private static let after = "sea wind port storm wind port storm wind"

    private let place: Workplace

    init() throws { place = try Workplace() }

    /// Publishes two runs, with the analyses `first` and `second`, in the folder `output`.
    private func publish(
      _ first: String, _ second: String? = nil, reports: String = "{}", to output: String = "Output"
    ) throws -> PipelineFolder {
      for (body, analyses) in [(Self.before, first), (Self.after, second ?? first)] {
        let article = JSONValue.object(["source": "a", "body": .string(body)]).compact
        try place.write(article + "\n", to: "in/all.jsonl")
        _ = try place.run(
          place.pipeline(
            """
            {version: 1, name: p, corpus: {batches: in/*}, analyses: \(analyses),
             reports: \(reports)}
            """), to: output)
      }
      return PipelineFolder(name: "p", in: "\(place.path)/\(output)")
    }

    private func csv(_ analysis: RunDifference.Analysis?) throws -> String {
      let analysis = try #require(analysis)
      var table = TableWriter(analysis.heading)
      table.addCSV(to: .inMemory())
      try analysis.write(to: &table)
      let lines = String(decoding: try table.finish()[0].content, as: UTF8.self)
      return lines.replacing("\r\n", with: "\n")
    }

    @Test(arguments: ["[csv, json]", "[csv]", "[json]"])
    func `Terms of two whole tables`(formats: String) throws {
      let folder = try publish(
        "{terms: {kind: term-frequency}}", reports: "{formats: \(formats)}")
      let difference = try RunDifference(folder, runs: [], .init())
      #expect(difference.notes == [])
      #expect(difference.analyses.first?.notes == [])
      #expect(
        try csv(difference.analyses.first) == """
          change,term,before,after,at_most,before_per_million,after_per_million,\
          log_likelihood,log_ratio
          appeared,storm,0,2,,0,250000,2.78287,1.80735
          fell,sea,3,1,,428571,125000,-1.80842,-1.77761
          vanished,fog,1,0,,142857,0,-1.60627,-1.19265
          rose,port,1,2,,142857,250000,0.273082,0.807355
          rose,wind,2,3,,285714,375000,0.134639,0.392317

          """)
      #expect(
        difference.analyses.first?.tally == [.appeared: 1, .fell: 1, .vanished: 1, .rose: 2])
      #expect(place.names(in: "Output/p").count == 3)
    }

    @Test func `Nothing is taken for gone that a threshold may hide`() throws {
      let folder = try publish("{terms: {kind: term-frequency, min_count: 2}}")
      let analysis = try RunDifference(folder, runs: [], .init()).analyses.first
      #expect(
        try csv(analysis) == """
          change,term,before,after,at_most,before_per_million,after_per_million,\
          log_likelihood,log_ratio
          left,sea,3,,1,428571,,-1.80842,-1.77761
          entered,port,,2,1,,250000,0.273082,0.807355
          entered,storm,,2,1,,250000,0.273082,0.807355
          rose,wind,2,3,,285714,375000,0.134639,0.392317

          """)
      #expect(analysis?.notes.count == 1)
      #expect(analysis?.notes.first?.contains("(min_count 2)") == true)
    }

    @Test func `What fell off the end counts no more than the last row`() throws {
      let folder = try publish("{terms: {kind: term-frequency, top: 2}}")
      let analysis = try RunDifference(folder, runs: [], .init()).analyses.first
      // Before, sea 3 and wind 2 are shown; after, wind 3 and port 2.
      #expect(
        try csv(analysis) == """
          change,term,before,after,at_most,before_per_million,after_per_million,\
          log_likelihood,log_ratio
          left,sea,3,,2,428571,,-0.537349,-0.777608
          rose,wind,2,3,,285714,375000,0.134639,0.392317
          entered,port,,2,2,,250000,,

          """)
    }

    @Test func `Pairs cut by a score have no bound`() throws {
      let pairs = "{pairs: {kind: co-occurrence, window: 1, min_count: 1, top: 2, sort: mi}}"
      let folder = try publish(pairs.replacing("sort", with: "measures: [mi], sort"))
      let analysis = try #require(try RunDifference(folder, runs: [], .init()).analyses.first)
      #expect(analysis.rows.allSatisfy { $0.change.atMost == nil })
      let unknown = analysis.rows.filter { [.entered, .left].contains($0.change.kind) }
      #expect(!unknown.isEmpty)
      #expect(unknown.allSatisfy { $0.change.logLikelihood == nil && $0.change.logRatio == nil })
    }

    @Test func `Pairs are counted against all pairs`() throws {
      let folder = try publish("{pairs: {kind: co-occurrence, window: 1, min_count: 1}}")
      let analysis = try #require(try RunDifference(folder, runs: [], .init()).analyses.first)
      let pair = try #require(analysis.rows.first { $0.cells == ["port", "wind"] })
      #expect(pair.change.kind == .appeared)
      // Seven and eight tokens in one window each to the right.
      #expect(pair.change.totals.before == 12 && pair.change.totals.after == 14)
      #expect(pair.change.after == 2)
    }

    @Test func `Groups have totals of their own`() throws {
      let grouped = "{terms: {kind: term-frequency, group_by: [source]}}"
      let folder = try publish(grouped)
      let analysis = try #require(try RunDifference(folder, runs: [], .init()).analyses.first)
      #expect(analysis.rows.first?.cells == ["a", "storm"])
      #expect(analysis.rows.first?.change.logLikelihood.map { ($0 * 1e5).rounded() } == 278287)

      let plain = try publish(grouped, reports: "{formats: [csv]}", to: "Plain")
      let unscored = try #require(try RunDifference(plain, runs: [], .init()).analyses.first)
      #expect(unscored.notes.count == 1)
      #expect(unscored.rows.allSatisfy { $0.change.logLikelihood == nil })
      #expect(unscored.tally == [.appeared: 1, .fell: 1, .vanished: 1, .rose: 2])
    }

    @Test func `Runs that did not count alike`() throws {
      let folder = try publish(
        "{terms: {kind: term-frequency}, lines: {kind: concordance, query: sea}}",
        """
        {terms: {kind: term-frequency, within: article}, new: {kind: term-frequency},
         lines: {kind: concordance, query: sea}}
        """)
      let difference = try RunDifference(folder, runs: [], .init())
      #expect(difference.analyses.map(\.name) == ["terms"])
      #expect(difference.analyses[0].notes.first?.contains("(within)") == true)
      #expect(difference.analyses[0].tally == [.rose: 2, .fell: 1, .entered: 1, .left: 1])
      let ids = try PublishedRuns(folder: folder.path).ids
      #expect(
        difference.notes == [
          "new: the run \(ids[0]) has no such analysis",
          "lines: tables of this kind are not compared",
        ])
    }

    @Test func `What is shown can be chosen`() throws {
      let folder = try publish("{terms: {kind: term-frequency}}")
      func terms(_ change: (inout RunDifference.Options) -> Void) throws -> [String] {
        var options = RunDifference.Options()
        change(&options)
        return try RunDifference(folder, runs: [], options).analyses[0].rows.map { $0.cells[0] }
      }
      #expect(try terms { $0.top = 2 } == ["storm", "sea"])
      #expect(try terms { $0.minCount = 2 } == ["storm", "sea", "port", "wind"])
      #expect(try terms { $0.kinds = [.rose] } == ["port", "wind"])
      #expect(try terms { $0.sort = .after } == ["wind", "port", "storm", "sea", "fog"])
      #expect(try terms { $0.sort = .before } == ["sea", "wind", "fog", "port", "storm"])
      #expect(try terms { $0.sort = .logRatio } == ["storm", "sea", "fog", "port", "wind"])
      let wrong = fault { _ = try terms { $0.analyses = ["term"] } }
      #expect(wrong?.code == "usage.unknown-analysis")
      #expect(wrong?.advice == "Did you mean `terms`?")
    }

    @Test func `Which runs are compared`() throws {
      let folder = try publish("{terms: {kind: term-frequency}}")
      let ids = try PublishedRuns(folder: folder.path).ids
      func runs(_ names: String...) throws -> [String] {
        let difference = try RunDifference(folder, runs: names, .init())
        return [difference.before.id, difference.after.id]
      }
      #expect(try runs() == ids)
      #expect(try runs(ids[0]) == ids)
      #expect(try runs("latest", ids[0]) == ids.reversed())
      #expect(try runs(String(ids[0].dropLast(1))) == ids)
      #expect(fault { _ = try runs("2") }?.code == "report.ambiguous-run")
      #expect(fault { _ = try runs("1999") }?.exit == .noInput)
      #expect(try RunDifference(folder, runs: [ids[0], ids[0]], .init()).analyses[0].rows.isEmpty)
      try FileManager.default.removeItem(atPath: "\(place.path)/Output/p/\(ids[0])")
      #expect(fault { _ = try runs() }?.code == "report.no-run")
    }

    @Test func `The JSON form`() throws {
      let folder = try publish("{terms: {kind: term-frequency, min_count: 2}}")
      var options = RunDifference.Options()
      options.top = 1
      let difference = try RunDifference(folder, runs: [], options)
      let json = difference.json
      #expect(
        json.members.map(\.name) == ["pipeline", "before", "after", "notes", "analyses"])
      let analysis = try #require(json["analyses"]?.array?.first?.object)
      #expect(
        analysis.members.map(\.name) == [
          "name", "kind", "parameters", "tables", "changes", "notes", "columns", "rows",
        ])
      #expect(
        analysis["rows"] == [
          [
            "left", "sea", 3, nil, 1, .number(3e6 / 7), nil,
            .number(difference.analyses[0].rows[0].change.logLikelihood ?? 0),
            .number(difference.analyses[0].rows[0].change.logRatio ?? 0),
          ]
        ])
      #expect(
        analysis["tables"]?.object?["before"] == [
          "run": .string(difference.before.id), "rows": 2, "total": 7, "min_count": 2, "top": nil,
          "cut": true,
        ])
      #expect(
        analysis["changes"] == [
          "rose": 1, "fell": 0, "appeared": 0, "vanished": 0, "entered": 2, "left": 1,
        ])
    }
  }
}
