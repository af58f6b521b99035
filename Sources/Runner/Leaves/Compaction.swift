import Bytes
import Diagnostics
import Dispatch
import Partials
import Synchronization

/// What reports are merged from: leaves, and caches of many leaves in their stead.
///
/// Leaves stand in corpus order, and some of them end a group: at level one an eighth of all, chosen by
/// the leaf's own name; at level two an eighth of those; and so on. A group that is whole, from behind
/// one end up to the next, is merged once and kept as a cache. As ends depend on nothing but the leaf,
/// a leaf that comes, goes or changes touches one group a level, and a window that moves over the
/// archive leaves all groups but those at its edges as they are. The reports are merged from a number
/// of pieces that grows with the logarithm of the number of leaves.
struct Compaction: Sendable {
  /// A leaf alone, or a group.
  struct Piece: Sendable {
    var leaves: Range<Int>
    /// The level of the group; 0 for a leaf alone.
    var level = 0
    /// The name of the cache; nil for a leaf alone.
    var cache: String?
  }

  /// The leaves, in corpus order.
  let leaves: [Leaf]
  /// What to merge, in corpus order.
  private(set) var pieces: [Piece] = []
  /// All groups, those within others before them.
  private(set) var groups: [Piece] = []

  let store: LeafStore
  private static let fanOut = 8

  /// Divides `leaves`, which stand in corpus order.
  init(_ leaves: [Leaf], in store: LeafStore) {
    self.leaves = leaves
    self.store = store
    var top = 0
    var size = Compaction.fanOut
    // A group of a level is worth making where the corpus holds several, and where it lasts.
    while store.isLasting, 2 * size <= leaves.count {
      top += 1
      size *= Compaction.fanOut
    }
    pieces = divide(leaves.indices, isClosed: false, level: top)
    var pending = pieces.filter { $0.cache != nil }
    while let group = pending.popLast() {
      groups.append(group)
      pending += parts(of: group).filter { $0.cache != nil }
    }
    groups.sort { $0.level < $1.level }
  }

  /// The level up to which a leaf ends groups: the zeros at the end of its name, in base eight.
  private func level(of leaf: Int) -> Int {
    let number = UInt64(leaves[leaf].name.prefix(16), radix: 16) ?? 1
    return number.trailingZeroBitCount / Compaction.fanOut.trailingZeroBitCount
  }

  /// The pieces of `range`; `isClosed` says whether the leaf before it ends a group of `level`.
  private func divide(_ range: Range<Int>, isClosed: Bool, level: Int) -> [Piece] {
    guard level > 0 else { return range.map { Piece(leaves: $0..<$0 + 1) } }
    var pieces: [Piece] = []
    var start = range.lowerBound
    var isClosed = isClosed
    for leaf in range where self.level(of: leaf) >= level {
      let group = start..<leaf + 1
      if isClosed {
        pieces.append(
          group.count > 1
            ? Piece(leaves: group, level: level, cache: cacheName(group)) : Piece(leaves: group))
      } else {
        pieces += divide(group, isClosed: false, level: level - 1)
      }
      start = leaf + 1
      isClosed = true
    }
    return pieces + divide(start..<range.upperBound, isClosed: isClosed, level: level - 1)
  }

  /// The name of the cache of `group`: a digest of what is counted, and of its leaves.
  private func cacheName(_ group: Range<Int>) -> String {
    var digest = Digest()
    digest.update(store.plan.fingerprint.span)
    for leaf in group {
      digest.update(leaves[leaf].name)
      // A leaf that was counted anew has its name, but knows its articles by other numbers.
      for batch in leaves[leaf].contents.members { digest.update(" \(batch.serial)") }
    }
    return String(digest.finalizeHex().prefix(32))
  }

  /// The paths of what to merge now: the largest groups whose caches are there.
  var paths: [String] { pieces.flatMap { available($0) } }

  private func available(_ piece: Piece) -> [String] {
    guard let cache = piece.cache, !store.hasCache(cache) else { return [path(of: piece)] }
    return parts(of: piece).flatMap { available($0) }
  }

  /// The caches in use, by the names of their files; those within others serve when one of these must be
  /// made anew.
  var cacheFiles: Set<String> { Set(groups.compactMap { $0.cache.map { "\($0).cache" } }) }

  /// What a group is merged from: smaller groups and leaves.
  private func parts(of group: Piece) -> [Piece] {
    let parts = divide(group.leaves, isClosed: true, level: group.level - 1)
    guard parts.count == 1, let only = parts.first, only.level > 0 else { return parts }
    return self.parts(of: only)
  }

  private func path(of piece: Piece) -> String {
    piece.cache.map(store.cachePath) ?? leaves[piece.leaves.lowerBound].path
  }

  /// The highest level of a group.
  var topLevel: Int { groups.last?.level ?? 0 }

  /// Makes the caches of `levels` that are missing, level by level, on `workers` at once; returns how
  /// many, and the bytes written.
  ///
  /// `reduce` merges the files at some paths into one at a path of its own.
  func makeCaches(
    of levels: Range<Int>, workers: Int, _ reduce: @Sendable ([String], String) throws(Fault) -> String?
  ) throws(Fault) -> (made: Int, bytes: Int) {
    let missing = groups.filter { group in
      levels.contains(group.level) && group.cache.map { !store.hasCache($0) } ?? false
    }
    let state = Mutex((next: 0, bytes: 0, fault: Fault?.none))
    for level in levels {
      let due = missing.filter { $0.level == level }
      state.withLock { $0.next = 0 }
      DispatchQueue.concurrentPerform(iterations: min(workers, due.count)) { _ in
        while true {
          let number = state.withLock { state in
            state.next += 1
            return state.fault == nil ? state.next - 1 : Int.max
          }
          guard number < due.count, let name = due[number].cache else { return }
          do throws(Fault) {
            let inputs = parts(of: due[number]).map { path(of: $0) }
            guard let made = try reduce(inputs, "cache-\(name)") else { continue }
            let size = try store.sealCache(made, name: name)
            state.withLock { $0.bytes += size }
          } catch {
            state.withLock { $0.fault = $0.fault ?? error }
          }
        }
      }
    }
    if let fault = state.withLock({ $0.fault }) { throw fault }
    return (missing.count, state.withLock { $0.bytes })
  }
}
