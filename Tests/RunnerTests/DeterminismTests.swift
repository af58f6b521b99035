import Foundation
import Testing

@testable import Runner

extension RunnerTests {
  /// The same articles and pipeline give the same tables, byte for byte, however the work is done
  /// and however the articles are divided.
  @Suite struct Determinism {
    private static let corpus = GeneratedCorpus(100)

    /// What a plain run makes of the corpus; made once.
    private static let plainRun = Result {
      let place = try Workplace()
      try writeFour(to: place)
      return try place.run(place.pipeline(Recipe.everything("[in/*]")), jobs: 1)
    }

    /// Writes the corpus as four batches, each gzipped.
    private static func writeFour(to place: Workplace) throws {
      for (index, part) in corpus.parts(4).enumerated() {
        try place.write(place.gzip(part), to: "in/\(index).jsonl.gz")
      }
    }

    /// What a plain run makes of the corpus, which is put into `place` as four batches.
    private func reference(_ place: Workplace) throws -> FinishedRun {
      try Self.writeFour(to: place)
      return try Self.plainRun.get()
    }

    @Test func `The corpus is rich enough to tell`() throws {
      let run = try Self.plainRun.get()
      #expect(run.articles("counted") == Self.corpus.lines.count)
      for (name, bytes) in run.tables { #expect(bytes.count > 400, "\(name) is nearly empty") }
    }

    @Test func `Any number of workers`() throws {
      let place = try Workplace()
      let reference = try reference(place)
      for jobs in [2, 7] {
        let run = try place.run(place.pipeline(Recipe.everything("[in/*]")), jobs: jobs)
        run.expectSameTables(as: reference, "\(jobs) jobs")
      }
    }

    /// Enough types for tables to be made in ranges.
    @Test func `Any number of workers over many types`() throws {
      let place = try Workplace()
      for batch in 0..<3 {
        let lines = (0..<40).map { article in
          let words = (0..<400).map { "w\((article * 400 + $0) * 7919 % 20_011 + batch * 2000)" }
          return #"{"id": "\#(batch)-\#(article)", "body": "\#(words.joined(separator: " "))"}"#
        }
        try place.write(lines.joined(separator: "\n"), to: "many/\(batch).jsonl")
      }
      let pipeline = try place.pipeline(
        """
        version: 1
        name: p
        corpus: {batches: many/*}
        analyses:
          terms: {kind: term-frequency}
          some: {kind: term-frequency, min_count: 2, top: 300}
          bigrams: {kind: term-frequency, ngrams: 2}
          pairs: {kind: co-occurrence, window: 2}
        """)
      let one = try place.run(pipeline, jobs: 1)
      #expect(try #require(one.tables["terms.csv"]).count(where: { $0 == 0x0A }) > 1 << 14)
      for jobs in [2, 5] {
        try place.run(pipeline, jobs: jobs).expectSameTables(as: one, "\(jobs) jobs")
      }
    }

    @Test func `Batches named in any order`() throws {
      let place = try Workplace()
      let reference = try reference(place)
      let names = (0..<4).reversed().map { "in/\($0).jsonl.gz" }.joined(separator: ", ")
      let run = try place.run(place.pipeline(Recipe.everything("[\(names)]")))
      run.expectSameTables(as: reference, "named in reverse")
    }

    @Test func `Other names for batches, so that they come in another order`() throws {
      let place = try Workplace()
      let reference = try reference(place)
      for (index, part) in Self.corpus.parts(4).enumerated() {
        try place.write(part, to: "other/\(9 - index).jsonl")
      }
      let run = try place.run(place.pipeline(Recipe.everything("[other/*]")))
      run.expectSameTables(as: reference, "in reverse, not compressed")
    }

    @Test(arguments: [1, 10, 100]) func `Any division into batches`(count: Int) throws {
      let place = try Workplace()
      let reference = try reference(place)
      for (index, part) in Self.corpus.parts(count).enumerated() {
        try place.write(place.gzip(part), to: "parts/part-\(index + 1000).jsonl.gz")
      }
      let run = try place.run(place.pipeline(Recipe.everything("[parts/*]")), jobs: 3)
      run.expectSameTables(as: reference, "\(count) batches")
    }

    @Test func `Any container`() throws {
      let place = try Workplace()
      let reference = try reference(place)
      let files = Self.corpus.parts(7).enumerated().map {
        (name: "day-\($0.offset).jsonl", bytes: Array($0.element.utf8))
      }
      try place.write(place.gzip(Archives.tar(files)), to: "all.tar.gz")
      try place.write(Archives.zip(files.reversed()), to: "all.zip")
      for name in ["all.tar.gz", "all.zip"] {
        let run = try place.run(place.pipeline(Recipe.everything(name)))
        run.expectSameTables(as: reference, name)
        #expect(run.rejects.isEmpty)
      }
    }

    @Test func `One batch counted by several workers`() throws {
      let place = try Workplace()
      let reference = try reference(place)
      try place.write(place.gzip(Self.corpus.text), to: "one.jsonl.gz")
      for jobs in [1, 4, 16] {
        let run = try place.run(place.pipeline(Recipe.everything("one.jsonl.gz")), jobs: jobs) {
          $0.workers = jobs
          $0.chunk = 2000
        }
        run.expectSameTables(as: reference, "chunks of 2,000 bytes, \(jobs) jobs")
      }
    }

    @Test func `Any budget of memory`() throws {
      let place = try Workplace()
      let reference = try reference(place)
      for memory in [128 << 20, 4 << 30] {
        let run = try place.run(place.pipeline(Recipe.everything("[in/*]")), memory: memory)
        run.expectSameTables(as: reference, "\(memory) bytes")
      }
    }

    @Test(arguments: [1, 3]) func `Counts that fit in no memory`(jobs: Int) throws {
      let place = try Workplace()
      let reference = try reference(place)
      let run = try place.run(place.pipeline(Recipe.everything("[in/*]")), jobs: jobs) {
        $0.tally = 300_000
        $0.merge = 20_000
        $0.fanIn = 8
        $0.chunk = 5000
        $0.smallBatch = 10_000
      }
      run.expectSameTables(as: reference, "spilled")
      #expect(run.work("runs") > 64)
      #expect(run.work("merges") > 10)
      #expect(run.work("split_batches") == 4)
    }

    @Test func `Articles that fit in no memory`() throws {
      // Articles with more pairs than a table holds are counted piece by piece.
      let corpus = GeneratedCorpus(3, sentences: 400, seed: 9)
      let place = try Workplace()
      try place.write(corpus.text, to: "long.jsonl")
      let pipeline = try place.pipeline(Recipe.pairs("long.jsonl"))
      let reference = try place.run(pipeline, jobs: 1)
      #expect(reference.work("runs") == 1)
      let run = try place.run(pipeline, jobs: 2) {
        $0.tally = 20_000
        $0.chunk = 1000
        $0.fanIn = 3
      }
      run.expectSameTables(as: reference, "runs written within articles")
      #expect(run.work("runs_within_articles") > 10)
      #expect(run.work("merges") > 5)
    }
  }
}
