import Foundation
import Testing

@testable import Runner

extension RunnerTests {
  /// What follows corpus order follows nothing else.
  @Suite struct Order {
    private static let corpus = GeneratedCorpus(60)

    private static func recipe(_ batches: String) -> String {
      """
      version: 1
      name: p
      corpus: {batches: \(batches)}
      text: {words: {}, content: {stopwords: [english, spanish]}}
      analyses:
        slices: {kind: term-frequency, text: words, dispersion: {parts: {slices: 7}}}
        distances: {kind: term-frequency, text: content, group_by: [source],
                    dispersion: {measures: [arf, awt, ald, awt_frequency, ald_frequency]}}
        ngrams: {kind: term-frequency, text: words, ngrams: 2, skip: 1,
                 dispersion: {parts: {slices: 5}, measures: [dp, arf]}}
      """
    }

    private static let plainRun = Result {
      let place = try Workplace()
      try place.write(corpus.text, to: "one.jsonl")
      return try place.run(place.pipeline(recipe("one.jsonl")), jobs: 1)
    }

    @Test(arguments: [1, 7, 60]) func `Any division into batches that keeps the order`(
      count: Int
    ) throws {
      let reference = try Self.plainRun.get()
      let place = try Workplace()
      for (index, part) in Self.corpus.parts(count).enumerated() {
        try place.write(place.gzip(part), to: "in/part-\(index + 1000).jsonl.gz")
      }
      for jobs in [1, 2, 7] {
        let run = try place.run(place.pipeline(Self.recipe("[in/*]")), jobs: jobs)
        run.expectSameTables(as: reference, "\(count) batches, \(jobs) jobs")
      }
    }

    @Test func `One batch counted by several workers`() throws {
      let reference = try Self.plainRun.get()
      let place = try Workplace()
      try place.write(place.gzip(Self.corpus.text), to: "one.jsonl.gz")
      let run = try place.run(place.pipeline(Self.recipe("one.jsonl.gz")), jobs: 4) {
        $0.workers = 4
        $0.chunk = 2000
      }
      run.expectSameTables(as: reference, "chunks of 2,000 bytes")
    }

    @Test func `Entries that fit in no memory`() throws {
      let reference = try Self.plainRun.get()
      let place = try Workplace()
      try place.write(place.gzip(Self.corpus.text), to: "one.jsonl.gz")
      let run = try place.run(place.pipeline(Self.recipe("one.jsonl.gz")), jobs: 2) {
        $0.tally = 20_000
        $0.merge = 20_000
        $0.fanIn = 4
        $0.chunk = 5000
      }
      run.expectSameTables(as: reference, "spilled")
      #expect(run.work("runs_within_articles") > 10)
    }

    @Test func `Batches that come, go and change their names between nights`() throws {
      let place = try Workplace()
      let fresh = try Workplace()
      let parts = Self.corpus.parts(6)
      func write(_ names: [(Int, String)], to place: Workplace) throws {
        for (part, name) in names { try place.write(parts[part], to: "in/\(name).jsonl") }
      }
      try write([(0, "b"), (1, "c"), (2, "d"), (3, "e")], to: place)
      let pipeline = try place.pipeline(Self.recipe("[in/*]"))
      let first = try place.run(pipeline, jobs: 2)
      // What was first comes last, a new batch stands first, another in the midst, one is gone.
      let folder = "\(place.path)/in"
      try FileManager.default.moveItem(atPath: "\(folder)/b.jsonl", toPath: "\(folder)/x.jsonl")
      try FileManager.default.removeItem(atPath: "\(folder)/d.jsonl")
      try write([(4, "a"), (5, "cc")], to: place)
      let second = try place.run(
        place.pipeline(Self.recipe("[in/*]")), jobs: 2, isFull: false)
      try write([(0, "x"), (1, "c"), (3, "e"), (4, "a"), (5, "cc")], to: fresh)
      let anew = try fresh.run(fresh.pipeline(Self.recipe("[in/*]")), jobs: 1)
      second.expectSameTables(as: anew, "the second night")
      #expect(second.tables["slices.csv"] != first.tables["slices.csv"])
    }

    @Test func `Another order of batches is another course of the corpus`() throws {
      let reference = try Self.plainRun.get()
      let place = try Workplace()
      for (index, part) in Self.corpus.parts(4).enumerated() {
        try place.write(part, to: "in/\(9 - index).jsonl")
      }
      let run = try place.run(place.pipeline(Self.recipe("[in/*]")))
      #expect(run.tables["slices.csv"] != reference.tables["slices.csv"])
      #expect(run.rows("slices.csv").count == reference.rows("slices.csv").count)
    }
  }
}
