import Diagnostics
import Foundation
import Ledger
import Reports

extension Ledger {
  /// Brings the ledger in line with the folder of published reports, which is the truth: runs that
  /// are published there though the ledger does not know of it are taken up, if their files are
  /// what their `run.json` says; the files of runs that have been removed are forgotten.
  ///
  /// - Returns: what a person should know of it. The runs taken up are the `run.adopted` among
  ///   them, or, if the ledger knew none before, one `ledger.rebuilt`.
  func reconcile(with published: PublishedRuns) throws(Fault) -> [Fault] {
    let known = try runs()
    let recorded = Set(known.lazy.filter { $0.published != nil }.map(\.id))
    var adopted: [String] = []
    var warnings: [Fault] = []
    for id in published.ids where !recorded.contains(id) {
      do throws(Fault) {
        let run = try published.run(id)
        if let fault = run.faults().first { throw fault }
        try adopt(
          Run(
            id: id, started: run.started, pipeline: JSONValue.object(run.pipeline).compact,
            versions: run.versions),
          run.outcome, batches: run.batches)
        adopted.append(id)
      } catch {
        guard error.code.hasPrefix("report.") || error.code.hasPrefix("file.") else { throw error }
        warnings.append(
          Fault(
            "run.not-adopted",
            "the ledger does not know this run, and it cannot be taken up: \(error.message)",
            at: error.place, advice: "`broadsheet verify` says what is wrong with reports.",
            exit: .success))
      }
    }
    try forgetReports(except: Set(published.ids))
    if known.isEmpty, !adopted.isEmpty {
      let runs = adopted.count == 1 ? "one published run" : "\(adopted.count) published runs"
      warnings.insert(
        Fault(
          "ledger.rebuilt", "the ledger knew of no run; it was rebuilt from \(runs)",
          at: .path(published.folder), exit: .success), at: 0)
    } else {
      warnings += adopted.map { id in
        let what =
          known.contains { $0.id == id }
          ? "the run \(id) was killed after it had published its reports"
          : "the run \(id) is published, but the ledger did not know it; it was taken up"
        return Fault(
          "run.adopted", what, at: .path("\(published.folder)/\(id)"), exit: .success)
      }
    }
    return warnings
  }
}
