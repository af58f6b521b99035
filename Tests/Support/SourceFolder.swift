import Foundation

/// A folder of Swift sources: which types its files declare, and which they name.
public struct SourceFolder {
  /// The folder's name.
  public let name: String
  /// Each file's name with its code, comments and the text of literals left out.
  public let files: [(name: String, code: String)]
  /// The literals of all files.
  public let literals: [String]

  /// The sources in the folder at `url` and below, or the one file there.
  public init(_ url: URL) throws {
    name = url.deletingPathExtension().lastPathComponent
    let paths: [String] =
      url.pathExtension == "swift"
      ? [""] : try FileManager.default.subpathsOfDirectory(atPath: url.path()).sorted()
    var files: [(String, String)] = []
    var literals: [String] = []
    for path in paths where url.pathExtension == "swift" || path.hasSuffix(".swift") {
      let file = path.isEmpty ? url : url.appending(path: path)
      let text = try String(contentsOf: file, encoding: .utf8)
      let bare = text.replacing(/\/\/[^\n]*/, with: "")
      literals += bare.matches(of: /"([^"\n]*)"/).map { String($0.output.1) }
      // What is interpolated into a literal is code again.
      let code = bare.replacing(/"[^"\n]*"/) { match in
        match.output.matches(of: /\\\([^\n]*?\)/).map { String($0.output) }.joined(separator: " ")
      }
      files.append((file.lastPathComponent, code))
    }
    self.files = files
    self.literals = literals
  }

  /// The types, and the functions outside of types, that the files declare for all to see.
  public var declarations: Set<String> {
    let pattern =
      #/
        (?m)^(?:public\x20|final\x20|internal\x20|nonisolated\x20)*
        (?:struct|enum|class|protocol|typealias|func)\x20(\w+)
      /#
    return files.reduce(into: []) { names, file in
      for match in file.code.matches(of: pattern) { names.insert(String(match.output.1)) }
    }
  }

  /// The words of the code that are among `names`, each with the file that has it.
  public func uses(of names: Set<String>) -> [(name: String, file: String)] {
    files.flatMap { file in
      Set(file.code.matches(of: /[A-Za-z_]\w*/).map { String($0.output) })
        .intersection(names).sorted().map { ($0, file.name) }
    }
  }
}
