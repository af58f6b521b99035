import Analyses
import Bytes
import Diagnostics
import Dispatch
import Partials

/// Merges segments until few enough are left to be read concurrently within bounds of memory and
/// open files.
struct SegmentReducer {
  private let store: LeafStore
  private let folder: String
  private let memory: Int
  private let fanIn: Int
  private let jobs: Int
  private let cancellation: Cancellation
  private let meter: WorkMeter
  private let shape: SegmentShape

  /// A reducer that writes to `folder`, holds about `memory` bytes, reads `fanIn` segments at once
  /// and does `jobs` pieces of work at once; what it merges are the sections of `shape`, those of
  /// leaves if none is given.
  init(
    _ store: LeafStore, folder: String, memory: Int, fanIn: Int, jobs: Int,
    _ cancellation: Cancellation, _ meter: WorkMeter, shape: SegmentShape? = nil
  ) {
    self.shape = shape ?? store.shape
    self.store = store
    self.folder = folder
    self.memory = memory
    self.fanIn = fanIn
    self.jobs = jobs
    self.cancellation = cancellation
    self.meter = meter
  }

  /// One segment with all that `segments` hold, called `name` where it is new; nil if there are
  /// none. They are removed once they are merged.
  func reduce(_ segments: [String], name: String) throws(Fault) -> String? {
    guard segments.count > 1 else { return segments.first }
    let left = try reduceUntilMergeable(segments, name: name, removing: true)
    guard left.count > 1 else { return left.first }
    return try merge(left, to: "\(folder)/\(name)", removing: Set(left))
  }

  /// What is left of `segments` once they can be merged in one step; they are removed once they are
  /// merged if `removing` says so.
  private func reduceUntilMergeable(
    _ segments: [String], name: String, removing: Bool
  ) throws(Fault) -> [String] {
    var left = segments
    var ours = removing ? Set(segments) : []
    var level = 0
    while true {
      let groups = try groups(of: left)
      guard groups.count > 1 else { break }
      var merged: [String] = []
      for (index, group) in groups.enumerated() {
        guard group.count > 1 else {
          merged += group
          continue
        }
        let path = "\(folder)/\(name)-level\(level)-\(index)"
        merged.append(try merge(group, to: path, removing: ours))
        ours.insert(path)
      }
      left = merged
      level += 1
    }
    return left
  }

  /// Neighbouring segments that are merged at once: as many as leave their renumberings in memory;
  /// where that is hardly more than one, as many as there is memory to read, with renumberings in
  /// files.
  private func groups(of segments: [String]) throws(Fault) -> [[String]] {
    var strings: [Int] = []
    for path in segments {
      let segment = try open(path, shape)
      strings.append((0..<shape.dictionaries).reduce(0) { $0 + segment.terms(inDictionary: $1) })
    }
    let groups = groups(of: segments, by: strings, least: 1)
    guard groups.count > 1, 2 * groups.count > segments.count else { return groups }
    return self.groups(of: segments, by: segments.map { _ in 0 }, least: 2)
  }

  /// Neighbouring segments, at least `least`, that fit in memory together if they have so many
  /// `strings`.
  private func groups(of segments: [String], by strings: [Int], least: Int) -> [[String]] {
    var groups: [[String]] = []
    var taken = 0
    for (path, strings) in zip(segments, strings) {
      let cost = SegmentMerge.residentCost(ofStrings: strings)
      if let last = groups.last, last.count < fanIn, taken + cost <= memory || last.count < least {
        groups[groups.count - 1].append(path)
        taken += cost
      } else {
        groups.append([path])
        taken = cost
      }
    }
    return groups
  }

  private func merge(
    _ paths: [String], to path: String, removing ours: Set<String>
  ) throws(Fault) -> String {
    try cancellation.check()
    meter.didMerge()
    let readers = try open(paths)
    try checkRoom(for: readers.reduce(0) { $0 + $1.size }, in: folder)
    let merge = try merge(readers, without: [])
    _ = try merge.write(
      to: path, fingerprint: store.plan.baseFingerprint, compressed: store.isLasting)
    for path in paths where ours.contains(path) { removeFile(path) }
    return path
  }

  /// All that `sum` holds, as one merge.
  func open(_ sum: Compaction.Sum, name: String) throws(Fault) -> SegmentMerge {
    let added = try reduceUntilMergeable(sum.added, name: name, removing: false)
    let subtracted = try reduceUntilMergeable(
      sum.subtracted, name: "\(name)-less", removing: false)
    return try merge(try open(added), without: try open(subtracted))
  }

  private func open(_ paths: [String]) throws(Fault) -> [SegmentReader] {
    try paths.map { (path) throws(Fault) in try open(path, shape) }
  }

  private func merge(
    _ segments: [SegmentReader], without others: [SegmentReader]
  ) throws(Fault) -> SegmentMerge {
    try SegmentMerge(
      segments, without: others, shape: shape, folder: folder, memory: memory, jobs: jobs,
      mayGoOn: cancellation.check
    ) { count, work in
      DispatchQueue.concurrentPerform(iterations: count) { work($0) }
    }
  }

  private func open(_ path: String, _ shape: SegmentShape) throws(Fault) -> SegmentReader {
    try SegmentReader(path: path, shape: shape, fingerprint: store.plan.baseFingerprint)
  }
}

/// Removes an intermediate file; one that stays is swept with its folder.
func removeFile(_ path: String) { try? FileSystem.remove(path) }
