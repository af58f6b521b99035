import Foundation
import Testing

@testable import Runner

extension RunnerTests {
  /// Articles read = counted + filtered + duplicates + rejected, and what is damaged leaves no
  /// trace in the tables.
  @Suite struct Conservation {
    private static let corpus = GeneratedCorpus(60, sentences: 3, seed: 3)
    private static let parts = corpus.parts(3)

    /// Three batches, gzipped: `0.gz` to `2.gz` in the folder `in`.
    private func threeBatches() throws -> Workplace {
      let place = try Workplace()
      for (index, part) in Self.parts.enumerated() {
        try place.write(place.gzip(part), to: "in/\(index).gz")
      }
      return place
    }

    /// The tables of the first and the last batch alone.
    private func withoutTheSecond(_ place: Workplace) throws -> FinishedRun {
      try place.run(place.pipeline(Recipe.three("[in/0.gz, in/2.gz]")), to: "without")
    }

    @Test func `Sound batches lose nothing`() throws {
      let place = try threeBatches()
      let run = try place.run(place.pipeline(Recipe.three("[in/*]")))
      run.expectConserved()
      #expect(run.outcome.exit == .success)
      #expect(run.articles("counted") == 60)
      #expect(run.articles("read") == 60)
      #expect(run.rejects.isEmpty)
    }

    /// Whatever else is counted, and on the next night as well.
    @Test func `An article that an expression cannot judge is rejected, and the others count`()
      throws
    {
      let place = try Workplace()
      let sound = (1...3).map {
        #"{"id": "\#($0)", "body": "alba bora aaa. Cora alba \#($0)."}"# + "\n"
      }
      let hard = #"{"id": "x", "body": "zora \#(String(repeating: "a", count: 70))b alba"}"# + "\n"
      func recipe(_ batches: String) -> String {
        """
        version: 1
        corpus: {batches: \(batches)}
        analyses:
          terms: {kind: term-frequency, min_count: 1}
          pairs: {kind: co-occurrence, min_count: 1}
          lines: {kind: concordance, query: '/(a+)+$/'}
          course: {kind: trend, terms: ['/(a+)+$/', alba]}
        """
      }
      try place.write(sound.joined(), to: "sound.jsonl")
      try place.write(sound[0] + hard + sound[1] + hard + sound[2], to: "in/a.jsonl")
      let expected = try place.run(place.pipeline(recipe("sound.jsonl")), to: "sound")
      #expect(expected.outcome.exit == .success && expected.rejects.isEmpty)
      for isFull in [true, false, true] {
        let run = try place.run(place.pipeline(recipe("[in/*]")), isFull: isFull)
        run.expectConserved()
        run.expectSameTables(as: expected, "with articles that are too hard")
        #expect(run.outcome.exit == .rejects)
        #expect(run.articles("rejected") == 2 && run.articles("counted") == 3)
        #expect(run.rejects.map { $0["record"] as? Int } == [2, 4])
        for reject in run.rejects {
          #expect(reject["batch"] as? String == "in/a.jsonl")
          #expect(reject["code"] as? String == "query.too-hard")
          #expect((reject["reason"] as? String)?.contains("`/(a+)+$/`") == true)
        }
      }
    }

    /// Alone in its unit or packed with the others, read as one chunk or as many: a truncated batch
    /// gives nothing.
    @Test(arguments: [4 << 20, 100], [1 << 20, 500])
    func `A truncated batch is discarded whole`(smallBatch: Int, chunk: Int) throws {
      let place = try threeBatches()
      let expected = try withoutTheSecond(place)
      let whole = try place.gzip(Self.parts[1])
      try place.write(Array(whole.dropLast(whole.count / 4)), to: "in/1.gz")
      let run = try place.run(place.pipeline(Recipe.three("[in/*]"))) {
        $0.smallBatch = smallBatch
        $0.chunk = chunk
      }
      run.expectConserved()
      run.expectSameTables(as: expected, "with a truncated batch")
      #expect(run.outcome.exit == .rejects)
      #expect(run.rejects.count == 1)
      #expect(run.rejects.first?["batch"] as? String == "in/1.gz")
      #expect(run.rejects.first?["code"] as? String == "container.gzip-truncated")
      #expect(run.rejects.first?["record"] == nil)
      #expect((run.batch("in/1.gz")["damage"] as? String)?.contains("too early") == true)
    }

