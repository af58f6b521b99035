import ArgumentParser
import Articles
import Bytes
import Diagnostics
import Pipelines
import Reports

/// `broadsheet inspect`: the contents of a batch.
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Show what batches contain: container, format, fields, rejects and an article.",
    discussion: """
      Reads each batch to its end, so that all damage and every bad record show. The exit status \
      is 3 if something was rejected, and 65 if no article could be read.

      EXAMPLES
        broadsheet inspect archive.tar.gz
        broadsheet inspect news/*.gz --articles 0
        broadsheet inspect export.jsonl --field title=kicker --format jsonl
        broadsheet inspect article.md --json | jq '.paragraphs | length'
        curl -s https://example.org/feed.json | broadsheet inspect -
      """)

  @OptionGroup var batches: BatchOptions

  @Flag(help: "Print only articles, one JSON object per line, and rejects on standard error.")
  var json = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Show at most this many articles of each batch; by default 1, with --json all. With --json, \
      reading stops after the last article shown.
      """, valueName: "n"))
  var articles: Int?

  @Flag(name: .shortAndLong, help: "Print only errors: no progress, no rejects.")
  var quiet = false

  func validate() throws {
    if let articles, articles < 0 { throw ValidationError("--articles must be 0 or more.") }
  }

  func run() throws {
    var draft = PipelineDraft()
    draft.set("version", to: 1)
    draft.set("name", to: "inspect")
    batches.write(to: &draft)
    let pipeline = try draft.pipeline()

    let messages = Messages(isQuiet: quiet)
    for warning in pipeline.batchWarnings { messages.say(warning, .warning) }
    var inspections: [BatchInspection] = []
    for file in pipeline.batches {
      var inspection = BatchInspection(file, mapping: pipeline.corpus.fields)
      if json {
        try printArticles(&inspection, pipeline.corpus)
      } else {
        try printSummary(&inspection, pipeline.corpus, isFirst: inspections.isEmpty)
      }
      inspections.append(inspection)
    }
    if let status = InspectCommand.status(of: inspections) { throw ExitCode(status) }
  }

  private static func status(of inspections: [BatchInspection]) -> ExitStatus? {
    if inspections.allSatisfy(\.isClean) { return nil }
    return inspections.contains { $0.articles > 0 } ? .rejects : .data
  }

  // MARK: Printing

  private func printSummary(
    _ inspection: inout BatchInspection, _ corpus: Corpus, isFirst: Bool
  ) throws(Fault) {
    var shown: [ArticleExcerpt] = []
    let (batch, names) = (inspection.file.name, inspection.fieldNames)
    try read(&inspection, corpus) { article, document in
      if shown.count < articles ?? 1 {
        shown.append(ArticleExcerpt(article, document, batch: batch, names: names))
      }
      return .goOn
    }
    try StandardOutput.write(
      (isFirst ? "" : "\n") + "\(InspectionText(of: inspection, articles: shown))")
  }

  private func printArticles(_ inspection: inout BatchInspection, _ corpus: Corpus) throws(Fault) {
    guard articles != 0 else { return }
    var output = OutputFile.standardOutput()
    var count = 0
    let (batch, names) = (inspection.file.name, inspection.fieldNames)
    let messages = Messages(isQuiet: quiet)
    try read(
      &inspection, corpus, refuse: { messages.say($0.fault, .warning) },
      show: { (article, document) throws(Fault) in
        let excerpt = ArticleExcerpt(article, document, batch: batch, names: names)
        try output.write(excerpt.json.compact + "\n")
        count += 1
        return count == articles ? .stop : .goOn
      })
    _ = try output.finish()
    if let damage = inspection.damage { messages.say(damage, .error) }
  }

  private func read(
    _ inspection: inout BatchInspection, _ corpus: Corpus,
    refuse: (Reject) -> Void = { _ in },
    show: (borrowing Article, Chunk.Document) throws(Fault) -> BatchInspection.Continuation
  ) throws(Fault) {
    let progress = ProgressLine(isWanted: !quiet && !json)
    defer { progress.end() }
    let (start, total) = (Machine.now, inspection.file.bytes)
    try inspection.read(
      corpus.readingOptions, corpus.parsingOptions, refuse: refuse,
      progress: { bytesRead, articles in
        let seconds = Machine.now - start
        progress.show(at: seconds) {
          ProgressLine.text(
            read: bytesRead, of: total, articles: UInt64(articles), seconds: seconds)
        }
      }, show: show)
  }
}
