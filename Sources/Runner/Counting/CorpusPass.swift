import Analyses
import Articles
import Bytes
import Diagnostics
import Dispatch
import Partials
import Synchronization

/// What is read, and how: the corpus of a pipeline, resolved.
struct CorpusSource: Sendable {
  /// The batches, in corpus order.
  var files: [BatchFile]
  var reading: ReadingOptions
  var parsing: ParsingOptions
  var mapping: FieldMapping
  var filter: ArticleFilter
  /// Whether what a damaged batch gave before the damage is counted.
  var keepsDamaged: Bool
}

/// One pass over a corpus: every batch is read, parsed and counted once, on all workers, and becomes
/// (alone or with other small ones) a leaf on disk.
final class CorpusPass: Sendable {
  let plan: CountingPlan
  let source: CorpusSource
  /// Where runs and leaves are written.
  let folder: String
  let cancellation: Cancellation
  let rejects: RejectLog
  let progress: ProgressMeter
  let meter: WorkMeter
  private let shares: MemoryShares
  private let records: Mutex<[BatchRecord]>
  private let leaves = Mutex<[(unit: Int, path: String)]>([])

  init(
    _ plan: CountingPlan, _ source: CorpusSource, folder: String, _ shares: MemoryShares,
    _ cancellation: Cancellation, _ rejects: RejectLog, _ progress: ProgressMeter,
    _ meter: WorkMeter
  ) {
    self.plan = plan
    self.source = source
    self.folder = folder
    self.shares = shares
    self.cancellation = cancellation
    self.rejects = rejects
    self.progress = progress
    self.meter = meter
    records = Mutex(source.files.map { BatchRecord(name: $0.name, bytes: $0.bytes) })
  }

  /// Counts everything; returns the leaves and what became of each batch.
  func run() throws(Fault) -> (leaves: [String], batches: [BatchRecord]) {
    let duplicates = try findDuplicates()
    let places = source.files.indices.filter { duplicates[$0] == nil }
    let units = WorkUnit.plan(source.files, places)
    let crew = Crew(
      units, workers: shares.workers, queueLimit: 2 * shares.workers,
      make: { (number) throws(Fault) in
        try Worker(self, number: number, memory: self.shares.tally)
      })
    try crew.work()
    takeDuplicates(duplicates)
    let paths = leaves.withLock { $0.sorted { $0.unit < $1.unit }.map(\.path) }
    return (paths, records.withLock { $0 })
  }

  // MARK: Duplicates

  /// The batches with the same bytes as an earlier one, by place, each with the place of that one.
  private func findDuplicates() throws(Fault) -> [Int: Int] {
    var bySize: [Int: [Int]] = [:]
    for (place, file) in source.files.enumerated() where !file.isStandardInput {
      bySize[file.bytes, default: []].append(place)
    }
    var duplicates: [Int: Int] = [:]
    for (_, places) in bySize.sorted(by: { $0.key < $1.key }) where places.count > 1 {
      var firstWith: [[UInt8]: Int] = [:]
      for place in places {
        try cancellation.check()
        // A batch that cannot be read is found out when it is opened.
        guard let digest = try? Digest.ofFile(source.files[place].path) else { continue }
        if let first = firstWith[digest] {
          duplicates[place] = first
          records.withLock {
            $0[place].digest = digest
            $0[place].duplicateOf = source.files[first].name
          }
        } else {
          firstWith[digest] = place
        }
      }
    }
    return duplicates
  }

  /// The articles of a duplicate are those of the batch it repeats.
  private func takeDuplicates(_ duplicates: [Int: Int]) {
    records.withLock { records in
      for (place, first) in duplicates {
        records[place].counts.read = records[first].counts.read
        records[place].counts.duplicates = records[first].counts.read
        records[place].container = records[first].container
        records[place].format = records[first].format
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
        finish(batch, &reading)
        reading.reader = nil
      } else if unit.batches.count > 1 {
        try split(batch, &reading, chunks, schedule)
        chunks = []
      }
      schedule.didRead(
        unit, chunks.map { BatchChunk(batch: batch, chunk: $0) },
        isRead: isDone && reading.next == unit.batches.count && reading.reader == nil)
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

  /// Reads all of a small batch, so that none of it is counted before its end is verified; false if it
  /// is not small after all.
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
    schedule.split(
      batch: batch, reader: reader, backlog: chunks, bytesSeen: reading.bytesSeen)
  }

  private func finish(_ batch: Int, _ reading: inout WorkUnit.Reading) {
    describe(batch, &reading)
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
    records.withLock {
      $0[batch].container = container
      $0[batch].format = format
    }
  }

  /// A batch cannot be read to its end: a small one has given nothing yet, and its unit goes on; of
  /// one that is alone, what it gave is discarded, unless it is to be kept.
  private func damage(
    _ unit: WorkUnit, _ batch: Int, _ fault: Fault, _ chunks: [Chunk], _ schedule: Schedule
  ) throws(Fault) {
    let file = source.files[batch]
    let digest = file.isStandardInput ? [] : (try? Digest.ofFile(file.path)) ?? []
    records.withLock {
      $0[batch].damage = fault
      $0[batch].digest = digest
    }
    var entry: String?
    if case .record(_, let name, _, _) = fault.place { entry = name }
    try rejects.add(
      Reject(batch: file.name, entry: entry, code: fault.code, reason: fault.message))
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

  /// Merges the runs of a unit into its leaf, and takes over the counts of its batches.
  func seal(_ unit: WorkUnit, _ finished: Schedule.Finished) throws(Fault) {
    if finished.isDamaged {
      for run in finished.runs { removeFile(run) }
      return
    }
    records.withLock { records in
      for (batch, counts) in finished.counts { records[batch].counts += counts }
    }
    let reducer = RunReducer(
      plan, folder: folder, memory: shares.seal, fanIn: shares.fanIn, cancellation, meter)
    guard let leaf = try reducer.reduce(finished.runs, name: "leaf-\(unit.number)") else { return }
    meter.didSeal()
    leaves.withLock { $0.append((unit.number, leaf)) }
  }
}
