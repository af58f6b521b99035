import Bytes
import Diagnostics
import Synchronization

/// The folder of a run, which appears whole or not at all.
///
///     Output/nightly/.unpublished-20260724T020000Z/   while the run writes
///     Output/nightly/20260724T020000Z/                once it is published
///     Output/nightly/latest -> 20260724T020000Z       moved last
///
/// A run that fails, or dies at any instant, leaves the published runs and `latest` as they were.
/// The temporary folder is locked while its run lives, so that `sweep` knows what dead runs left.
/// Any thread may ask for files; publishing and discarding is done once, by one.
public final class Publication: Sendable {
  /// The folder that holds the pipeline's runs.
  public let folder: String
  /// The run's name, and that of its folder.
  public let runID: String
  private let unpublished: String
  private let lock: Folder
  /// The files handed out and not finished yet.
  private let incomplete = Mutex<Set<String>>([])

  /// Makes the temporary folder of run `runID` under `root/pipeline`, and the folders above it.
  ///
  /// Throws `output.exists` if a run of that name is published or being written, or if `latest` is
  /// something else than a symbolic link; `output.cannot-create` if the folder cannot be made.
  public init(root: String, pipeline: String, runID: String) throws(Fault) {
    folder = "\(root)/\(pipeline)"
    self.runID = runID
    unpublished = "\(folder)/\(Prefix.unpublished)\(runID)"
    lock = try Self.makeFolder(unpublished, in: folder, runID: runID)
  }

  private static func makeFolder(
    _ unpublished: String, in folder: String, runID: String
  ) throws(Fault) -> Folder {
    // Only the folder around it may be a symbolic link.
    try creating(folder) { () throws(SystemError) in try FileSystem.makeFolders(folder, own: 1) }
    for path in ["\(folder)/\(runID)", unpublished] where try entry(at: path) != nil {
      throw Fault.exists(path, "there is a run of this name already")
    }
    if let entry = try entry(at: "\(folder)/latest"), entry != .symbolicLink {
      throw Fault.exists("\(folder)/latest", "this is not a symbolic link to a run")
    }
    return try creating(unpublished) { () throws(SystemError) in
      try FileSystem.makeFolder(unpublished)
      let lock = try Folder(unpublished)
      // A sweep between the two calls above may have taken the new folder for a dead run's.
      guard try lock.lock(), lock.isAt(unpublished) else { throw SystemError.busy("flock") }
      return lock
    }
  }

  /// Creates the file `name` of the run; `name` is a plain file name, used once.
  ///
  /// Throws `output.cannot-create` if it cannot.
  public func file(named name: String) throws(Fault) -> OutputFile {
    precondition(
      !name.isEmpty && !name.hasPrefix(".") && !name.utf8.contains(UInt8(ascii: "/")),
      "'\(name)' is not a plain file name")
    let file = try OutputFile(path: "\(unpublished)/\(name)", name: name, of: self)
    incomplete.withLock { _ = $0.insert(name) }
    return file
  }

  /// Notes that all of the file `name` is on the device.
  func complete(_ name: String) {
    incomplete.withLock { _ = $0.remove(name) }
  }

  /// Makes the run visible, all at once, and then moves `latest` to it; returns its folder.
  ///
  /// Each step is on the device before the next begins. Throws `output.incomplete` if a file was
  /// not finished, and `output.publish-failed` if a step fails: before the renaming of the folder
  /// nothing has changed; after it the run is published and only `latest` still leads to the one
  /// before.
  public func publish() throws(Fault) -> String {
    if let name = incomplete.withLock({ $0.min() }) {
      throw Fault(
        "output.incomplete", "the report was not written to its end", at: .path(name), exit: .bug)
    }
    let published = "\(folder)/\(runID)"
    try publishing(published) { () throws(SystemError) in
      try lock.synchronize()
      // Renaming a folder never replaces one that holds anything.
      try FileSystem.rename(unpublished, to: published)
      try Folder(folder).synchronize()
    }
    let latest = "\(folder)/latest"
    try publishing(latest) { () throws(SystemError) in
      let next = "\(folder)/\(Prefix.link)\(runID)"
      try FileSystem.remove(next)
      try FileSystem.makeSymbolicLink(next, to: runID)
      try FileSystem.rename(next, to: latest)
      try Folder(folder).synchronize()
    }
    return published
  }

