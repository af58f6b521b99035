import Analyses
import Diagnostics

/// The account of a batch once it has been read.
public struct BatchRecord: Sendable, Hashable {
  /// The batch's name.
  public var name: String
  /// Its size on disk, in bytes.
  public var bytes: Int
  /// The SHA-256 of what was read; empty if it was not read to its end.
  public var digest: [UInt8] = []
  /// The number by which its articles are known in leaves: drawn when the batch is counted, it
  /// stays with the counts whatever the batch is called later. No table depends on it.
  public var serial = UInt64.random(in: .min ... .max)
  /// How it wraps its articles; empty if it could not be opened.
  public var container = ""
  /// How its articles are written; empty if it could not be opened.
  public var format = ""
  /// How many files of an archive were passed over as metadata of macOS.
  public var skippedEntries = 0
  /// Where its articles went; nowhere, if it was rejected as a whole.
  public var counts = CorpusCounts()
  /// Why it was rejected as a whole.
  public var damage: Fault?
  /// The name of the batch with the same bytes that was counted in its stead.
  public var duplicateOf: String?
  /// Whether this run has counted it; the others were counted by earlier ones.
  public var isNew = false
  /// Whether it has left the archive, and is counted all the same.
  public var hasLeft = false

  init(name: String, bytes: Int) {
    self.name = name
    self.bytes = bytes
  }
}
