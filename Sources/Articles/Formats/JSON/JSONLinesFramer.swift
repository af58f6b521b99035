/// Cuts JSON Lines: a record a line, cut after line feeds.
///
/// It looks for the last line feed and counts the others, both at memory speed; single lines are
/// looked at only where one could be beyond the limit. Blanks before a record count for nothing.
struct JSONLinesFramer: RecordFramer {
  private var discarding = false

  var numbersBlankLines: Bool { true }

  mutating func advance(_ builder: inout ChunkBuilder, atEnd: Bool) {
    if discarding && !endDiscarded(&builder) { return }
    let from = builder.scanned
    if let last = builder.lastLineFeed(from: from) {
      finishLines(upTo: last + 1, from: from, &builder)
    }
    builder.scanned = builder.bytes.count
    if builder.openCount > builder.limit { builder.skipBlanks(before: builder.bytes.count) }
    if builder.openCount > builder.limit {
      builder.rejectTooLong()
      discarding = true
    } else if atEnd && builder.openCount > 0 {
      builder.accept(upTo: builder.bytes.count)
    }
  }

  /// Passes over the rest of a line that was refused; false if it goes on.
  private mutating func endDiscarded(_ builder: inout ChunkBuilder) -> Bool {
    guard let end = builder.firstLineFeed(from: builder.open) else {
      builder.dropOpen()
      return false
    }
    builder.skip(to: end + 1)
    builder.scanned = end + 1
    discarding = false
    return true
  }

  /// Finishes the lines up to `end`; there is no line feed between the open line's start and
  /// `from`.
  private func finishLines(upTo end: Int, from: Int, _ builder: inout ChunkBuilder) {
    if end - builder.open > builder.limit { refuseLongLines(upTo: end, &builder) }
    guard builder.open < end else { return }
    let lines = builder.lineFeeds(in: max(from, builder.open)..<end)
    builder.accept(upTo: end, records: lines)
  }

  /// Refuses each line beyond the limit and finishes those before it; the rest is left open.
  private func refuseLongLines(upTo end: Int, _ builder: inout ChunkBuilder) {
    var line = builder.open
    var lines = 0
    while line < end, let feed = builder.firstLineFeed(from: line) {
      lines += 1
      if feed - line > builder.limit {
        if lines > 1 { builder.accept(upTo: line, records: lines - 1) }
        builder.skipBlanks(before: feed)
        lines = 1
        if feed - builder.open > builder.limit {
          builder.reject(upTo: feed + 1, code: "record.too-long", reason: builder.tooLongReason)
          lines = 0
        }
      }
      line = feed + 1
    }
  }
}
