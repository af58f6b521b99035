import Bytes

/// Cuts XML into records: the elements of one name, from start tag to end tag.
///
/// Tags inside comments and sections of characters do not count. What is between records is passed
/// over as it arrives.
struct XMLFramer: RecordFramer {
  private let context: XMLContext
  private let record: [UInt8]
  private let root: [UInt8]
  /// What ends the comment or section that the bytes so far end in.
  private var sectionEnd: String?
  /// How many records are open, one in the other; only the outermost is an article.
  private var depth = 0
  private var rootIsOpen = false
  private var isInRecord: Bool { depth > 0 }
  /// Whether the open record is beyond the limit and dropped as it arrives.
  private var discarding = false
  private var isTruncated = false
  private var hasRecords = false

  init(_ context: XMLContext) {
    self.context = context
    record = Array(context.record.utf8)
    root = Array(context.root.utf8)
  }

  var truncation: Refusal? {
    guard isTruncated else { return nil }
    let name = isInRecord ? context.record : context.root
    return Refusal(code: "xml.unclosed", reason: "ends before `</\(name)>`")
  }

  mutating func advance(_ builder: inout ChunkBuilder, atEnd: Bool) {
    if builder.context == nil { builder.context = context }
    marks: while let mark = nextMark(&builder) {
      builder.scanned = mark
      if beginSection(&builder) { continue }
      switch XMLScanner.endOfTag(in: builder.bytes.span, at: mark) {
      case .at(let end):
        builder.scanned = end
        take(mark..<end, &builder)
      case .unknown where !atEnd: break marks
      case .unknown, .nowhere: builder.scanned = mark + 1
      }
    }
    settle(&builder)
    if atEnd {
      isTruncated = isInRecord || rootIsOpen
      if !isInRecord || discarding { builder.skip(to: builder.bytes.count) }
      if context.isNamed, !hasRecords, !isTruncated {
        builder.reject(
          upTo: builder.bytes.count, code: "xml.no-record",
          reason: "the file has no element `\(context.record)`")
      }
    }
  }

  /// Lets go what is in no record, and a record that is too long.
  private mutating func settle(_ builder: inout ChunkBuilder) {
    if !isInRecord { builder.skip(to: builder.scanned) }
    if discarding {
      builder.drop(builder.scanned - builder.open)
    } else if isInRecord, builder.openCount > builder.limit {
      builder.rejectTooLong(dropping: builder.scanned - builder.open)
      discarding = true
    }
  }

  /// Where the next `<` outside sections is; nil if none has come yet.
  private mutating func nextMark(_ builder: inout ChunkBuilder) -> Int? {
    var from = builder.scanned
    let count = builder.bytes.count
    if let end = sectionEnd {
      guard let after = XMLScanner.endOfSection(end, in: builder.bytes.span, from: from) else {
        // The end may have begun.
        builder.scanned = max(from, count - (end.utf8.count - 1))
        return nil
      }
      from = after
      sectionEnd = nil
    }
    let mark = builder.bytes.span.firstIndex(of: UInt8(ascii: "<"), from: from)
    builder.scanned = mark ?? count
    return mark
  }

  /// Passes over the beginning of a comment or section; false if none begins there.
  private mutating func beginSection(_ builder: inout ChunkBuilder) -> Bool {
    for section in XMLScanner.sections
    where builder.bytes.span.has(section.start, at: builder.scanned) {
      builder.scanned += section.start.utf8.count
      sectionEnd = section.end
      return true
    }
    return false
  }

  private mutating func take(_ range: Range<Int>, _ builder: inout ChunkBuilder) {
    let token = XMLScanner.token(in: builder.bytes.span, at: range.lowerBound)
    let name = builder.bytes[token.content]
    if name.elementsEqual(record) {
      takeRecord(token, &builder)
    } else if !isInRecord, name.elementsEqual(root) {
      if token.kind == .open { rootIsOpen = true }
      if token.kind == .close { rootIsOpen = false }
    }
  }

  /// Takes a tag of a record.
  private mutating func takeRecord(_ token: XMLScanner.Token, _ builder: inout ChunkBuilder) {
    switch token.kind {
    case .open:
      hasRecords = true
      if depth == 0 { builder.skip(to: token.range.lowerBound) }
      depth += 1
    case .empty where depth == 0:
      hasRecords = true
      builder.skip(to: token.range.lowerBound)
      finish(at: token.range.upperBound, &builder)
    case .close where depth > 0:
      depth -= 1
      if depth == 0 { finish(at: token.range.upperBound, &builder) }
    default: break
    }
  }

  private mutating func finish(at end: Int, _ builder: inout ChunkBuilder) {
    if discarding {
      builder.skip(to: end)
      discarding = false
    } else if end - builder.open > builder.limit {
      builder.reject(upTo: end, code: "record.too-long", reason: builder.tooLongReason)
    } else {
      builder.accept(upTo: end)
    }
  }
}
