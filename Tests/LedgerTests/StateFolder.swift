import TestSupport

/// A folder for the state of one test's pipeline, not made yet; gone when the test lets go of it.
final class StateFolder {
  private let folder = TemporaryFolder()

  var path: String { "\(folder.path)/.state" }

  /// The names of the files in the folder.
  var files: [String] { folder.names(in: ".state") }
}
