import Analyses
import Articles
import Bytes
import Diagnostics
import Partials

/// One of several workers that count a corpus concurrently, each with counts of its own.
struct Worker: ~Copyable {
  private let counting: Counting
  private let number: Int
  private var tally: Tally
  private var parser: RecordParser
  private var article: Article
  /// The articles counted and the records rejected since the last segment was written.
  private var unwritten = CorpusCounts()
  private var rejects = Records()
  private var segments = 0

  init(_ counting: Counting, number: Int, memory: Int) throws(Fault) {
    let source = counting.source
    let tally = try Tally(counting.segments.store.plan, memory: memory)
    let parser = try RecordParser(mapping: source.mapping, options: source.parsing)
    self.counting = counting
    self.number = number
    self.tally = tally
    self.parser = parser
    article = Article(extraFields: source.mapping.extra.count)
  }

  /// Works until there is nothing to do for now; true if there never will be.
  mutating func work(_ schedule: Schedule) throws(Fault) -> Bool {
    while true {
      switch schedule.next(number) {
      case .read(let unit):
        schedule.didRead(unit, try counting.reader.read(unit))
      case .count(let chunk, let unit):
        let counts = try count(chunk, of: unit, schedule)
        schedule.didCount(unit, batch: chunk.batch, counts)
      case .leave(let unit, let isDamaged):
        try leave(unit, isDamaged: isDamaged, schedule)
      case .park: return false
      case .end: return true
      }
    }
  }

  private mutating func leave(
    _ unit: WorkUnit, isDamaged: Bool, _ schedule: Schedule
  ) throws(Fault) {
    if isDamaged {
      try tally.discard()
      unwritten = CorpusCounts()
      rejects = Records()
    } else if unwritten != CorpusCounts() || !tally.isEmpty {
      try writeSegment(of: unit, schedule)
    }
    if let counted = schedule.didLeave(unit, number) {
      // Merging takes the memory that was counted in.
      if counted.segments.count > 1 { try tally.discard() }
      try counting.sealer.seal(unit, counted)
      schedule.didSeal(unit)
    }
  }

  private mutating func writeSegment(of unit: WorkUnit, _ schedule: Schedule) throws(Fault) {
    let path = Worker.newPath(counting, of: unit, number, segments)
    segments += 1
    // Counts take less room on disk than in memory.
    try checkRoom(for: tally.byteCount, in: counting.segments.path)
    var writer = try counting.segments.newSegment(path)
    try tally.writeSections(into: &writer, unwritten)
    try rejects.write(into: &writer, lines: counting.segments.store.rejectLines, dropsKey: true)
    _ = try writer.finish()
    counting.meter.didWriteSegment()
    unwritten = CorpusCounts()
    rejects = Records()
    schedule.didWrite(path, of: unit)
  }

  private static func newPath(
    _ counting: Counting, of unit: WorkUnit, _ worker: Int, _ segment: Int
  ) -> String {
    counting.segments.path(of: "unit-\(unit.number)-\(worker)-\(segment)")
  }

  // MARK: Counting

  private mutating func count(
    _ work: BatchChunk, of unit: WorkUnit, _ schedule: Schedule
  ) throws(Fault) -> CorpusCounts {
    var counts = CorpusCounts()
    let bytes = work.chunk.bytes.span
    let name = counting.source.files[work.batch].name
    let serial = counting.accounts.serial(ofBatch: work.batch)
    let member = unit.batches.firstIndex(of: work.batch) ?? 0
    for reject in work.chunk.rejects { take(reject, of: member, &counts) }
    for document in work.chunk.documents {
      parser.begin(document, batch: name)
      reading: while true {
        switch parser.next(in: bytes, into: &article) {
        case .end: break reading
        case .reject(let reject): take(reject, of: member, &counts)
        case .article:
          try counting.cancellation.check()
          let before = counts
          countArticle(&counts)
          tally.look(at: article)
          if !counting.source.filter.keeps(article) {
            counts.filtered += 1
          } else if let fault = try fold(unit, batch: serial, schedule) {
            counts.rejected += 1
            let reject = Reject(
              batch: name, entry: document.entry, record: article.record,
              byte: article.byteOffset, code: fault.code, reason: fault.message)
            rejects.append(reject.line(ofMember: member).span)
          } else {
            counts.counted += 1
          }
          unwritten += counts - before
          if isFull { try writeSegment(of: unit, schedule) }
        }
      }
    }
    counting.progress.add(articles: counts.read)
    return counts
  }

  private mutating func countArticle(_ counts: inout CorpusCounts) {
    counts.read += 1
    counts.replacements += UInt64(article.replacements)
    counts.encodings[article.encoding] += 1
    if article.hasUnreadableDate { counts.unreadableDates += 1 }
  }

  /// Whether a segment should be written before the next article.
  private var isFull: Bool { tally.isFull || rejects.byteCount > 1 << 20 }

  private mutating func take(_ reject: Reject, of member: Int, _ counts: inout CorpusCounts) {
    counts.read += 1
    counts.rejected += 1
    unwritten.read += 1
    unwritten.rejected += 1
    rejects.append(reject.line(ofMember: member).span)
  }

  /// Counts the article; returns the reason if it cannot be counted.
  private mutating func fold(
    _ unit: WorkUnit, batch: UInt64, _ schedule: Schedule
  ) throws(Fault) -> Fault? {
    let (counting, number) = (counting, number)
    var spilled: [String] = []
    var next = segments
    do throws(Fault) {
      try tally.fold(article, batch: batch, mayGoOn: counting.cancellation.check) {
        (tally) throws(Fault) in
        // A segment cut within an article holds no corpus counts: they come with its end.
        let path = Worker.newPath(counting, of: unit, number, next)
        next += 1
        var writer = try counting.segments.newSegment(path)
        try tally.writeSections(into: &writer, CorpusCounts())
        _ = try writer.finish()
        counting.meter.didWriteSegment(isWithinArticle: true)
        spilled.append(path)
      }
    } catch {
      guard error.code == Fault.tooHard else { throw error }
      return error
    }
    segments = next
    for path in spilled { schedule.didWrite(path, of: unit) }
    return nil
  }
}
