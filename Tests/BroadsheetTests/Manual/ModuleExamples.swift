import Articles
import Bytes
import Diagnostics
import Foundation
import Ledger
import Pipelines
import Reports
import Runner
import Statistics
import Testing
import Tokens

/// The examples that the pages of the modules show, run.
@Suite struct ModuleExamples {
  @Test func diagnostics() {
    let fault = Fault(
      "corpus.unknown-field", "no article has a field `outlet`", at: .path("nightly.yml"),
      advice: "`broadsheet inspect` lists the fields.", exit: .configuration)
    let text = "\(fault)"
    // nightly.yml: no article has a field `outlet` [corpus.unknown-field]
    //   `broadsheet inspect` lists the fields.
    #expect(
      text == """
        nightly.yml: no article has a field `outlet` [corpus.unknown-field]
          `broadsheet inspect` lists the fields.
        """)
  }

  @Test func statistics() throws {
    let table = Contingency(o: 12, r1: 60, c1: 59, n: 9530)
    let expected = table.expected  // 0.371459
    let logDice = AssociationMeasure.named("log_dice")?.score(table)  // 11.6901
    #expect(abs(try #require(expected) - 0.371459) < 1e-6)
    #expect(abs(try #require(logDice) - 11.6901) < 1e-4)
  }

  @Test func bytes() {
    var words = Interner()
    var numbers: [Int] = []
    for word in ["the", "ferry", "the"] { numbers.append(words.intern(Array(word.utf8))) }
    // numbers is [0, 1, 0], words.count is 2
    let count = words.count
    #expect(numbers == [0, 1, 0] && count == 2)
  }

  @Test func tokens() {
    var segmenter = Segmenter(Segmentation())
    var tokens = TokenStream()
    let text = Array("Dr. Lee's ferry left at 9.30.".utf8)
    segmenter.segment(text.span, into: &tokens, sentences: true)
    var words: [String] = []
    for token in 0..<tokens.count {
      let bytes = text[Int(tokens.starts[token])..<Int(tokens.ends[token])]
      words.append(String(decoding: bytes, as: UTF8.self))
    }
    // ["Dr.", "Lee's", "ferry", "left", "at", "9.30"]
    #expect(words == ["Dr.", "Lee's", "ferry", "left", "at", "9.30"])
  }

  @Test func articles() throws {
    let place = try Place()
    try place.write(#"{"title": "Rain", "body": "It rains."}"#, to: "a.jsonl")
    let path = "\(place.path)/a.jsonl"
    var reader = try BatchReader(BatchFile(path: path, name: "a.jsonl", bytes: 60))
    var parser = try RecordParser()
    var article = Article()
    var titles: [String] = []
    while let chunk = try reader.next() {
      for document in chunk.documents {
        parser.begin(document, batch: "a.jsonl")
        reading: while true {
          switch parser.next(in: chunk.bytes.span, into: &article) {
          case .article: titles.append(article.string(.title) ?? "")
          case .reject(let reject): print(reject)
          case .end: break reading
          }
        }
      }
    }
    #expect(titles == ["Rain"])
  }

  @Test func reports() throws {
    var table = TableWriter(
      TableHeading(
        name: "terms", kind: "term-frequency",
        columns: [Column("term", .text, "the term"), Column("count", .integer, "occurrences")]))
    table.addCSV(to: .inMemory())
    table.text("ferry")
    table.integer(7)
    try table.endRow()
    let files = try table.finish()
    let csv = String(decoding: files[0].content, as: UTF8.self)  // "term,count\r\nferry,7\r\n"
    #expect(csv == "term,count\r\nferry,7\r\n")
  }

  @Test func ledger() throws {
    let place = try Place()
    let state = "\(place.path)/.state"
    let lock = try RunLock(state: state)
    let ledger = try Ledger.open(state: state)
    _ = try ledger.begin(run: Run(id: "first", started: .now, pipeline: "{}", versions: [:]))
    try ledger.finish(run: "first", Run.Outcome(exit: 0, counts: ["articles": 40]))
    let last = try ledger.runs().first  // finished, with exit status 0
    lock.release()
    #expect(last?.state == .finished && last?.exit == 0)
  }

  @Test func pipelinesAndRuns() throws {
    let place = try Place()
    try place.writeBatch(3)
    try place.writePipeline()
    let path = "\(place.path)/Pipelines/nightly.yml"
    let pipeline = try PipelineFile.load(path: path)
    let names = pipeline.analyses.map(\.name)  // ["terms"]
    #expect(names == ["terms"])
    let outcome = try PipelineRun.publish(pipeline, RunSettings(jobs: 1), Cancellation())
    let folder = outcome.folder  // Output/<pipeline>/<run-id>
    #expect(folder.map { FileManager.default.fileExists(atPath: "\($0)/terms.csv") } == true)
  }
}
