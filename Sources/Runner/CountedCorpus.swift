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
  /// The store of the leaves, and with it the plan.
  let store: LeafStore
  /// The batches, in corpus order.
  let batches: [BatchRecord]
  /// Seconds from the start to the end of counting.
  let countingSeconds: Double
  /// How the work was cut into pieces.
  let meter = WorkMeter()
  /// The leaves that hold the corpus, in corpus order.
  let leaves: [Leaf]
  /// The other leaves on disk.
  private let idle: [Leaf]
  /// How many of them this run has made.
  let newLeaves: Int
  private let folder: String
  private let progress: ProgressMeter
  private let shares: MemoryShares
  private let cancellation: Cancellation

  /// Counts what of the corpus of `pipeline` the leaves in `store` do not hold; what does not fit
  /// in memory goes to `folder`.
  init(
    _ pipeline: Pipeline, _ store: LeafStore, _ settings: RunSettings,
    _ digests: inout KnownDigests, _ cancellation: Cancellation, folder: String,
    watcher: RunProgress.Watcher?
  ) throws(Fault) {
    let source = try CorpusSource(pipeline, settings)
    let coverage = try Coverage(
      of: source, in: store, pipeline.corpus, settings, &digests, cancellation)
    let toRead = coverage.reasons.keys.map { source.files[$0] }
    let hasSize = !toRead.contains { $0.isStandardInput }
    progress = ProgressMeter(
      bytesTotal: hasSize ? toRead.reduce(0) { $0 + $1.bytes } : 0, watcher: watcher)
    shares = settings.shares
    self.cancellation = cancellation
    let pass = CorpusPass(
      store: store, source: source, folder: folder, shares: shares, cancellation: cancellation,
      progress: progress, meter: meter)
    let result = try pass.run(coverage)
    for (place, identity) in result.identities {
      digests.note(identity, result.batches[place].digest)
    }
    batches = (result.batches + coverage.kept).sorted {
      $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
    }
    leaves = CountedCorpus.inCorpusOrder(result.leaves, batches)
    newLeaves = result.leaves.count - coverage.leaves.count
    // A leaf that was counted again has the name of the old one.
    let names = Set(leaves.map(\.name))
    idle = coverage.idle.filter { !names.contains($0.name) }
    self.store = store
    self.folder = folder
    countingSeconds = Machine.now - progress.started
  }

  /// The leaves by the first place of a batch of theirs; those without by their names.
  private static func inCorpusOrder(_ leaves: [Leaf], _ batches: [BatchRecord]) -> [Leaf] {
    var placeOf: [[UInt8]: Int] = [:]
    for (place, batch) in batches.enumerated() where placeOf[batch.digest] == nil {
      placeOf[batch.digest] = place
    }
    let keyed = leaves.map { leaf in
      (leaf: leaf, place: leaf.contents.members.compactMap { placeOf[$0.digest] }.min() ?? .max)
    }
    return keyed.sorted { a, b in
      a.place != b.place ? a.place < b.place : a.leaf.name < b.leaf.name
    }.map(\.leaf)
  }

  var plan: CountingPlan { store.plan }

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

  /// The quantities that `assert` can name; `folder` is that of the pipeline's published runs.
  func facts(
    rejects: Int, warnings: Int, tokens: UInt64, publishedIn folder: String
  ) -> RunFacts {
    let last = LastRun(in: folder)
    let new = batches.filter {
      let isCounted = $0.duplicateOf == nil && ($0.damage == nil || $0.counts.read > 0)
      return isCounted && !last.counted.contains(hex($0.digest))
    }
    return RunFacts(
      counts: counts, rejects: rejects, rejectShare: rejectShare, tokens: tokens,
      batches: batches.count, damagedBatches: damagedBatches, newBatches: new.count,
      warnings: warnings)
  }

  /// Throws if the input is unusable: more rejects than `share` of what was read, or nothing
  /// counted though something was rejected. A sum that does not add up is a bug, and no report
  /// either.
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
      throw Fault(
        "run.no-articles",
        "no article could be read: \(counts.rejected) of them and \(damaged) batches were rejected",
        advice: "`broadsheet inspect` shows what a batch holds.", causes: try firstRejects(),
        exit: .data)
    }
    guard rejectShare <= share else {
      throw Fault(
        "run.too-many-rejects",
        "\(counts.rejected) of \(counts.read) articles and \(damaged) of \(batches.count) batches "
          + "were rejected, more than `max_rejects` allows",
        advice: "Look at the input, or raise `corpus.max_rejects`.", causes: try firstRejects(),
        exit: .data)
    }
  }

  private static func notConserved(_ message: String) -> Fault {
    Fault(
      "run.not-conserved", message,
      advice: "This is a bug; nothing was published. Please report it.", exit: .bug)
  }

  // MARK: Merging

  /// The best inputs for a merge of the leaves.
  func compaction() throws(Fault) -> Compaction {
    Compaction(leaves, idle: idle, caches: try store.caches(), isLasting: store.isLasting)
  }

  /// A reducer of segments for the reports, with `memory` bytes.
  private func reducer(memory: Int) -> SegmentReducer {
    SegmentReducer(
      store, folder: folder, memory: memory, fanIn: shares.fanIn, jobs: shares.workers,
      cancellation, meter, shape: store.plan.shape)
  }

  /// A cache that was made, and its size in bytes.
  typealias NewCache = (cache: LeafCache, bytes: Int)

  /// All that the leaves hold, as one merge. Where they deserve a cache, it is made first and read,
  /// so that much is merged once; `compaction` goes on from it.
  func merge(
    _ compaction: inout Compaction
  ) throws(Fault) -> (merge: SegmentMerge, made: [NewCache]) {
    progress.begin(.merging)
    let reducer = reducer(memory: shares.merge)
    var made: [NewCache] = []
    if compaction.isWholeDue {
      let merge = try reducer.open(compaction.whole, name: "merge")
      let new = try makeCache(of: compaction.whole, merge)
      compaction.settle(on: new.cache)
      made = [new]
    }
    let sum = compaction.whole.adding(compaction.passing)
    return (try reducer.open(sum, name: "merge"), made)
  }

  /// Makes the caches that some of the leaves deserve.
  func makeCaches(_ sums: [Compaction.Sum]) throws(Fault) -> [NewCache] {
    var made: [NewCache] = []
    for sum in sums {
      let merge = try reducer(memory: shares.seal).open(sum, name: "sum")
      made.append(try makeCache(of: sum, merge))
    }
    return made
  }

  private func makeCache(of sum: Compaction.Sum, _ merge: SegmentMerge) throws(Fault) -> NewCache {
    let path = "\(folder)/cache"
    _ = try merge.write(to: path, fingerprint: store.plan.baseFingerprint, compressed: true)
    return try store.sealCache(path, of: sum.members)
  }

  /// A reporter over the merged leaves.
  func reporter(over merge: SegmentMerge) throws(Fault) -> Reporter {
    progress.begin(.reporting)
    let reporter = try Reporter(
      plan, merge, batches: batches.map(\.serial), folder: folder, memory: shares.merge,
      jobs: shares.workers
    ) { count, work in
      DispatchQueue.concurrentPerform(iterations: count) { work($0) }
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

  /// The first rejects, those of new batches before the others: why the input is unusable.
  private func firstRejects() throws(Fault) -> [Fault] {
    var nowhere: OutputFile?
    let written = try writeRejects(to: &nowhere)
    return (written.first + written.firstOld).prefix(3).map(\.fault)
  }

  /// Writes the rejects to `file` if there is one.
  private func writeRejects(to file: inout OutputFile?) throws(Fault) -> RejectLog.Written {
    let log = RejectLog(
      leaves: leaves, store: store, damaged: batches.filter { $0.damage != nil }, folder: folder,
      memory: shares.merge / 8)
    var named: [[UInt8]: BatchRecord] = [:]
    for batch in batches where batch.duplicateOf == nil { named[batch.digest] = batch }
    return try log.write(to: &file, named: named)
  }

  /// The outcome of the run so far; writes the rejects to `file` if there is one.
  func outcome(
    rejectsTo file: inout OutputFile?, warnings: [Fault]
  ) throws(Fault) -> RunOutcome {
    let written = try writeRejects(to: &file)
    return RunOutcome(
      exit: written.count > 0 ? .rejects : .success, folder: nil, counts: counts,
      rejects: written.count, newRejects: written.new, firstRejects: written.first,
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
