import Articles
import Diagnostics

/// The contents of a batch, read from beginning to end.
struct BatchInspection {
  let file: BatchFile
  let mapping: FieldMapping
  private(set) var container: Container?
  /// The formats, in order of appearance.
  private(set) var formats: [Format] = []
  /// What the files are like, such as the columns of tables; in order of appearance, a few.
  private(set) var summaries: [String] = []
  /// The number of files in an archive, including those that were refused.
  private(set) var files = 0
  private(set) var inflatedBytes = 0
  /// The number of files in an archive that were skipped as metadata of macOS.
  private(set) var skippedEntries = 0
  private(set) var articles = 0
  /// The number of articles that have each field, by its slot.
  private(set) var filled: [Int]
  /// The number of articles whose language was found out.
  private(set) var detectedLanguages = 0
  /// The number of articles of each encoding, in the order of `TextEncoding.counted`.
  private(set) var encodings = [Int](repeating: 0, count: TextEncoding.counted.count)
  /// The number of undecodable sequences that became U+FFFD.
  private(set) var replacements = 0
  /// The number of articles with HTML tags, and of those with only character references.
  private(set) var markup = (tags: 0, references: 0)
  /// The number of articles with an unreadable date or time.
  private(set) var unreadableDates = 0
  private(set) var rejects = 0
  private(set) var firstRejects: [Reject] = []
  /// Why the batch could not be read to its end.
  private(set) var damage: Fault?

  /// Whether to read on after an article.
  enum Continuation { case goOn, stop }

  private static let rejectsKept = 10
  private static let summariesKept = 3

  /// An inspection of `file` before anything is read.
  init(_ file: BatchFile, mapping: FieldMapping) {
    self.file = file
    self.mapping = mapping
    filled = Array(repeating: 0, count: mapping.slotCount)
  }

  /// The names of the fields, by slot.
  var fieldNames: [String] { Field.allCases.map(\.name) + mapping.extra }

  /// Whether nothing was refused.
  var isClean: Bool { rejects == 0 && damage == nil }

  /// Reads the batch, and passes each article to `show` and each reject to `refuse`.
  ///
  /// A fault of the batch is kept in `damage`. Throws what `show` throws, and a fault if the
  /// encoding is unknown.
  mutating func read(
    _ reading: ReadingOptions, _ parsing: ParsingOptions, refuse: (Reject) -> Void = { _ in },
    progress: (_ bytesRead: Int, _ articles: Int) -> Void = { _, _ in },
    show: (borrowing Article, Chunk.Document) throws(Fault) -> Continuation
  ) throws(Fault) {
    var parser = try RecordParser(mapping: mapping, options: parsing)
    guard var reader = open(reading) else { return }
    var article = Article(extraFields: mapping.extra.count)
    while let chunk = next(from: &reader) {
      for reject in chunk.rejects { keep(reject, refuse) }
      for document in chunk.documents {
        begin(document)
        parser.begin(document, batch: file.name)
        reading: while true {
          switch parser.next(in: chunk.bytes.span, into: &article) {
          case .article:
            count(article)
            if try show(article, document) == .stop { return }
          case .reject(let reject): keep(reject, refuse)
          case .end: break reading
          }
        }
      }
      unreadableDates = parser.unreadableDates
      progress(reader.bytesRead, articles)
    }
    replacements += reader.replacements
  }

  private mutating func open(_ options: ReadingOptions) -> BatchReader? {
    do {
      var reader = try BatchReader(file, options: options)
      container = reader.container
      if reader.container.isArchive, !file.isStandardInput {
        // An article that has been shown cannot be taken back.
        let superseded = try SupersededFiles(in: file, windowLimit: options.windowLimit)
        reader = try BatchReader(file, options: options, superseded: superseded)
      }
      return reader
    } catch {
      damage = error
      return nil
    }
  }

  private mutating func next(from reader: inout BatchReader) -> Chunk? {
    var chunk: Chunk?
    do {
      chunk = try reader.next()
    } catch {
      damage = error
    }
    inflatedBytes = reader.inflatedBytes
    skippedEntries = reader.skippedEntries
    files = reader.fileCount
    return chunk
  }

  private mutating func begin(_ document: Chunk.Document) {
    if !formats.contains(document.format) { formats.append(document.format) }
    guard summaries.count < BatchInspection.summariesKept, let summary = document.summary,
      !summaries.contains(summary)
    else { return }
    summaries.append(summary)
  }

  private mutating func count(_ article: borrowing Article) {
    articles += 1
    replacements += article.replacements
    encodings[article.encoding] += 1
    if article.hasDetectedLanguage { detectedLanguages += 1 }
    switch article.markup {
    case .none: break
    case .references: markup.references += 1
    case .tags: markup.tags += 1
    }
    for slot in 0..<article.slotCount where !(article.range(slot: slot)?.isEmpty ?? true) {
      filled[slot] += 1
    }
  }

  private mutating func keep(_ reject: Reject, _ refuse: (Reject) -> Void) {
    rejects += 1
    if firstRejects.count < BatchInspection.rejectsKept { firstRejects.append(reject) }
    refuse(reject)
  }
}
