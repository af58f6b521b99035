import Analyses
import Bytes
import Diagnostics
import Ledger
import Partials
import Pipelines
import Reports
import Synchronization

/// One run of a pipeline that publishes its reports.
struct PublishingRun {
  let pipeline: Pipeline
  let settings: RunSettings
  let cancellation: Cancellation
  let watcher: RunProgress.Watcher?
  let listener: RunEvent.Listener?
  /// The folder that holds the folder of the pipeline.
  let root: String

  private var folder: String { "\(root)/\(pipeline.name)" }
  private var state: String { "\(folder)/.state" }

  /// Runs and publishes, and holds the lock until the scratch folder is gone as well.
  func publish() throws(Fault) -> RunOutcome {
    let owner = OutputOwner(pipeline, settings, root: root, state: state)
    let lock = try owner.lock()
    let moved = try owner.claim()
    let outcome = try publishOnRecord(
      warnings: lock.warnings + (moved.map { [$0] } ?? []) + pipeline.batchWarnings)
    lock.release()
    return outcome
  }

  /// Runs and publishes, and enters the run into the ledger, whatever comes of it.
  private func publishOnRecord(warnings: [Fault]) throws(Fault) -> RunOutcome {
    let scratch = try Scratch(in: state)
    var record = try RunRecord(
      pipeline, folder: folder, state: state, warnings: warnings, listener: listener)
    var outcome: RunOutcome
    do throws(Fault) {
      _ = try Publication.sweep(root: root, pipeline: pipeline.name)
      let store = LeafStore("\(state)/leaves", try CountingPlan(pipeline), isLasting: true)
      for warning in try store.make() { record.warn(warning) }
      outcome = try publishFromSoundLeaves(store, scratch, &record)
    } catch {
      try? record.finish(error.exit)
      throw error
    }
    // The reports are published: a fault from here on is a warning, no failure.
    do throws(Fault) {
      try record.finish(outcome.exit, outcome.counts, published: outcome.folder)
    } catch {
      outcome.warnings.append(error)
    }
    do throws(Fault) {
      if let keep = pipeline.reports.keep {
        _ = try Publication.prune(root: root, pipeline: pipeline.name, keeping: keep)
      }
    } catch {
      outcome.warnings.append(error)
    }
    return outcome
  }

  /// Runs and publishes; a damaged file of counts is discarded, and its batches are counted again.
  private func publishFromSoundLeaves(
    _ store: LeafStore, _ scratch: borrowing Scratch, _ record: inout RunRecord
  ) throws(Fault) -> RunOutcome {
    while true {
      let publication = try Publication(root: root, pipeline: pipeline.name, runID: record.id)
      do throws(Fault) {
        return try publish(from: store, scratch, publication, &record)
      } catch {
        try? publication.discard()
        guard error.code == SegmentReader.damage, case .path(let path) = error.place,
          store.discard(path)
        else { throw error }
        record.warn(
          Fault(
            "leaves.damaged", "counts of an earlier run were damaged, and were made again",
            at: .path(path), exit: .success))
      }
    }
  }

  // MARK: Stages

  private func publish(
    from store: LeafStore, _ scratch: borrowing Scratch, _ publication: Publication,
    _ record: inout RunRecord
  ) throws(Fault) -> RunOutcome {
    var digests = try record.knownDigests()
    let counted = try CountedCorpus(
      pipeline, store, settings, &digests, cancellation, folder: scratch.path, watcher: watcher)
    try record.note(stage: "counting", seconds: counted.countingSeconds)
    try counted.checkUsable(pipeline.corpus.maxRejects)
    let mergingBegan = Machine.now
    var compaction = try counted.compaction()
    let (merge, cachesRead) = try counted.merge(&compaction)
    try record.note(stage: "merging", seconds: Machine.now - mergingBegan)
    // Other caches are for the nights to come: they are made while the reports are written.
    let pending = PendingWrites()
    let cachesKept = Mutex<[CountedCorpus.NewCache]>([])
    let due = compaction.due
    pending.add { () throws(Fault) in
      let made = try counted.makeCaches(due)
      cachesKept.withLock { $0 = made }
    }
    // Wait for them in any case: they are written in a folder that will be removed.
    defer { try? pending.finish() }
    var reports = try writeReports(counted, merge, to: publication, &record)
    try pending.finish()
    let kept = cachesKept.withLock { $0 }
    let caches = compaction.caches + kept.map(\.cache)
    try note(counted, caches: caches.count, made: cachesRead + kept, of: store, &record)
    var outcome = try publish(&reports, of: counted, to: publication, &record)
    do throws(Fault) {
      // Before the store is tidied, which moves files.
      let stored = compaction.stored(in: store, caches: caches)
      try store.tidy(
        using: counted.leaves, caches: caches,
        lent: compaction.subtracted, keepsOthers: pipeline.corpus.keepsRemoved)
      try record.keep(digests, stored)
    } catch {
      outcome.warnings.append(error)
    }
    return outcome
  }

