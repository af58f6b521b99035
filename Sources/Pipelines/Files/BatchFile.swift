/// A file that the pipeline reads.
public struct BatchFile: Sendable, Hashable {
  /// Its path relative to the pipeline's folder: what reports and rejects call it.
  public var name: String
  /// Its path for opening.
  public var path: String
  /// Its size in bytes, as it lies on disk.
  public var byteCount: Int

  /// The file at `path`, called `name`.
  public init(name: String, path: String, byteCount: Int) {
    self.name = name
    self.path = path
    self.byteCount = byteCount
  }
}

extension [BatchFile] {
  /// The files by the bytes of their names, each name once.
  ///
  /// By bytes, because a `String` equals its twin in another normal form, and a file does not.
  var inCorpusOrder: [BatchFile] {
    var ordered: [BatchFile] = []
    for file in sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) })
    where !(ordered.last?.name.utf8.elementsEqual(file.name.utf8) ?? false) {
      ordered.append(file)
    }
    return ordered
  }
}
