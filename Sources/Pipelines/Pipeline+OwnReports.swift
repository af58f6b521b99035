import Articles
import Bytes
import Diagnostics

extension Pipeline {
  /// The absolute or relative path of the folder under which reports are published.
  public var outputFolder: String {
    FileSystem.plain(
      reports.directory.hasPrefix("/") ? reports.directory : "\(folder)/\(reports.directory)")
  }

  /// Removes batches that are in a folder of reports below `root`, this pipeline's or another's: a
  /// pattern that matches them is not meant to. Files named without a wildcard stay. Each folder
  /// that loses files gets a warning.
  public mutating func leaveOutReports(in root: String) {
    guard let root = FileSystem.resolvedPath(root) else { return }
    let named = Set(corpus.batches)
    var folders: [String: String?] = [:]
    func owner(of path: String) -> String? {
      let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
      if let known = folders[parent] { return known }
      let owner = reportsFolder(holding: parent.isEmpty ? "/" : parent, below: root)
      folders[parent] = .some(owner)
      return owner
    }
    var left: [String: Int] = [:]
    let kept = batches.filter { batch in
      guard !batch.isStandardInput, !named.contains(batch.name) else { return true }
      guard let owner = owner(of: batch.path) else { return true }
      left[owner, default: 0] += 1
      return false
    }
    batches = kept
    let warnings = batchWarnings.filter { warning in
      guard warning.code == "batch.folder-passed", case .path(let name)? = warning.place else {
        return true
      }
      return owner(of: name.hasPrefix("/") ? name : "\(folder)/\(name)") == nil
    }
    batchWarnings = warnings
    for (folder, count) in left.sorted(by: { $0.key < $1.key }) {
      batchWarnings.append(
        Fault(
          "batch.own-reports",
          count == 1
            ? "reports are published here; the file that a pattern of batches matches is not read"
            : "reports are published here; the \(count) files that a pattern of batches matches "
              + "are not read",
          at: .path(folder), advice: "Narrow the pattern, or set `reports.directory` elsewhere.",
          exit: .success))
    }
  }

  /// The folder of a pipeline's reports in `root` that contains `folder`; nil if there is none.
  private func reportsFolder(holding folder: String, below root: String) -> String? {
    guard let path = FileSystem.resolvedPath(folder) else { return nil }
    let prefix = root == "/" ? "/" : root + "/"
    guard path.hasPrefix(prefix),
      let name = path.dropFirst(prefix.count).split(separator: "/").first
    else { return nil }
    let owner = prefix + name
    let isReports = name == self.name || (try? FileSystem.entry(at: "\(owner)/.state")) == .folder
    return isReports ? owner : nil
  }
}
