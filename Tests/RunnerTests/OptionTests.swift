import Foundation
import Testing

@testable import Runner

extension RunnerTests {
  /// What a pipeline says of its corpus, profiles and reports reaches the tables.
  @Suite struct Options {
    private func place(_ records: [String]) throws -> Workplace {
      let place = try Workplace()
      try place.write(records.map { $0 + "\n" }.joined(), to: "in.jsonl")
      return place
    }

    private static let papers = [
      #"{"headline": "One apple", "meta": {"outlet": "Courier"}, "published": "2021-03-05", "#
        + #""lang": "en"}"#,
      #"{"headline": "Two apples", "meta": {"outlet": "Wire"}, "published": "2021-04-01", "lang": "#
        + #""en"}"#,
      #"{"headline": "Tres apple", "meta": {"outlet": "Mirador"}, "published": "2020-12-31", "#
        + #""lang": "es"}"#,
      #"{"headline": "No date apple", "meta": {"outlet": "Wire"}, "lang": "en"}"#,
    ]

    @Test func `Fields, where and groups`() throws {
      let place = try place(Self.papers)
      let run = try place.run(
        place.pipeline(
          """
          version: 1
          corpus:
            batches: in.jsonl
            fields: {title: headline, source: meta.outlet, tongue: lang}
            where: {tongue: [en], date: {from: 2021-01-01, to: 2021-03}}
          analyses:
            terms: {kind: term-frequency, group_by: [source, year, tongue]}
          reports: {formats: csv}
          """))
      run.expectConserved()
      #expect(run.articles("read") == 4)
      #expect(run.articles("counted") == 1)
      #expect(run.articles("filtered") == 3)
      #expect(
        run.rows("terms.csv").map { $0.prefix(6).joined(separator: " ") } == [
          "Courier 2021 en 1 apple 1", "Courier 2021 en 1 one 1",
        ])
    }

    @Test func `What is missing is a group of its own`() throws {
      let place = try place(Self.papers)
      let run = try place.run(
        place.pipeline(
          """
          version: 1
          corpus: {batches: in.jsonl, fields: {title: headline, source: meta.outlet}}
          analyses:
            terms: {kind: term-frequency, group_by: [month], terms: [apple]}
          """))
      #expect(
        run.rows("terms.csv").map { $0.prefix(4).joined(separator: " ") } == [
          "(none) 1 apple 1", "2020-12 1 apple 1", "2021-03 1 apple 1",
        ])
    }

    @Test func `Profiles that cut text differently share one pass`() throws {
      let place = try place([#"{"title": "Well-known facts", "body": "The well-known FACTS."}"#])
      let run = try place.run(
        place.pipeline(
          """
          version: 1
          corpus: {batches: in.jsonl}
          text:
            whole: {}
            split: {hyphens: split, case: keep, stopwords: [english]}
          analyses:
            whole: {kind: term-frequency, text: whole}
            split: {kind: term-frequency, text: split}
            pairs: {kind: co-occurrence, text: split, min_count: 1}
            again: {kind: term-frequency, text: whole, min_count: 2}
          """))
      func terms(_ name: String) -> [String] { run.rows(name).map { "\($0[1]) \($0[2])" } }
      #expect(terms("whole.csv") == ["facts 2", "well-known 2", "the 1"])
      #expect(terms("again.csv") == ["facts 2", "well-known 2"])
      #expect(
        Set(terms("split.csv")).isSuperset(of: ["FACTS 1", "facts 1", "known 2"]))
      #expect(run.rows("pairs.csv").contains { $0[1] == "FACTS" && $0[2] == "known" })
      #expect(run.articles("counted") == 1)
    }

    @Test func `Formats, byte-order mark and formula guard`() throws {
      let place = try place([#"{"title": "one", "source": "=SUM(A1)"}"#])
      func run(_ reports: String) throws -> FinishedRun {
        try place.run(
          place.pipeline(
            """
            version: 1
            corpus: {batches: in.jsonl}
            analyses: {terms: {kind: term-frequency, group_by: source}}
            reports: \(reports)
            """))
      }
      let plain = try run("{formats: [csv]}")
      #expect(plain.tables.keys.sorted() == ["terms.csv"])
      #expect(plain.text("terms.csv").hasPrefix("source,"))
      #expect(plain.rows("terms.csv").first?.first == "=SUM(A1)")
      let guarded = try run("{formats: [csv, json], csv: {bom: true, formula_guard: true}}")
      #expect(guarded.tables.keys.sorted() == ["terms.csv", "terms.json"])
      #expect(guarded.tables["terms.csv"]?.starts(with: [0xEF, 0xBB, 0xBF]) == true)
      #expect(guarded.rows("terms.csv").first?.first == "'=SUM(A1)")
      #expect(guarded.text("terms.json").contains(#""=SUM(A1)""#))
      #expect(try run("{formats: json}").tables.keys.sorted() == ["terms.json"])
    }

    @Test func `A thousand rows and a top`() throws {
      let place = try place(GeneratedCorpus(40).lines)
      let run = try place.run(
        place.pipeline(
          """
          version: 1
          corpus: {batches: in.jsonl}
          analyses:
            all: {kind: term-frequency}
            top: {kind: term-frequency, top: 7}
            lines: {kind: concordance, query: "the", limit: 5, seed: 3}
          """))
      #expect(run.rows("top.csv") == Array(run.rows("all.csv").prefix(7)))
      #expect(run.rows("lines.csv").count == 5)
      let counts = run.rows("all.csv").compactMap { Int($0[2]) }
      #expect(counts == counts.sorted(by: >))
    }

    @Test func `An article longer than allowed is rejected`() throws {
      let long = String(repeating: "word ", count: 1000)
      let place = try place([#"{"title": "short"}"#, #"{"title": "\#(long)"}"#])
      let run = try place.run(
        place.pipeline(
          """
          version: 1
          corpus: {batches: in.jsonl, max_article: 1KiB}
          """))
      run.expectConserved()
      #expect(run.articles("rejected") == 1)
      #expect(run.rejects.first?["code"] as? String == "record.too-long")
      #expect(run.rejects.first?["record"] as? Int == 2)
    }
  }
}
