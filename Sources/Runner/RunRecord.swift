import Analyses
import Articles
import Bytes
import Diagnostics
import Foundation
import Ledger
import Pipelines
import Reports
import Tokens

/// The record of a run, besides its tables: its row in the ledger, and `run.json`.
struct RunRecord {
  /// The run's name: when it began, in UTC.
  let id: String
  private let pipeline: Pipeline
  private let ledger: Ledger
  private let started: Date
  private let listener: RunEvent.Listener?
  private var stages: [(name: String, seconds: Double)] = []
  /// Things to know that stop nothing.
  private(set) var warnings: [Fault] = []
  private var files: [PublishedFile] = []
  private var tables: JSONObject = [:]
  private var leaves: JSONObject = [:]

  /// Begins the record of a run of `pipeline`, whose reports are published in `folder` and whose
  /// ledger is in the folder `state`, with the warnings so far.
  init(
    _ pipeline: Pipeline, folder: String, state: String, warnings: [Fault],
    listener: RunEvent.Listener?
  ) throws(Fault) {
    self.pipeline = pipeline
    self.listener = listener
    let moment = Int((Date().timeIntervalSince1970 * 1000).rounded(.down))
    started = Date(timeIntervalSince1970: Double(moment) / 1000)
    id = RunRecord.identifier(moment)
    ledger = try Ledger.open(state: state)
    let adoptions = try ledger.reconcile(with: PublishedRuns(folder: folder))
    self.warnings = warnings + ledger.warnings + adoptions
    let interrupted = try ledger.begin(
      run: Run(
        id: id, started: started, pipeline: JSONValue.object(pipeline.resolvedJSON).compact,
        versions: RunRecord.versions))
    for run in interrupted {
      self.warnings.append(
        Fault("run.interrupted", "the run \(run) was killed before its end", exit: .success))
    }
    listener?(.began(run: id))
  }

  /// `20260724T020000.000Z`: a moment in milliseconds since 1970, which keep two runs of a second
  /// apart.
  private static func identifier(_ moment: Int) -> String {
    let text = Date(timeIntervalSince1970: Double(moment / 1000)).formatted(.iso8601)
    let digits = String(moment % 1000 + 1000).dropFirst()
    return text.filter { $0 != "-" && $0 != ":" && $0 != "Z" } + ".\(digits)Z"
  }

  /// The versions on which numbers depend.
  static var versions: [String: String] {
    [
      "broadsheet": Broadsheet.version, "tokenizer": Tokenizer.version,
      "unicode": UnicodeText.version, "icu": WordDictionary.version,
      "snowball": Stemmer.provenance, "regular_expressions": RegularExpression.provenance,
      "encodings": EncodingGuesser.provenance, "languages": LanguageGuesser.provenance,
    ]
  }

  /// Notes that a stage has ended after so many seconds.
  mutating func note(stage: String, seconds: Double) throws(Fault) {
    stages.append((stage, seconds))
    listener?(.ended(stage: stage, seconds: seconds))
    let now = Date()
    try ledger.record(
      stage: Stage(
        run: id, name: stage, started: now.addingTimeInterval(-seconds), ended: now, counts: [:]))
  }

  /// Notes how far counts of earlier runs have served, and what they take on disk.
  mutating func note(leaves counts: JSONObject) { leaves = counts }

  /// Adds something to know that stops nothing.
  mutating func warn(_ warning: Fault) { warnings.append(warning) }

  /// The digests of files that earlier runs have recorded.
  func knownDigests() throws(Fault) -> KnownDigests {
    KnownDigests(try ledger.fileDigests())
  }

  /// Keeps what this run knows of its batches and leaves for the next one.
  func keep(_ digests: KnownDigests, _ leaves: [StoredLeaf]) throws(Fault) {
    try ledger.record(digests: digests.recorded)
    try ledger.forgetDigests(except: digests.seen)
    try ledger.replace(leaves: leaves)
  }

  /// Notes a table that has been written, in place of one of its name from an earlier try.
  mutating func note(table heading: TableHeading, rows: UInt64) {
    tables[heading.name] = [
      "kind": .string(heading.kind), "rows": .integer(Int(rows)),
      "corpus": .object(heading.corpus), "parameters": .object(heading.parameters),
    ]
  }

  /// Notes the files that are about to be published.
  mutating func note(files written: [WrittenFile]) {
    files = written.map {
      PublishedFile(file: $0.name, bytes: Int($0.byteCount), sha256: $0.sha256)
    }
  }