  /// Removes the temporary folder and all in it.
  public func discard() throws(Fault) {
    try removing(unpublished) { () throws(SystemError) in try FileSystem.remove(unpublished) }
  }
}

// MARK: - Old runs

extension Publication {
  /// Removes what dead runs left under `root/pipeline`; returns the names removed.
  ///
  /// A run that still lives keeps its folder. Throws `output.cannot-remove` if one cannot be
  /// removed.
  public static func sweep(root: String, pipeline: String) throws(Fault) -> [String] {
    let folder = "\(root)/\(pipeline)"
    guard try entry(at: folder) != nil else { return [] }
    return try removing(folder) { () throws(SystemError) in
      var removed: [String] = []
      for name in try FileSystem.names(in: folder) where Prefix.isTemporary(name) {
        let path = "\(folder)/\(name)"
        if try FileSystem.entry(at: path) == .folder {
          let leftover = try Folder(path)
          guard try leftover.lock() else { continue }
          try FileSystem.remove(path)
        } else {
          try FileSystem.remove(path)
        }
        removed.append(name)
      }
      return removed
    }
  }

  /// Removes the oldest published runs until `kept` are left; returns the names removed.
  ///
  /// Age is the order of the names, which are times. Nothing is removed but folders that are called
  /// like runs and hold a `run.json`; symbolic links are not followed, and the run that `latest`
  /// leads to stays. A run leaves in one rename, so that nobody reads half of it.
  public static func prune(root: String, pipeline: String, keeping kept: Int) throws(Fault)
    -> [String]
  {
    let folder = "\(root)/\(pipeline)"
    guard try entry(at: folder) != nil else { return [] }
    return try removing(folder) { () throws(SystemError) in
      var runs: [String] = []
      for name in try FileSystem.names(in: folder) where isRunName(name) {
        let entry = try FileSystem.entry(at: "\(folder)/\(name)")
        let record = try FileSystem.entry(at: "\(folder)/\(name)/run.json")
        if entry == .folder, record == .file { runs.append(name) }
      }
      let surplus = runs.dropLast(max(kept, 1)).filter {
        !FileSystem.isSame("\(folder)/\($0)", "\(folder)/latest")
      }
      for name in surplus {
        let leaving = "\(folder)/\(Prefix.removed)\(name)"
        try FileSystem.rename("\(folder)/\(name)", to: leaving)
        try FileSystem.remove(leaving)
      }
      return surplus
    }
  }
}

extension Publication {
  /// Whether a run can have this name: its start in UTC, `20260724T020000.123Z`, with or without
  /// the thousandths.
  public static func isRunName(_ name: String) -> Bool {
    let form = Array("00000000T000000.000Z".utf8)
    var bytes = Array(name.utf8)
    if bytes.count == form.count - 4 { bytes.insert(contentsOf: ".000".utf8, at: bytes.count - 1) }
    return bytes.count == form.count
      && zip(bytes, form).allSatisfy { byte, place in
        place == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == place
      }
  }
}

/// How the names of what is not published begin.
private enum Prefix {
  static let unpublished = ".unpublished-"
  static let removed = ".removed-"
  static let link = ".latest-"

  static func isTemporary(_ name: String) -> Bool {
    [unpublished, removed, link].contains { name.hasPrefix($0) }
  }
}

// MARK: - Faults

private func entry(at path: String) throws(Fault) -> FileSystem.Entry? {
  try creating(path) { () throws(SystemError) in try FileSystem.entry(at: path) }
}

private func creating<Result: ~Copyable>(
  _ path: String, _ body: () throws(SystemError) -> Result
) throws(Fault) -> Result {
  do { return try body() } catch { throw Fault.cannotCreate(path, error) }
}

private func publishing(_ path: String, _ body: () throws(SystemError) -> Void) throws(Fault) {
  do {
    try body()
  } catch {
    throw Fault(
      "output.publish-failed", "cannot publish: \(error) (\(error.call))", at: .path(path),
      exit: .inputOutput)
  }
}

private func removing<Result>(
  _ path: String, _ body: () throws(SystemError) -> Result
) throws(Fault) -> Result {
  do {
    return try body()
  } catch {
    throw Fault(
      "output.cannot-remove", "cannot remove old output: \(error) (\(error.call))",
      at: .path(path), exit: .inputOutput)
  }
}

extension Fault {
  fileprivate static func exists(_ path: String, _ message: String) -> Fault {
    Fault("output.exists", message, at: .path(path), exit: .cannotCreate)
  }
}
