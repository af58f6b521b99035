import Diagnostics
import Foundation
import Testing

@testable import Runner

extension RunnerTests {
  /// `assert` keeps suspicious input from replacing good reports.
  @Suite struct Assertions {
    private static let corpus = GeneratedCorpus(20, seed: 21)

    private func place() throws -> Workplace {
      let place = try Workplace()
      for (index, part) in Self.corpus.parts(2).enumerated() {
        try place.write(part, to: "in/\(index).jsonl")
      }
      return place
    }

    private func recipe(_ conditions: String) -> String {
      "{version: 1, corpus: {batches: '[i]n/*'}, assert: [\(conditions)]}"
    }

    private func check(_ place: Workplace, _ conditions: String) throws -> Fault? {
      let pipeline = try place.pipeline(recipe(conditions))
      return fault { _ = try place.run(pipeline) }
    }

    @Test func `What holds is published`() throws {
      let place = try place()
      let conditions = """
        articles == 20, read >= 20, batches == 2, new_batches == 2, damaged_batches == 0,
        tokens > 20, rejects == 0, reject_share <= 0, filtered == 0, duplicates == 0, \
        unreadable_dates == 0
        """
      #expect(try check(place, conditions) == nil)
      #expect(place.names(in: "Output/p").count == 2)
    }

    @Test func `What does not hold is named with the value found, and nothing is published`() throws
    {
      let place = try place()
      #expect(try check(place, "articles > 0") == nil)
      let before = place.names(in: "Output/p")
      let fault = try check(place, "articles >= 100, batches >= 1, tokens <= 3, new_batches >= 1")
      #expect(fault?.code == "run.assertion-failed")
      #expect(fault?.exit == .data)
      #expect(fault?.place == .path("\(place.path)/p.yml"))
      let message = fault?.message ?? ""
      #expect(message.hasPrefix("`articles >= 100` does not hold: articles is 20; `tokens <= 3` "))
      #expect(message.hasSuffix("; `new_batches >= 1` does not hold: new_batches is 0"))
      #expect(!message.contains("batches >= 1`;"))
      #expect(place.names(in: "Output/p") == before)
      try place.expectNoTraces()
    }

    @Test func `Rejects and damage`() throws {
      let place = try place()
      try place.write("{}\nnothing\n" + Self.corpus.lines[0] + "\n", to: "in/3.jsonl")
      try place.write(Array(try place.gzip(Self.corpus.text).dropLast(9)), to: "in/4.gz")
      try place.write(Self.corpus.parts(2)[0], to: "in/5.jsonl")
      let fault = try check(
        place,
        "rejects == 0, damaged_batches == 0, duplicates == 0, reject_share <= 1%, batches == 0")
      #expect(
        fault?.message == """
          `rejects == 0` does not hold: rejects is 3; `damaged_batches == 0` does not hold: \
          damaged_batches is 1; `duplicates == 0` does not hold: duplicates is 10; `reject_share \
          <= \
          0.01` does not hold: reject_share is 0.2; `batches == 0` does not hold: batches is 5
          """)
    }

    /// New is what the last published run did not count, whatever it is called.
    @Test func `New batches are known by their content`() throws {
      let place = try place()
      #expect(try check(place, "new_batches == 2") == nil)
      #expect(try check(place, "new_batches == 0") == nil)

      // Renamed, copied, removed: nothing new.
      try place.write(Self.corpus.parts(2)[1], to: "in/renamed.jsonl")
      try FileManager.default.removeItem(atPath: "\(place.path)/in/1.jsonl")
      try place.write(Self.corpus.parts(2)[0], to: "in/copy.jsonl")
      #expect(try check(place, "new_batches == 0, batches == 3") == nil)

      // A run that does not publish makes nothing old.
      try place.write(Self.corpus.lines[3] + "\n", to: "in/new.jsonl")
      let fault = try check(place, "new_batches == 0")
      #expect(fault?.message.hasSuffix("new_batches is 1") == true, "\(String(describing: fault))")
      #expect(try check(place, "new_batches == 1") == nil)

      // A batch that is damaged is none, and one that is mended is one.
      let whole = try place.gzip(GeneratedCorpus(5, seed: 22).text)
      try place.write(Array(whole.dropLast(9)), to: "in/z.gz")
      #expect(try check(place, "new_batches == 0") == nil)
      try place.write(whole, to: "in/z.gz")
      #expect(try check(place, "new_batches == 1") == nil)
    }
  }
}
