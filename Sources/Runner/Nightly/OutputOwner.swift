import Bytes
import Diagnostics
import Ledger
import Pipelines
import Reports

/// Which pipeline file publishes in a folder of reports: two of one name would take turns in
/// replacing each other's.
///
/// The file `pipeline` beside the lock names it by its absolute path. Another file takes its place
/// where that one has moved, has got another name or publishes elsewhere; where it is still there
/// and would come back tomorrow, a person must say which is meant.
struct OutputOwner {
  private let pipeline: Pipeline
  private let root: String
  private let state: String
  /// Whether `root` is not what the pipeline says itself.
  private let isElsewhere: Bool

  /// The claim of `pipeline` to publish under `root`, with its state in the folder `state`.
  init(_ pipeline: Pipeline, _ settings: RunSettings, root: String, state: String) {
    self.pipeline = pipeline
    self.root = root
    self.state = state
    isElsewhere = settings.output != nil
  }

  private var record: String { "\(state)/pipeline" }

  /// Throws `run.other-pipeline` if another pipeline file publishes here; returns a warning if one
  /// did.
  func check() throws(Fault) -> Fault? {
    guard let known = knownOwner, !isThis(known.path) else { return nil }
    guard !mayComeBack(known) else {
      throw Fault(
        "run.other-pipeline",
        "the reports of `\(pipeline.name)` in \(root) are those of another pipeline file, "
          + known.path,
        at: .path(pipeline.path),
        advice: "Give one of the two another `name` or `reports.directory`. If this file takes the "
          + "place of that one, remove \(record).",
        exit: .configuration)
    }
    return Fault(
      "run.pipeline-moved",
      "the reports of `\(pipeline.name)` were those of \(known.path) up to now", at: .path(path),
      exit: .success)
  }

  /// Takes the lock of the pipeline.
  ///
  /// Throws `run.other-pipeline` rather than `ledger.locked` while a run of another file holds it.
  func lock() throws(Fault) -> RunLock {
    do {
      return try RunLock(state: state)
    } catch {
      _ = try check()
      throw error
    }
  }

  /// Makes this pipeline file the owner, if it is not; the lock must be held.
  func claim() throws(Fault) -> Fault? {
    let warning = try check()
    // A file that is known by one name stays so: it may be a link that will lead elsewhere.
    let name = knownOwner.flatMap { isThis($0.path) ? $0.path : nil } ?? path
    let text = name + "\n" + (isElsewhere ? "--output\n" : "")
    if recorded != Array(text.utf8) {
      var file = try OutputFile(path: "\(record).new")
      try file.write(text)
      _ = try file.finish()
      do {
        try FileSystem.rename("\(record).new", to: record)
      } catch {
        throw Fault(
          "output.cannot-create", "cannot note whose reports these are: \(error)",
          at: .path(record), exit: .cannotCreate)
      }
    }
    return warning
  }

  private var path: String { FileSystem.absolutePath(pipeline.path) }

  /// The bytes of the record. A link in its place is none, and is replaced by a record.
  private var recorded: [UInt8]? {
    try? FileSystem.contents(of: record, atMost: 1 << 16, followsLinks: false)
  }

  private struct Known {
    var path: String
    var isElsewhere: Bool
  }

  /// What the record says; nil if there is none, or nothing in it.
  private var knownOwner: Known? {
    guard let bytes = recorded else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return lines.first.map { Known(path: String($0), isElsewhere: lines.count > 1) }
  }

  /// By whatever names: a symbolic link may lead to a new version every week.
  private func isThis(_ other: String) -> Bool {
    other == path || FileSystem.isSame(other, path)
  }

  /// Whether the pipeline file `known` would publish here if it were run again.
  private func mayComeBack(_ known: Known) -> Bool {
    guard (try? FileSystem.status(at: known.path)) != nil else { return false }
    // A file that cannot be read today may be repaired tomorrow.
    guard let other = try? PipelineFile.load(path: known.path) else { return true }
    return other.name == pipeline.name
      && (known.isElsewhere || FileSystem.isSame(other.outputFolder, root))
  }
}
