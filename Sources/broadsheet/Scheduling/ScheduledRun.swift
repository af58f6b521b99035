import Bytes
import Diagnostics

/// A run that is to be made again and again: which, and when.
struct ScheduledRun: Sendable {
  /// The program and its arguments; the paths among them are absolute.
  var command: [String]
  /// The absolute path of the pipeline file, by which the entry is found again.
  var pipeline: String
  /// The name of the pipeline.
  var name: String
  /// When, in the order of the day.
  var times: [TimeOfDay]
  /// On which days; nil for all.
  var days: Weekdays?

  /// What the run finds in its environment, whatever whoever starts it has set.
  static let environment = ["PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8"]

  /// How the line or file of a pipeline is marked.
  static let mark = "# broadsheet: "

  /// Throws `schedule.unfit-path` (exit 64) if a word holds what no timetable can hold.
  func check() throws(Fault) {
    for word in command
    where word.hasSuffix("\\") || word.unicodeScalars.contains(where: { $0.value < 0x20 }) {
      throw Fault(
        "schedule.unfit-path",
        "a path with control characters, or a backslash at its end, cannot be scheduled",
        at: .path(word), advice: "Give it another name.", exit: .usage)
    }
  }

  /// The absolute path of the pipeline file at `path`, symbolic links resolved; of a file that is
  /// gone, those of its folder.
  static func resolvedPath(ofPipeline path: String) -> String {
    if let resolved = FileSystem.resolvedPath(path) { return resolved }
    let absolute = FileSystem.absolutePath(path)
    guard let slash = absolute.lastIndex(of: "/"),
      let folder = FileSystem.resolvedPath(String(absolute[...slash]))
    else { return absolute }
    return (folder == "/" ? "" : folder) + absolute[slash...]
  }
}
