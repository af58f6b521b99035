import Articles
import Bytes
import Diagnostics
import Synchronization

/// Reads the batches of units, a chunk or a small batch at a time.
final class UnitReader: Sendable {
  private let source: CorpusSource
  private let accounts: BatchAccounts
  private let cancellation: Cancellation
  private let progress: ProgressMeter
  private let meter: WorkMeter
  /// The inflated bytes of a batch that is counted together with others, at most.
  private let smallBatch: Int
  private let nextNumber: Atomic<Int>

  /// A reader of batches of `source`; units that it splits off are numbered from `nextNumber`.
  init(
    _ source: CorpusSource, _ accounts: BatchAccounts, smallBatch: Int, nextNumber: Int,
    _ cancellation: Cancellation, _ progress: ProgressMeter, _ meter: WorkMeter
  ) {
    self.source = source
    self.accounts = accounts
    self.smallBatch = smallBatch
    self.nextNumber = Atomic(nextNumber)
    self.cancellation = cancellation
    self.progress = progress
    self.meter = meter
  }

  /// What one reading of a unit came to.
  struct Outcome: Sendable {
    /// The chunks to count.
    var chunks: [BatchChunk] = []
    /// Whether the whole unit is read.
    var isRead = false
    /// Whether the unit's only batch is damaged, so that its counts are to be discarded.
    var isDamaged = false
    /// A batch that is to be counted as a unit of its own.
    var splitOff: WorkUnit?
  }

  /// Reads the next chunk or small batch of `unit`.
  ///
  /// A damaged batch is entered into the accounts and throws nothing; what throws ends the run.
  func read(_ unit: WorkUnit) throws(Fault) -> Outcome {
    try cancellation.check()
    return try unit.reading.withLock { (reading) throws(Fault) in try read(unit, &reading) }
  }

  private func read(
    _ unit: WorkUnit, _ reading: inout WorkUnit.Reading
  ) throws(Fault) -> Outcome {
    if reading.reader == nil {
      guard reading.next < unit.batches.count else { return Outcome(isRead: true) }
      reading.next += 1
      let batch = unit.batches[reading.next - 1]
      do throws(Fault) {
        reading.identity = FileSystem.identity(of: source.files[batch].path)
        reading.reader = try BatchReader(source.files[batch], options: source.reading)
        reading.bytesSeen = 0
      } catch {
        return damage(unit, batch, error, reading.backlog)
      }
    }
    let batch = unit.batches[reading.next - 1]
    var chunks = reading.backlog
    reading.backlog = []
    do throws(Fault) {
      let isDone =
        unit.batches.count == 1
        ? try readChunk(&reading, into: &chunks) : try readWhole(&reading, into: &chunks)
      var outcome = Outcome()
      if isDone {
        try finish(batch, &reading)
        reading.reader = nil
      } else if unit.batches.count > 1, let reader = reading.reader.take() {
        outcome.splitOff = splitOff(batch, reader, &reading, backlog: chunks)
        chunks = []
      }
      outcome.chunks = chunks.map { BatchChunk(batch: batch, chunk: $0) }
      outcome.isRead = isDone && reading.next == unit.batches.count
      return outcome
    } catch  where error.code == SupersededFiles.unknown && !source.files[batch].isStandardInput {
      return try readAgain(unit, batch, &reading)
    } catch {
      describe(batch, &reading)
      if source.keepsDamaged, let rest = reading.reader?.salvage() { chunks.append(rest) }
      reading.reader = nil
      return damage(unit, batch, error, chunks)
    }
  }

  /// Reads one more chunk; true at the verified end.
  private func readChunk(
    _ reading: inout WorkUnit.Reading, into chunks: inout [Chunk]
  ) throws(Fault) -> Bool {
    guard chunks.isEmpty else { return false }
    let chunk = try reading.reader?.next()
    noteProgress(&reading)
    if let chunk { chunks.append(chunk) }
    return chunk == nil
  }

  /// Reads all of a small batch, so that none of it is counted before its end is verified; false if
  /// it turns out to be large.
  private func readWhole(
    _ reading: inout WorkUnit.Reading, into chunks: inout [Chunk]
  ) throws(Fault) -> Bool {
    var size = 0
    while size <= smallBatch {
      guard let chunk = try reading.reader?.next() else {
        noteProgress(&reading)
        return true
      }
      size += chunk.bytes.count
      chunks.append(chunk)
    }
    noteProgress(&reading)
    return false
  }

