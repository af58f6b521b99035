import Bytes
import Diagnostics
import Pipelines

/// Where the reports and the state of one pipeline lie.
public struct PipelineFolder: Sendable, Hashable {
  /// The pipeline's name.
  public var name: String
  /// Its folder, `Output/<pipeline>`.
  public var path: String
  /// The folder of its lock, ledger and leaves.
  public var state: String { "\(path)/.state" }

  init(name: String, in output: String) {
    self.name = name
    path = output == "." ? name : "\(output)/\(name)"
  }

  /// The folder of the pipeline that a person calls `name`: a pipeline file; or the name of a
  /// pipeline, or its folder, in `output`, by default the folder `Output` in the working directory.
  ///
  /// Throws `report.no-pipeline` (66) if nothing was ever published or begun there.
  public static func named(_ name: String, output: String?) throws(Fault) -> PipelineFolder {
    let root = output ?? "Output"
    var folder = PipelineFolder(name: name, in: root)
    if try isPipeline(folder.path) { return folder }
    let status = try? FileSystem.status(at: name)
    if status?.entry == .file {
      let reports = try PipelineFile.reports(path: name)
      folder = PipelineFolder(name: reports.name, in: output ?? reports.directory)
      if try isPipeline(folder.path) { return folder }
      throw Fault(
        "report.no-pipeline", "the pipeline `\(folder.name)` has not run yet",
        at: .path(folder.path), advice: "Name the folder of its reports with --output.",
        exit: .noInput)
    }
    let bare = name.hasSuffix("/") ? String(name.dropLast()) : name
    if status?.entry == .folder, try isPipeline(bare) {
      let slash = bare.lastIndex(of: "/")
      folder.name = slash.map { String(bare[bare.index(after: $0)...]) } ?? bare
      folder.path = bare
      return folder
    }
    let known = (try? all(output: output).map(\.name)) ?? []
    throw Fault(
      "report.no-pipeline", "there is no pipeline `\(name)`", at: .path(root),
      advice: nearestName(to: name, among: known).map { "Did you mean `\($0)`?" }
        ?? "Name a pipeline file, or a folder in \(root), or another folder with --output.",
      exit: .noInput)
  }

  /// The folders of all pipelines in `output`, by default `Output` in the working directory.
  ///
  /// Throws `report.no-pipeline` (66) if there is none.
  public static func all(output: String?) throws(Fault) -> [PipelineFolder] {
    let root = output ?? "Output"
    var folders: [PipelineFolder] = []
    for name in (try? FileSystem.names(in: root)) ?? [] where !name.hasPrefix(".") {
      let folder = PipelineFolder(name: name, in: root)
      if try isPipeline(folder.path) { folders.append(folder) }
    }
    guard !folders.isEmpty else {
      throw Fault(
        "report.no-pipeline", "no pipeline has published here", at: .path(root),
        advice: "Name a pipeline, or the folder of reports with --output.", exit: .noInput)
    }
    return folders
  }

  /// Whether a pipeline has run there: it has a state, or published runs.
  private static func isPipeline(_ path: String) throws(Fault) -> Bool {
    if case .folder? = try? FileSystem.status(at: "\(path)/.state")?.entry { return true }
    return try !PublishedRuns(folder: path).ids.isEmpty
  }
}
