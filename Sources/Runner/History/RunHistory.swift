import Diagnostics
import Foundation
import Ledger
import Reports

/// The history of the runs of a pipeline.
///
/// It is what the next run would know: the ledger, brought in line with the published reports in a
/// copy, so that nothing on disk is made or changed and a current run is not disturbed.
public struct RunHistory: Sendable {
  /// One run.
  public struct Entry: Sendable {
    /// The run as the ledger keeps it.
    public var run: Run
    /// How far it has come; a run whose process is dead is interrupted.
    public var state: Run.State
    /// The state of its reports.
    public var reports: Reports
    /// Its batches, against those of the run before; nil if it never got so far as to know them.
    public var batches: BatchChanges?
  }

  /// The state of the reports of a run.
  public enum Reports: String, Sendable {
    /// They are there.
    case published
    /// They were published, and have been removed since.
    case removed
    /// Nothing was published.
    case none
  }

  /// The pipeline.
  public let pipeline: PipelineFolder
  /// The runs, newest first.
  public let entries: [Entry]
  /// The problems with the ledger, and with runs that it does not know.
  public let warnings: [Fault]
  private let ledger: Ledger

  /// The newest `limit` runs (nil: all) of `pipeline`.
  public init(_ pipeline: PipelineFolder, limit: Int? = nil) throws(Fault) {
    self.pipeline = pipeline
    let published = try PublishedRuns(folder: pipeline.path)
    ledger = try Ledger.snapshot(state: pipeline.state)
    let isNew = try ledger.runs(limit: 1).isEmpty
    let findings = try ledger.reconcile(with: published)
    // The history itself shows adopted runs.
    warnings = ledger.warnings + findings.filter { $0.code == "run.not-adopted" || isNew }
    let runs = try ledger.runs(limit: limit)
    let changes = try ledger.batchChanges(of: runs)
    let isRunning = RunLock.isHeld(state: pipeline.state)
    entries = runs.map { run in
      let isThere = published.ids.contains(run.id)
      return Entry(
        run: run, state: run.state == .running && !isRunning ? .interrupted : run.state,
        reports: isThere ? .published : run.published == nil ? .none : .removed,
        batches: changes[run.id])
    }
  }

  /// The run that a person calls `name`: `latest`, an identifier, or a beginning that only one has.
  ///
  /// Throws `history.no-run` (66) or `history.ambiguous-run` (64).
  public func entry(named name: String) throws(Fault) -> Entry {
    if name == "latest", let newest = entries.first { return newest }
    let matches = name.isEmpty ? [] : entries.filter { $0.run.id.hasPrefix(name) }
    if let exact = matches.first(where: { $0.run.id == name }) { return exact }
    guard let match = matches.first else {
      throw Fault(
        "history.no-run", "there is no run `\(name)`", at: .path(pipeline.path),
        advice: "`broadsheet history \(pipeline.name)` lists the runs.", exit: .noInput)
    }
    guard matches.count == 1 else {
      throw Fault(
        "history.ambiguous-run", "\(matches.count) runs begin with `\(name)`",
        at: .path(pipeline.path), exit: .usage)
    }
    return match
  }

  /// The stages of a run, in the order in which they started.
  public func stages(of entry: Entry) throws(Fault) -> [Stage] {
    try ledger.stages(of: entry.run.id)
  }

  /// The files that a run has published and that are still there.
  public func files(of entry: Entry) throws(Fault) -> [PublishedFile] {
    try ledger.reports(of: entry.run.id)
  }
}

// MARK: - JSON

extension RunHistory {
  /// The history as `broadsheet history --json` prints it.
  public var json: JSONObject {
    [
      "name": .string(pipeline.name), "folder": .string(pipeline.path),
      "warnings": .array(warnings.map { .string("\($0)") }),
      "runs": .array(entries.map { .object(summary(of: $0)) }),
    ]
  }

  private func summary(of entry: Entry) -> JSONObject {
    let run = entry.run
    let folder = entry.reports == .published ? "\(pipeline.path)/\(run.id)" : nil
    let versions = run.versions.sorted { $0.key < $1.key }
    return [
      "run": .string(run.id), "state": .string(entry.state.rawValue),
      "started": .string(run.started.written),
      "ended": run.ended.map { .string($0.written) } ?? .null,
      "seconds": entry.seconds.map(JSONValue.number) ?? .null,
      "exit": run.exit.map { .integer(Int($0)) } ?? .null,
      "reports": .string(entry.reports.rawValue),
      "folder": folder.map(JSONValue.string) ?? .null,
      "adopted": .boolean(run.adopted),
      "articles": run.counts.map { .object(JSONObject(sorted: $0)) } ?? .null,
      "batches": entry.batches.map { .object($0.json) } ?? .null,
      "peak_memory": run.peakMemory.map(JSONValue.integer) ?? .null,
      "versions": .object(JSONObject(versions.map { .init($0.key, .string($0.value)) })),
    ]
  }

  /// One run with its stages, files and pipeline, as `broadsheet history --run --json` prints it.
  public func json(of entry: Entry) throws(Fault) -> JSONObject {
    var object = summary(of: entry)
    object["stages"] = .array(
      try stages(of: entry).map { stage in
        [
          "name": .string(stage.name), "started": .string(stage.started.written),
          "ended": .string(stage.ended.written), "seconds": .number(stage.seconds),
          "counts": .object(JSONObject(sorted: stage.counts)),
        ]
      })
    object["files"] = .array(
      try files(of: entry).map {
        ["name": .string($0.file), "bytes": .integer($0.bytes), "sha256": .string($0.sha256)]
      })
    let pipeline = try? JSONValue(parsing: Array(entry.run.pipeline.utf8))
    object["resolved_pipeline"] = pipeline ?? .null
    return object
  }
}

extension RunHistory.Entry {
  /// How long the run took, in seconds; nil if it did not end.
  public var seconds: Double? { run.ended.map { milliseconds(from: run.started, to: $0) } }
}

extension BatchChanges {
  fileprivate var json: JSONObject {
    [
      "total": .integer(total), "added": .integer(added), "changed": .integer(changed),
      "removed": .integer(removed),
    ]
  }
}

extension Stage {
  /// How long the stage took, in seconds.
  public var seconds: Double { milliseconds(from: started, to: ended) }
}

/// The time between two moments that are known to the millisecond, in seconds.
private func milliseconds(from start: Date, to end: Date) -> Double {
  (end.timeIntervalSince(start) * 1000).rounded() / 1000
}

extension Date {
  /// The moment as JSON has it: ISO 8601, UTC, with thousandths.
  var written: String {
    // The format cuts off; half a thousandth makes that rounding.
    (self + 0.0005).formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}

extension JSONObject {
  fileprivate init(sorted counts: [String: Int]) {
    self.init(counts.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value)) })
  }
}
