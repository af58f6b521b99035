import Foundation
import TestSupport
import Testing

@testable import Runner

extension RunnerTests {
  /// What must hold, on what people really have.
  @Suite(.enabled(if: TestSettings.shared("corpora") != nil, "there is no ../shared/corpora"))
  struct RealCorpora {
    @Test(
      .enabled(if: TestSettings.isLong, "BROADSHEET_LONG is not 1"),
      arguments: [
        "en/md-18f", "en/md-digitalgov", "en/md-lctt", "en/txt-bbc", "fr/md-geotribu", "ru",
        "es/txt-presidencia-mx", "bench/es", "bench/zh", "bench/en",
      ])
    func `Nothing is lost, and the tables are the same`(name: String) throws {
      let folder = try #require(TestSettings.shared("corpora")).path()
      let place = try Workplace()
      let pipeline = try place.pipeline(Recipe.real("\(folder)/\(name)/**"))
      let first = try place.run(pipeline, jobs: 1, memory: 4 << 30)
      first.expectConserved()
      #expect(first.articles("counted") > 0)
      for jobs in [2, 7] {
        let run = try place.run(pipeline, jobs: jobs, memory: 128 << 20)
        run.expectConserved()
        run.expectSameTables(as: first, "\(name), \(jobs) jobs")
      }
    }

    @Test func `Nothing is lost of the first article`() throws {
      let folder = try #require(TestSettings.shared("corpora")).path()
      let place = try Workplace()
      let pipeline = try place.pipeline(Recipe.real("\(folder)/seed/**"))
      let first = try place.run(pipeline, jobs: 1)
      first.expectConserved()
      #expect(first.articles("counted") == 1)
      let second = try place.run(pipeline, jobs: 3, memory: 128 << 20) { $0.chunk = 1000 }
      second.expectSameTables(as: first, "the first article")
    }
  }
}

extension Recipe {
  /// The three analyses over real articles.
  static func real(_ batches: String) -> String {
    """
    version: 1
    name: p
    corpus: {batches: "\(batches)"}
    text:
      words: {}
      content: {inherits: words, numbers: drop, stopwords: [english, spanish, french]}
    analyses:
      terms: {kind: term-frequency, text: words, group_by: [source, month]}
      pairs: {kind: co-occurrence, text: content, window: 5, min_count: 5, top: 10000}
      lines: {kind: concordance, text: words, query: "/.*o/", context: 6, sort: [1R], limit: 1000}
    """
  }
}
