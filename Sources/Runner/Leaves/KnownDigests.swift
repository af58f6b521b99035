import Bytes
import Ledger

/// The digests of files that were read before, by the identity that the files had then.
struct KnownDigests: Sendable {
  /// The start of the current run, in nanoseconds since 1970.
  private let now: Int
  private let known: [FileDigest.Identity: FileDigest]
  /// The digests that this run has asked for or computed, by file.
  private(set) var seen: Set<FileDigest.Identity> = []
  /// The digests that this run has computed.
  private(set) var recorded: [FileDigest] = []

  /// The digests that earlier runs have recorded, for a run that begins now.
  init(
    _ known: [FileDigest.Identity: FileDigest] = [:], now: Int = Machine.wallNanoseconds
  ) {
    self.known = known
    self.now = now
  }

  /// The digest of a file that is `identity`; nil if it is not known for certain. A file that was
  /// changed after the run began which read it may have been changed again within the same tick of
  /// the clock, and must be read once more.
  mutating func digest(of identity: FileIdentity) -> [UInt8]? {
    let file = FileDigest.Identity(device: identity.device, inode: identity.inode)
    guard let entry = known[file], entry.size == identity.byteCount,
      entry.modified == identity.modified, entry.changed == identity.changed,
      max(entry.modified, entry.changed) < entry.hashed
    else { return nil }
    seen.insert(file)
    return entry.digest
  }

  /// Notes that a file which is `identity` has this digest.
  mutating func note(_ identity: FileIdentity, _ digest: [UInt8]) {
    guard !digest.isEmpty else { return }
    let file = FileDigest.Identity(device: identity.device, inode: identity.inode)
    guard seen.insert(file).inserted else { return }
    recorded.append(
      FileDigest(
        identity: file, size: identity.byteCount, modified: Int64(identity.modified),
        changed: Int64(identity.changed), digest: digest, hashed: Int64(now)))
  }
}
