import Bytes
import Foundation
import Ledger

extension Compaction {
  /// The leaves and caches as the ledger lists them.
  func storedLeaves() -> [StoredLeaf] {
    let leaves = leaves.map { leaf in
      stored(leaf.path, .leaf, size: leaf.size, [leaf])
    }
    let caches = groups.compactMap { piece -> StoredLeaf? in
      guard let name = piece.cache else { return nil }
      let path = store.cachePath(name)
      let size = FileSystem.identity(of: path)?.byteCount ?? 0
      return stored(path, .cache, size: size, self.leaves[piece.leaves])
    }
    return leaves + caches
  }

  private func stored(
    _ path: String, _ kind: StoredLeaf.Kind, size: Int, _ leaves: some Collection<Leaf>
  ) -> StoredLeaf {
    let batches = leaves.flatMap(\.contents.members)
    let made = FileSystem.identity(of: path)?.modified ?? 0
    return StoredLeaf(
      name: String(path.split(separator: "/").last ?? ""),
      fingerprint: hex(store.plan.fingerprint), kind: kind, size: size, batches: batches.count,
      articles: batches.reduce(0) { $0 + Int($1.counts.read) },
      created: Date(timeIntervalSince1970: Double(made / 1_000_000) / 1000))
  }
}
