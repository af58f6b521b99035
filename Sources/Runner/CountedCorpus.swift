import Analyses
import Articles
import Bytes
import Diagnostics
import Dispatch
import Partials
import Pipelines
import Reports

/// A corpus that has been counted: its leaves, and what became of its batches.
struct CountedCorpus {
  let plan: CountingPlan
  let batches: [BatchRecord]
  let rejects: RejectLog
  /// Seconds from the start to the end of counting, and the end by the machine's clock.
  let countingSeconds: Double
  let countedAt: Double
  /// How the work was cut into pieces.
  let meter = WorkMeter()
  private let leaves: [String]
  private let folder: String
  private let progress: ProgressMeter
  private let shares: MemoryShares
  private let cancellation: Cancellation

  /// Counts the corpus of `pipeline`; leaves and what does not fit in memory go to `folder`.
  init(
    _ pipeline: Pipeline, _ settings: RunSettings, _ cancellation: Cancellation, folder: String,
    watcher: PipelineRun.Watcher?
  ) throws(Fault) {
    plan = try CountingPlan(
      pipeline.analyses.map { ($0.name, $0.request) },
      profiles: pipeline.profiles.map { ($0.name, $0.text) }, fields: pipeline.corpus.fields.extra)
    let source = try CorpusSource(pipeline, settings)
    let hasSize = !source.files.contains { $0.isStandardInput }
    progress = ProgressMeter(
      bytesTotal: hasSize ? source.files.reduce(0) { $0 + $1.bytes } : 0, watcher: watcher)
    shares = settings.shares
    self.cancellation = cancellation
    rejects = RejectLog(folder: folder, memory: shares.merge / 8)
    let pass = CorpusPass(
      plan, source, folder: folder, shares, cancellation, rejects, progress, meter)
    (leaves, batches) = try pass.run()
    self.folder = folder
    countedAt = Machine.now
    countingSeconds = countedAt - progress.started
  }

  /// Where all articles went.
  var counts: CorpusCounts { batches.reduce(CorpusCounts()) { $0 + $1.counts } }

  private var damagedBatches: Int { batches.filter { $0.damage != nil }.count }

  /// The share of records, or of batches if that is larger, that were rejected.
  private var rejectShare: Double {
    let counts = counts
    let records = counts.read == 0 ? 0 : Double(counts.rejected) / Double(counts.read)
    let whole = batches.isEmpty ? 0 : Double(damagedBatches) / Double(batches.count)
    return max(records, whole)
  }

  /// What `assert` may speak of; `folder` is that of the pipeline's published runs.
  func facts(rejects: Int, tokens: UInt64, publishedIn folder: String) -> RunFacts {
    let last = LastRun(in: folder)
    let new = batches.filter {
      let isCounted = $0.duplicateOf == nil && ($0.damage == nil || $0.counts.read > 0)
      return isCounted && !last.counted.contains(hex($0.digest))
    }
    return RunFacts(
      counts: counts, rejects: rejects, rejectShare: rejectShare, tokens: tokens,
      batches: batches.count, damagedBatches: damagedBatches, newBatches: new.count)
  }

  /// Throws if the input is unusable: more rejects than `share` of what was read, or nothing counted
  /// though something was rejected. A sum that does not add up is a bug, and no report either.
  func checkUsable(_ share: Double) throws(Fault) {
    let counts = counts
    guard counts.isConserved else {
      throw CountedCorpus.notConserved(
        "of \(counts.read) articles read, \(counts.counted) were counted, \(counts.filtered) "
          + "filtered, \(counts.duplicates) duplicates and \(counts.rejected) rejected")
    }
    let damaged = damagedBatches
    if counts.counted + counts.filtered + counts.duplicates == 0, counts.rejected > 0 || damaged > 0
    {
      let first = batches.first { $0.damage != nil }?.damage
      throw Fault(
        "run.no-articles",
        "no article could be read: \(counts.rejected) of them and \(damaged) batches were rejected"
          + (first.map { "; the first: \($0.place.map { "\($0): " } ?? "")\($0.message)" } ?? ""),
        advice: "`broadsheet inspect` shows what a batch holds.", exit: .data)
    }
    guard rejectShare <= share else {
      throw Fault(
        "run.too-many-rejects",
        "\(counts.rejected) of \(counts.read) articles and \(damaged) of \(batches.count) batches "
          + "were rejected, more than `max_rejects` allows",
        advice: "Look at the input, or raise `corpus.max_rejects`.", exit: .data)
    }
  }

