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
  private let leaves: [String]
  private let folder: String
  private let progress: ProgressMeter

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
    rejects = RejectLog(folder: folder, memory: settings.mergeMemory / 8)
    let pass = CorpusPass(plan, source, folder: folder, settings, cancellation, rejects, progress)
    (leaves, batches) = try pass.run()
    self.folder = folder
    countedAt = Machine.now
    countingSeconds = countedAt - progress.started
  }

  /// Where all articles went.
  var counts: CorpusCounts { batches.reduce(CorpusCounts()) { $0 + $1.counts } }

  /// Throws if the input is unusable: more rejects than `share` of what was read, or nothing counted
  /// though something was rejected. A sum that does not add up is a bug, and no report either.
  func checkUsable(_ share: Double) throws(Fault) {
    let counts = counts
    guard counts.isConserved else {
      throw Fault(
        "run.not-conserved",
        "of \(counts.read) articles read, \(counts.counted) were counted, \(counts.filtered) "
          + "filtered, \(counts.duplicates) duplicates and \(counts.rejected) rejected",
        advice: "This is a bug; nothing was published. Please report it.", exit: .bug)
    }
    let damaged = batches.filter { $0.damage != nil }.count
    if counts.counted + counts.filtered + counts.duplicates == 0, counts.rejected > 0 || damaged > 0 {
      let first = batches.first { $0.damage != nil }?.damage
      throw Fault(
        "run.no-articles",
        "no article could be read: \(rejects.count) rejects"
          + (first.map { "; first: \($0)" } ?? ""),
        advice: "`broadsheet inspect` shows what a batch holds.", exit: .data)
    }
    let damagedShare = batches.isEmpty ? 0 : Double(damaged) / Double(batches.count)
    let recordShare = counts.read == 0 ? 0 : Double(counts.rejected) / Double(counts.read)
    guard max(damagedShare, recordShare) <= share else {
      throw Fault(
        "run.too-many-rejects",
        "\(counts.rejected) of \(counts.read) articles and \(damaged) of \(batches.count) batches "
          + "were rejected, more than `max_rejects` allows",
        advice: "Look at the input, or raise `corpus.max_rejects`.", exit: .data)
    }
  }

  /// A reporter over the merged leaves.
  func reporter(_ settings: RunSettings) throws(Fault) -> Reporter {
    progress.begin(.merging)
    let reducer = RunReducer(plan, folder: folder, memory: settings.mergeMemory)
    let left = try reducer.reduceUntilMergeable(leaves, name: "merge")
    let merge = try reducer.open(left)
    progress.begin(.reporting)
    return try Reporter(
      plan, merge, folder: folder, memory: settings.mergeMemory, jobs: settings.jobs
    ) { count, work in
      DispatchQueue.concurrentPerform(iterations: count) { work($0) }
    }
  }

  /// What came of the run so far; writes the rejects to `file`, once.
  func outcome(
    rejectsTo file: inout OutputFile, warnings: [Fault]
  ) throws(Fault) -> RunOutcome {
    let count = rejects.count
    return RunOutcome(
      exit: count > 0 ? .rejects : .success, folder: nil, counts: counts, rejects: count,
      firstRejects: try rejects.write(to: &file),
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
