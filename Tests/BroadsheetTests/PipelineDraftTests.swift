import Analyses
import Articles
import Pipelines
import Testing

@testable import broadsheet

@Suite("Options become a pipeline")
struct PipelineDraftTests {
  @Test("terms without options is the default analysis")
  func plainTerms() throws {
    let pipeline = try pipeline("terms")
    #expect(pipeline.name == "terms")
    #expect(pipeline.profiles == [Profile(name: "words")])
    #expect(pipeline.analyses == [.init(name: "terms", TermFrequencyRequest(text: "words"))])
    #expect(pipeline.batches.count == 1)
  }

  @Test("the keys of terms")
  func terms() throws {
    let pipeline = try pipeline(
      "terms", "--top", "20", "--min-count", "2", "--min-articles", "3", "--ngrams", "2",
      "--within", "article", "--group-by", "source,month", "--term", "a b", "--term", "c d")
    var request = TermFrequencyRequest(text: "words")
    request.top = 20
    request.minCount = 2
    request.minArticles = 3
    request.ngrams = 2
    request.within = .article
    request.groupBy = [.source, .month]
    request.terms = ["a b", "c d"]
    #expect(pipeline.analyses.map(\.request) as? [TermFrequencyRequest] == [request])
  }

  @Test("the keys of pairs")
  func pairs() throws {
    let pipeline = try pipeline(
      "pairs", "--window", "3:7", "--node", "oil", "--node", "gas", "--measure", "mi,log_dice",
      "--measure", "t_score", "--sort", "mi", "--convention", "per-hit", "--min-count", "1",
      "--ordered")
    guard let request = pipeline.analyses.first?.request as? CooccurrenceRequest else {
      Issue.record("not a co-occurrence")
      return
    }
    #expect(request.span == .window(left: 3, right: 7))
    #expect(request.nodes == ["oil", "gas"])
    #expect(request.measures == ["mi", "log_dice", "t_score"])
    #expect(request.sort == "mi")
    #expect(request.convention == .perHit)
    #expect(request.minCount == 1)
    #expect(request.ordered == true)
  }

  @Test("the keys of the table of pairs")
  func table() throws {
    let pipeline = try pipeline(
      "pairs", "--window", "2", "--positions", "--weights", "1,0.5", "--confidence", "0.9",
      "--measure", "lrc,mi", "--having", "mi>=3", "--having", "mi<=9.5", "--having", "left_1>=1")
    guard let request = pipeline.analyses.first?.request as? CooccurrenceRequest else { return }
    #expect(request.positions == true && request.weights == .list([1, 0.5]))
    #expect(request.confidence == 0.9)
    #expect(
      request.bounds == [
        ColumnBounds(column: "mi", min: 3, max: 9.5), ColumnBounds(column: "left_1", min: 1),
      ])
  }

  @Test("the presets of pairs")
  func compat() throws {
    let pipeline = try pipeline("pairs", "--compat", "sketch-engine")
    guard let request = pipeline.analyses.first?.request as? CooccurrenceRequest else { return }
    #expect(request.dialect == .sketchEngine && request.convention == .noSpan)
  }

  @Test(
    "a window may be a number or a unit",
    arguments: [
      ("4", CooccurrenceSpan.window(left: 4, right: 4)), ("paragraph", .unit(.paragraph)),
      ("0:2", .window(left: 0, right: 2)),
    ])
  func window(_ text: String, _ span: CooccurrenceSpan) throws {
    let pipeline = try pipeline("pairs", "--window", text)
    guard let request = pipeline.analyses.first?.request as? CooccurrenceRequest else { return }
    #expect(request.span == span)
  }

  @Test("the keys of a concordance")
  func concordance() throws {
    let pipeline = try pipeline(
      "concordance", "occup*", "--context", "5", "--sort", "1R,2L,date", "--limit", "9", "--seed",
      "7", "--case-sensitive", "--ignore-diacritics")
    var request = ConcordanceRequest(text: "words", query: "occup*")
    request.context = 5
    request.sort = [.right(1), .left(2), .date]
    request.limit = 9
    request.seed = 7
    request.caseSensitive = true
    request.diacriticSensitive = false
    #expect(pipeline.analyses.map(\.request) as? [ConcordanceRequest] == [request])
  }

  @Test(
    "a query may hold what YAML would read otherwise",
    arguments: [
      "null", "12", "a: b #c", "\"quoted\" 'twice'", "{x}", "\\*b", "tab\there",
    ])
  func query(_ text: String) throws {
    let pipeline = try pipeline("concordance", text)
    guard let request = pipeline.analyses.first?.request as? ConcordanceRequest else { return }
    #expect(request.query == text)
  }

  @Test("what is read, and which articles count")
  func reading() throws {
    let pipeline = try pipeline(
      "terms", "--format", "jsonl", "--field", "title=kicker", "--field", "desk=meta.desk",
      "--where", "language=en", "--where", "language=es", "--where", "desk=a=b", "--where",
      "date=2021-03..2022", "--encoding", "latin1")
    #expect(pipeline.corpus.format == .jsonLines)
    #expect(
      pipeline.corpus.fields.entries == [
        .init(name: "title", key: "kicker"), .init(name: "desk", key: "meta.desk"),
      ])
    #expect(
      pipeline.corpus.conditions == [
        .oneOf(slotName: "language", values: ["en", "es"]),
        .oneOf(slotName: "desk", values: ["a=b"]), .dateRange(from: "2021-03", to: "2022"),
      ])
    #expect(pipeline.corpus.encodings == ["latin1"])
  }

  @Test("how text becomes terms")
  func profile() throws {
    let text = try pipeline(
      "terms", "--from", "title", "--case", "fold", "--normalize", "nfkc", "--diacritics", "strip",
      "--hyphens", "split", "--apostrophes", "keep", "--numbers", "drop", "--punctuation", "keep",
      "--addresses", "drop", "--line-breaks", "paragraph", "--min-length", "2", "--max-length",
      "30", "--stopwords", "english,french", "--stem", "english", "--gaps", "close"
    ).profiles[0].text
    #expect(text.readsTitle && !text.readsBody && !text.readsDateline)
    #expect(text.letterCase == .fold && text.normalForm == .nfkc && text.diacritics == .strip)
    #expect(!text.segmentation.keepsHyphens && !text.unifiesApostrophes)
    #expect(text.numbers == .drop && text.segmentation.keepsPunctuation)
    #expect(text.addresses == .drop && text.segmentation.newlineEndsParagraph)
    #expect(text.minLength == 2 && text.maxLength == 30 && text.gaps == .close)
    #expect(text.stopWords.contains("the") && text.stopWords.contains("avec"))
    #expect(text.stemmer == "english")
  }

  @Test("- is standard input, with other batches or alone")
  func standardInput() throws {
    #expect(try pipeline("terms", "-").batches.map(\.name).first == "-")
    let alone = try BroadsheetCommand.parseAsRoot(["terms", "-"]) as? TermsCommand
    #expect(try alone?.pipeline().batches == [.standardInput])
  }
}
