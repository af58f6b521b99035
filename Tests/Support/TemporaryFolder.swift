import Foundation

/// A folder that is gone when the test lets go of it.
public final class TemporaryFolder: Sendable {
  /// The folder's path.
  public let path: String

  /// An empty folder.
  public init() {
    path = FileManager.default.temporaryDirectory
      .appending(path: "broadsheet-test-\(UUID().uuidString)").path()
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      preconditionFailure("no temporary folder: \(error)")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and the folders above it.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: String) throws -> TemporaryFolder {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return self
  }

  /// Writes a file of text and the folders above it.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> TemporaryFolder {
    try write(Array(text.utf8), to: name)
  }

  /// The names in the folder `name`, hidden ones too, sorted; none where it is not there.
  public func names(in name: String = ".") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(name)")) ?? []).sorted()
  }
}

/// Does `body` with the path of a folder that is gone afterwards.
public func withTemporaryFolder<Result>(_ body: (String) throws -> Result) rethrows -> Result {
  let folder = TemporaryFolder()
  defer { withExtendedLifetime(folder) {} }
  return try body(folder.path)
}
