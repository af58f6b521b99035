import Analyses
import Articles
import Bytes
import Diagnostics
import Pipelines
import Reports

/// Runs pipelines.
public enum PipelineRun {
  /// Runs `pipeline` and publishes its reports.
  ///
  /// Takes the pipeline's lock, counts, writes the reports into a folder of their own, and makes it
  /// appear in one step. A fault before that leaves the published reports as they were.
  ///
  /// - Throws: `ledger.locked` during another run; `run.other-pipeline` if the reports are
  ///   those of another pipeline file; `run.too-many-rejects` and `run.no-articles` if the input is
  ///   unusable, and `run.assertion-failed` if it is suspicious; what writing can fail with.
  public static func publish(
    _ pipeline: Pipeline, _ settings: RunSettings, _ cancellation: Cancellation,
    watcher: RunProgress.Watcher? = nil, listener: RunEvent.Listener? = nil
  ) throws(Fault) -> RunOutcome {
    let root = settings.output.map(FileSystem.plain) ?? pipeline.outputFolder
    var pipeline = pipeline
    pipeline.leaveOutReports(in: root)
    let run = PublishingRun(
      pipeline: pipeline, settings: settings, cancellation: cancellation, watcher: watcher,
      listener: listener, root: root)
    return try run.publish()
  }

  /// Runs `pipeline`, whose only analysis's table goes to `output` in the given format; publishes
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
    let tables = try reporter.writeTables(of: pipeline, counted.plan, cancellation) { table in
      if let file = sink.take() { format.add(to: &table, file) }
    }
    var nowhere: OutputFile?
    return try counted.outcome(
      rejectsTo: &nowhere,
      warnings: pipeline.batchWarnings + pipeline.lastingWarnings.map(\.fault) + tables.warnings)
  }
}

extension CountingPlan {
  /// The plan for the analyses of `pipeline`.
  init(_ pipeline: Pipeline) throws(Fault) {
    try self.init(
      pipeline.analyses.map { ($0.name, $0.request) },
      profiles: pipeline.profiles.map { ($0.name, $0.text) }, fields: pipeline.corpus.fields.extra,
      filter: ArticleFilter(
        conditions: pipeline.corpus.conditions, mapping: pipeline.corpus.fields),
      reading: pipeline.corpus.reading)
  }
}