    /// Large or small, alone or packed with others: of two files of one name the last counts.
    @Test(arguments: [4 << 20, 100], [1 << 20, 500])
    func `An archive counts the last file of a name`(smallBatch: Int, chunk: Int) throws {
      let place = try threeBatches()
      let expected = try place.run(place.pipeline(Recipe.three("[in/*]")), to: "expected")
      let old = GeneratedCorpus(40, sentences: 3, seed: 4).parts(1)[0]
      let files = [("x", old), ("y", Self.parts[0]), ("x", Self.parts[1])]
      let archive = Archives.tar(files.map { ("\($0.0).jsonl", Array($0.1.utf8)) })
      try place.write(place.gzip(archive), to: "new/1.gz")
      try place.write(place.gzip(Self.parts[2]), to: "new/2.gz")
      let run = try place.run(place.pipeline(Recipe.three("[new/*]"))) {
        $0.smallBatch = smallBatch
        $0.chunk = chunk
      }
      run.expectConserved()
      run.expectSameTables(as: expected, "with a file that another one replaces")
      #expect(run.articles("counted") == 60)
      #expect(run.articles("read") == 61)
      #expect(run.rejects.map { $0["code"] as? String } == ["entry.superseded"])
    }

    @Test func `What is no file is named and not waited for`() throws {
      let place = try threeBatches()
      try place.write([], to: "in/folder.gz/x")
      #expect(unsafe mkfifo("\(place.path)/in/pipe.gz", 0o600) == 0)
      let run = try place.run(place.pipeline(Recipe.three("[in/*]")))
      run.expectConserved()
      #expect(run.articles("counted") == 60)
      #expect(run.rejects.map { $0["code"] as? String } == ["batch.not-a-file"])
      #expect(run.outcome.warnings.map(\.code) == ["batch.folder-passed"])
    }

    @Test func `The reports are no batches`() throws {
      let place = try threeBatches()
      let pipeline = Recipe.three("[\"**/*.{gz,csv}\"]")
      _ = try place.run(place.pipeline(pipeline))
      let run = try place.run(place.pipeline(pipeline))
      run.expectConserved()
      #expect(run.articles("counted") == 60)
      #expect(run.outcome.warnings.contains { $0.code == "batch.own-reports" })
    }

    @Test func `Records rejected before the damage are discarded too`() throws {
      let place = try threeBatches()
      let expected = try withoutTheSecond(place)
      let whole = try place.gzip("{broken\n" + Self.parts[1])
      try place.write(Array(whole.dropLast(10)), to: "in/1.gz")
      for smallBatch in [4 << 20, 100] {
        let run = try place.run(place.pipeline(Recipe.three("[in/*]"))) {
          $0.smallBatch = smallBatch
          $0.chunk = 300
        }
        run.expectConserved()
        run.expectSameTables(as: expected, "with a damaged batch")
        #expect(run.rejects.count == 1)
        #expect(run.articles("rejected") == 0)
      }
    }

    @Test(arguments: [4 << 20, 100], [1 << 20, 500])
    func `What is whole of a damaged batch can be kept`(smallBatch: Int, chunk: Int) throws {
      let place = try threeBatches()
      let whole = try place.gzip(Self.parts[1])
      try place.write(Array(whole.dropLast(8)), to: "in/1.gz")
      let pipeline = try place.pipeline(Recipe.three("[in/*]", corpus: "on_damage: keep"))
      let run = try place.run(pipeline) {
        $0.smallBatch = smallBatch
        $0.chunk = chunk
      }
      run.expectConserved()
      // Checksum and length are missing, the articles are all there.
      #expect(run.articles("counted") == 60)
      #expect(run.rejects.map { $0["batch"] as? String } == ["in/1.gz"])
      #expect(run.outcome.exit == .rejects)

      try place.write(Array(whole.prefix(whole.count / 2)), to: "in/1.gz")
      let half = try place.run(pipeline) {
        $0.smallBatch = smallBatch
        $0.chunk = chunk
      }
      half.expectConserved()
      #expect(half.articles("counted") > 42)
      #expect(half.articles("counted") < 58)
    }

    @Test func `A batch named twice is counted once and reported`() throws {
      let place = try threeBatches()
      let expected = try place.run(place.pipeline(Recipe.three("[in/*]")), to: "expected")
      try place.write(place.gzip(Self.parts[1]), to: "in/0-again.gz")
      let run = try place.run(place.pipeline(Recipe.three("[in/*]")))
      run.expectConserved()
      run.expectSameTables(as: expected, "with a batch named twice")
      #expect(run.outcome.exit == .success)
      #expect(run.articles("duplicates") == 20)
      #expect(run.articles("counted") == 60)
      // The first in corpus order is counted.
      #expect(run.batch("in/1.gz")["duplicate_of"] as? String == "in/0-again.gz")
      #expect(run.outcome.warnings.map(\.code) == ["batch.duplicate"])
    }

