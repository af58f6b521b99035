import Bytes
import Diagnostics
import Reports

/// The published runs of one pipeline, in its folder.
public struct PublishedRuns: Sendable {
  /// The folder, `Output/<pipeline>`.
  public let folder: String
  /// The names of the runs, oldest first: of the folders that hold a `run.json`.
  public let ids: [String]
  /// Where `latest` leads to, as written in it; nil if there is no such link.
  public let latest: String?

  /// Looks into `folder`; one that is not there holds no runs.
  public init(folder: String) throws(Fault) {
    self.folder = folder
    do throws(SystemError) {
      guard try FileSystem.status(at: folder)?.entry == .folder else {
        (ids, latest) = ([], nil)
        return
      }
      var ids: [String] = []
      for name in try FileSystem.names(in: folder) where !name.hasPrefix(".") {
        guard try FileSystem.entry(at: "\(folder)/\(name)") == .folder,
          try FileSystem.entry(at: "\(folder)/\(name)/run.json") == .file
        else { continue }
        ids.append(name)
      }
      self.ids = ids
      let link = "\(folder)/latest"
      latest =
        try FileSystem.entry(at: link) == .symbolicLink
        ? try FileSystem.target(ofSymbolicLink: link) : nil
    } catch {
      throw Fault(
        "report.unreadable", "the folder of reports cannot be read: \(error)", at: .path(folder),
        exit: .inputOutput)
    }
  }

  /// Reads the record of the run `id`.
  public func run(_ id: String) throws(Fault) -> PublishedRun {
    let run = try PublishedRun(folder: "\(folder)/\(id)")
    guard run.id == id else {
      throw Fault(
        "report.misplaced", "these are the reports of run \(run.id), under another name",
        at: .path(run.folder), exit: .inputOutput)
    }
    return run
  }

  /// The run that a person calls `name`: `latest`, a run's name, or a beginning that only one has.
  ///
  /// Throws `report.no-run` (66), or `report.ambiguous-run` (64).
  public func id(of name: String) throws(Fault) -> String {
    if name == "latest" {
      if let latest, ids.contains(latest) { return latest }
      throw Fault(
        "report.no-run", "`latest` leads to no published run", at: .path(folder), exit: .noInput)
    }
    if ids.contains(name) { return name }
    let matches = ids.filter { $0.hasPrefix(name) }
    guard let match = matches.first, !name.isEmpty else {
      throw Fault(
        "report.no-run", "there is no published run `\(name)`", at: .path(folder),
        advice: "`broadsheet history` lists the runs; old ones are removed by `reports.keep`.",
        exit: .noInput)
    }
    guard matches.count == 1 else {
      throw Fault(
        "report.ambiguous-run", "\(matches.count) runs begin with `\(name)`", at: .path(folder),
        advice: "The first are \(matches.prefix(3).joined(separator: ", ")).", exit: .usage)
    }
    return match
  }
}
