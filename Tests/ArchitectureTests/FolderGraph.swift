/// Which folders of a module use types of which other folders.
///
/// Swift has no imports between the folders of a module, so uses are read from names: a folder uses
/// another one if a file of it names a type that only the other one declares at its top level.
/// Comments and literals do not count, and neither do names that a type of another folder also
/// gives to a member.
struct FolderGraph {
  /// A use of one folder by another: the file, and the name of the type.
  struct Use: Hashable, CustomStringConvertible {
    var file: String
    var type: String
    var description: String { "\(file) names \(type)" }
  }

  /// The uses by user, then by what is used.
  private(set) var uses: [String: [String: Set<Use>]] = [:]

  init(_ tree: SourceTree) {
    var owners: [String: Set<String>] = [:]
    var nested: [String: Set<String>] = [:]
    let codes = tree.files.map { FolderGraph.code(of: $0.text) }
    for (file, code) in zip(tree.files, codes) {
      for match in code.matches(of: FolderGraph.declaration) {
        let name = "\(file.module)/\(match.2)"
        if match.1.first?.isWhitespace == true {
          nested[name, default: []].insert(file.folder)
        } else {
          owners[name, default: []].insert(file.folder)
        }
      }
    }
    for (file, code) in zip(tree.files, codes) {
      for name in Set(code.matches(of: #/\b[A-Z]\w*/#).map { String($0.output) }) {
        let key = "\(file.module)/\(name)"
        guard let folders = owners[key], folders.count == 1, let owner = folders.first,
          owner != file.folder, nested[key, default: []].subtracting(folders).isEmpty
        else { continue }
        uses[file.folder, default: [:]][owner, default: []].insert(
          Use(file: file.name, type: name))
      }
    }
  }

  /// A declaration of a type, with what stands before it on its line.
  private static var declaration: Regex<(Substring, Substring, Substring)> {
    #/(?m)^(.*?)\b(?:struct|class|enum|protocol|actor|typealias|associatedtype) ([A-Z]\w*)/#
  }

  /// The text without comments and string literals.
  private static func code(of text: String) -> String {
    text.replacing(#/"""(?s:.*?)"""/#, with: "").replacing(#/"(?:\\.|[^"\\\n])*"/#, with: "")
      .replacing(#/\/\/.*/#, with: "")
  }

  /// The groups of folders that use each other in a circle.
  var cycles: [[String]] {
    var found: [[String]] = []
    var seen: Set<String> = []
    for folder in uses.keys.sorted() where !seen.contains(folder) {
      let forwards = reachable(from: folder)
      guard forwards.contains(folder) else { continue }
      let cycle = forwards.filter { reachable(from: $0).contains(folder) }.sorted()
      seen.formUnion(cycle)
      found.append(cycle)
    }
    return found
  }

  /// The folders that `folder` uses, directly or through others.
  private func reachable(from folder: String) -> Set<String> {
    var reached: Set<String> = []
    var left = [folder]
    while let next = left.popLast() {
      for used in (uses[next] ?? [:]).keys where reached.insert(used).inserted {
        left.append(used)
      }
    }
    return reached
  }

  /// Who uses whom among `folders`, a line each.
  func description(of folders: [String]) -> String {
    folders.flatMap { user in
      folders.compactMap { used in
        uses[user]?[used].map { uses in
          let some = uses.map(\.description).sorted().prefix(4).joined(separator: ", ")
          return "\(user) → \(used): \(some)"
        }
      }
    }.joined(separator: "\n")
  }
}
