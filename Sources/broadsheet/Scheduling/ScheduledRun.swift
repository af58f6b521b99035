import Bytes
import Diagnostics

/// A run to be repeated: its command and its times.
struct ScheduledRun: Sendable {
  /// The program and its arguments; the paths among them are absolute.
  var command: [String]
  /// The absolute path of the pipeline file, which identifies the entry.
  var pipeline: String
  /// The name of the pipeline.
  var name: String
  /// The times, in the order of the day.
  var times: [TimeOfDay]
  /// The days of the week; nil for all.
  var days: Weekdays?

  /// The environment of the run, whatever the scheduler sets.
  static let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8"]

  /// The prefix that marks a line or a file of a pipeline.
  static let mark = "# broadsheet: "

  /// Throws `schedule.unfit-path` (exit 64) if a word contains characters that no scheduler
  /// accepts.
  func check() throws(Fault) {
    for word in command
    where word.hasSuffix("\\") || word.unicodeScalars.contains(where: { $0.value < 0x20 }) {
      throw Fault(
        "schedule.unfit-path",
        "a path with control characters, or a backslash at its end, cannot be scheduled",
        at: .path(word), advice: "Rename it.", exit: .usage)
    }
  }

  /// The absolute path of the pipeline file at `path`, with symbolic links resolved. If the file
  /// does not exist, the links of its folder are resolved.
  static func resolvedPath(ofPipeline path: String) -> String {
    if let resolved = FileSystem.resolvedPath(path) { return resolved }
    let absolute = FileSystem.absolutePath(path)
    guard let slash = absolute.lastIndex(of: "/"),
      let folder = FileSystem.resolvedPath(String(absolute[...slash]))
    else { return absolute }
    return (folder == "/" ? "" : folder) + absolute[slash...]
  }
}
