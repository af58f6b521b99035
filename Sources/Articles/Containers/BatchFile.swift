import Diagnostics

/// A file that holds articles, named before it is opened.
public struct BatchFile: Sendable, Hashable {
  /// Where to open it; `-` is standard input.
  public var path: String
  /// What it is called in reports and its place in corpus order: its path relative to the
  /// pipeline, or as it was given on the command line.
  public var name: String
  /// Its size on disk in bytes when it was found; 0 for what has none, such as a pipe.
  public var bytes: Int
  /// Why it cannot be opened, if that showed when it was looked for.
  public var fault: Fault?

  /// A file at `path` that is called `name`.
  public init(path: String, name: String, bytes: Int, fault: Fault? = nil) {
    self.path = path
    self.name = name
    self.bytes = bytes
    self.fault = fault
  }

  /// Standard input as a batch.
  public static let standardInput = BatchFile(path: "-", name: "-", bytes: 0)

  /// Whether it is standard input.
  public var isStandardInput: Bool { path == "-" }
}

extension [BatchFile] {
  /// The files by the bytes of their names, each name once.
  ///
  /// By bytes, because a `String` equals its twin in another normal form, and a file does not.
  public var inCorpusOrder: [BatchFile] {
    var ordered: [BatchFile] = []
    for file in sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    where !(ordered.last?.name.utf8.elementsEqual(file.name.utf8) ?? false) {
      ordered.append(file)
    }
    return ordered
  }
}
