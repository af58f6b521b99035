import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Runner

extension RunnerTests {
  /// A request that the articles do not answer says so: in the outcome, in `run.json` and in the
  /// tables, on the first night as on every other.
  @Suite struct Warnings {
    private func place() throws -> Workplace {
      let place = try Workplace()
      try place.write(
        """
        {"id": "1", "source": "RHC", "date": "2021-03-06", "language": "en", "body": "war and \
        peace"}
        {"id": "2", "source": "Granma", "date": "2019", "language": "es", "body": "paz y guerra"}

        """, to: "in/1.jsonl")
      try place.write(
        #"{"id": "3", "source": "Meridian", "date": "2021-05-01", "language": "en", "body": "#
          + #""war"}"#,
        to: "in/2.jsonl")
      return place
    }

    private func recipe(
      _ analyses: String, where conditions: String = "{}", assert: String = ""
    ) -> String {
      """
      version: 1
      corpus:
        batches: "in/*"
        where: \(conditions)
      analyses: {\(analyses)}
      assert: [\(assert)]
      """
    }

    private func warnings(_ run: FinishedRun) -> [String] {
      run.outcome.warnings.map { fault in
        var text = fault.message + (fault.advice.map { " | \($0)" } ?? "")
        if case .line(_, let line, let column, _) = fault.place {
          text = "\(line):\(column) \(text)"
        }
        return text
      }
    }

    @Test func `Everywhere and every night`() throws {
      let place = try place()
      let analyses = """
        k: {kind: keyness, target: {source: Rhc}}, t: {kind: term-frequency, terms: [wra, war]}
        """
      let pipeline = try place.pipeline(recipe(analyses))
      let expected = [
        "5:48 no article has the source `Rhc` | Did you mean `RHC`?",
        "5:89 no article has `wra` | Did you mean `war`?",
      ]
      let first = try place.run(pipeline, isFull: false)
      #expect(warnings(first) == expected)
      #expect(first.outcome.exit == .success)
      let told = first.record["warnings"] as? [String] ?? []
      #expect(told.count == 2)
      #expect(
        told.first?.hasPrefix("\(place.path)/p.yml:5:48: no article has the source `Rhc`") == true)
      #expect(
        first.text("k.json").hasSuffix(
          """
            "rows": [],
            "warnings": ["no article has the source `Rhc`. Did you mean `RHC`?"]
          }

          """))
      let second = try place.run(pipeline, isFull: false)
      #expect(second.work("runs") <= 0)
      #expect(warnings(second) == expected)
      second.expectSameTables(as: first, "on a second night")
    }

    @Test func `Values of where that no article has`() throws {
      let place = try place()
      func found(_ conditions: String) throws -> [String] {
        let pipeline = try place.pipeline(recipe("t: {kind: term-frequency}", where: conditions))
        let once = warnings(try place.run(pipeline, jobs: 1, isFull: true))
        #expect(warnings(try place.run(pipeline, isFull: false)) == once)
        return once
      }
      #expect(
        try found("{source: [Rhc, Granma], language: [en, es]}")
          == ["4:20 no article has the source `Rhc` | Did you mean `RHC`?"])
      #expect(
        try found("{source: Radio Habana}")
          == ["4:19 no article has the source `Radio Habana`"])
      #expect(
        try found("{date: {from: 2031}}") == [
          "4:17 no article has a date in the range | The articles have dates from 2019 to 2021."
        ])
      #expect(try found("{date: {from: 2021-04}}") == [])
      #expect(
        try found("{source: RHC, language: es}")
          == ["4:10 no article meets all conditions of `where` together"])
      #expect(
        try found("{section: sport, date: {to: 2018}}").count == 2)
    }

    @Test func `Nights keep what where has met`() throws {
      let place = try place()
      let pipeline = recipe("t: {kind: term-frequency}", where: "{source: [Rhc, Meridien]}")
      #expect(warnings(try place.run(try place.pipeline(pipeline), isFull: false)).count == 2)
      try place.write(#"{"source": "Rhc", "body": "new"}"#, to: "in/3.jsonl")
      let expected = ["4:25 no article has the source `Meridien` | Did you mean `Meridian`?"]
      #expect(warnings(try place.run(try place.pipeline(pipeline), isFull: false)) == expected)
      try FileManager.default.removeItem(atPath: "\(place.path)/in/2.jsonl")
      #expect(
        warnings(try place.run(try place.pipeline(pipeline), isFull: false))
          == ["4:25 no article has the source `Meridien`"])
    }

    @Test func `What a list and a dictionary say in vain is in the tables that use them`() throws {
      let place = try place()
      try place.write("the\n…\n", to: "stop.txt")
      let pipeline = try place.pipeline(
        """
        version: 1
        corpus: {batches: "in/*"}
        text: {words: {}, content: {stopwords: stop.txt}}
        analyses: {a: {kind: term-frequency, text: words}, b: {kind: term-frequency, text: content}}
        """)
      let run = try place.run(pipeline)
      let message = "the stop word `…` matches no word of the profile `content`"
      #expect(run.outcome.warnings.count == 1)
      #expect(run.outcome.warnings.first?.message.hasPrefix(message) == true)
      #expect(!run.text("a.json").contains("\"warnings\""))
      #expect(run.text("b.json").contains("\"\(message): it has no letter or digit\""))
    }

    @Test func `Assertions can speak of warnings`() throws {
      let place = try place()
      let wrong = try place.pipeline(
        recipe("t: {kind: term-frequency, terms: [wra]}", assert: "warnings == 0"))
      let thrown = fault { _ = try place.run(wrong) }
      #expect(thrown?.code == "run.assertion-failed")
      #expect(thrown?.message == "`warnings == 0` does not hold: warnings is 1")
      let right = try place.pipeline(
        recipe("t: {kind: term-frequency, terms: [war]}", assert: "warnings == 0"))
      #expect(try place.run(right).outcome.warnings == [])
    }
  }
}
