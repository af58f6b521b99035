import Analyses
import Bytes
import Diagnostics
import Partials

/// The leaves of a pipeline on disk.
///
///     .state/leaves/<name>.leaf          in use
///     .state/leaves/aside/<name>.leaf    not needed the last time, kept for some days
///     .state/leaves/aside/<name>.damaged found in the place of a file, but no file
///     .state/leaves/caches/<name>.cache  several leaves merged
///
/// They are written in the scratch folder beside and appear here whole, by being renamed. The files
/// are the only state: the trailer of each lists its batches, and its name is a digest, so nothing
/// else can disagree with them. One process uses a store at a time; it holds the lock
/// of the pipeline.
struct LeafStore: Sendable {
  /// The folder of the leaves.
  let folder: String
  /// What the leaves count.
  let plan: CountingPlan
  /// The sections of a leaf: those of the plan, and its rejects.
  let shape: SegmentShape
  /// The lines of the rejects.
  let rejectLines: Int
  /// Whether the leaves outlive the run; if not, nothing is compressed, synchronised or swept.
  let isLasting: Bool

  /// Days for which a leaf that is not needed is kept, in case its batches come back.
  static let daysAside = 7

  /// The store in `folder`, which need not be there yet.
  init(_ folder: String, _ plan: CountingPlan, isLasting: Bool) {
    self.folder = folder
    self.plan = plan
    self.isLasting = isLasting
    var shape = plan.shape
    shape.owner = "rejects"
    rejectLines = shape.addLines()
    self.shape = shape
  }

  /// Makes the folders of the store, and clears the places of its files of whatever is no file.
  ///
  /// Returns a warning for each thing that was moved aside: it might be somebody's, so it is kept.
  func make() throws(Fault) -> [Fault] {
    let places = [folder, "\(folder)/aside", "\(folder)/caches"]
    for place in places {
      try storing(at: place) { () throws(SystemError) in
        try FileSystem.makeFolders(place, own: place == folder ? 1 : 2)
      }
    }
    var warnings: [Fault] = []
    for place in places {
      // Everything in the folder of caches is a cache.
      for name in try names(in: place, ending: place == places[2] ? "" : ".leaf") {
        if let warning = try setAside(name, in: place) { warnings.append(warning) }
      }
    }
    return warnings
  }

  /// Moves what is called `name` aside if it is no file; returns a warning then.
  private func setAside(_ name: String, in place: String) throws(Fault) -> Fault? {
    let path = "\(place)/\(name)"
    return try storing(at: path) { () throws(SystemError) in
      guard let entry = try FileSystem.entry(at: path), entry != .file else { return nil }
      var number = 1
      var target = "\(folder)/aside/\(name).damaged"
      while try FileSystem.entry(at: target) != nil {
        number += 1
        target = "\(folder)/aside/\(name).damaged-\(number)"
      }
      try FileSystem.rename(path, to: target)
      return Fault(
        "leaves.damaged", "what is no file stood in the place of counts, and was moved aside",
        at: .path(path), advice: "It is kept as \(target).", exit: .success)
    }
  }

  // MARK: Finding

  /// The leaves that serve the plan, in order of their names; those of another plan or version do
  /// not, nor do damaged ones.
  func scan() throws(Fault) -> [Leaf] {
    var leaves: [Leaf] = []
    for (place, isSetAside) in [(folder, false), ("\(folder)/aside", true)] {
      for name in try names(in: place, ending: ".leaf") {
        guard var leaf = try leaf(at: "\(place)/\(name)") else { continue }
        leaf.isSetAside = isSetAside
        leaves.append(leaf)
      }
    }
    return leaves
  }

  /// The leaf at `path`; nil if it does not serve the plan or cannot be read.
  private func leaf(at path: String) throws(Fault) -> Leaf? {
    do throws(Fault) {
      let segment = try SegmentReader(path: path, shape: shape, fingerprint: plan.baseFingerprint)
      guard let trailer = try segment.trailer(), let contents = LeafContents(trailer: trailer)
      else {
        return nil
      }
      return Leaf(path: path, size: segment.size, contents: contents)
    } catch  where error.code == SegmentReader.damage {
      return nil
    }
  }

  private func names(in place: String, ending: String) throws(Fault) -> [String] {
    try storing(at: place) { () throws(SystemError) in
      guard try FileSystem.entry(at: place) != nil else { return [] }
      return try FileSystem.names(in: place).filter { $0.hasSuffix(ending) }
    }
  }

  /// The bytes that leaves, those set aside among them, and caches take on disk.
  func size() throws(Fault) -> (leaves: Int, caches: Int) {
    func sum(_ place: String) throws(Fault) -> Int {
      try names(in: place, ending: "").reduce(0) {
        $0 + (FileSystem.identity(of: "\(place)/\($1)")?.byteCount ?? 0)
      }
    }
    return (
      try names(in: folder, ending: ".leaf").reduce(0) {
        $0 + (FileSystem.identity(of: "\(folder)/\($1)")?.byteCount ?? 0)
      } + sum("\(folder)/aside"), try sum("\(folder)/caches")
    )
  }

  // MARK: Writing

