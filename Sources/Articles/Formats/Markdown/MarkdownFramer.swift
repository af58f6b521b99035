/// Cuts a Markdown file that holds many articles one after the other.
///
/// It never cuts by guess. The first article shows how articles begin in this file, and only the
/// same beginning, outside code fences, begins another:
///
/// - a title `# *Title*` whose next line that is not blank is a thematic break;
/// - front matter: a fence `---` after a blank line, at once a `key:`, a `title:` among the keys,
///   and the closing fence, all within `headLines` lines;
/// - a head of lines `[#]: …` after a blank line, with a `[#]: subject:` among them.
///
/// A file that begins in another way is one article.
struct MarkdownFramer: RecordFramer {
  private enum Form { case title, frontMatter, subject }

  /// A place where an article may begin, until the lines that follow decide.
  private struct Candidate {
    var form: Form
    /// Where its first line begins, counted from the open record's beginning.
    var offset: Int
    var lines = 1
    var hasTitle = false
  }

  /// How many lines a head may have, and how long one of its lines may be, in bytes.
  private static let headLines = 200
  private static let lineBytes = 8 << 10

  /// How articles begin here; nil until the first line that is not blank is understood.
  private var form: Form?
  private var isOneArticle = false
  private var candidate: Candidate?
  private var afterBlank = true
  private var codeFence: UInt8?
  /// Whether the rest of an over-long line is being passed over.
  private var inLongLine = false
  private var discarding = false

  mutating func advance(_ builder: inout ChunkBuilder, atEnd: Bool) {
    while builder.scanned < builder.bytes.count, !isOneArticle {
      guard let end = builder.firstLineFeed(from: builder.scanned) else {
        let rest = builder.bytes.count - builder.scanned
        if atEnd && !inLongLine {
          take(builder.bytes[builder.scanned...], &builder)
          builder.scanned = builder.bytes.count
        } else if inLongLine || rest > MarkdownFramer.lineBytes {
          passLongLine(upTo: builder.bytes.count, &builder)
        }
        break
      }
      if inLongLine || end - builder.scanned > MarkdownFramer.lineBytes {
        passLongLine(upTo: end + 1, &builder)
        inLongLine = false
      } else {
        take(builder.bytes[builder.scanned..<end], &builder)
        builder.scanned = end + 1
      }
    }
    if isOneArticle { builder.scanned = builder.bytes.count }
    finish(&builder, atEnd: atEnd)
  }

  private mutating func passLongLine(upTo end: Int, _ builder: inout ChunkBuilder) {
    inLongLine = true
    dropCandidate()
    afterBlank = false
    builder.scanned = end
  }

  /// Looks at one line, which begins at `builder.scanned`.
  private mutating func take(_ line: ArraySlice<UInt8>, _ builder: inout ChunkBuilder) {
    let isBlank = line.isBlank
    if !isPart(ofHead: line, isBlank, &builder) {
      if codeFence == nil && !isBlank { consider(line, &builder) }
      follow(codeFenceIn: line)
    }
    afterBlank = isBlank
  }

  /// Whether `line` may begin an article, in the form that they have here.
  private mutating func consider(_ line: ArraySlice<UInt8>, _ builder: inout ChunkBuilder) {
    guard !isOneArticle else { return }
    // Nothing but blank lines came before the first article.
    if form == nil { builder.skip(to: builder.scanned) }
    let offset = builder.scanned - builder.open
    let canBegin = { (known: Form?, wanted: Form) in known == nil || known == wanted }
    if canBegin(form, .title) && MarkdownStart.isEmphasisedTitle(line) {
      candidate = Candidate(form: .title, offset: offset)
    } else if canBegin(form, .frontMatter) && afterBlank && MarkdownStart.isFence(line) {
      candidate = Candidate(form: .frontMatter, offset: offset)
    } else if canBegin(form, .subject) && afterBlank && MarkdownStart.isSubjectHead(line) {
      candidate = Candidate(form: .subject, offset: offset)
      if line.contains("subject:") { begin(&builder) }
    } else if form == nil {
      isOneArticle = true
    }
  }

  /// Whether `line` goes on with the candidate's head or confirms it; otherwise it says against the
  /// candidate, if there is one, and may be anything.
  private mutating func isPart(
    ofHead line: ArraySlice<UInt8>, _ isBlank: Bool, _ builder: inout ChunkBuilder
  ) -> Bool {
    guard var head = candidate else { return false }
    head.lines += 1
    let isConfirmed: Bool
    let goesOn: Bool
    switch head.form {
    case .title:
      isConfirmed = MarkdownStart.isThematicBreak(line)
      goesOn = isBlank
    case .frontMatter:
      let closes = MarkdownStart.isFence(line)
      isConfirmed = closes && head.hasTitle
      goesOn = !closes && (head.lines > 2 || MarkdownStart.isKey(line))
      if line.starts(with: "title:".utf8) { head.hasTitle = true }
    case .subject:
      let isSubjectHead = MarkdownStart.isSubjectHead(line)
      isConfirmed = isSubjectHead && line.contains("subject:")
      goesOn = isSubjectHead
    }
    if isConfirmed {
      begin(&builder)
    } else if goesOn && head.lines < MarkdownFramer.headLines {
      candidate = head
    } else {
      dropCandidate()
      return false
    }
    return true
  }

  /// The candidate is the beginning of an article: the one before it ends there.
  private mutating func begin(_ builder: inout ChunkBuilder) {
    guard let start = candidate else { return }
    let isFirst = form == nil
    form = start.form
    candidate = nil
    if !isFirst { end(before: builder.open + start.offset, &builder) }
  }

  private mutating func dropCandidate() {
    candidate = nil
    if form == nil { isOneArticle = true }
  }

  private mutating func follow(codeFenceIn line: ArraySlice<UInt8>) {
    guard let mark = line.first, line.starts(with: [mark, mark, mark]) else { return }
    if codeFence == mark {
      codeFence = nil
    } else if codeFence == nil && (mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")) {
      codeFence = mark
    }
  }

  private mutating func end(before index: Int, _ builder: inout ChunkBuilder) {
    if discarding {
      builder.skip(to: index)
    } else if index - builder.open > builder.limit {
      builder.reject(upTo: index, code: "record.too-long", reason: builder.tooLongReason)
    } else if index > builder.open {
      builder.accept(upTo: index)
    }
    discarding = false
  }

  /// Deals with the open article, whose end has not come.
  private mutating func finish(_ builder: inout ChunkBuilder, atEnd: Bool) {
    if atEnd { return end(before: builder.bytes.count, &builder) }
    if form == nil && candidate == nil && !isOneArticle {
      return builder.skip(to: builder.scanned)
    }
    // What may belong to the next article does not count yet.
    let certain = candidate?.offset ?? builder.scanned - builder.open
    if discarding {
      builder.drop(certain)
    } else if certain > builder.limit {
      builder.rejectTooLong(dropping: certain)
      discarding = true
    } else {
      return
    }
    candidate?.offset = 0
  }
}