  private static func notConserved(_ message: String) -> Fault {
    Fault(
      "run.not-conserved", message,
      advice: "This is a bug; nothing was published. Please report it.", exit: .bug)
  }

  /// A reporter over the merged leaves. Once the run is to stop, it leaves out what it does at once
  /// with other things: check for that before its tables are used.
  func reporter() throws(Fault) -> Reporter {
    progress.begin(.merging)
    let reducer = RunReducer(
      plan, folder: folder, memory: shares.merge, fanIn: shares.fanIn, cancellation, meter)
    let left = try reducer.reduceUntilMergeable(leaves, name: "merge")
    let merge = try reducer.open(left)
    progress.begin(.reporting)
    let cancellation = cancellation
    let reporter = try Reporter(
      plan, merge, folder: folder, memory: shares.merge, jobs: shares.workers
    ) { count, work in
      DispatchQueue.concurrentPerform(iterations: count) {
        if cancellation.status == nil { work($0) }
      }
    }
    try checkMerged(reporter.corpusCounts)
    return reporter
  }

  /// Throws unless the leaves hold what the batches gave, duplicates aside: none may be missing.
  private func checkMerged(_ merged: CorpusCounts) throws(Fault) {
    let counts = counts
    guard merged.counted == counts.counted, merged.filtered == counts.filtered,
      merged.rejected == counts.rejected
    else {
      throw CountedCorpus.notConserved(
        "the leaves hold \(merged.counted) articles counted, \(merged.filtered) filtered and "
          + "\(merged.rejected) rejected, the batches gave \(counts.counted), \(counts.filtered) "
          + "and \(counts.rejected)")
    }
  }

  /// What came of the run so far; writes the rejects to `file`, once.
  func outcome(
    rejectsTo file: inout OutputFile, warnings: [Fault]
  ) throws(Fault) -> RunOutcome {
    let discarded = batches.filter { $0.damage != nil && $0.counts.read == 0 }.map(\.name)
    let (count, first) = try rejects.write(to: &file, withoutRecordsOf: discarded)
    return RunOutcome(
      exit: count > 0 ? .rejects : .success, folder: nil, counts: counts, rejects: count,
      firstRejects: first,
      warnings: warnings + batches.compactMap { $0.duplicateWarning },
      seconds: Machine.now - progress.started)
  }
}

extension BatchRecord {
  fileprivate var duplicateWarning: Fault? {
    duplicateOf.map {
      Fault(
        "batch.duplicate", "it holds the same bytes as \($0), which was counted", at: .path(name),
        exit: .success)
    }
  }
}

extension CorpusSource {
  init(_ pipeline: Pipeline, _ settings: RunSettings) throws(Fault) {
    let corpus = pipeline.corpus
    files = pipeline.batches.inCorpusOrder
    reading = ReadingOptions()
    reading.format = corpus.format
    reading.chunkBytes = settings.shares.chunk
    // An article takes several times its size while it is counted.
    reading.maxArticleBytes = min(corpus.maxArticle ?? Int.max, settings.memory / 16, 1 << 29)
    parsing = ParsingOptions()
    parsing.encoding = corpus.encoding
    parsing.keepsCode = corpus.keepsCodeBlocks
    mapping = corpus.fields
    filter = try ArticleFilter(conditions: corpus.conditions, mapping: mapping)
    keepsDamaged = corpus.onDamage == .keep
  }
}
