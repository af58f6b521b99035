import Diagnostics
import Foundation
import GRDB

/// The digest of a file, and by what to see that the file is still the same.
public struct FileDigest: Sendable, Hashable {
  /// What stays the same however the file is renamed.
  public struct Identity: Sendable, Hashable {
    /// The number of the device, as `stat` gives it.
    public var device: UInt64
    /// The number of the inode on it.
    public var inode: UInt64

    /// The file with this number on that device.
    public init(device: UInt64, inode: UInt64) {
      self.device = device
      self.inode = inode
    }
  }

  /// Which file it is.
  public var identity: Identity
  /// Its size in bytes.
  public var size: Int
  /// When its content was last modified, in nanoseconds since 1970.
  public var modified: Int64
  /// When its inode was last changed, in nanoseconds since 1970.
  public var changed: Int64
  /// The SHA-256 of its bytes.
  public var digest: [UInt8]
  /// When the digest was taken, in nanoseconds since 1970.
  public var hashed: Int64

  /// Gathers what is known of a file.
  public init(
    identity: Identity, size: Int, modified: Int64, changed: Int64, digest: [UInt8], hashed: Int64
  ) {
    self.identity = identity
    self.size = size
    self.modified = modified
    self.changed = changed
    self.digest = digest
    self.hashed = hashed
  }
}

extension Ledger {
  /// All digests that are known, by file; some 5 ms for ten thousand.
  public func fileDigests() throws(Fault) -> [FileDigest.Identity: FileDigest] {
    try read { db in
      var known: [FileDigest.Identity: FileDigest] = [:]
      let rows = try Row.fetchCursor(
        db, sql: "SELECT device, inode, size, modified, changed, digest, hashed FROM files")
      while let row = try rows.next() {
        let file = FileDigest(
          identity: .init(
            device: UInt64(bitPattern: row[0] as Int64),
            inode: UInt64(bitPattern: row[1] as Int64)),
          size: row[2], modified: row[3], changed: row[4], digest: [UInt8](row[5] as Data),
          hashed: row[6])
        known[file.identity] = file
      }
      return known
    }
  }

  /// Records digests, each in place of what was known of its file; all or none.
  public func record(digests: some Collection<FileDigest>) throws(Fault) {
    guard !digests.isEmpty else { return }
    try write { db in
      let insert = try db.makeStatement(
        sql: "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)")
      for file in digests {
        try insert.execute(arguments: [
          Int64(bitPattern: file.identity.device), Int64(bitPattern: file.identity.inode),
          file.size, file.modified, file.changed, Data(file.digest), file.hashed,
        ])
      }
    }
  }

  /// Forgets the digests of all files but those that were seen.
  public func forgetDigests(except seen: Set<FileDigest.Identity>) throws(Fault) {
    let gone = try fileDigests().keys.filter { !seen.contains($0) }
    guard !gone.isEmpty else { return }
    try write { db in
      let delete = try db.makeStatement(sql: "DELETE FROM files WHERE device = ? AND inode = ?")
      for file in gone {
        try delete.execute(arguments: [
          Int64(bitPattern: file.device), Int64(bitPattern: file.inode),
        ])
      }
    }
  }
}
