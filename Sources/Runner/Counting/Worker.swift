import Analyses
import Articles
import Bytes
import Diagnostics
import Partials

/// One of several that count a corpus at once, with counts of its own.
struct Worker: ~Copyable {
  private let pass: CorpusPass
  private let number: Int
  private var tally: Tally
  private var parser: RecordParser
  private var article: Article
  /// What was counted, and what rejected, since the last segment was written.
  private var unwritten = CorpusCounts()
  private var rejects = Records()
  private var segments = 0

  init(_ pass: CorpusPass, number: Int, memory: Int) throws(Fault) {
    let tally = try Tally(pass.plan, memory: memory)
    let parser = try RecordParser(mapping: pass.source.mapping, options: pass.source.parsing)
    self.pass = pass
    self.number = number
    self.tally = tally
    self.parser = parser
    article = Article(extraFields: pass.source.mapping.extra.count)
  }

  /// Works until there is nothing to do for now; true if there never will be.
  mutating func work(_ schedule: Schedule) throws(Fault) -> Bool {
    while true {
      switch schedule.next(number) {
      case .read(let unit):
        try pass.read(unit, schedule)
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
    if let finished = schedule.didLeave(unit, number) {
      // Merging takes the memory that was counted in.
      if finished.segments.count > 1 { try tally.discard() }
      try pass.seal(unit, finished)
      schedule.didSeal(unit)
    }
  }

  private mutating func writeSegment(of unit: WorkUnit, _ schedule: Schedule) throws(Fault) {
    let path = "\(pass.folder)/unit-\(unit.number)-\(number)-\(segments)"
    segments += 1
    // What is held in memory takes less on disk.
    try checkRoom(for: tally.byteCount, in: pass.folder)
    var writer = try pass.newSegment(path)
    try tally.writeSections(into: &writer, unwritten)
    try rejects.write(into: &writer, lines: pass.store.rejectLines, dropsKey: true)
    _ = try writer.finish()
    pass.meter.didWriteSegment()
    unwritten = CorpusCounts()
    rejects = Records()
    schedule.didWrite(path, of: unit)
  }

  // MARK: Counting

  private mutating func count(
    _ work: BatchChunk, of unit: WorkUnit, _ schedule: Schedule
  ) throws(Fault) -> CorpusCounts {
    var counts = CorpusCounts()
    let bytes = work.chunk.bytes.span
    let name = pass.source.files[work.batch].name
    let serial = pass.serial(ofBatch: work.batch)
    let member = unit.batches.firstIndex(of: work.batch) ?? 0
    for reject in work.chunk.rejects { take(reject, of: member, &counts) }
    for document in work.chunk.documents {
      parser.begin(document, batch: name)
      reading: while true {
        switch parser.next(in: bytes, into: &article) {
        case .end: break reading
        case .reject(let reject): take(reject, of: member, &counts)
        case .article:
          try pass.cancellation.check()
          let before = counts
          countArticle(&counts)
          tally.look(at: article)
          if !pass.source.filter.keeps(article) {
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
    pass.progress.add(articles: counts.read)
    return counts
  }

  private mutating func countArticle(_ counts: inout CorpusCounts) {
    counts.read += 1
    counts.replacements += UInt64(article.replacements)
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

  /// Counts the article; returns why not if it cannot be counted.
  private mutating func fold(
    _ unit: WorkUnit, batch: UInt64, _ schedule: Schedule
  ) throws(Fault) -> Fault? {
    let pass = pass
    let number = number
    var spilled: [String] = []
    var next = segments
    do throws(Fault) {
      try tally.fold(article, batch: batch, mayGoOn: pass.cancellation.check) {
        (tally) throws(Fault) in
        // A segment cut in the midst of an article holds no corpus counts: they come with its end.
        let path = "\(pass.folder)/unit-\(unit.number)-\(number)-\(next)"
        next += 1
        var writer = try pass.newSegment(path)
        try tally.writeSections(into: &writer, CorpusCounts())
        _ = try writer.finish()
        pass.meter.didWriteSegment(isWithinArticle: true)
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
