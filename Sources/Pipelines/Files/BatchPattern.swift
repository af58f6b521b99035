import Articles
import Bytes
import Diagnostics

/// A path with wildcards, and the files that it names.
///
/// `*` stands for any characters of a name, `?` for one, `[a-z]` for one of a set and `[!a-z]` for
/// one outside it, `{a,b}` for either, `**` for any number of folders, none included. A wildcard at
/// the front of a name matches no dot, `**` follows no symbolic link, and a backslash takes a
/// wildcard's meaning away.
///
/// What a wildcard meets and nobody can read is not passed over: it is named with its fault. So are
/// folders that it meets where files are wanted, in a warning.
struct BatchPattern {
  /// What a pattern names.
  struct Finding {
    /// The files, each once, in byte order of their names.
    var files: [BatchFile] = []
    /// What was met and is none.
    var warnings: [Fault] = []
  }

  let text: String
  let folder: String

  /// How many patterns the braces of one may stand for.
  static let mostAlternatives = 4096
  /// The longest pattern, in bytes: the system knows no longer path.
  static let longest = 4096

  /// Why a pattern names no file.
  enum Failure: Error {
    /// Nothing has this name, or matches.
    case noMatch
    /// It is the name of a folder.
    case isFolder
    /// It is neither a file nor a folder.
    case isNoFile
    /// It is longer than any path.
    case tooLong
    /// Its braces stand for more than `mostAlternatives`.
    case tooMany
    /// A folder or file on the way cannot be read.
    case system(SystemError, path: String)
  }

  /// What the pattern names.
  ///
  /// Every folder is looked into once for each step of the pattern at most.
  func finding() throws(Failure) -> Finding {
    guard text.utf8.count <= BatchPattern.longest else { throw .tooLong }
    // A name that exists is meant as it stands, whatever characters it has.
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

  /// What has been found, and where the steps that are left have been followed already: several
  /// `**` lead to one folder in many ways.
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

  /// Collects what `steps` name under the folder `base`, whose name ends with a slash or is empty;
  /// `isDeep` says that the folders below it are looked at in any case.
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

  /// What is called `name` and leads to nothing, as a file with a fault; none if it is not there.
  private func unreachable(_ name: String) throws(Failure) -> [BatchFile] {
    if try entry(of: name) == .symbolicLink {
      return [file(named: name, "batch.dangling-link", "it is a symbolic link that leads nowhere")]
    }
    // As folders list a name that is not UTF-8, and as the command line hands it over.
    guard name.contains("\\x") || name.contains("\u{FFFD}") else { return [] }
    return [file(named: name, "batch.name-not-utf8", "its name is not UTF-8")]
  }

  /// Goes on with `rest` at what is called `name`: a file at the end of the pattern, a folder
  /// before.
  private func enter(
    _ name: String, _ status: FileSystem.Status, _ rest: ArraySlice<String>, _ isDeep: Bool,
    into search: inout Search
  ) throws(Failure) {
    switch status.entry {
    case .folder where !rest.isEmpty:
      try collect(rest, under: "\(name)/", into: &search)
    case .folder:
      // `**` goes into folders by itself, but follows no link.
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

  /// The names in a folder; none if there is no such folder, or if it cannot be read, which is then
  /// told among the files.
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

  /// `path` without empty steps and steps that stay where they are.
  private func normalized(_ path: String) -> String {
    let steps = path.split(separator: "/").filter { $0 != "." }
    return (path.hasPrefix("/") ? "/" : "") + steps.joined(separator: "/")
  }

  /// The patterns that `pattern` stands for, `{a,b}` written out; braces that do not close are
  /// characters like others. Nil if there are more than `mostAlternatives`.
  static func alternatives(of pattern: String) -> [String]? {
    var finished: [String] = []
    // Those at the end come first; what has no braces any more is finished.
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

  /// The patterns that the first braces of `pattern` leave to choose from; nil if it has none that
  /// close.
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
