import Analyses
import Articles
import Bytes
import Diagnostics
import Dispatch
import Ledger
import Partials
import Pipelines
import Reports
import Synchronization

/// Runs pipelines.
public enum PipelineRun {
  /// Runs `pipeline` and publishes its reports.
  ///
  /// Takes the pipeline's lock, counts, writes the reports into a folder of their own, and makes it
  /// appear at once. Whatever fails before that leaves the published reports as they were.
  ///
  /// - Throws: `ledger.locked` while another run goes on; `run.other-pipeline` if the reports are
  ///   those of another pipeline file; `run.too-many-rejects` and `run.no-articles` if the input is
  ///   unusable, and `run.assertion-failed` if it is suspicious; what writing can fail with.
  public static func publish(
    _ pipeline: Pipeline, _ settings: RunSettings, _ cancellation: Cancellation,
    watcher: RunProgress.Watcher? = nil, listener: RunEvent.Listener? = nil
  ) throws(Fault) -> RunOutcome {
    let root = settings.output.map(FileSystem.plain) ?? pipeline.outputFolder
    var pipeline = pipeline
    pipeline.leaveOutReports(in: root)
    let state = "\(root)/\(pipeline.name)/.state"
    let owner = OutputOwner(pipeline, settings, root: root, state: state)
    let lock = try owner.lock()
    let moved = try owner.claim()
    let outcome = try publish(
      pipeline, settings, cancellation, watcher, listener, root: root, state: state,
      warnings: lock.warnings + (moved.map { [$0] } ?? []) + pipeline.batchWarnings)
    lock.release()
    return outcome
  }

