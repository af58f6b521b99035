import Bytes
import Diagnostics

/// Turns the documents of chunks into articles, one record at a time.
///
/// Each record ends as exactly one article or one reject. A record that has a title but no body is
/// an article; one that has neither is rejected as `article.empty`, one whose body is made of objects
/// without text as `article.unread-body`. Blank lines of JSON Lines are
/// no records, though they are numbered.
///
///     var article = Article()
///     parser.begin(document, batch: name)
///     reading: while true {
///       switch parser.next(in: bytes, into: &article) {
///       case .article: fold(article)
///       case .reject(let reject): keep(reject)
///       case .end: break reading
///       }
///     }
///
/// One parser serves one worker; it keeps its scratch memory from record to record.
public struct RecordParser: ~Copyable, Sendable {
  /// What has become of a record.
  public enum Outcome: Sendable, Hashable {
    /// The article has been filled.
    case article
    /// The record cannot be read; the article holds nothing of worth.
    case reject(Reject)
    /// The document has no further record.
    case end
  }

  let options: ParsingOptions
  var fields: FieldCollector
  /// Rows that the keys on the way to the present value match.
  var matches: [Int] = []
  /// Whether the record has a body in whose objects no text was found.
  var hasUnreadBody = false
  var markdown = MarkdownText()
  var markup = MarkupText()
  /// Bytes on their way into the article.
  var scratch: [UInt8] = []
  private var decoder: TextDecoder
  private var decoded: [UInt8] = []

  private var document = Chunk.Document(
    range: 0..<0, format: .jsonLines, firstRecord: 1, byteOffset: 0)
  private var batch = ""
  private var position = 0
  private var record = 0

  /// A parser that fills slots by `mapping`.
  ///
  /// - Throws: `encoding.unknown` if the declared encoding is none.
  public init(
    mapping: FieldMapping = FieldMapping(), options: ParsingOptions = ParsingOptions()
  ) throws(Fault) {
    let encoding = options.encoding ?? TextEncoding.fallback
    guard let decoder = TextDecoder(from: encoding) else {
      throw Fault(
        "encoding.unknown", "no encoding is known as “\(encoding)”",
        advice: "`iconv --list` prints the names that are", exit: .configuration)
    }
    self.decoder = decoder
    self.options = options
    fields = FieldCollector(mapping)
  }

  /// How many articles had a date that could not be read, since the parser was made.
  public var unreadableDates: Int { fields.unreadableDates }

  /// Makes ready to read the records of `document`, a document of the batch called `batch`.
  public mutating func begin(_ document: Chunk.Document, batch: String) {
    self.document = document
    self.batch = batch
    position = document.range.lowerBound
    record = document.firstRecord - 1
  }

  /// Reads the next record of the document into `article`, whose slots come to be those of the
  /// parser's mapping. `bytes` are those of the document's chunk.
  public mutating func next(in bytes: Span<UInt8>, into article: inout Article) -> Outcome {
    guard let range = nextRecord(in: bytes) else { return .end }
    fields.begin(&article)
    hasUnreadBody = false
    article.record = record
    article.byteOffset = document.byteOffset + range.lowerBound - document.range.lowerBound
    let written = bytes.extracting(range)
    if UTF8Validation.isValid(written) { return read(written, into: &article) }
    var text: [UInt8] = []
    swap(&text, &decoded)
    text.removeAll(keepingCapacity: true)
    article.replacements = decoder.decode(written, into: &text)
    let outcome = read(text.span, into: &article)
    swap(&text, &decoded)
    return outcome
  }

  /// Where the next record lies; nil if there is none.
  private mutating func nextRecord(in bytes: Span<UInt8>) -> Range<Int>? {
    let end = document.range.upperBound
    switch document.format {
    case .jsonLines:
      while position < end {
        record += 1
        let rest = bytes.extracting(position..<end)
        let length = Scan.first(.newline, in: rest, from: 0)
        let line = rest.trimmed(RecordParser.withoutMark(rest, 0..<length))
        let start = position
        position = min(position + length + 1, end)
        if !line.isEmpty { return start + line.lowerBound..<start + line.upperBound }
      }
      return nil
    case .jsonArray:
      let rest = bytes.extracting(position..<end)
      guard let extent = JSONExtent.next(in: rest, from: 0) else {
        position = end
        return nil
      }
      record += 1
      let range = position + extent.lowerBound..<position + extent.upperBound
      position = range.upperBound
      return range
    case .markdown, .text:
      guard record < document.firstRecord else { return nil }
      record += 1
      return document.range
    }
  }

  /// `line` without the mark that RFC 7464 puts before each text.
  @inline(__always)
  private static func withoutMark(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
    guard !line.isEmpty, bytes[line.lowerBound] == .recordSeparator else { return line }
    return line.dropFirst()
  }

  private mutating func read(_ bytes: Span<UInt8>, into article: inout Article) -> Outcome {
    let mark = bytes.has("\u{FEFF}", at: 0) ? 3 : 0
    let text = bytes.extracting(mark..<bytes.count)
    switch document.format {
    case .jsonLines, .jsonArray:
      if let (flaw, byte) = readJSON(text, into: &article) {
        return reject(article, code: flaw.code, reason: flaw.reason(at: byte + mark))
      }
    case .markdown: readMarkdown(text, into: &article)
    case .text: readText(text, into: &article)
    }
    if document.format != .markdown, !resolveMarkup(in: &article) {
      return reject(
        article, code: "article.unread-markup", reason: "there is no memory to read its markup")
    }
    readDateline(in: &article)
    let isFilled = fields.finish(&article)
    if hasUnreadBody && article.range(of: .body) == nil {
      return reject(
        article, code: "article.unread-body",
        reason: "its body is made of objects in which no text was found")
    }
    if isFilled { return .article }
    return reject(
      article, code: "article.empty",
      reason: "the record has neither a title nor a body" + listing(of: text))
  }

  /// What a record of JSON has instead, so that the user sees what to map.
  private func listing(of record: Span<UInt8>) -> String {
    guard document.format == .jsonLines || document.format == .jsonArray else { return "" }
    let names = JSONOutline(of: record).names
    return names.isEmpty ? ", nor anything else" : "; it has \(names.joined(separator: ", "))"
  }

  private func reject(_ article: Article, code: String, reason: String) -> Outcome {
    .reject(
      Reject(
        batch: batch, entry: document.entry, record: article.record, byte: article.byteOffset,
        code: code, reason: reason))
  }
}
