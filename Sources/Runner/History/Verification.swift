import Bytes
import Diagnostics
import Foundation
import Ledger
import Reports

/// A check that everything which a pipeline has published and keeps is as it was written.
///
/// Reads, and neither changes nor locks anything: it can be done during a run. What that run
/// publishes or removes meanwhile is no problem.
public struct Verification: Sendable {
  /// One thing that was looked into.
  public struct Check: Sendable {
    /// The part that was checked: `latest`, `reports`, `leaves` or `ledger`.
    public var name: String
    /// How many things of the kind there are.
    public var count: Int
    /// The problems found.
    public var problems: [Fault]
  }

  /// The pipeline.
  public let pipeline: PipelineFolder
  /// The parts that were checked, in order.
  public private(set) var checks: [Check] = []

  /// Verifies all of `pipeline`; costs one read of its reports.
  ///
  /// Throws if the folder itself cannot be read.
  public init(_ pipeline: PipelineFolder) throws(Fault) {
    self.pipeline = pipeline
    let published = try PublishedRuns(folder: pipeline.path)
    var runs: [PublishedRun] = []
    var reports = Check(name: "reports", count: 0, problems: [])
    for id in published.ids {
      do throws(Fault) {
        let run = try published.run(id)
        reports.count += run.files.count
        reports.problems += run.faults()
        runs.append(run)
      } catch {
        reports.problems.append(error)
      }
    }
    // A run that has been removed since it was listed is not damaged.
    reports.problems.removeAll { [pipeline] fault in
      guard case .path(let path)? = fault.place else { return false }
      return published.ids.contains { id in
        path.hasPrefix("\(pipeline.path)/\(id)") && Verification.isGone("\(pipeline.path)/\(id)")
      }
    }
    checks = [
      Check(
        name: "latest", count: published.latest == nil ? 0 : 1,
        problems: Verification.problemsOfLatest(published)),
      reports,
      try Verification.leaves(pipeline, runs.last { $0.id == published.latest }),
      try Verification.ledger(pipeline, runs),
    ]
  }

  /// Everything that is wrong.
  public var problems: [Fault] { checks.flatMap(\.problems) }

  private static func isGone(_ path: String) -> Bool {
    do { return try FileSystem.entry(at: path) == nil } catch { return false }
  }

  private static func problemsOfLatest(_ published: PublishedRuns) -> [Fault] {
    let path = "\(published.folder)/latest"
    func problem(_ code: String, _ message: String) -> [Fault] {
      // It may have moved on, and the run that it led to be gone.
      if let now = try? PublishedRuns(folder: published.folder), now.latest != published.latest {
        return []
      }
      return [
        Fault(
          code, message, at: .path(path),
          advice: "The next run that publishes sets it right.", exit: .inputOutput)
      ]
    }
    guard let latest = published.latest else {
      if published.ids.isEmpty { return [] }
      return problem("latest.missing", "there is no link to the latest run")
    }
    guard published.ids.contains(latest) else {
      return problem("latest.dangling", "it leads to `\(latest)`, which is no published run")
    }
    if let newest = published.ids.last, newest != latest {
      return problem("latest.outdated", "it leads to \(latest), but \(newest) is newer")
    }
    return []
  }

  /// Whether the counts that are kept are sound, and hold the batches of the `latest` run.
  private static func leaves(
    _ pipeline: PipelineFolder, _ latest: PublishedRun?
  ) throws(Fault) -> Check {
    var verification = try LeafVerification(state: pipeline.state)
    if let latest {
      // A batch that could not be read has no digest, or was not counted and need not be kept.
      let digests = latest.batches.filter { $0.articles > $0.rejects }.map(\.digest)
      verification.check(
        coverageOf: digests.filter { !$0.isEmpty }, listedIn: "\(latest.folder)/run.json")
    }
    return Check(
      name: "leaves", count: verification.count, problems: verification.problems)
  }

  /// Whether the ledger can be read, and agrees with the published `runs`.
  private static func ledger(
    _ pipeline: PipelineFolder, _ runs: [PublishedRun]
  ) throws(Fault) -> Check {
    let path = "\(pipeline.state)/ledger.sqlite"
    let ledger: Ledger
    do throws(Fault) {
      ledger = try Ledger.snapshot(state: pipeline.state)
    } catch {
      return Check(name: "ledger", count: 0, problems: [error])
    }
    var problems = ledger.warnings
    let known = try ledger.runs()
    guard problems.isEmpty else { return Check(name: "ledger", count: 0, problems: problems) }
    for run in runs {
      guard known.contains(where: { $0.id == run.id && $0.published != nil }) else {
        problems.append(
          Fault(
            "ledger.lacks-run", "the ledger does not know the published run \(run.id)",
            at: .path(path), advice: "The next run takes it up.", exit: .inputOutput))
        continue
      }
      let recorded = try ledger.reports(of: run.id)
      let files = run.files + [run.recordFile]
      for file in recorded where !files.contains(file) {
        problems.append(
          Fault(
            "report.unlike-ledger", "the ledger has recorded another digest of it",
            at: .path("\(run.folder)/\(file.file)"),
            advice: "`run.json` or the file has been changed since it was published.",
            exit: .inputOutput))
      }
    }
    return Check(name: "ledger", count: known.count, problems: problems)
  }

  /// The output of `broadsheet verify --json`.
  public var json: JSONObject {
    [
      "pipeline": .string(pipeline.name), "folder": .string(pipeline.path),
      "ok": .boolean(problems.isEmpty),
      "checks": .array(
        checks.map { check in
          [
            "name": .string(check.name), "count": .integer(check.count),
            "ok": .boolean(check.problems.isEmpty),
            "problems": .array(check.problems.map { .object($0.problem) }),
          ]
        }),
    ]
  }
}

extension Fault {
  fileprivate var problem: JSONObject {
    var object: JSONObject = ["code": .string(code), "message": .string(message)]
    if case .path(let path)? = place { object["path"] = .string(path) }
    object["advice"] = advice.map(JSONValue.string)
    return object
  }
}
