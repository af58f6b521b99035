import Articles
import Bytes
import Diagnostics

/// A path with wildcards, and the files that it matches.
///
/// `*` stands for any characters of a name, `?` for one, `[a-z]` for one of a set, `[!a-z]` for one
/// outside it, `{a,b}` for either, and `**` for any number of folders, including none. A wildcard
/// at the beginning of a name does not match a dot, `**` does not follow symbolic links, and a
/// backslash escapes a wildcard.
///
/// A match that cannot be read is not skipped: it is listed with its fault. A folder that matches
/// where files are wanted causes a warning.
struct BatchPattern {
  /// The result of a search.
  struct Finding {
    /// The files, each once, in byte order of their names.
    var files: [BatchFile] = []
    /// A warning for each match that is not a file.
    var warnings: [Fault] = []
  }

  let text: String
  let folder: String

  /// The largest number of patterns that the braces of one may stand for.
  static let mostAlternatives = 4096
  /// The longest pattern, in bytes; it is the longest path of the system.
  static let longest = 4096

  /// The reason why a pattern names no file.
  enum Failure: Error {
    /// No file has this name or matches.
    case noMatch
    /// The name is that of a folder.
    case isFolder
    /// The name is that of something other than a file or folder.
    case isNoFile
    /// The pattern is longer than any path.
    case tooLong
    /// The braces stand for more than `mostAlternatives` patterns.
    case tooMany
    /// A folder or file on the path cannot be read.
    case system(SystemError, path: String)
  }

  /// Finds the files that the pattern names.
  ///
  /// Each step of the pattern lists a folder at most once.
  func finding() throws(Failure) -> Finding {
    guard text.utf8.count <= BatchPattern.longest else { throw .tooLong }
    // An existing name is meant literally, whatever characters it has.
    if let status = try status(of: text) {
      switch status.entry {
      case .file: return Finding(files: [file(named: normalized(text), status)])
      case .folder: throw .isFolder
      default: throw .isNoFile
      }
    }
    guard let alternatives = BatchPattern.alternatives(of: text) else { throw .tooMany }
    var search = Search()
    for alternative in alternatives {
      let steps = normalized(alternative).split(separator: "/").map(String.init)
      search.folders = []
      try collect(steps[...], under: alternative.hasPrefix("/") ? "/" : "", into: &search)
    }
    var found = search.found
    guard !found.files.isEmpty || !found.warnings.isEmpty else { throw .noMatch }
    found.files = found.files.inCorpusOrder
    return found
  }

  /// The files found, and the folders in which the remaining steps have already been followed:
  /// several `**` can lead to one folder in many ways.
  private struct Search {
    struct Visit: Hashable {
      var folder: String
      var step: String
      var stepsLeft: Int
      var isDeep: Bool
    }
    var found = Finding()
    var folders: Set<Visit> = []
  }

  /// Collects the matches of `steps` in the folder `base`, whose name ends with a slash or is
  /// empty; `isDeep` means that the folders below it are searched in any case.
  private func collect(
    _ steps: ArraySlice<String>, under base: String, isDeep: Bool = false, into search: inout Search
  ) throws(Failure) {
    guard let step = steps.first else { return }
    let rest = steps.dropFirst()
    let visit = Search.Visit(folder: base, step: step, stepsLeft: steps.count, isDeep: isDeep)
    guard search.folders.insert(visit).inserted else { return }
    if step == "**" {
      try collect(rest.isEmpty ? ["*"] : rest, under: base, isDeep: true, into: &search)
      for name in try names(in: base, orFault: &search.found) where !name.hasPrefix(".") {
        switch try entry(of: base + name) {
        case .folder: try collect(steps, under: "\(base)\(name)/", into: &search)
        case nil where name.hasSuffix("/"): search.found.files += try unreachable(base + name)
        default: break
        }
      }
      return
    }
    let pattern = WildcardName(step)
    if let name = pattern.literal {
      if let status = try status(of: base + name) {
        try enter(base + name, status, rest, isDeep, into: &search)
      } else {
        search.found.files += try unreachable(base + name)
      }
      return
    }
    for name in try names(in: base, orFault: &search.found) where pattern.matches(name) {
      if let status = try status(of: base + name) {
        try enter(base + name, status, rest, isDeep, into: &search)
      } else {
        search.found.files += try unreachable(base + name)
      }
    }
  }

  /// A file with a fault for an entry called `name` that leads nowhere; none if there is no such
  /// entry.
  private func unreachable(_ name: String) throws(Failure) -> [BatchFile] {
    if try entry(of: name) == .symbolicLink {
      return [file(named: name, "batch.dangling-link", "it is a symbolic link that leads nowhere")]
    }
    // A name that is not UTF-8 in the forms of a folder's list and of the command line.
    guard name.contains("\\x") || name.contains("\u{FFFD}") else { return [] }
    return [file(named: name, "batch.name-not-utf8", "its name is not UTF-8")]
  }