  /// Runs and publishes; the lock is held, until the scratch folder is gone as well.
  private static func publish(
    _ pipeline: Pipeline, _ settings: RunSettings, _ cancellation: Cancellation,
    _ watcher: RunProgress.Watcher?, _ listener: RunEvent.Listener?, root: String, state: String,
    warnings: [Fault]
  ) throws(Fault) -> RunOutcome {
    let scratch = try Scratch(in: state)
    var record = try RunRecord(
      pipeline, folder: "\(root)/\(pipeline.name)", state: state, warnings: warnings,
      listener: listener)
    var outcome: RunOutcome
    do throws(Fault) {
      _ = try Publication.sweep(root: root, pipeline: pipeline.name)
      let store = LeafStore("\(state)/leaves", try CountingPlan(pipeline), isLasting: true)
      for warning in try store.make() { record.warn(warning) }
      outcome = try publish(
        pipeline, store, settings, cancellation, watcher, scratch, root: root, &record)
    } catch {
      try? record.finish(error.exit)
      throw error
    }
    // The reports are published: what goes wrong from here on is worth a word, but no failure.
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

  /// Runs and publishes; a file of counts that turns out to be damaged is made anew from its
  /// batches.
  private static func publish(
    _ pipeline: Pipeline, _ store: LeafStore, _ settings: RunSettings,
    _ cancellation: Cancellation, _ watcher: RunProgress.Watcher?, _ scratch: borrowing Scratch,
    root: String,
    _ record: inout RunRecord
  ) throws(Fault) -> RunOutcome {
    while true {
      let publication = try Publication(root: root, pipeline: pipeline.name, runID: record.id)
      do throws(Fault) {
        return try publish(
          pipeline, store, settings, cancellation, watcher, scratch, publication, &record)
      } catch {
        try? publication.discard()
        guard error.code == SegmentReader.damage, case .path(let path) = error.place,
          store.discard(path)
        else { throw error }
        record.warn(
          Fault(
            "leaves.damaged", "counts of an earlier run were damaged, and made anew",
            at: .path(path), exit: .success))
      }
    }
  }

  private static func publish(
    _ pipeline: Pipeline, _ store: LeafStore, _ settings: RunSettings,
    _ cancellation: Cancellation, _ watcher: RunProgress.Watcher?, _ scratch: borrowing Scratch,
    _ publication: Publication, _ record: inout RunRecord
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
    let reportingBegan = Machine.now
    // Other caches are for the nights to come: they are made while the reports are written.
    let pending = PendingWrites()
    let cachesKept = Mutex<[CountedCorpus.NewCache]>([])
    let due = compaction.due
    pending.add { () throws(Fault) in
      let made = try counted.makeCaches(due)
      cachesKept.withLock { $0 = made }
    }
    // Whatever happens, they are waited for: they are written in a folder that will be removed.
    defer { try? pending.finish() }
    let reporter = try counted.reporter(over: merge)
    var reports: [any RunReport] = []
    for format in pipeline.reports.reportFormats {
      reports.append(try format.begin(in: publication))
    }
    var files: [WrittenFile] = []
    var warnings = reporter.filterWarnings(of: pipeline)
    for analysis in counted.plan.analyses {
      try cancellation.check()
      var table = TableWriter(
        reporter.heading(of: analysis, parameters: pipeline.parameters(of: analysis)),
        mayGoOn: cancellation.check)
      for report in reports { try report.add(to: &table) }
      warnings += try reporter.write(analysis, of: pipeline, to: &table)
      record.note(table: table.heading, rows: table.rows)
      files += try table.finish()
    }
    try cancellation.check()
    try record.note(stage: "reporting", seconds: Machine.now - reportingBegan)
    var rejects: OutputFile? = try publication.file(named: "rejects.jsonl")
    let outcome = try counted.outcome(
      rejectsTo: &rejects,
      warnings: record.warnings + pipeline.lastingWarnings.map(\.fault) + warnings)
    if let written = try rejects?.finish() { files.append(written) }
    if !pipeline.assertions.isEmpty {
      try counted.facts(
        rejects: outcome.rejects, warnings: outcome.warnings.count, tokens: reporter.tokens,
        publishedIn: publication.folder
      ).check(pipeline)
    }
    try pending.finish()
    let kept = cachesKept.withLock { $0 }
    let made = cachesRead + kept
    let caches = compaction.caches + kept.map(\.cache)
    let (leafBytes, cacheBytes) = try store.size()
    record.note(leaves: [
      "used": .integer(counted.leaves.count), "made": .integer(counted.newLeaves),
      "bytes": .integer(leafBytes), "caches": .integer(caches.count),
      "caches_made": .integer(made.count), "cache_bytes": .integer(cacheBytes),
      "cache_bytes_written": .integer(made.reduce(0) { $0 + $1.bytes }),
      "batches_known": .integer(counted.batches.count { !$0.isNew && $0.duplicateOf == nil }),
      "batches_counted": .integer(counted.batches.count { $0.isNew }),
    ])
    let recordSoFar = record.json(counted, outcome, files, settings)
    for report in reports { files += try report.finish(recordSoFar) }
    let runJSON = record.json(counted, outcome, files, settings)
    var runFile = try publication.file(named: "run.json")
    try runFile.write(JSONValue.object(runJSON).pretty() + "\n")
    record.note(files: files + [try runFile.finish()])
    try record.write(counted.batches)
    var published = outcome
    published.folder = try publication.publish()
    published.record = runJSON
    do throws(Fault) {
      // Before the store is tidied, which moves files.
      let stored = compaction.stored(in: store, caches: caches)
      try store.tidy(
        using: counted.leaves, caches: caches,
        lent: compaction.subtracted, keepsOthers: pipeline.corpus.keepsRemoved)
      try record.keep(digests, stored)
    } catch {
      published.warnings.append(error)
    }
    return published
  }

  /// Runs `pipeline`, whose only analysis's table goes to `output` in the given form; publishes
  /// nothing, takes no lock and keeps no state.
  public static func print(
    _ pipeline: Pipeline, as format: any TableFormat, to output: consuming OutputFile,
    _ settings: RunSettings, _ cancellation: Cancellation, watcher: RunProgress.Watcher? = nil
  ) throws(Fault) -> RunOutcome {
    let scratch = try Scratch.temporary()
    let store = LeafStore(
      "\(scratch.path)/leaves", try CountingPlan(pipeline), isLasting: false)
    var digests = KnownDigests()
    let counted = try CountedCorpus(
      pipeline, store, settings, &digests, cancellation, folder: scratch.path, watcher: watcher)
    try counted.checkUsable(pipeline.corpus.maxRejects)
    var compaction = try counted.compaction()
    let reporter = try counted.reporter(over: counted.merge(&compaction).merge)
    var sink: OutputFile? = output
    var warnings = pipeline.lastingWarnings.map(\.fault) + reporter.filterWarnings(of: pipeline)
    for analysis in counted.plan.analyses {
      var table = TableWriter(
        reporter.heading(of: analysis, parameters: pipeline.parameters(of: analysis)),
        mayGoOn: cancellation.check)
      guard let file = sink.take() else { break }
      format.add(to: &table, file)
      warnings += try reporter.write(analysis, of: pipeline, to: &table)
      try cancellation.check()
      _ = try table.finish()
    }
    var nowhere: OutputFile?
    return try counted.outcome(rejectsTo: &nowhere, warnings: pipeline.batchWarnings + warnings)
  }
}

extension CountingPlan {
  /// What has to be counted for the analyses of `pipeline`.
  init(_ pipeline: Pipeline) throws(Fault) {
    try self.init(
      pipeline.analyses.map { ($0.name, $0.request) },
      profiles: pipeline.profiles.map { ($0.name, $0.text) }, fields: pipeline.corpus.fields.extra,
      filter: ArticleFilter(
        conditions: pipeline.corpus.conditions, mapping: pipeline.corpus.fields),
      reading: pipeline.corpus.reading)
  }
}

extension Reporter {
  /// Writes the table of `analysis`, and returns what is to be known of it, each with its place in
  /// the file of `pipeline`. The table itself says what is known of its word lists as well.
  func write(
    _ analysis: CountingPlan.Analysis, of pipeline: Pipeline, to table: inout TableWriter
  ) throws(Fault) -> [Fault] {
    try write(analysis, to: &table)
    let warnings = table.warnings.map { warning in
      warning.fault(at: pipeline.places.place(of: ["analyses", analysis.name] + warning.subject))
    }
    for warning in filterWarnings { table.warn(warning) }
    for fault in pipeline.lastingWarnings(ofAnalysis: analysis.name) {
      table.warn(TableWarning(fault.code, fault.message, advice: fault.advice))
    }
    return warnings
  }

  /// What is to be known of the conditions of `where`, with places in the file of `pipeline`.
  func filterWarnings(of pipeline: Pipeline) -> [Fault] {
    filterWarnings.map { $0.fault(at: pipeline.places.place(of: ["corpus"] + $0.subject)) }
  }
}

extension Pipeline {
  /// How an analysis was asked for, with the text profile behind it: what stands above its table.
  func parameters(of analysis: CountingPlan.Analysis) -> JSONObject {
    var parameters = analysis.request.parameters
    if let profile = profile(named: analysis.request.text) {
      var text: JSONObject = ["name": .string(profile.name)]
      for (name, value) in profile.text.parameters { text[name] = .string(value) }
      parameters["text"] = .object(text)
    }
    return parameters
  }
}
