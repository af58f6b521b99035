import Bytes
import Diagnostics

/// Turns the documents of chunks into articles, one record at a time.
///
/// Each record ends as exactly one article or one reject. A record that has a title but no body is
/// an article; one that has neither is rejected as `article.empty`, one whose body is made of
/// objects without text as `article.unread-body`. Blank lines of JSON Lines are not records, but
/// they are numbered.
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
  /// What became of a record.
  public enum Outcome: Sendable, Hashable {
    /// The article has been filled.
    case article
    /// The record cannot be read; the article holds nothing usable.
    case reject(Reject)
    /// The document has no further record.
    case end
  }

  let options: ParsingOptions
  var fields: FieldCollector
  var markup = MarkupText()
  /// Bytes on their way into the article.
  var scratch: [UInt8] = []
  private var detector: EncodingDetector
  /// The decoder that was used last, and the name of its encoding.
  private var decoder: TextDecoder?
  private var decoderName: String?
  /// The encoding that the document declares.
  private var declared: String?
  /// The place among `TextEncoding.counted` of what the document was before it became UTF-8.
  private var given = 0
  private var decoded: [UInt8] = []
  /// The parser of each format that was met so far.
  private var parsers: [(format: Format, parser: any FormatParser)] = []

  /// Which parser reads the document that was begun; nil before the first.
  private var current: Int?
  /// The file inside the batch that the document is of.
  private var entry: String?
  private var cursor = RecordCursor(0..<0)
  private var batch = ""

  /// A parser that fills slots by `mapping`.
  ///
  /// - Throws: `encoding.unknown` if the declared encoding is none.
  public init(
    mapping: FieldMapping = FieldMapping(), options: ParsingOptions = ParsingOptions()
  ) throws(Fault) {
    for name in options.encodings where name != TextEncoding.auto && !TextEncoding.isKnown(name) {
      throw Fault(
        "encoding.unknown", "no encoding is known as “\(name)”",
        advice: "`iconv --list` prints the names that are", exit: .configuration)
    }
    detector = EncodingDetector(among: options.encodings)
    self.options = options
    fields = FieldCollector(mapping)
  }

  /// How many articles had a date that could not be read, since the parser was made.
  public var unreadableDates: Int { fields.unreadableDates }

  /// Makes ready to read the records of `document`, a document of the batch called `batch`.
  public mutating func begin(_ document: Chunk.Document, batch: String) {
    entry = document.entry
    self.batch = batch
    cursor = RecordCursor(
      document.range, firstRecord: document.firstRecord, byteOffset: document.byteOffset)
    let index = parsers.firstIndex { $0.format == document.format } ?? parsers.count
    if index == parsers.count {
      parsers.append((document.format, document.format.base.parser(options)))
    }
    parsers[index].parser.begin(document)
    declared = document.context?.encoding
    given = document.encoding.map(TextEncoding.place(of:)) ?? 0
    current = index
  }

  /// Reads the next record of the document into `article`, whose slots come to be those of the
  /// parser's mapping. `bytes` are those of the document's chunk.
  public mutating func next(in bytes: Span<UInt8>, into article: inout Article) -> Outcome {
    guard let current, let range = parsers[current].parser.nextRecord(in: bytes, &cursor) else {
      return .end
    }
    fields.begin(&article)
    article.record = cursor.record
    article.byteOffset = cursor.byteOffset(of: range.lowerBound)
    let written = bytes.extracting(range)
    article.encoding = given
    if UTF8Validation.isValid(written) { return read(written, by: current, into: &article) }
    var text: [UInt8] = []
    swap(&text, &decoded)
    text.removeAll(keepingCapacity: true)
    var name = declared ?? detector.encoding(of: written)
    if !openDecoder(name) {
      declared = nil
      name = detector.encoding(of: written)
      _ = openDecoder(name)
    }
    article.encoding = TextEncoding.place(of: name)
    article.replacements = decoder?.decode(written, into: &text) ?? 0
    let outcome = read(text.span, by: current, into: &article)
    swap(&text, &decoded)
    return outcome
  }

  /// Makes `decoder` that of the encoding called `name`; false if there is none.
  private mutating func openDecoder(_ name: String) -> Bool {
    if decoderName != name {
      decoder = TextDecoder(from: name)
      decoderName = name
    }
    return decoder != nil
  }

  private mutating func read(
    _ bytes: Span<UInt8>, by current: Int, into article: inout Article
  ) -> Outcome {
    let mark = bytes.has("\u{FEFF}", at: 0) ? 3 : 0
    let text = bytes.extracting(mark..<bytes.count)
    do throws(RecordFlaw) {
      try parsers[current].parser.read(text, &fields, into: &article)
    } catch {
      return reject(article, code: error.code, reason: error.reason(after: mark))
    }
    if parsers[current].parser.mayHoldMarkup, !resolveMarkup(in: &article) {
      return reject(
        article, code: "article.unread-markup", reason: "there is no memory to read its markup")
    }
    readDateline(in: &article)
    let isFilled = fields.finish(&article)
    if fields.hasUnreadBody && article.range(of: .body) == nil {
      return reject(
        article, code: "article.unread-body",
        reason: "its body is made of objects in which no text was found")
    }
    if isFilled {
      options.language.fill(&article)
      return .article
    }
    let names = parsers[current].parser.names(in: text).map {
      $0.isEmpty ? ", nor anything else" : "; it has \($0.joined(separator: ", "))"
    }
    return reject(
      article, code: "article.empty",
      reason: "the record has neither a title nor a body" + (names ?? ""))
  }

  private func reject(_ article: Article, code: String, reason: String) -> Outcome {
    .reject(
      Reject(
        batch: batch, entry: entry, record: article.record, byte: article.byteOffset,
        code: code, reason: reason))
  }
}
