import Bytes

/// The digests of files that were read before, by what the files were then.
struct KnownDigests: Sendable {
  /// A digest, and when the run began that told it, in nanoseconds since 1970.
  struct Entry: Sendable, Hashable {
    var digest: [UInt8]
    var told: Int
  }

  /// When the present run began.
  private let now: Int
  private var entries: [FileIdentity: Entry]
  /// What this run has seen or told.
  private(set) var used: [FileIdentity: Entry] = [:]

  /// The digests that earlier runs have told, for a run that begins now.
  init(_ entries: [FileIdentity: Entry] = [:], now: Int = Machine.wallNanoseconds) {
    self.entries = entries
    self.now = now
  }

  /// The digest of a file that is `identity`; nil if it is not known for certain. A file that was
  /// changed after the run began which read it may have been changed again within the same tick of
  /// the clock, and must be read once more.
  mutating func digest(of identity: FileIdentity) -> [UInt8]? {
    guard let entry = entries[identity], max(identity.modified, identity.changed) < entry.told
    else { return nil }
    used[identity] = entry
    return entry.digest
  }

  /// Notes that a file which is `identity` has this digest.
  mutating func note(_ identity: FileIdentity, _ digest: [UInt8]) {
    guard !digest.isEmpty else { return }
    used[identity] = Entry(digest: digest, told: now)
  }
}
