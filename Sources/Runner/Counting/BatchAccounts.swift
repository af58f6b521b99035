import Analyses
import Articles
import Bytes
import Diagnostics
import Synchronization

/// An account of every batch of a corpus: where its articles went, or why it was rejected.
///
/// Those who read, count and seal enter what they find out, in any order. Batches are named by
/// their places in corpus order.
final class BatchAccounts: Sendable {
  private let records: Mutex<[BatchRecord]>
  private let identities = Mutex<[Int: FileIdentity]>([:])

  /// Accounts of `files`; what `coverage` knows of them is entered.
  init(_ files: [BatchFile], _ coverage: Coverage) {
    var records = files.map { BatchRecord(name: $0.name, bytes: $0.bytes) }
    for (place, batch) in coverage.known { records[place] = batch }
    for place in coverage.reasons.keys { records[place].isNew = true }
    self.records = Mutex(records)
  }

  /// The accounts, in corpus order.
  var all: [BatchRecord] { records.withLock { $0 } }

  /// The accounts of `batches`.
  func of(_ batches: [Int]) -> [BatchRecord] {
    records.withLock { records in batches.map { records[$0] } }
  }

  /// The identities of the files whose digests were computed while they were read.
  var identitiesRead: [Int: FileIdentity] { identities.withLock { $0 } }

  /// The number that stands for a batch in segments.
  func serial(ofBatch batch: Int) -> UInt64 { records.withLock { $0[batch].serial } }

  // MARK: Reading

  /// Enters how a batch wraps and writes its articles.
  func describe(_ batch: Int, container: String, format: String, skippedEntries: Int) {
    records.withLock {
      $0[batch].container = container
      $0[batch].format = format
      $0[batch].skippedEntries = skippedEntries
    }
  }

  /// Enters that a batch was read to its verified end.
  func didRead(_ batch: Int, digest: [UInt8], replacements: Int, identity: FileIdentity?) {
    records.withLock {
      $0[batch].digest = digest
      $0[batch].counts.replacements += UInt64(replacements)
    }
    if let identity { identities.withLock { $0[batch] = identity } }
  }

  /// Enters why a batch could not be read to its end. `digest` is empty if the content is not
  /// known.
  func didFail(_ batch: Int, _ fault: Fault, digest: [UInt8]) {
    records.withLock {
      $0[batch].damage = fault
      $0[batch].digest = digest
    }
  }

  // MARK: Counting

  /// Adds `counts` to the accounts of their batches.
  func add(_ counts: [Int: CorpusCounts]) {
    records.withLock { records in
      for (batch, counts) in counts { records[batch].counts += counts }
    }
  }

  /// Enters that batches repeat others: their articles are those of the batch that was counted.
  func enter(duplicates: [Int: Int]) {
    records.withLock { records in
      for (place, first) in duplicates {
        let original = records[first]
        records[place].digest = original.digest
        records[place].duplicateOf = original.name
        records[place].counts.read = original.counts.read
        records[place].counts.duplicates = original.counts.read
        records[place].container = original.container
        records[place].format = original.format
        records[place].skippedEntries = original.skippedEntries
      }
    }
  }
}
