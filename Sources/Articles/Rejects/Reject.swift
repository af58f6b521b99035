import Diagnostics

/// A record, or a whole batch, that could not be read: one line of `rejects.jsonl`.
public struct Reject: Sendable, Hashable {
  /// The batch's name (its path relative to the pipeline, or as given on the command line).
  public var batch: String
  /// The file inside the batch, where the batch is an archive.
  public var entry: String?
  /// The record's number in the batch from 1; nil if the batch as a whole is meant.
  public var record: Int?
  /// The record's offset in the inflated stream, in bytes.
  public var byte: Int?
  /// A stable, dotted name such as `json.unterminated-string`.
  public var code: String
  /// One sentence for people.
  public var reason: String

  /// A reject of these parts.
  public init(
    batch: String, entry: String? = nil, record: Int? = nil, byte: Int? = nil, code: String,
    reason: String
  ) {
    self.batch = batch
    self.entry = entry
    self.record = record
    self.byte = byte
    self.code = code
    self.reason = reason
  }

  /// The reject as a fault, to be said.
  public var fault: Fault {
    Fault(
      code, reason, at: .record(batch: batch, entry: entry, record: record, byte: byte),
      exit: .rejects)
  }
}