    @Test func `Broken records go to the rejects, in order`() throws {
      let place = try threeBatches()
      let lines = Self.parts[1].split(separator: "\n").map(String.init)
      let broken =
        lines[..<5] + ["{\"title\": \"unfinished"] + lines[5..<9] + ["{}", "", "[1]"] + lines[9...]
      try place.write(place.gzip(broken.map { $0 + "\n" }.joined()), to: "in/1.gz")
      try place.write("{\"id\": 7}\n", to: "in/0.empty.jsonl")
      let run = try place.run(place.pipeline(Recipe.three("[in/*]")), jobs: 4)
      run.expectConserved()
      #expect(run.outcome.exit == .rejects)
      #expect(run.articles("counted") == 60)
      #expect(run.articles("rejected") == 4)
      let found = run.rejects.map { "\($0["batch"] ?? "") \($0["record"] ?? "")" }
      #expect(found == ["in/0.empty.jsonl 1", "in/1.gz 6", "in/1.gz 11", "in/1.gz 13"])
      #expect(run.rejects.map { $0["code"] as? String }.contains("article.empty"))
      for reject in run.rejects {
        #expect((reject["reason"] as? String)?.isEmpty == false)
        #expect(reject["byte"] is Int)
      }
      let place5 = lines[..<5].reduce(0) { $0 + $1.utf8.count + 1 }
      #expect(run.rejects[1]["byte"] as? Int == place5)
    }

    @Test func `A file that is gone, and an empty one`() throws {
      let place = try threeBatches()
      let expected = try withoutTheSecond(place)
      try place.write("", to: "in/3.jsonl")
      let pipeline = try place.pipeline(Recipe.three("[in/*]"))
      try FileManager.default.removeItem(atPath: "\(place.path)/in/1.gz")
      let run = try place.run(pipeline)
      run.expectConserved()
      run.expectSameTables(as: expected, "without a file that is gone")
      #expect(run.outcome.exit == .rejects)
      #expect(run.rejects.map { $0["code"] as? String } == ["batch.not-found", "batch.empty"])
      #expect(run.articles("rejected") == 0)
    }

    @Test func `Entries of archives that cannot be read`() throws {
      let place = try threeBatches()
      let expected = try withoutTheSecond(place)
      let files = [
        (name: "a.jsonl", bytes: Array(Self.parts[0].utf8)),
        (name: "../b.jsonl", bytes: Array(Self.parts[1].utf8)),
        (name: "c.html", bytes: Array("<!DOCTYPE html><html><body>No</body></html>".utf8)),
        (name: "d.jsonl", bytes: Array(Self.parts[2].utf8)),
        (name: "._d.jsonl", bytes: Array("AppleDouble".utf8)),
      ]
      try place.write(Archives.tar(files), to: "all.tar")
      let run = try place.run(place.pipeline(Recipe.three("all.tar")))
      run.expectConserved()
      run.expectSameTables(as: expected, "with entries refused")
      #expect(run.articles("rejected") == 2)
      #expect(run.rejects.map { $0["entry"] as? String } == ["../b.jsonl", "c.html"])
      #expect(run.batch("all.tar")["skipped_entries"] as? Int == 1)
      // What is known from the night before says so too.
      let again = try place.run(place.pipeline(Recipe.three("all.tar")))
      #expect(again.batch("all.tar")["skipped_entries"] as? Int == 1)
    }

    @Test func `More rejects than allowed end the run, and nothing is published`() throws {
      let place = try threeBatches()
      try place.write("{}\n{}\n", to: "in/3.jsonl")
      let strict = try place.pipeline(Recipe.three("[in/*]", corpus: "max_rejects: 0.01"))
      #expect(fault { _ = try place.run(strict) }?.exit == .data)
      #expect(fault { _ = try place.run(strict) }?.code == "run.too-many-rejects")
      // The second time the batch is not new any more, but still the reason.
      for _ in 0..<2 {
        let causes = fault { _ = try place.run(strict) }?.causes ?? []
        #expect(causes.map(\.code) == ["article.empty", "article.empty"])
        #expect(
          causes.first?.place == .record(batch: "in/3.jsonl", entry: nil, record: 1, byte: 0))
      }
      #expect(place.names(in: "Output/p") == [])
      try place.expectNoTraces()
      let lenient = try place.pipeline(Recipe.three("[in/*]", corpus: "max_rejects: 0.2"))
      // One of four batches is a quarter, but it is not damaged; two of 62 records are not much.
      #expect(try place.run(lenient).outcome.exit == .rejects)
    }

    @Test func `Nothing but rejects is no corpus`() throws {
      let place = try Workplace()
      try place.write("{}\n{\n", to: "a.jsonl")
      try place.write([0x1F, 0x8B, 8, 0, 0, 0], to: "b.gz")
      for batches in ["a.jsonl", "b.gz", "[a.jsonl, b.gz]"] {
        let pipeline = try place.pipeline(Recipe.three(batches))
        let thrown = fault { _ = try place.run(pipeline) }
        #expect(thrown?.exit == .data, "\(batches)")
        #expect(thrown?.code == "run.no-articles")
        #expect(thrown?.causes.isEmpty == false, "\(batches)")
      }
      #expect(place.names(in: "Output/p") == [])
    }

    @Test func `An archive of empty batches has empty tables`() throws {
      let place = try Workplace()
      try place.write("[]", to: "a.json")
      let run = try place.run(place.pipeline(Recipe.three("a.json")))
      #expect(run.outcome.exit == .success)
      #expect(run.rows("terms.csv").isEmpty)
    }
  }
}
