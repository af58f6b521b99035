import Foundation

/// The Swift files of the program, as text.
struct SourceTree {
  /// A file with its text.
  struct File {
    /// The path below `Sources`.
    var path: String
    var text: String

    /// The folder that the file lies in, by its path below `Sources`.
    var folder: String { String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex)) }
    /// The module that the file belongs to.
    var module: String { String(path.prefix { $0 != "/" }) }
    var name: String { String(path.split(separator: "/").last ?? "") }
  }

  /// The files, by path.
  let files: [File]

  /// Reads every Swift file below `folder` of the package.
  static func load(_ folder: String = "Sources") throws -> SourceTree {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: folder)
    let names = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String }
    let paths = (names ?? []).filter { $0.hasSuffix(".swift") }.sorted()
    return SourceTree(
      files: try paths.map {
        File(path: $0, text: try String(contentsOf: sources.appending(path: $0), encoding: .utf8))
      })
  }
}
