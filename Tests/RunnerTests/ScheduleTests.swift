import Foundation
import Testing

@testable import Runner

extension RunnerTests {
  /// Workers get all the work there is, whatever its shape, and come to an end.
  @Suite struct Scheduling {
    @Test func `A thousand tiny batches`() throws {
      let place = try Workplace()
      let corpus = GeneratedCorpus(1000, sentences: 1, seed: 11)
      for (index, line) in corpus.lines.enumerated() {
        try place.write(line + "\n", to: "in/\(index).json")
      }
      try place.write(corpus.text, to: "all.jsonl")
      let expected = try place.run(place.pipeline(Recipe.three("all.jsonl")), jobs: 1)
      let run = try place.run(place.pipeline(Recipe.three("[in/*]")), jobs: 5)
      run.expectConserved()
      run.expectSameTables(as: expected, "1,000 batches")
      #expect(run.articles("counted") == 1000)
    }

    @Test func `One batch of many chunks, more workers than batches`() throws {
      let place = try Workplace()
      let corpus = GeneratedCorpus(150, sentences: 2, seed: 12)
      try place.write(place.gzip(corpus.text), to: "all.jsonl.gz")
      let pipeline = try place.pipeline(Recipe.three("all.jsonl.gz"))
      let expected = try place.run(pipeline, jobs: 1)
      for workers in [2, 7, 20] {
        let run = try place.run(pipeline) {
          $0.workers = workers
          $0.chunk = 300
        }
        run.expectConserved()
        run.expectSameTables(as: expected, "\(workers) workers")
      }
    }

    @Test func `Small files that turn out large`() throws {
      let place = try Workplace()
      // The same words over and over: a gzip file of nearly nothing.
      let body = String(repeating: "again and again the same. ", count: 200)
      var parts: [String] = []
      for batch in 0..<6 {
        parts.append(
          (0..<20).map { #"{"id": "\#(batch)-\#($0)", "title": "T", "body": "\#(body)"}"# + "\n" }
            .joined())
        try place.write(place.gzip(parts[batch]), to: "in/\(batch).gz")
      }
      try place.write("{\"title\": \"the last\"}\n", to: "in/9.jsonl")
      try place.write(parts.joined() + "{\"title\": \"the last\"}\n", to: "all.jsonl")
      let expected = try place.run(place.pipeline(Recipe.three("all.jsonl")))
      #expect(expected.work("split_batches") == 0)
      for workers in [1, 4] {
        let run = try place.run(place.pipeline(Recipe.three("[in/*]"))) {
          $0.workers = workers
          $0.smallBatch = 50_000
          $0.chunk = 10_000
        }
        run.expectConserved()
        run.expectSameTables(as: expected, "split off")
        #expect(run.work("split_batches") == 6)
        #expect(run.articles("counted") == 121)
      }
    }

    @Test func `Damage anywhere among packed and split batches`() throws {
      let place = try Workplace()
      let parts = GeneratedCorpus(80, sentences: 1, seed: 13).parts(8)
      for damaged in 0..<8 {
        for (index, part) in parts.enumerated() {
          let bytes = try place.gzip(part)
          try place.write(
            index == damaged ? Array(bytes.dropLast(9)) : bytes, to: "in/\(index).gz")
        }
        let run = try place.run(place.pipeline(Recipe.three("[in/*]"))) {
          $0.workers = 3
          $0.chunk = 700
          $0.smallBatch = damaged % 2 == 0 ? 1 << 20 : 1500
        }
        run.expectConserved()
        #expect(run.articles("counted") == 70)
        #expect(run.rejects.map { $0["batch"] as? String } == ["in/\(damaged).gz"])
      }
    }

    @Test func `Inflaters that look far back leave room for fewer workers`() {
      let all = MemoryShares(memory: 128 << 20, jobs: 64)
      #expect(all.reading(["a.jsonl", "b.tar.gz", "c"]).workers == all.workers)
      #expect(all.reading(["a.gz"]).tally == all.tally)
      for name in ["a.zst", "b.tar.xz", "b.txz", "c.lz4", "d.bz2"] {
        let shares = all.reading(["a.jsonl", name])
        #expect((1..<all.workers).contains(shares.workers), "\(name)")
        let inflater = name == "d.bz2" ? 4 << 20 : all.window
        #expect(shares.workers * (shares.tally + inflater) <= 60 << 20, "\(name)")
        #expect(shares.tally >= 8 << 20, "\(name)")
      }
      #expect(MemoryShares(memory: 128 << 20, jobs: 1).reading(["a.xz"]).workers == 1)
      // The batches that can be read do not depend on the number of workers.
      #expect(MemoryShares(memory: 128 << 20, jobs: 1).window == 8 << 20)
      #expect(all.window == 8 << 20)
      #expect(MemoryShares(memory: 1 << 30, jobs: 64).window == 64 << 20)
      #expect(MemoryShares(memory: 64 << 30, jobs: 4).window == 128 << 20)
    }

    @Test func `Workers are as many as the budget feeds`() {
      #expect(MemoryShares(memory: 128 << 20, jobs: 64).workers == 7)
      #expect(MemoryShares(memory: 4 << 30, jobs: 64).workers == 64)
      for jobs in [1, 2, 7, 64] {
        let shares = MemoryShares(memory: 128 << 20, jobs: jobs)
        // All is merged once the last worker has given its tables back.
        #expect(shares.workers * shares.tally <= 60 << 20)
        #expect(shares.merge <= 40 << 20)
      }
    }
  }
}
