import Foundation
import GRDB

/// One run of the pipeline, as the ledger keeps it.
public struct Run: Sendable, Hashable, Codable {
  /// How far a run has come.
  public enum State: String, Sendable, Hashable, Codable {
    /// It is going on; or it was stopped and no later run has begun since.
    case running
    /// It ended by itself, well or badly: `exit` says which.
    case finished
    /// It began and never ended: killed, or cut off by the machine.
    case interrupted
  }

  /// The run's identifier, the name of its report folder.
  public var id: String
  /// When it began, to the millisecond.
  public var started: Date
  /// When it ended; nil if it did not.
  public internal(set) var ended: Date?
  /// How far it has come.
  public internal(set) var state = State.running
  /// The resolved pipeline, as JSON.
  public var pipeline: String
  /// The versions of all that can change a number: the tool, Unicode, Snowball.
  public var versions: [String: String]
  /// The exit status, a raw value of `ExitStatus`.
  public internal(set) var exit: Int32?
  /// What was counted: articles read, counted, filtered, rejected, ...
  public internal(set) var counts: [String: Int]?
  /// Seconds of wall time by stage.
  public internal(set) var timings: [String: Double]?
  /// The most memory that was resident, in bytes.
  public internal(set) var peakMemory: Int?
  /// The folder of the published reports; nil if nothing was published.
  public internal(set) var published: String?
  /// Whether what is known of its end was read from its published reports.
  public internal(set) var adopted = false
  /// The number of the list of its batches; nil if it never got so far.
  var batchList: Int?

  /// A run that begins.
  public init(id: String, started: Date, pipeline: String, versions: [String: String]) {
    self.id = id
    self.started = started
    self.pipeline = pipeline
    self.versions = versions
  }

  mutating func finish(with outcome: Outcome) {
    state = .finished
    ended = outcome.ended
    exit = outcome.exit
    counts = outcome.counts
    timings = outcome.timings
    peakMemory = outcome.peakMemory
    published = outcome.published
  }
}

extension Run {
  /// What became of a run that ended.
  public struct Outcome: Sendable, Hashable {
    /// When it ended.
    public var ended: Date
    /// How the program ended, a raw value of `ExitStatus`.
    public var exit: Int32
    /// What was counted: articles read, counted, filtered, rejected, ...
    public var counts: [String: Int]
    /// Seconds of wall time by stage.
    public var timings: [String: Double]
    /// The most memory that was resident, in bytes.
    public var peakMemory: Int?
    /// The folder of the published reports; nil if nothing was published.
    public var published: String?
    /// The files in that folder.
    public var reports: [PublishedFile]

    /// Gathers what became of a run.
    public init(
      ended: Date = Date(), exit: Int32, counts: [String: Int] = [:],
      timings: [String: Double] = [:], peakMemory: Int? = nil, published: String? = nil,
      reports: [PublishedFile] = []
    ) {
      self.ended = ended
      self.exit = exit
      self.counts = counts
      self.timings = timings
      self.peakMemory = peakMemory
      self.published = published
      self.reports = reports
    }
  }
}

/// A stage of a run that has ended: reading, merging, reporting.
public struct Stage: Sendable, Hashable, Codable {
  /// The identifier of the run.
  public var run: String
  /// The stage's name, unique in its run.
  public var name: String
  /// When it began.
  public var started: Date
  /// When it ended.
  public var ended: Date
  /// What went into it and what came out.
  public var counts: [String: Int]

  /// Gathers what is known of a stage.
  public init(run: String, name: String, started: Date, ended: Date, counts: [String: Int]) {
    self.run = run
    self.name = name
    self.started = started
    self.ended = ended
    self.counts = counts
  }
}

/// A batch that a run has read.
public struct Batch: Sendable, Hashable {
  /// The batch's name (its path relative to the pipeline), unique in its run.
  public var name: String
  /// The digest of its bytes, in hexadecimal; empty if it was not read to its end.
  public var digest: String
  /// Its size as it is on disk, in bytes.
  public var size: Int
  /// The articles read from it, rejected ones included.
  public var articles: Int
  /// How many of them were rejected.
  public var rejects: Int

  /// Gathers what is known of a batch.
  public init(name: String, digest: String, size: Int, articles: Int, rejects: Int) {
    self.name = name
    self.digest = digest
    self.size = size
    self.articles = articles
    self.rejects = rejects
  }
}

/// How the batches of a run differ from those of the run before it.
public struct BatchChanges: Sendable, Hashable {
  /// The number of batches.
  public var total: Int
  /// Batches that were not there before.
  public var added: Int
  /// Batches of a known name with other content.
  public var changed: Int
  /// Batches that are gone.
  public var removed: Int

  /// Gathers the numbers.
  public init(total: Int, added: Int, changed: Int, removed: Int) {
    self.total = total
    self.added = added
    self.changed = changed
    self.removed = removed
  }
}

/// A file of published reports.
public struct PublishedFile: Sendable, Hashable, Codable {
  /// Its name in the run's folder.
  public var file: String
  /// Its size in bytes.
  public var bytes: Int
  /// Its SHA-256 digest, in hexadecimal.
  public var sha256: String

  /// Gathers what is known of a file.
  public init(file: String, bytes: Int, sha256: String) {
    self.file = file
    self.bytes = bytes
    self.sha256 = sha256
  }
}

/// An immutable file of counts: of some batches, or the merger of other such files.
public struct StoredLeaf: Sendable, Hashable, Codable {
  /// What a leaf is good for.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// What batches contribute; made from their text.
    case leaf
    /// Leaves merged into one; can be made again from them.
    case cache
  }

  /// The file's name, unique in the store.
  public var name: String
  /// The fingerprint of what was counted, in hexadecimal.
  public var fingerprint: String
  /// What it is good for.
  public var kind: Kind
  /// Its size in bytes.
  public var size: Int
  /// The number of batches that it covers.
  public var batches: Int
  /// The number of articles that were read for it.
  public var articles: Int
  /// When it was made, to the millisecond.
  public var created: Date

  /// Gathers what is known of a leaf.
  public init(
    name: String, fingerprint: String, kind: Kind, size: Int, batches: Int, articles: Int,
    created: Date
  ) {
    self.name = name
    self.fingerprint = fingerprint
    self.kind = kind
    self.size = size
    self.batches = batches
    self.articles = articles
    self.created = created
  }
}

extension Run: FetchableRecord, PersistableRecord {
  /// The table of runs.
  public static let databaseTableName = "runs"
}

extension Run.State: DatabaseValueConvertible {}

extension Stage: FetchableRecord, PersistableRecord {
  /// The table of stages.
  public static let databaseTableName = "stages"
}

extension Batch: FetchableRecord {
  /// The columns that make a batch, in the order in which `init(row:)` reads them.
  static let columns = "name, digest, size, articles, rejects"

  /// The batch in a row of `columns`: by place, for there may be ten thousand.
  public init(row: Row) {
    self.init(name: row[0], digest: row[1], size: row[2], articles: row[3], rejects: row[4])
  }
}

extension PublishedFile: FetchableRecord {}

extension StoredLeaf: FetchableRecord, PersistableRecord {
  /// The table of leaves and caches.
  public static let databaseTableName = "leaves"
}
