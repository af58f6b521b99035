import Bytes
import Diagnostics

/// Finds the batches that patterns name.
///
/// A pattern is a path with `*`, `?`, `[a-z]`, `[!a-z]`, `{a,b}`, and `**` as a component for any
/// number of folders, none included. Hidden files and folders match only where the pattern writes
/// the dot. Symbolic links are followed, but never back into a folder on the way. A path that
/// exists as it is written is taken so, whatever signs are in it; `-` is standard input.
public struct BatchFinder: Sendable {
  /// What a search found.
  public struct Found: Sendable, Equatable {
    /// The files, in byte order of their names, each once.
    public var batches: [BatchFile] = []
    /// The patterns that match no file, in the order given.
    public var unmatched: [String] = []
    /// Folders that could not be read, folders given for files, and names that are not UTF-8.
    public var faults: [Fault] = []
  }

  private let base: String

  /// A finder of paths relative to the folder `base`; the empty path is the current folder.
  public init(base: String = "") {
    self.base = base
  }

  /// The files that `patterns` match. Reads the folders on the way, and no file.
  public func find(_ patterns: [String]) -> Found {
    var found = Found()
    var names: Set<String> = []
    for pattern in patterns {
      let before = found.faults.count
      var isMatched = false
      func add(_ batch: BatchFile) {
        isMatched = true
        if names.insert(batch.name).inserted { found.batches.append(batch) }
      }
      if pattern == "-" {
        add(.standardInput)
      } else if let status = try? PathStatus(path: path(pattern)) {
        if status.isFolder {
          found.faults.append(folderFault(pattern))
        } else {
          add(BatchFile(path: path(pattern), name: tidied(pattern), bytes: status.size))
        }
      } else {
        for alternative in Glob.alternatives(pattern) {
          var walk = Walk(finder: self)
          walk.expand(alternative)
          walk.files.forEach(add)
          found.faults += walk.faults.filter { !found.faults.contains($0) }
        }
      }
      if !isMatched && found.faults.count == before { found.unmatched.append(pattern) }
    }
    found.batches.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return found
  }

  /// Where the file called `name` is opened.
  fileprivate func path(_ name: String) -> String {
    name.hasPrefix("/") || base.isEmpty ? name : "\(base)/\(name)"
  }

  /// Where the folder whose name, with its slash, is `name` is opened.
  fileprivate func folderPath(_ name: String) -> String {
    let path = path(name)
    return path.isEmpty ? "." : path
  }

  /// `name` without components that say nothing, so that one file has one name.
  private func tidied(_ name: String) -> String {
    let parts = name.split(separator: "/").filter { $0 != "." }
    return (name.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  private func folderFault(_ name: String) -> Fault {
    Fault(
      "batch.is-a-folder", "it is a folder, not a file", at: .path(name),
      advice: "name its files, as in \(name.hasSuffix("/") ? name : name + "/")**/*.gz",
      exit: .noInput)
  }
}

/// The expansion of one pattern over the folders that there are.
private struct Walk {
  private struct Child {
    var name: String
    /// Nil for a link that leads nowhere, which is an error only when it is opened.
    var status: PathStatus?

    var isFolder: Bool { status?.isFolder ?? false }
  }

  let finder: BatchFinder
  private(set) var files: [BatchFile] = []
  private(set) var faults: [Fault] = []
  /// The folders on the way that `**` went down, by which a loop of links shows.
  private var ancestors: [PathStatus] = []

  init(finder: BatchFinder) {
    self.finder = finder
  }

  mutating func expand(_ pattern: String) {
    let parts = pattern.split(separator: "/").filter { $0 != "." }
    step(in: pattern.hasPrefix("/") ? "/" : "", parts[...])
  }

  /// Matches `parts` inside the folder whose name, with its slash, is `folder`.
  private mutating func step(in folder: String, _ parts: ArraySlice<Substring>) {
    guard let part = parts.first else { return }
    let rest = parts.dropFirst()
    if part == "**" {
      let others = rest.drop { $0 == "**" }
      return descend(into: folder, others.isEmpty ? ["*"] : others)
    }
    let glob = Glob(part)
    if let literal = glob.literal {
      guard let status = try? PathStatus(path: finder.path(folder + literal)) else { return }
      take(Child(name: literal, status: status), in: folder, rest)
    } else {
      for child in children(of: folder) where glob.matches(child.name) {
        take(child, in: folder, rest)
      }
    }
  }

  /// Matches `parts` inside `folder` and all folders below it.
  private mutating func descend(into folder: String, _ parts: ArraySlice<Substring>) {
    guard let status = try? PathStatus(path: finder.folderPath(folder)),
      !ancestors.contains(status)
    else { return }
    ancestors.append(status)
    step(in: folder, parts)
    for child in children(of: folder) where child.isFolder && !child.name.hasPrefix(".") {
      descend(into: folder + child.name + "/", parts)
    }
    ancestors.removeLast()
  }

  private mutating func take(_ child: Child, in folder: String, _ rest: ArraySlice<Substring>) {
    let name = folder + child.name
    if !rest.isEmpty {
      if child.isFolder { step(in: name + "/", rest) }
    } else if !child.isFolder {
      files.append(
        BatchFile(path: finder.path(name), name: name, bytes: child.status?.size ?? 0))
    }
  }

  private mutating func children(of folder: String) -> [Child] {
    do throws(SystemError) {
      var children: [Child] = []
      for name in try namesInFolder(finder.folderPath(folder)) {
        guard let name else {
          note("batch.name-not-utf8", "it holds a file whose name is not UTF-8", folder)
          continue
        }
        let status = try? PathStatus(path: finder.path(folder + name))
        children.append(Child(name: name, status: status))
      }
      return children
    } catch {
      note("batch.folder-unreadable", "the folder cannot be read: \(error.message)", folder)
      return []
    }
  }

  private mutating func note(_ code: String, _ message: String, _ folder: String) {
    let fault = Fault(code, message, at: .path(folder.isEmpty ? "." : folder), exit: .noInput)
    if !faults.contains(fault) { faults.append(fault) }
  }
}
