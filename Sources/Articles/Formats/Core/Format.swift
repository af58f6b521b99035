/// How the records of a file are written: a format that a pipeline can name.
public struct Format: Sendable, Hashable, CustomStringConvertible {
  /// What recognises, cuts and reads it.
  let base: any ArticleFormat

  /// The name in pipelines and reports, such as `jsonl`.
  public let name: String

  init(_ base: any ArticleFormat) {
    self.base = base
    name = base.name
  }

  /// The name.
  public var description: String { name }

  /// Whether both have the same name.
  public static func == (a: Format, b: Format) -> Bool { a.name == b.name }

  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
