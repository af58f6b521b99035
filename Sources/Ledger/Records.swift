import Diagnostics
import Foundation
import GRDB

/// One run of the pipeline, as the ledger keeps it.
public struct Run: Sendable, Hashable, Codable {
  /// How far a run has come.
  public enum State: String, Sendable, Hashable, Codable {
    /// It is going on; or it was stopped and no later run has begun since.
    case running
    /// It ended by itself, well or badly: `exit` tells.
    case finished
    /// It began and never ended: killed, or cut off by the machine.
    case interrupted
  }

  /// What became of a run that ended.
  public struct Outcome: Sendable, Hashable {
    /// How the program ended.
    public var exit: ExitStatus
    /// What was counted: articles read, counted, filtered, rejected, ...
    public var counts: [String: Int]
    /// Seconds of wall time by stage.
    public var timings: [String: Double]
    /// The most memory that was resident, in bytes.
    public var peakMemory: Int?
    /// The folder of the published reports; nil if nothing was published.
    public var published: String?

    /// Gathers what became of a run.
    public init(
      exit: ExitStatus, counts: [String: Int] = [:], timings: [String: Double] = [:],
      peakMemory: Int? = nil, published: String? = nil
    ) {
      self.exit = exit
      self.counts = counts
      self.timings = timings
      self.peakMemory = peakMemory
      self.published = published
    }
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

  /// A run that begins.
  public init(id: String, started: Date, pipeline: String, versions: [String: String]) {
    self.id = id
    self.started = started
    self.pipeline = pipeline
    self.versions = versions
  }

  mutating func finish(at time: Date, with outcome: Outcome) {
    state = .finished
    ended = time
    exit = outcome.exit.rawValue
    counts = outcome.counts
    timings = outcome.timings
    peakMemory = outcome.peakMemory
    published = outcome.published
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
public struct Batch: Sendable, Hashable, Codable {
  /// The identifier of the run.
  public var run: String
  /// The batch's name (its path relative to the pipeline), unique in its run.
  public var name: String
  /// The digest of its bytes, in hexadecimal.
  public var digest: String
  /// Its size as it lies on disk, in bytes.
  public var size: Int
  /// The articles read from it, rejected ones included.
  public var articles: Int
  /// How many of them were rejected.
  public var rejects: Int

  /// Gathers what is known of a batch.
  public init(run: String, name: String, digest: String, size: Int, articles: Int, rejects: Int) {
    self.run = run
    self.name = name
    self.digest = digest
    self.size = size
    self.articles = articles
    self.rejects = rejects
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

extension Batch: FetchableRecord, PersistableRecord {
  /// The table of batches.
  public static let databaseTableName = "batches"
}
