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
    /// The name of the cache; nil for a leaf alone.
    var cache: String?
  }

  /// The leaves, in corpus order.
  let leaves: [Leaf]
  /// What to merge, in corpus order.
  private(set) var pieces: [Piece] = []

  let store: LeafStore
  private static let fanOut = 8

  /// Divides `leaves`, which stand in corpus order.
  init(_ leaves: [Leaf], in store: LeafStore) {
    self.leaves = leaves
    self.store = store
    // Higher groups would hold so much of the corpus that making them anew costs more than they save.
    var top = 0
    var size = Compaction.fanOut
    while size * Compaction.fanOut <= leaves.count {
      top += 1
      size *= Compaction.fanOut
    }
    pieces = divide(leaves.indices, isClosed: false, level: top)
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
        pieces.append(Piece(leaves: group, cache: group.count > 1 ? cacheName(group) : nil))
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
    for leaf in group { digest.update(leaves[leaf].name) }
    return String(digest.finalizeHex().prefix(32))
  }

  /// The paths of what to merge; every cache must have been made.
  var paths: [String] {
    pieces.map { $0.cache.map(store.cachePath) ?? leaves[$0.leaves.lowerBound].path }
  }

  /// The caches in use, by the names of their files.
  var cacheFiles: Set<String> { Set(pieces.compactMap { $0.cache.map { "\($0).cache" } }) }

  /// What has to be merged anew for a group: the groups within it that have a cache, and leaves.
  private func parts(of piece: Piece, level: Int) -> [String] {
    guard level > 0 else { return piece.leaves.map { leaves[$0].path } }
    return divide(piece.leaves, isClosed: true, level: level).flatMap { part in
      guard let cache = part.cache else { return [leaves[part.leaves.lowerBound].path] }
      if part.leaves != piece.leaves, store.cacheSize(cache) != nil {
        return [store.cachePath(cache)]
      }
      return parts(of: part, level: level - 1)
    }
  }

  /// Makes the caches that are missing, on `workers` at once; returns how many, and the bytes written.
  ///
  /// `reduce` merges the files at some paths into one at a path of its own.
  func makeCaches(
    workers: Int, _ reduce: @Sendable ([String], String) throws(Fault) -> String?
  ) throws(Fault) -> (made: Int, bytes: Int) {
    let missing = pieces.filter { $0.cache.map { store.cacheSize($0) == nil } ?? false }
    let state = Mutex((next: 0, bytes: 0, fault: Fault?.none))
    DispatchQueue.concurrentPerform(iterations: min(workers, missing.count)) { _ in
      while true {
        let number = state.withLock { state in
          state.next += 1
          return state.fault == nil ? state.next - 1 : Int.max
        }
        guard number < missing.count, let name = missing[number].cache else { return }
        do throws(Fault) {
          let inputs = parts(of: missing[number], level: 8)
          guard let made = try reduce(inputs, "cache-\(name)") else { continue }
          let size = try store.sealCache(made, name: name)
          state.withLock { $0.bytes += size }
        } catch {
          state.withLock { $0.fault = $0.fault ?? error }
        }
      }
    }
    if let fault = state.withLock({ $0.fault }) { throw fault }
    return (missing.count, state.withLock { $0.bytes })
  }
}