  /// Adds the bytes of the batch on disk that were read to the progress.
  private func noteProgress(_ reading: inout WorkUnit.Reading) {
    let seen = reading.reader?.bytesRead ?? reading.bytesSeen
    progress.add(bytes: seen - reading.bytesSeen)
    reading.bytesSeen = seen
  }

  /// A unit that goes on with `reader`, for a batch that is too large to be counted with others.
  private func splitOff(
    _ batch: Int, _ reader: consuming BatchReader, _ reading: inout WorkUnit.Reading,
    backlog: [Chunk] = []
  ) -> WorkUnit {
    reading.split.insert(batch)
    meter.didSplit()
    return newUnit(batch, reader, reading, backlog: backlog)
  }

  private func newUnit(
    _ batch: Int, _ reader: consuming BatchReader, _ reading: borrowing WorkUnit.Reading,
    backlog: [Chunk]
  ) -> WorkUnit {
    WorkUnit(
      nextNumber.add(1, ordering: .relaxed).oldValue, batch: batch, reader: reader,
      backlog: backlog, bytesSeen: reading.bytesSeen, identity: reading.identity)
  }

  /// Reads an archive from its beginning again, because it holds several files of one name: only
  /// the last of a name counts. What was counted of an archive alone in its unit is discarded with
  /// the unit, and another unit takes its place.
  private func readAgain(
    _ unit: WorkUnit, _ batch: Int, _ reading: inout WorkUnit.Reading
  ) throws(Fault) -> Outcome {
    let file = source.files[batch]
    progress.add(bytes: -reading.bytesSeen)
    reading.bytesSeen = 0
    reading.reader = nil
    let reader: BatchReader
    do throws(Fault) {
      let superseded = try SupersededFiles(
        in: file, windowLimit: source.reading.windowLimit, mayGoOn: cancellation.check)
      reader = try BatchReader(file, options: source.reading, superseded: superseded)
    } catch {
      try cancellation.check()
      return damage(unit, batch, error, [])
    }
    guard unit.batches.count == 1 else {
      reading.reader = consume reader
      return Outcome()
    }
    reading.split.insert(batch)
    return Outcome(
      isRead: true, isDamaged: true, splitOff: newUnit(batch, reader, reading, backlog: []))
  }

  // MARK: Accounts

  /// Enters a batch that was read to its end; throws if it is not the file that was opened.
  private func finish(_ batch: Int, _ reading: inout WorkUnit.Reading) throws(Fault) {
    describe(batch, &reading)
    let file = source.files[batch]
    let identity = file.isStandardInput ? nil : reading.identity
    if let identity {
      guard FileSystem.identity(of: file.path) == identity else {
        throw Fault(
          "batch.unstable", "it was changed while it was read",
          at: .record(batch: file.name, entry: nil, record: nil, byte: nil),
          advice: "Write batches elsewhere and rename them into the archive.", exit: .data)
      }
    }
    accounts.didRead(
      batch, digest: reading.reader?.digest ?? [],
      replacements: reading.reader?.replacements ?? 0, identity: identity)
  }

  private func describe(_ batch: Int, _ reading: inout WorkUnit.Reading) {
    accounts.describe(
      batch, container: reading.reader?.container.name ?? "",
      format: reading.reader?.format?.name ?? "",
      skippedEntries: reading.reader?.skippedEntries ?? 0)
  }

  /// Rejects a batch that cannot be read to its end: none of it is counted, unless it is to be
  /// kept. A small one has given nothing yet, and its unit goes on; of one that is alone, what was
  /// counted is discarded.
  private func damage(
    _ unit: WorkUnit, _ batch: Int, _ fault: Fault, _ chunks: [Chunk]
  ) -> Outcome {
    let file = source.files[batch]
    // A batch whose content is not known is read again the next time.
    let isKnown = !file.isStandardInput && file.fault == nil && fault.code != "batch.unstable"
    accounts.didFail(batch, fault, digest: isKnown ? (try? Digest.ofFile(file.path)) ?? [] : [])
    let isRead = unit.batches.last == batch
    if source.keepsDamaged {
      return Outcome(chunks: chunks.map { BatchChunk(batch: batch, chunk: $0) }, isRead: isRead)
    }
    return unit.batches.count == 1
      ? Outcome(isRead: true, isDamaged: true) : Outcome(isRead: isRead)
  }
}
