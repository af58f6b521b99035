import Diagnostics
import Foundation
import Testing

@testable import Ledger

@Suite struct LedgerStoreTests {
  let state = StateFolder()

  private func digest(_ inode: UInt64, size: Int = 7) -> FileDigest {
    FileDigest(
      identity: .init(device: .max, inode: inode), size: size, modified: 1_775_000_000_123_456_789,
      changed: -1, digest: Array(0..<32), hashed: 1_775_000_000_999_999_999)
  }

  @Test func digestsOfFilesAreKept() throws {
    let ledger = try Ledger.open(state: state.path)
    #expect(try ledger.fileDigests() == [:])
    let many = (0..<2000).map { digest($0) }
    try ledger.record(digests: many)
    try ledger.record(digests: [digest(5, size: 8), digest(.max)])
    var known = try Ledger.open(state: state.path).fileDigests()
    #expect(known.count == 2001)
    #expect(known[digest(4).identity] == digest(4))
    #expect(known[digest(5).identity] == digest(5, size: 8))
    try ledger.forgetDigests(except: [digest(5).identity, digest(.max).identity])
    known = try ledger.fileDigests()
    #expect(known.keys.map(\.inode).sorted() == [5, .max])
  }

  @Test func leavesAreReplaced() throws {
    let ledger = try Ledger.open(state: state.path)
    func leaf(_ name: String, _ kind: StoredLeaf.Kind = .leaf, size: Int = 9) -> StoredLeaf {
      StoredLeaf(
        name: name, fingerprint: "f0", kind: kind, size: size, batches: 1, articles: 2,
        created: Date(timeIntervalSince1970: 1_775_000_000.125))
    }
    try ledger.replace(leaves: [leaf("b"), leaf("a"), leaf("c", .cache)])
    #expect(try ledger.leaves() == [leaf("a"), leaf("b"), leaf("c", .cache)])
    try ledger.replace(leaves: [leaf("b", size: 10), leaf("c", .cache), leaf("d")])
    #expect(
      try Ledger.open(state: state.path).leaves()
        == [leaf("b", size: 10), leaf("c", .cache), leaf("d")])
    try ledger.replace(leaves: [])
    #expect(try ledger.leaves() == [])
  }
}
