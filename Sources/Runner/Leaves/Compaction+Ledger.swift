import Bytes
import Foundation
import Ledger

extension Compaction {
  /// The leaves and the caches of `store` as the ledger lists them.
  func stored(in store: LeafStore, caches: [LeafCache]) -> [StoredLeaf] {
    let byMark = leaves.byMark
    return leaves.map { store.stored($0.path, .leaf, size: $0.size, [$0]) }
      + caches.map { cache in
        let size = FileSystem.identity(of: cache.path)?.byteCount ?? 0
        return store.stored(
          cache.path, .cache, size: size, cache.members.keys.compactMap { byMark[$0] })
      }
  }
}

extension LeafStore {
  fileprivate func stored(
    _ path: String, _ kind: StoredLeaf.Kind, size: Int, _ leaves: some Collection<Leaf>
  ) -> StoredLeaf {
    let batches = leaves.flatMap(\.contents.members)
    let made = FileSystem.identity(of: path)?.modified ?? 0
    return StoredLeaf(
      name: String(path.split(separator: "/").last ?? ""),
      fingerprint: hex(plan.fingerprint), kind: kind, size: size, batches: batches.count,
      articles: batches.reduce(0) { $0 + Int($1.counts.read) },
      created: Date(timeIntervalSince1970: Double(made / 1_000_000) / 1000))
  }
}
