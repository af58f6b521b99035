import Bytes
import Diagnostics
import Foundation
import Ledger
import Reports

/// A published run, as described in its `run.json`.
public struct PublishedRun: Sendable {
  /// The run's folder.
  public let folder: String
  /// The run's identifier, which is the name of its folder too.
  public let id: String
  /// All that `run.json` says.
  public let record: JSONObject
  /// When it began.
  public let started: Date
  /// When it ended.
  public let ended: Date
  /// The files of the run, `run.json` itself apart.
  public let files: [PublishedFile]
  /// The resolved pipeline.
  public let pipeline: JSONObject
  /// Size and digest of `run.json` itself.
  let recordFile: PublishedFile

  /// The longest `run.json` that is read, in bytes: a thousand batches take half a million.
  static let longestRecord = 1 << 30

  /// Reads the `run.json` in `folder`.
  ///
  /// Throws `report.unreadable` or `report.malformed` (74), which says what is missing.
  init(folder: String) throws(Fault) {
    let path = "\(folder)/run.json"
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.contents(of: path, atMost: PublishedRun.longestRecord)
    } catch {
      throw Fault(
        "report.unreadable", "the run's record cannot be read: \(error)", at: .path(path),
        exit: .inputOutput)
    }
    self.folder = folder
    var digest = Digest()
    digest.update(bytes.span)
    recordFile = PublishedFile(file: "run.json", bytes: bytes.count, sha256: digest.finalizeHex())
    let reader = try RecordReader(bytes, path: path)
    record = reader.record
    id = try reader.text("run")
    let started = try reader.time("started")
    self.started = PublishedRun.time(ofIdentifier: id) ?? started
    ended = try reader.time("ended")
    pipeline = try reader.object("resolved_pipeline")
    var files: [PublishedFile] = []
    for file in try reader.array("files") {
      guard let name = file.object?["name"]?.text, let bytes = file.object?["bytes"]?.integer,
        let sha256 = file.object?["sha256"]?.text, !name.contains("/"), name != ".."
      else { throw reader.malformed("a file without name, size or digest") }
      files.append(PublishedFile(file: name, bytes: bytes, sha256: sha256))
    }
    self.files = files
    _ = try reader.integer("exit")
    _ = try reader.object("versions")
    _ = try reader.object("articles")
    _ = try reader.array("batches")
  }

  /// How the program ended.
  public var exit: Int { record["exit"]?.integer ?? 0 }
  /// The versions on which numbers depend, by name.
  public var versions: [String: String] { PublishedRun.values(record["versions"]) { $0.text } }
  /// Where the articles went: read, counted, filtered, …
  public var counts: [String: Int] { PublishedRun.values(record["articles"]) { $0.integer } }

  /// The batches that were read.
  var batches: [Batch] {
    (record["batches"]?.array ?? []).compactMap { value in
      guard let batch = value.object, let name = batch["name"]?.text else { return nil }
      let articles = batch["articles"]?.object
      return Batch(
        name: name, digest: batch["sha256"]?.text ?? "", size: batch["bytes"]?.integer ?? 0,
        articles: articles?["read"]?.integer ?? 0, rejects: articles?["rejected"]?.integer ?? 0)
    }
  }

  /// The outcome of the run, as the ledger keeps it.
  var outcome: Run.Outcome {
    Run.Outcome(
      ended: ended, exit: Int32(truncatingIfNeeded: exit), counts: counts,
      timings: PublishedRun.values(record["seconds"]) { $0.number },
      peakMemory: record["peak_memory"]?.integer, published: folder, reports: files + [recordFile])
  }

  private static func values<Value>(
    _ object: JSONValue?, _ value: (JSONValue) -> Value?
  ) -> [String: Value] {
    var values: [String: Value] = [:]
    for member in object?.object?.members ?? [] { values[member.name] = value(member.value) }
    return values
  }

  // MARK: Verifying

  /// The problems with the files of the run: every file that is missing, or is not what `run.json`
  /// says.
  ///
  /// Reads all of them.
  public func faults() -> [Fault] {
    files.compactMap { file in
      let path = "\(folder)/\(file.file)"
      do throws(Fault) {
        let opened = try File.reading(path)
        let size = try opened.size()
        guard size == file.bytes else {
          return PublishedRun.changed(path, "it has \(size) bytes, in place of \(file.bytes)")
        }
        guard hex(try Digest.ofFile(path)) == file.sha256 else {
          return PublishedRun.changed(path, "its SHA-256 is another one")
        }
        return nil
      } catch {
        return Fault(
          "report.missing", "a published report cannot be read: \(error.message)", at: .path(path),
          exit: .inputOutput)
      }
    }
  }

  private static func changed(_ path: String, _ what: String) -> Fault {
    Fault(
      "report.changed", "this is not what was published: \(what)", at: .path(path),
      advice: "Somebody has changed it, or the disk is failing. A new run publishes a new one.",
      exit: .inputOutput)
  }

  /// When the run of this name began; nil if it is no name of a run.
  static func time(ofIdentifier id: String) -> Date? {
    let parts = id.split(separator: ".", omittingEmptySubsequences: false)
    let format = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted)
    guard parts.count == 2, parts[1].hasSuffix("Z"), let thousandths = Int(parts[1].dropLast()),
      let seconds = try? Date("\(parts[0])Z", strategy: format)
    else { return nil }
    return seconds + Double(thousandths) / 1000
  }
}

/// Reads what every `run.json` has, or says what is missing.
private struct RecordReader {
  let record: JSONObject
  let path: String

  init(_ bytes: [UInt8], path: String) throws(Fault) {
    self.path = path
    let value: JSONValue
    do throws(JSONValue.SyntaxError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw RecordReader.malformed(
        "it is no JSON: \(error.expected) expected at byte \(error.offset)", path)
    }
    guard case .object(let record) = value else {
      throw RecordReader.malformed("it is no object", path)
    }
    self.record = record
  }

  func malformed(_ what: String) -> Fault { RecordReader.malformed(what, path) }

  private static func malformed(_ what: String, _ path: String) -> Fault {
    Fault(
      "report.malformed", "this is no record of a run: \(what)", at: .path(path),
      exit: .inputOutput)
  }

  private func member<Value>(
    _ name: String, _ value: (JSONValue) -> Value?
  ) throws(Fault) -> Value {
    guard let value = record[name].flatMap(value) else {
      throw malformed("`\(name)` is missing, or of another type")
    }
    return value
  }

  func text(_ name: String) throws(Fault) -> String { try member(name) { $0.text } }
  func integer(_ name: String) throws(Fault) -> Int { try member(name) { $0.integer } }
  func array(_ name: String) throws(Fault) -> [JSONValue] { try member(name) { $0.array } }
  func object(_ name: String) throws(Fault) -> JSONObject { try member(name) { $0.object } }
  func time(_ name: String) throws(Fault) -> Date {
    try member(name) { $0.text.flatMap { try? Date($0, strategy: .iso8601) } }
  }
}