  /// The reports of a run before they are published.
  private struct WrittenReports {
    let formats: [any RunReport]
    var files: [WrittenFile]
    var outcome: RunOutcome
  }

  /// Writes the tables and the rejects, and checks what the pipeline asserts.
  private func writeReports(
    _ counted: CountedCorpus, _ merge: SegmentMerge, to publication: Publication,
    _ record: inout RunRecord
  ) throws(Fault) -> WrittenReports {
    let began = Machine.now
    let reporter = try counted.reporter(over: merge)
    var formats: [any RunReport] = []
    for format in pipeline.reports.reportFormats {
      formats.append(try format.begin(in: publication))
    }
    let tables = try reporter.writeTables(of: pipeline, counted.plan, cancellation) {
      (table) throws(Fault) in
      for format in formats { try format.add(to: &table) }
    }
    for table in tables.rows { record.note(table: table.heading, rows: table.count) }
    try record.note(stage: "reporting", seconds: Machine.now - began)
    var files = tables.files
    var rejects: OutputFile? = try publication.file(named: "rejects.jsonl")
    let outcome = try counted.outcome(
      rejectsTo: &rejects,
      warnings: record.warnings + pipeline.lastingWarnings.map(\.fault) + tables.warnings)
    if let written = try rejects?.finish() { files.append(written) }
    if !pipeline.assertions.isEmpty {
      try counted.facts(
        rejects: outcome.rejects, warnings: outcome.warnings.count, tokens: reporter.tokens,
        publishedIn: publication.folder
      ).check(pipeline)
    }
    return WrittenReports(formats: formats, files: files, outcome: outcome)
  }

  /// Enters the leaves and caches into the run's record.
  private func note(
    _ counted: CountedCorpus, caches: Int, made: [CountedCorpus.NewCache], of store: LeafStore,
    _ record: inout RunRecord
  ) throws(Fault) {
    let (leafBytes, cacheBytes) = try store.size()
    record.note(leaves: [
      "used": .integer(counted.leaves.count), "made": .integer(counted.newLeaves),
      "bytes": .integer(leafBytes), "caches": .integer(caches),
      "caches_made": .integer(made.count), "cache_bytes": .integer(cacheBytes),
      "cache_bytes_written": .integer(made.reduce(0) { $0 + $1.bytes }),
      "batches_known": .integer(counted.batches.count { !$0.isNew && $0.duplicateOf == nil }),
      "batches_counted": .integer(counted.batches.count { $0.isNew }),
    ])
  }

  /// Writes the run's record beside the reports, and makes all of them appear.
  private func publish(
    _ reports: inout WrittenReports, of counted: CountedCorpus, to publication: Publication,
    _ record: inout RunRecord
  ) throws(Fault) -> RunOutcome {
    let recordSoFar = record.json(counted, reports.outcome, reports.files, settings)
    for format in reports.formats { reports.files += try format.finish(recordSoFar) }
    let runJSON = record.json(counted, reports.outcome, reports.files, settings)
    var runFile = try publication.file(named: "run.json")
    try runFile.write(JSONValue.object(runJSON).pretty() + "\n")
    record.note(files: reports.files + [try runFile.finish()])
    try record.write(counted.batches)
    var published = reports.outcome
    published.folder = try publication.publish()
    published.record = runJSON
    return published
  }
}
