import Analyses
import Articles
import Bytes
import Diagnostics
import Dispatch
import Partials
import Synchronization

/// One pass over what of a corpus is not counted yet: every batch is read, parsed and counted once,
/// on all workers, and becomes (alone or with other small ones) a leaf on disk.
final class CorpusPass: Sendable {
  let plan: CountingPlan
  let source: CorpusSource
  let store: LeafStore
  /// Where segments are written.
  let folder: String
  let cancellation: Cancellation
  let progress: ProgressMeter
  let meter: WorkMeter
  private let shares: MemoryShares
  private let records: Mutex<[BatchRecord]>
  private let identities = Mutex<[Int: FileIdentity]>([:])
  private let leaves = Mutex<[(unit: Int, leaf: Leaf)]>([])
  private let writes = PendingWrites()

  init(
    _ store: LeafStore, _ source: CorpusSource, folder: String, _ shares: MemoryShares,
    _ cancellation: Cancellation, _ progress: ProgressMeter, _ meter: WorkMeter
  ) {
    plan = store.plan
    self.store = store
    self.source = source
    self.folder = folder
    self.shares = shares
    self.cancellation = cancellation
    self.progress = progress
    self.meter = meter
    records = Mutex(source.files.map { BatchRecord(name: $0.name, bytes: $0.bytes) })
  }

  /// What became of the batches, and the leaves that hold them.
  struct Result {
    var leaves: [Leaf]
    var batches: [BatchRecord]
    /// What the files were whose digests were told by reading them, by place.
    var identities: [Int: FileIdentity]
  }

  /// Counts what `coverage` says is not counted yet.
  func run(_ coverage: Coverage) throws(Fault) -> Result {
    let units = WorkUnit.plan(source.files, coverage.groups)
    records.withLock { records in
      for (place, batch) in coverage.known { records[place] = batch }
      for place in coverage.reasons.keys { records[place].isNew = true }
    }
    if !units.isEmpty {
      let pool = WorkerPool(
        units, workers: shares.workers, queueLimit: 2 * shares.workers,
        make: { (number) throws(Fault) in
          try Worker(self, number: number, memory: self.shares.tally)
        })
      try pool.work()
      try writes.finish()
      try store.synchronize()
    }
    takeDuplicates(coverage.duplicates)
    let counted = leaves.withLock { $0.sorted { $0.unit < $1.unit }.map(\.leaf) }
    return Result(
      leaves: coverage.leaves + counted, batches: records.withLock { $0 },
      identities: identities.withLock { $0 })
  }

  /// The number by which the articles of a batch are known in segments.
  func serial(ofBatch batch: Int) -> UInt64 { records.withLock { $0[batch].serial } }

  /// A segment that will be a leaf, or a part of one.
  func newSegment(_ path: String) throws(Fault) -> SegmentWriter {
    try SegmentWriter(
      path: path, shape: store.shape, fingerprint: plan.baseFingerprint, compressed: store.isLasting
    )
  }