  /// Seals the segment at `path` as the leaf with these `contents`, which is there once `writes`
  /// has finished: nobody waits for the device as long as there is something to count.
  func seal(
    _ path: String, _ contents: LeafContents, _ writes: PendingWrites
  ) throws(Fault) -> Leaf {
    guard isLasting else { return Leaf(path: path, size: 0, contents: contents) }
    let size = try sealSegment(at: path, trailer: contents.trailer)
    let leaf = "\(folder)/\(name(of: contents)).leaf"
    writes.add { () throws(Fault) in
      try synchronizeSegment(at: path)
      try rename(path, to: leaf)
    }
    return Leaf(path: leaf, size: size, contents: contents)
  }

  /// The name of a leaf: a digest of what is counted and of the batches.
  private func name(of contents: LeafContents) -> String {
    var digest = Digest()
    digest.update(plan.fingerprint.span)
    digest.update("\(contents.limits.longestRecord) ")
    for batch in contents.members { digest.update(batch.digest.span) }
    return String(digest.finalizeHex().prefix(32))
  }

  private func rename(_ path: String, to target: String) throws(Fault) {
    try storing(at: target) { () throws(SystemError) in try FileSystem.rename(path, to: target) }
  }

  /// Makes the names of new files survive a power cut.
  func synchronize() throws(Fault) {
    guard isLasting else { return }
    for place in [folder, "\(folder)/aside", "\(folder)/caches"] {
      try storing(at: place) { () throws(SystemError) in try Folder(place).synchronize() }
    }
  }

  // MARK: Caches

  /// The caches that serve the plan, in order of their names.
  func caches() throws(Fault) -> [LeafCache] {
    guard isLasting else { return [] }
    return try names(in: "\(folder)/caches", ending: ".cache").compactMap { name in
      let path = "\(folder)/caches/\(name)"
      guard
        let segment = try? SegmentReader(
          path: path, shape: plan.shape, fingerprint: plan.baseFingerprint),
        let trailer = try? segment.trailer()
      else { return nil }
      return LeafCache(path: path, trailer: trailer)
    }
  }

  /// Seals the segment at `path` as the cache of the leaves with these marks and sizes; returns it
  /// and its size in bytes.
  func sealCache(
    _ path: String, of members: [LeafMark: Int]
  ) throws(Fault) -> (cache: LeafCache, bytes: Int) {
    let trailer = LeafCache.trailer(members)
    var digest = Digest()
    digest.update(plan.fingerprint.span)
    digest.update(trailer.span)
    let name = String(digest.finalizeHex().prefix(32))
    let cache = LeafCache(path: "\(folder)/caches/\(name).cache", members: members)
    let size = try sealSegment(at: path, trailer: trailer)
    // Nothing waits for the device: after a power cut the checksums fail, and it is made again.
    try rename(path, to: cache.path)
    return (cache, size)
  }

  // MARK: Sweeping

  /// Puts the store in order once reports are published: leaves in use come back from aside, others
  /// go there, those that lay there for too long are removed, and so are caches not in use.
  ///
  /// `lent` are the names of leaves that are taken away from a cache in use, and stay for as long;
  /// `keepsOthers` leaves what serves another plan where it is.
  func tidy(
    using leaves: [Leaf], caches: [LeafCache], lent: Set<String>, keepsOthers: Bool
  ) throws(Fault) {
    guard isLasting else { return }
    let used = Set(leaves.map { "\($0.name).leaf" })
    let paths = Set(leaves.map(\.path))
    for name in try names(in: folder, ending: ".leaf") where !used.contains(name) {
      let path = "\(folder)/\(name)"
      if keepsOthers, try leaf(at: path) == nil { continue }
      try rename(path, to: "\(folder)/aside/\(name)")
    }
    let now = Machine.wallNanoseconds
    for name in try names(in: "\(folder)/aside", ending: ".leaf") {
      let path = "\(folder)/aside/\(name)"
      if paths.contains(path) {
        try rename(path, to: "\(folder)/\(name)")
      } else if used.contains(name) {
        // It was counted again.
        removeFile(path)
      } else if !lent.contains(String(name.dropLast(".leaf".count))),
        let identity = FileSystem.identity(of: path),
        now - identity.changed > LeafStore.daysAside * 86_400_000_000_000
      {
        removeFile(path)
      }
    }
    let cacheFiles = Set(caches.map { "\($0.name).cache" })
    for name in try names(in: "\(folder)/caches", ending: "")
    where !cacheFiles.contains(name) {
      removeFile("\(folder)/caches/\(name)")
    }
    try synchronize()
  }

  /// Removes the file at `path` if it is one of the store's; false if it is not.
  func discard(_ path: String) -> Bool {
    guard path.hasPrefix("\(folder)/") else { return false }
    removeFile(path)
    return true
  }
}

/// Calls the file system for a store; a failure is a fault that names `place`.
private func storing<Result>(
  at place: String, _ body: () throws(SystemError) -> Result
) throws(Fault) -> Result {
  do throws(SystemError) {
    return try body()
  } catch {
    throw Fault(
      "leaves.failed", "cannot keep the counts of this pipeline: \(error) (\(error.call))",
      at: .path(place), advice: "Check who may write there, and whether there is space.",
      exit: error.isNoSpace ? .inputOutput : .cannotCreate)
  }
}