  /// Records the batches.
  func write(_ batches: [BatchRecord]) throws(Fault) {
    try ledger.record(
      batches: batches.map {
        Batch(
          name: $0.name, digest: hex($0.digest), size: $0.bytes, articles: Int($0.counts.read),
          rejects: Int($0.counts.rejected))
      }, of: id)
  }

  /// Ends the run's row.
  func finish(
    _ exit: ExitStatus, _ counts: CorpusCounts? = nil, published: String? = nil
  ) throws(Fault) {
    var timings: [String: Double] = [:]
    for (name, seconds) in stages { timings[name] = seconds }
    try ledger.finish(
      run: id,
      Run.Outcome(
        exit: exit.rawValue, counts: counts?.byName ?? [:], timings: timings,
        peakMemory: Machine.peakMemory, published: published,
        reports: published == nil ? [] : files))
  }

  /// The content of `run.json`.
  func json(
    _ counted: CountedCorpus, _ outcome: RunOutcome, _ files: [WrittenFile],
    _ settings: RunSettings
  ) -> JSONObject {
    var versions: JSONObject = [:]
    for (name, version) in RunRecord.versions.sorted(by: { $0.key < $1.key }) {
      versions[name] = .string(version)
    }
    var seconds: JSONObject = [:]
    for (name, value) in stages { seconds[name] = .number(value) }
    return [
      "run": .string(id),
      "pipeline": .string(pipeline.name),
      "started": .string(started.formatted(.iso8601)),
      "ended": .string(Date().formatted(.iso8601)),
      "exit": .integer(Int(outcome.exit.rawValue)),
      "versions": .object(versions),
      "fingerprint": .string(hex(counted.plan.fingerprint)),
      "articles": .object(outcome.counts.json),
      "encodings": .object(outcome.counts.encodingsJSON),
      "rejects": .integer(outcome.rejects),
      "warnings": .array(outcome.warnings.map { .string("\($0)") }),
      "jobs": .integer(settings.shares.workers),
      "memory_budget": .integer(settings.memory),
      "peak_memory": .integer(Machine.peakMemory),
      "processor_seconds": .number(Machine.processorSeconds),
      "seconds": .object(seconds),
      "work": .object(counted.meter.json),
      "leaves": .object(leaves),
      "analyses": .object(tables),
      "files": .array(
        files.map {
          [
            "name": .string($0.name), "bytes": .integer(Int($0.byteCount)),
            "sha256": .string($0.sha256),
          ]
        }),
      "batches": .array(counted.batches.map { .object($0.json) }),
      "resolved_pipeline": .object(pipeline.resolvedJSON),
    ]
  }
}

extension CorpusCounts {
  /// The counts and their names.
  private var named: [(name: String, count: UInt64)] {
    [
      ("read", read), ("counted", counted), ("filtered", filtered), ("duplicates", duplicates),
      ("rejected", rejected), ("replacements", replacements),
      ("unreadable_dates", unreadableDates),
    ]
  }

  /// The counts by name.
  fileprivate var byName: [String: Int] {
    Dictionary(uniqueKeysWithValues: named.map { ($0.name, Int($0.count)) })
  }

  /// The counts by name, in order.
  fileprivate var json: JSONObject {
    JSONObject(named.map { .init($0.name, .integer(Int($0.count))) })
  }

  /// The articles of each encoding that there were.
  fileprivate var encodingsJSON: JSONObject {
    JSONObject(
      zip(TextEncoding.counted, encodings).filter { $0.1 > 0 }
        .map { .init($0, .integer(Int($1))) })
  }
}

extension BatchRecord {
  /// The batch as `run.json` lists it.
  var json: JSONObject {
    var object: JSONObject = [
      "name": .string(name), "bytes": .integer(bytes), "sha256": .string(hex(digest)),
      "container": .string(container), "format": .string(format), "articles": .object(counts.json),
    ]
    if !counts.isUTF8 { object["encodings"] = .object(counts.encodingsJSON) }
    if isNew { object["new"] = .boolean(true) }
    if hasLeft { object["removed"] = .boolean(true) }
    if skippedEntries > 0 { object["skipped_entries"] = .integer(skippedEntries) }
    if let damage { object["damage"] = .string("\(damage)") }
    if let duplicateOf { object["duplicate_of"] = .string(duplicateOf) }
    return object
  }
}
