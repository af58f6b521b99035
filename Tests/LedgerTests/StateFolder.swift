import Foundation

/// A folder for one test, removed when the test lets go of it.
final class StateFolder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "broadsheet-ledger-\(UUID().uuidString)/.state"
  }

  deinit {
    try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
  }

  /// The names of the files in the folder.
  var files: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
  }
}