  /// The articles of a duplicate are those of the batch it repeats.
  private func takeDuplicates(_ duplicates: [Int: Int]) {
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

  // MARK: Reading

  /// Reads the next of `unit`, and tells the schedule what there is to count.
  func read(_ unit: WorkUnit, _ schedule: Schedule) throws(Fault) {
    try cancellation.check()
    try unit.reading.withLock { (reading) throws(Fault) in
      try read(unit, &reading, schedule)
    }
  }

  private func read(
    _ unit: WorkUnit, _ reading: inout WorkUnit.Reading, _ schedule: Schedule
  ) throws(Fault) {
    if reading.reader == nil {
      guard reading.next < unit.batches.count else {
        return schedule.didRead(unit, [], isRead: true)
      }
      reading.next += 1
      let batch = unit.batches[reading.next - 1]
      do throws(Fault) {
        reading.identity = FileSystem.identity(of: source.files[batch].path)
        reading.reader = try BatchReader(source.files[batch], options: source.reading)
        reading.bytesSeen = 0
      } catch {
        try damage(unit, batch, error, reading.backlog, schedule)
        return
      }
    }
    let batch = unit.batches[reading.next - 1]
    var chunks = reading.backlog
    reading.backlog = []
    do throws(Fault) {
      let isDone =
        unit.batches.count == 1
        ? try readChunk(&reading, into: &chunks) : try readWhole(&reading, into: &chunks)
      if isDone {
        try finish(batch, &reading)
        reading.reader = nil
      } else if unit.batches.count > 1 {
        try split(batch, &reading, chunks, schedule)
        chunks = []
      }
      schedule.didRead(
        unit, chunks.map { BatchChunk(batch: batch, chunk: $0) },
        isRead: isDone && reading.next == unit.batches.count && reading.reader == nil)
    } catch  where error.code == SupersededFiles.unknown && !source.files[batch].isStandardInput {
      try readAgain(unit, batch, &reading, schedule)
    } catch {
      describe(batch, &reading)
      if source.keepsDamaged, let rest = reading.reader?.salvage() { chunks.append(rest) }
      reading.reader = nil
      try damage(unit, batch, error, chunks, schedule)
    }
  }

  /// Reads one chunk more; true at the verified end.
  private func readChunk(
    _ reading: inout WorkUnit.Reading, into chunks: inout [Chunk]
  ) throws(Fault) -> Bool {
    guard chunks.isEmpty else { return false }
    let chunk = try reading.reader?.next()
    note(&reading)
    if let chunk { chunks.append(chunk) }
    return chunk == nil
  }

  /// Reads all of a small batch, so that none of it is counted before its end is verified; false if
  /// it is not small after all.
  private func readWhole(
    _ reading: inout WorkUnit.Reading, into chunks: inout [Chunk]
  ) throws(Fault) -> Bool {
    var size = 0
    while size <= shares.smallBatch {
      guard let chunk = try reading.reader?.next() else {
        note(&reading)
        return true
      }
      size += chunk.bytes.count
      chunks.append(chunk)
    }
    note(&reading)
    return false
  }

  /// Adds what was read of the batch on disk to the progress.
  private func note(_ reading: inout WorkUnit.Reading) {
    let seen = reading.reader?.bytesRead ?? reading.bytesSeen
    progress.add(bytes: seen - reading.bytesSeen)
    reading.bytesSeen = seen
  }

  private func split(
    _ batch: Int, _ reading: inout WorkUnit.Reading, _ chunks: [Chunk], _ schedule: Schedule
  ) throws(Fault) {
    guard let reader = reading.reader.take() else { return }
    meter.didSplit()
    reading.split.insert(batch)
    schedule.split(
      batch: batch, reader: reader, backlog: chunks, bytesSeen: reading.bytesSeen,
      identity: reading.identity)
  }

  /// An archive turned out to hold several files of one name: what it gave is taken back, and it is
  /// read from the beginning, without those that do not count. What was counted of one alone in its
  /// unit is discarded with the unit, and another takes its place.
  private func readAgain(
    _ unit: WorkUnit, _ batch: Int, _ reading: inout WorkUnit.Reading, _ schedule: Schedule
  ) throws(Fault) {
    let file = source.files[batch]
    progress.add(bytes: -reading.bytesSeen)
    reading.bytesSeen = 0
    reading.reader = nil
    let reader: BatchReader
    do throws(Fault) {
      let superseded = try SupersededFiles(in: file, mayGoOn: cancellation.check)
      reader = try BatchReader(file, options: source.reading, superseded: superseded)
    } catch {
      try cancellation.check()
      return try damage(unit, batch, error, [], schedule)
    }
    guard unit.batches.count == 1 else {
      reading.reader = consume reader
      return schedule.didRead(unit, [], isRead: false)
    }
    reading.split.insert(batch)
    schedule.split(
      batch: batch, reader: reader, backlog: [], bytesSeen: 0, identity: reading.identity)
    schedule.didFindDamage(unit)
  }

  /// Notes what was read of a batch to its end; throws if it is not what it was when it was opened.
  private func finish(_ batch: Int, _ reading: inout WorkUnit.Reading) throws(Fault) {
    describe(batch, &reading)
    if let identity = reading.identity, !source.files[batch].isStandardInput {
      guard FileSystem.identity(of: source.files[batch].path) == identity else {
        throw Fault(
          "batch.unstable", "it was changed while it was read",
          at: .record(batch: source.files[batch].name, entry: nil, record: nil, byte: nil),
          advice: "Write batches elsewhere and rename them into the archive.", exit: .data)
      }
      identities.withLock { $0[batch] = identity }
    }
    let digest = reading.reader?.digest ?? []
    let replacements = UInt64(reading.reader?.replacements ?? 0)
    records.withLock {
      $0[batch].digest = digest
      $0[batch].counts.replacements += replacements
    }
  }

  private func describe(_ batch: Int, _ reading: inout WorkUnit.Reading) {
    let container = reading.reader?.container.rawValue ?? ""
    let format = reading.reader?.format?.rawValue ?? ""
    let skipped = reading.reader?.skippedEntries ?? 0
    records.withLock {
      $0[batch].skippedEntries = skipped
      $0[batch].container = container
      $0[batch].format = format
    }
  }

  /// A batch cannot be read to its end: it is rejected whole, and what it gave is in no count,
  /// unless it is to be kept. A small one has given nothing yet, and its unit goes on; of one that
  /// is alone, what it gave is discarded.
  private func damage(
    _ unit: WorkUnit, _ batch: Int, _ fault: Fault, _ chunks: [Chunk], _ schedule: Schedule
  ) throws(Fault) {
    let file = source.files[batch]
    // A batch that cannot be told by its content is looked at again the next time.
    let isTold = !file.isStandardInput && file.fault == nil && fault.code != "batch.unstable"
    let digest = isTold ? (try? Digest.ofFile(file.path)) ?? [] : []
    records.withLock {
      $0[batch].damage = fault
      $0[batch].digest = digest
    }
    if source.keepsDamaged {
      schedule.didRead(
        unit, chunks.map { BatchChunk(batch: batch, chunk: $0) },
        isRead: unit.batches.last == batch)
    } else if unit.batches.count == 1 {
      schedule.didFindDamage(unit)
    } else {
      schedule.didRead(unit, [], isRead: unit.batches.last == batch)
    }
  }

  // MARK: Sealing

  /// Merges the segments of a unit into its leaf, and takes over the counts of its batches.
  func seal(_ unit: WorkUnit, _ finished: Schedule.Finished) throws(Fault) {
    if finished.isDamaged {
      for segment in finished.segments { removeFile(segment) }
    }
    let split = unit.reading.withLock { $0.split }
    var contents = LeafContents(batches: [], longestRecord: source.reading.maxArticleBytes)
    records.withLock { records in
      for (batch, counts) in finished.counts where !finished.isDamaged {
        records[batch].counts += counts
        contents.rejects += Int(counts.rejected)
      }
      // Rejects are numbered by their batch's place in the unit, so every batch keeps its place.
      contents.batches = unit.batches.map {
        split.contains($0) ? BatchRecord(name: "", bytes: 0) : records[$0]
      }
    }
    let segments = finished.isDamaged ? [] : finished.segments
    // A unit all of whose batches are counted on their own has nothing.
    if contents.members.isEmpty, segments.isEmpty { return }
    let path = try reduce(segments, "leaf-\(unit.number)")
    meter.didSeal()
    let leaf =
      contents.members.isEmpty
      ? Leaf(path: path, size: 0, contents: contents) : try store.seal(path, contents, writes)
    leaves.withLock { $0.append((unit.number, leaf)) }
  }

  /// One segment of what `segments` hold, be it nothing.
  private func reduce(_ segments: [String], _ name: String) throws(Fault) -> String {
    let reducer = SegmentReducer(
      store, folder: folder, memory: shares.seal, fanIn: shares.fanIn, jobs: 1, cancellation,
      meter)
    if let path = try reducer.reduce(segments, name: name) { return path }
    let path = "\(folder)/\(name)"
    _ = try newSegment(path).finish()
    return path
  }
}
