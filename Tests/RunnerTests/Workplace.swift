import Bytes
import Diagnostics
import Foundation
import Pipelines
import TestSupport
import Testing

@testable import Runner

/// A folder with batches, pipelines and their reports; gone when the test is over.
final class Workplace {
  private let folder = TemporaryFolder()

  var path: String { folder.path }

  init() throws {
    try write(Recipe.categories, to: "categories.yml")
    try write(Recipe.frequencies, to: "frequencies.csv")
  }

  /// Writes a file and the folders above it.
  func write(_ bytes: [UInt8], to name: String) throws { try folder.write(bytes, to: name) }

  func write(_ text: String, to name: String) throws { try folder.write(text, to: name) }

  /// `bytes` as gzip, by zlib.
  func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let file = "\(path)/.gzip-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: file) }
    let writer = try GzipWriter(path: file, level: 6)
    try writer.write(bytes.span)
    try writer.finish()
    return Array(try Data(contentsOf: URL(filePath: file)))
  }

  func gzip(_ text: String) throws -> [UInt8] { try gzip(Array(text.utf8)) }

  /// The pipeline in `text`, as if it lay in the folder.
  func pipeline(_ text: String, named name: String = "p") throws -> Pipeline {
    try PipelineFile.parse(text, path: "\(path)/\(name).yml")
  }

  /// Runs `pipeline`; its reports go to the folder `output`.
  ///
  /// Everything is counted again unless `isFull` is false.
  func run(
    _ pipeline: Pipeline, jobs: Int = 2, memory: Int = 256 << 20, to output: String = "Output",
    isFull: Bool = true,
    cancellation: Cancellation = Cancellation(),
    shares change: (inout MemoryShares) -> Void = { _ in }, watcher: RunProgress.Watcher? = nil
  ) throws -> FinishedRun {
    var settings = RunSettings(jobs: jobs, memory: memory, output: "\(path)/\(output)")
    var shares = settings.shares
    change(&shares)
    settings.givenShares = shares
    settings.isFull = isFull
    let outcome = try PipelineRun.publish(pipeline, settings, cancellation, watcher: watcher)
    return try FinishedRun(outcome)
  }

  /// What is in the folder `name` besides what is hidden, sorted.
  func names(in name: String) -> [String] {
    folder.names(in: name).filter { !$0.hasPrefix(".") }
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

  /// Expects that nothing is left of unfinished work under the output of pipeline `name`.
  func expectNoTraces(
    of name: String = "p", in output: String = "Output",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let folder = "\(path)/\(output)/\(name)"
    let all = try FileManager.default.subpathsOfDirectory(atPath: folder)
    let left = all.filter { $0.contains("scratch") || $0.hasPrefix(".unpublished") }
    #expect(left == [], sourceLocation: sourceLocation)
  }
}

/// What a run has published.
struct FinishedRun: Sendable {
  let outcome: RunOutcome
  let folder: String
  /// Everything that must not depend on how the run was done: the tables, by file name.
  let tables: [String: [UInt8]]
  private let recordText: Data
  let rejectLines: [Data]

  init(_ outcome: RunOutcome) throws {
    self.outcome = outcome
    let folder = try #require(outcome.folder)
    self.folder = folder
    var tables: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      guard name != "run.json", name.hasSuffix(".csv") || name.hasSuffix(".json") else { continue }
      tables[name] = Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
    }
    self.tables = tables
    recordText = try Data(contentsOf: URL(filePath: "\(folder)/run.json"))
    rejectLines = try String(contentsOfFile: "\(folder)/rejects.jsonl", encoding: .utf8)
      .split(separator: "\n").map { Data($0.utf8) }
  }

  /// What `run.json` says.
  var record: [String: Any] { FinishedRun.object(recordText) }
  /// The lines of `rejects.jsonl`.
  var rejects: [[String: Any]] { rejectLines.map(FinishedRun.object) }

  private static func object(_ text: Data) -> [String: Any] {
    (try? JSONSerialization.jsonObject(with: text)) as? [String: Any] ?? [:]
  }

  func text(_ name: String) -> String { String(decoding: tables[name] ?? [], as: UTF8.self) }

  /// The rows of a table of plain cells, without its header.
  func rows(_ name: String) -> [[String]] {
    text(name).split(separator: "\r\n").flatMap { $0.split(separator: "\n") }.dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// A count of how the work was done, from `run.json`.
  func work(_ name: String) -> Int { (record["work"] as? [String: Any])?[name] as? Int ?? -1 }

  /// The count `name` of all articles, from `run.json`.
  func articles(_ name: String) -> Int {
    (record["articles"] as? [String: Any])?[name] as? Int ?? -1
  }

  /// What `run.json` says of the batch `name`.
  func batch(_ name: String) -> [String: Any] {
    let batches = record["batches"] as? [[String: Any]] ?? []
    return batches.first { $0["name"] as? String == name } ?? [:]
  }

  /// Expects that nothing is lost, in all and for every batch, and that `run.json` and the outcome
  /// agree.
  func expectConserved(sourceLocation: SourceLocation = #_sourceLocation) {
    func sum(_ counts: [String: Any]?) -> (read: Int, known: Int) {
      let known = ["counted", "filtered", "duplicates", "rejected"]
      return (
        counts?["read"] as? Int ?? -1, known.reduce(0) { $0 + (counts?[$1] as? Int ?? -1) }
      )
    }
    let all = sum(record["articles"] as? [String: Any])
    #expect(all.read == all.known, sourceLocation: sourceLocation)
    #expect(all.read == Int(outcome.counts.read), sourceLocation: sourceLocation)
    var read = 0
    for batch in record["batches"] as? [[String: Any]] ?? [] {
      let counts = sum(batch["articles"] as? [String: Any])
      #expect(counts.read == counts.known, sourceLocation: sourceLocation)
      read += counts.read
    }
    #expect(read == all.read, sourceLocation: sourceLocation)
    #expect(rejects.count == outcome.rejects, sourceLocation: sourceLocation)
  }

  /// Expects the same tables as `other` has, byte for byte.
  func expectSameTables(
    as other: FinishedRun, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(tables.keys.sorted() == other.tables.keys.sorted(), sourceLocation: sourceLocation)
    for (name, bytes) in other.tables {
      // Not `==` in the macro: it would print megabytes.
      let agrees = bytes == tables[name]
      #expect(agrees, "\(name), \(what)", sourceLocation: sourceLocation)
    }
  }
}

/// The exit status and code of the fault that `body` throws.
func fault(_ body: () throws -> Void) -> Fault? {
  do {
    try body()
    return nil
  } catch let fault as Fault {
    return fault
  } catch {
    return nil
  }
}
