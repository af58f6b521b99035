import Diagnostics
import GRDB

extension Ledger {
  /// The leaves and caches that are kept, by name.
  public func leaves() throws(Fault) -> [StoredLeaf] {
    try read { db in try StoredLeaf.order(Column("name")).fetchAll(db) }
  }

  /// Records which leaves and caches are kept, in place of all that were known; writes only what
  /// differs.
  public func replace(leaves: [StoredLeaf]) throws(Fault) {
    try write { db in
      var before = Dictionary(
        try StoredLeaf.fetchAll(db).map { ($0.name, $0) }, uniquingKeysWith: { $1 })
      for leaf in leaves where before.removeValue(forKey: leaf.name) != leaf {
        try leaf.insert(db, onConflict: .replace)
      }
      try StoredLeaf.deleteAll(db, keys: Array(before.keys))
    }
  }
}
