import Foundation

/// What surrounds the tests, and may be another way on another machine.
public enum TestSettings {
  /// The long tests run too.
  public static let isLong = ProcessInfo.processInfo.environment["BROADSHEET_LONG"] == "1"

  /// What is at `path` beside the checkout, in the folder `shared` or where `BROADSHEET_SHARED`
  /// says: texts and reference values that are no part of the repository. Nil where it is not
  /// there.
  public static func shared(_ path: String) -> URL? {
    let beside = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "shared")
    let named = ProcessInfo.processInfo.environment["BROADSHEET_SHARED"]
    let place = (named.map { URL(filePath: $0) } ?? beside).appending(path: path)
    return FileManager.default.fileExists(atPath: place.path()) ? place : nil
  }
}