  /// Follows `rest` from the entry called `name`: a file at the end of the pattern, or a folder
  /// before.
  private func enter(
    _ name: String, _ status: FileSystem.Status, _ rest: ArraySlice<String>, _ isDeep: Bool,
    into search: inout Search
  ) throws(Failure) {
    switch status.entry {
    case .folder where !rest.isEmpty:
      try collect(rest, under: "\(name)/", into: &search)
    case .folder:
      // `**` descends into folders itself, but does not follow links.
      let isLink = try entry(of: name) == .symbolicLink
      guard !isDeep || isLink else { return }
      search.found.warnings.append(
        Fault(
          "batch.folder-passed",
          "it is a \(isLink ? "link to a folder" : "folder"), whose files are not read",
          at: .path(name), advice: "`\(name)/**` means all files in it and below.",
          exit: .success))
    case .file where rest.isEmpty: search.found.files.append(file(named: name, status))
    case .file: break
    default:
      guard rest.isEmpty else { return }
      let message = "it is a pipe, a socket or a device, not a file"
      search.found.files.append(file(named: name, "batch.not-a-file", message))
    }
  }

  // MARK: The file system

  private func path(_ name: String) -> String {
    if name.hasPrefix("/") || folder.isEmpty || folder == "." { return name.isEmpty ? "." : name }
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  private func file(named name: String, _ status: FileSystem.Status) -> BatchFile {
    BatchFile(path: path(name), name: name, bytes: status.byteCount)
  }

  private func file(named name: String, _ code: String, _ message: String) -> BatchFile {
    let fault = Fault(code, message, at: .path(name), exit: .noInput)
    return BatchFile(path: path(name), name: name, bytes: 0, fault: fault)
  }

  private func status(of name: String) throws(Failure) -> FileSystem.Status? {
    do {
      return try FileSystem.status(at: path(name))
    } catch {
      throw .system(error, path: name)
    }
  }

  private func entry(of name: String) throws(Failure) -> FileSystem.Entry? {
    do {
      return try FileSystem.entry(at: path(name))
    } catch {
      throw .system(error, path: name)
    }
  }

  /// The names in a folder; none if there is no such folder. A folder that cannot be read is added
  /// to the files with its fault.
  private func names(
    in base: String, orFault found: inout Finding
  ) throws(Failure) -> [String] {
    guard try status(of: base.isEmpty ? "." : base)?.entry == .folder else { return [] }
    do {
      return try FileSystem.names(in: path(base))
    } catch {
      let message = "the folder cannot be read: \(error)"
      found.files.append(file(named: base.isEmpty ? "." : base, "batch.unreadable", message))
      return []
    }
  }

  // MARK: Patterns

  /// `path` without empty steps and `.` steps.
  private func normalized(_ path: String) -> String {
    let steps = path.split(separator: "/").filter { $0 != "." }
    return (path.hasPrefix("/") ? "/" : "") + steps.joined(separator: "/")
  }

  /// The patterns that `pattern` stands for, with `{a,b}` expanded. Unclosed braces are ordinary
  /// characters. Nil if there are more than `mostAlternatives`.
  static func alternatives(of pattern: String) -> [String]? {
    var finished: [String] = []
    // The last pattern is expanded first; one without braces is finished.
    var open = [pattern]
    while let next = open.popLast() {
      guard let choices = choices(of: next) else {
        finished.append(next)
        continue
      }
      open += choices.reversed()
      guard finished.count + open.count <= mostAlternatives else { return nil }
    }
    return finished
  }

  /// The alternatives of the first braces of `pattern`; nil if it has no closed braces.
  private static func choices(of pattern: String) -> [String]? {
    var depth = 0
    var open: String.Index?
    var start = pattern.startIndex
    var choices: [Substring] = []
    var isEscaped = false
    for index in pattern.indices {
      let character = pattern[index]
      defer { isEscaped = character == "\\" && !isEscaped }
      guard !isEscaped else { continue }
      switch character {
      case "{":
        if depth == 0 {
          open = index
          start = pattern.index(after: index)
          choices = []
        }
        depth += 1
      case "," where depth == 1:
        choices.append(pattern[start..<index])
        start = pattern.index(after: index)
      case "}" where depth > 0:
        depth -= 1
        if depth == 0, let open {
          choices.append(pattern[start..<index])
          let (head, tail) = (pattern[..<open], pattern[pattern.index(after: index)...])
          return choices.map { "\(head)\($0)\(tail)" }
        }
      default: break
      }
    }
    return nil
  }
}
