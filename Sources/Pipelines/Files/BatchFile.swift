import Bytes

/// A file that the pipeline reads.
public struct BatchFile: Sendable, Hashable {
  /// Its path relative to the pipeline's folder: what reports and rejects call it.
  public var name: String
  /// Its path for opening.
  public var path: String
  /// Its size in bytes, as it lies on disk.
  public var byteCount: Int

  public init(name: String, path: String, byteCount: Int) {
    self.name = name
    self.path = path
    self.byteCount = byteCount
  }
}

/// A path with wildcards, and the files that it names.
///
/// `*` stands for any characters of a name, `?` for one, `[a-z]` for one of a set (`[!a-z]` for one
/// outside it), `{a,b}` for either, `**` for any number of folders, none included. A wildcard at the
/// front of a name matches no dot; `**` follows no symbolic link; a backslash takes a wildcard's
/// meaning away.
struct BatchPattern {
  let text: String
  let folder: String

  /// Why a pattern names no file.
  enum Failure: Error {
    /// Nothing has this name, or matches.
    case noMatch
    /// It is the name of a folder.
    case isFolder
    /// It is neither a file nor a folder.
    case isNoFile
    /// A folder or file on the way cannot be read.
    case system(SystemError, path: String)
  }

  /// The files that the pattern names, each once, in byte order of their names.
  func files() throws(Failure) -> [BatchFile] {
    // A name that exists is meant as it stands, whatever characters it has.
    if let status = try status(of: text) {
      switch status.entry {
      case .file: return [file(named: normalized(text), status)]
      case .folder: throw .isFolder
      default: throw .isNoFile
      }
    }
    var found: [String: BatchFile] = [:]
    for alternative in BatchPattern.alternatives(of: text) {
      let steps = normalized(alternative).split(separator: "/").map(String.init)
      try collect(steps[...], under: alternative.hasPrefix("/") ? "/" : "", into: &found)
    }
    guard !found.isEmpty else { throw .noMatch }
    return found.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Collects what `steps` name under the folder `base`, whose name ends with a slash or is empty.
  private func collect(
    _ steps: ArraySlice<String>, under base: String, into found: inout [String: BatchFile]
  ) throws(Failure) {
    guard let step = steps.first else { return }
    let rest = steps.dropFirst()
    if step == "**" {
      try collect(rest.isEmpty ? ["*"] : rest, under: base, into: &found)
      for name in try names(in: base) where !name.hasPrefix(".") {
        if try entry(of: base + name) == .folder {
          try collect(steps, under: "\(base)\(name)/", into: &found)
        }
      }
    } else if let name = WildcardName(step).literal {
      try goOn(base + name, rest, &found)
    } else {
      let pattern = WildcardName(step)
      for name in try names(in: base) where pattern.matches(name) {
        try goOn(base + name, rest, &found)
      }
    }
  }

  /// Goes on from what is called `name`: a file at the end of the pattern, a folder before.
  private func goOn(
    _ name: String, _ rest: ArraySlice<String>, _ found: inout [String: BatchFile]
  ) throws(Failure) {
    guard let status = try status(of: name) else { return }
    if !rest.isEmpty, status.entry == .folder {
      try collect(rest, under: "\(name)/", into: &found)
    } else if rest.isEmpty, status.entry == .file {
      found[name] = file(named: name, status)
    }
  }

  // MARK: The file system

  private func path(_ name: String) -> String {
    if name.hasPrefix("/") || folder.isEmpty || folder == "." { return name.isEmpty ? "." : name }
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  private func file(named name: String, _ status: FileSystem.Status) -> BatchFile {
    BatchFile(name: name, path: path(name), byteCount: status.byteCount)
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

  /// The names in a folder; none if there is no such folder.
  private func names(in base: String) throws(Failure) -> [String] {
    guard try status(of: base.isEmpty ? "." : base)?.entry == .folder else { return [] }
    do {
      return try FileSystem.names(in: path(base))
    } catch {
      throw .system(error, path: base)
    }
  }

  // MARK: Patterns

  /// `path` without empty steps and steps that stay where they are.
  private func normalized(_ path: String) -> String {
    let steps = path.split(separator: "/").filter { $0 != "." }
    return (path.hasPrefix("/") ? "/" : "") + steps.joined(separator: "/")
  }

  /// The patterns that `pattern` stands for, `{a,b}` written out; braces that do not close are
  /// characters like others.
  static func alternatives(of pattern: String) -> [String] {
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
          return choices.flatMap { alternatives(of: "\(head)\($0)\(tail)") }
        }
      default: break
      }
    }
    return [pattern]
  }
}

/// A pattern for one name: no folders, no braces.
private struct WildcardName {
  private enum Piece {
    case character(Character)
    case any, anyOne
    case oneOf([ClosedRange<Character>], inverted: Bool)
  }

  private var pieces: [Piece] = []

  init(_ pattern: String) {
    var rest = Substring(pattern)
    while let character = rest.popFirst() {
      switch character {
      case "*": pieces.append(.any)
      case "?": pieces.append(.anyOne)
      case "\\": pieces.append(.character(rest.popFirst() ?? "\\"))
      case "[": pieces.append(WildcardName.set(&rest) ?? .character("["))
      default: pieces.append(.character(character))
      }
    }
  }

  /// The rest of a set after its bracket; nil, with nothing taken, if the bracket does not close.
  private static func set(_ rest: inout Substring) -> Piece? {
    var body = rest
    let inverted = body.first == "!" || body.first == "^"
    if inverted { body.removeFirst() }
    var ranges: [ClosedRange<Character>] = []
    while let lower = body.popFirst() {
      if lower == "]", !ranges.isEmpty {
        rest = body
        return .oneOf(ranges, inverted: inverted)
      }
      if body.first == "-", let upper = body.dropFirst().first, upper != "]", lower <= upper {
        body.removeFirst(2)
        ranges.append(lower...upper)
      } else {
        ranges.append(lower...lower)
      }
    }
    return nil
  }

  /// The only name that matches, if the pattern has no wildcard.
  var literal: String? {
    var name = ""
    for piece in pieces {
      guard case .character(let character) = piece else { return nil }
      name.append(character)
    }
    return name
  }

  private var beginsWithDot: Bool {
    if case .character(".")? = pieces.first { true } else { false }
  }

  func matches(_ name: String) -> Bool {
    if name.hasPrefix("."), !beginsWithDot { return false }
    // Greedy with one way back: a later `*` makes an earlier one's choice irrelevant.
    let characters = Array(name)
    var (at, piece) = (0, 0)
    var retry: (at: Int, piece: Int)?
    while at < characters.count {
      if piece < pieces.count, case .any = pieces[piece] {
        retry = (at, piece + 1)
        piece += 1
      } else if piece < pieces.count, WildcardName.matches(pieces[piece], characters[at]) {
        at += 1
        piece += 1
      } else if let last = retry {
        retry = (last.at + 1, last.piece)
        (at, piece) = (last.at + 1, last.piece)
      } else {
        return false
      }
    }
    return pieces[piece...].allSatisfy { if case .any = $0 { true } else { false } }
  }

  private static func matches(_ piece: Piece, _ character: Character) -> Bool {
    switch piece {
    case .character(let wanted): wanted == character
    case .any, .anyOne: true
    case .oneOf(let ranges, let inverted):
      ranges.contains { $0.contains(character) } != inverted
    }
  }
}
