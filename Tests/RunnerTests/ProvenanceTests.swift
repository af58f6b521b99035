import Bytes
import Foundation
import Testing
import Tokens

@testable import Runner

extension RunnerTests {
  /// `run.json` says where every number came from.
  @Suite struct Provenance {
    @Test func `What run.json holds`() throws {
      let place = try Workplace()
      let corpus = GeneratedCorpus(20, seed: 6)
      try place.write(place.gzip(corpus.parts(2)[0]), to: "in/a.jsonl.gz")
      try place.write(corpus.parts(2)[1], to: "in/b.jsonl")
      let damaged = Array(try place.gzip(corpus.text).dropLast(20))
      try place.write(damaged, to: "in/c.gz")
      try place.write(corpus.parts(2)[1], to: "in/d.jsonl")
      let run = try place.run(place.pipeline(Recipe.three("[in/*]")), jobs: 2)
      run.expectConserved()
      let record = run.record

      let versions = record["versions"] as? [String: String] ?? [:]
      #expect(
        versions.keys.sorted()
          == [
            "broadsheet", "encodings", "icu", "languages", "regular_expressions", "snowball",
            "tokenizer", "unicode",
          ])
      #expect(versions["tokenizer"] == Tokenizer.version)
      #expect(record["pipeline"] as? String == "p")
      #expect(run.folder.hasSuffix("/\(record["run"] as? String ?? "?")"))
      #expect((record["fingerprint"] as? String)?.count == 64)
      #expect(record["exit"] as? Int == 3)
      #expect(record["jobs"] as? Int == 2)
      #expect(record["memory_budget"] as? Int == 256 << 20)
      #expect((record["peak_memory"] as? Int ?? 0) > 1 << 20)
      #expect((record["processor_seconds"] as? Double ?? 0) > 0)
      let seconds = record["seconds"] as? [String: Double] ?? [:]
      #expect(seconds.keys.sorted() == ["counting", "merging", "reporting"])
      #expect((record["started"] as? String ?? "?") <= (record["ended"] as? String ?? ""))

      let plan = record["resolved_pipeline"] as? [String: Any] ?? [:]
      #expect((plan["analyses"] as? [String: Any])?.keys.sorted() == ["lines", "pairs", "terms"])
      #expect((plan["text"] as? [String: Any])?["words"] != nil)

      #expect(run.articles("read") == 30)
      #expect(run.articles("duplicates") == 10)
      for name in ["in/a.jsonl.gz", "in/b.jsonl", "in/c.gz", "in/d.jsonl"] {
        let bytes = Array(try Data(contentsOf: URL(filePath: "\(place.path)/\(name)")))
        var digest = Digest()
        digest.update(bytes.span)
        let expected = digest.finalizeHex()
        #expect(run.batch(name)["bytes"] as? Int == bytes.count)
        #expect(run.batch(name)["sha256"] as? String == expected, "\(name)")
      }
      #expect(run.batch("in/a.jsonl.gz")["container"] as? String == "gzip")
      #expect(run.batch("in/d.jsonl")["format"] as? String == "jsonl")
      #expect(run.batch("in/c.gz")["damage"] is String)

      let files = record["files"] as? [[String: Any]] ?? []
      #expect(
        files.compactMap { $0["name"] as? String }.sorted()
          == (run.tables.keys + ["rejects.jsonl"]).sorted())
      for file in files {
        let name = file["name"] as? String ?? ""
        let bytes = Array(try Data(contentsOf: URL(filePath: "\(run.folder)/\(name)")))
        var digest = Digest()
        digest.update(bytes.span)
        let expected = digest.finalizeHex()
        #expect(file["bytes"] as? Int == bytes.count)
        #expect(file["sha256"] as? String == expected)
      }
    }

    @Test func `Every table names convention, parameters, tokenizer and fingerprint`() throws {
      let place = try Workplace()
      try place.write(GeneratedCorpus(20).text, to: "in/batch.jsonl")
      let run = try place.run(place.pipeline(Recipe.everything("[in/*]")))
      let tables = run.tables.filter { $0.key.hasSuffix(".json") }
      var kinds: Set<String> = []
      for (name, bytes) in tables {
        let table = try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let analysis = try #require(table["analysis"] as? [String: String])
        #expect(name == "\(analysis["name"] ?? "?").json")
        kinds.insert(analysis["kind"] ?? "?")
        let parameters = try #require(table["parameters"] as? [String: Any])
        #expect(parameters["kind"] as? String == analysis["kind"])
        #expect((parameters["text"] as? [String: Any])?["name"] is String, "\(name)")
        #expect((parameters["convention"] is String) == (analysis["kind"] == "co-occurrence"))
        let provenance = try #require(table["provenance"] as? [String: String])
        #expect(provenance["tokenizer"] == Tokenizer.version, "\(name)")
        #expect(provenance["fingerprint"]?.count == 64, "\(name)")
        #expect((table["corpus"] as? [String: Any])?["tokens"] is Int, "\(name)")
        let columns = try #require(table["columns"] as? [[String: String]])
        #expect(columns.allSatisfy { $0["summary"]?.isEmpty == false }, "\(name)")
      }
      #expect(
        kinds == [
          "term-frequency", "co-occurrence", "concordance", "keyness", "dictionary", "diversity",
          "trend",
        ])
    }

    @Test func `Tables hold no path, no clock and no count of batches`() throws {
      let place = try Workplace()
      try place.write(GeneratedCorpus(10).text, to: "somewhere/batch.jsonl")
      let run = try place.run(place.pipeline(Recipe.everything("somewhere/batch.jsonl")))
      let year = Calendar(identifier: .gregorian).component(.year, from: Date())
      for (name, _) in run.tables {
        let text = run.text(name)
        #expect(!text.contains("somewhere") && !text.contains(place.path), "\(name)")
        #expect(!text.contains("\(year)-") || year < 2022, "\(name)")
      }
    }
  }
}
