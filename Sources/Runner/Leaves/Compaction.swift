import Bytes

/// The inputs from which reports are merged: a cache of all leaves of an earlier night, the leaves
/// added since, less the leaves removed since.
///
/// The added and the removed leaves are sets again, and are merged in the same way, from smaller
/// caches, down to a few single leaves. A set is worth a new cache once merging what its
/// old one lacks has cost, over the nights, as much as a new one costs. So a cache of much is made
/// seldom and one of little often; a leaf that comes, goes or changes costs what it weighs, not
/// what the archive weighs; a window that moves over the archive has most of it in its cache; and
/// the pieces to merge grow with the logarithm of the nights.
struct Compaction: Sendable {
  /// A sum of leaves, and the files from which it is merged.
  struct Sum: Sendable {
    /// The sizes of the leaves, by their marks.
    var members: [LeafMark: Int] = [:]
    /// The files to add up.
    var added: [String] = []
    /// The files to take away.
    var subtracted: [String] = []

    var bytes: Int { members.values.reduce(0, +) }

    fileprivate init(_ cache: LeafCache) {
      members = cache.members
      added = [cache.path]
    }

    /// The same, with the files `others` merged as well.
    func adding(_ others: [String]) -> Sum {
      var sum = self
      sum.added += others
      return sum
    }

    fileprivate init(_ leaves: [LeafMark: Leaf]) { members = leaves.mapValues(\.size) }

    /// Merges `other` as well, or takes it away.
    fileprivate mutating func take(_ other: Sum, isSubtracted: Bool) {
      added += isSubtracted ? other.subtracted : other.added
      subtracted += isSubtracted ? other.added : other.subtracted
    }
  }

  /// The leaves that last, in corpus order.
  let leaves: [Leaf]
  /// The leaves that last, and the files from which they are merged.
  private(set) var whole: Sum
  /// The files of leaves that do not outlast the run: they are merged for its reports, into no
  /// cache.
  let passing: [String]
  /// The caches that are read.
  private(set) var caches: [LeafCache] = []
  /// Whether all leaves deserve a new cache.
  private(set) var isWholeDue = false
  /// Other sums that deserve a cache of their own.
  private(set) var due: [Sum] = []
  /// The leaves that are used only for subtraction.
  private(set) var subtracted: Set<String> = []

  /// Fewer leaves than these are merged one by one.
  static let fewest = 8

  /// Finds the best inputs for a merge of `leaves`, which are in corpus order. `caches` are those
  /// on disk, `idle` the other leaves there, which may be subtracted from a cache.
  init(_ leaves: [Leaf], idle: [Leaf], caches: [LeafCache], isLasting: Bool) {
    let lasting = isLasting ? leaves.filter { !$0.contents.members.isEmpty } : []
    self.leaves = lasting
    passing = leaves.filter { !isLasting || $0.contents.members.isEmpty }.map(\.path)
    let byMark = lasting.byMark
    whole = Sum(byMark)
    guard isLasting else { return }
    let all = byMark.merging(idle.byMark, uniquingKeysWith: { first, _ in first })
    let usable = caches.filter { $0.members.keys.allSatisfy { all[$0] != nil } }
    let plan = sum(of: byMark, among: all, usable)
    whole = plan.sum
    isWholeDue = plan.isDue
    for (mark, leaf) in all where byMark[mark] == nil {
      if self.caches.contains(where: { $0.members[mark] != nil }) { subtracted.insert(leaf.name) }
    }
  }

  /// Goes on from `cache`, a new one of all leaves: the only one in use from now on.
  mutating func settle(on cache: LeafCache) {
    whole = Sum(cache)
    caches = [cache]
    isWholeDue = false
    due = []
    subtracted = []
  }

  /// How the leaves of `set` are merged, and whether they deserve a new cache; notes the caches in
  /// use, and what of the set does deserve one if it does not as a whole.
  private mutating func sum(
    of set: [LeafMark: Leaf], among all: [LeafMark: Leaf], _ caches: [LeafCache]
  ) -> (sum: Sum, isDue: Bool) {
    var sum = Sum(set)
    guard let cache = best(of: caches, for: sum), set.count >= Compaction.fewest else {
      sum.added = set.values.map(\.path).sorted()
      return (sum, set.count >= Compaction.fewest)
    }
    self.caches.append(cache)
    sum.added = [cache.path]
    let come = set.filter { cache.members[$0.key] == nil }
    let gone = all.filter { cache.members[$0.key] != nil && set[$0.key] == nil }
    let others = caches.filter { $0.path != cache.path }
    let parts = [(come, false), (gone, true)].map { leaves, isSubtracted in
      let part = self.sum(of: leaves, among: all, others)
      sum.take(part.sum, isSubtracted: isSubtracted)
      return part
    }
    // As if a leaf had come or gone a night: each was merged as often as there were nights since.
    let difference = parts.reduce(0) { $0 + $1.sum.bytes }
    let isDue =
      4 * difference > sum.bytes || difference * (come.count + gone.count) > 2 * sum.bytes
    if !isDue { due += parts.filter { $0.isDue }.map { $0.sum } }
    return (sum, isDue)
  }

  /// The cache that differs least from `sum`, if it differs by less than half of it.
  private func best(of caches: [LeafCache], for sum: Sum) -> LeafCache? {
    let bytes = sum.bytes
    let candidates = caches.map { cache in
      var (common, size) = (0, 0)
      for (mark, leaf) in cache.members {
        size += leaf
        if sum.members[mark] != nil { common += leaf }
      }
      return (cache: cache, difference: bytes + size - 2 * common)
    }
    return candidates.filter { 2 * $0.difference < bytes }.min {
      $0.difference != $1.difference
        ? $0.difference < $1.difference : $0.cache.name < $1.cache.name
    }?.cache
  }
}
