import Analyses
import Articles
import Bytes
import Diagnostics
import Partials

/// The counts of a few batches, for the reports of a pipeline: a sealed segment on disk, named by
/// the content of its batches.
struct Leaf: Sendable, Hashable {
  /// The file's path.
  var path: String
  /// The file's size in bytes.
  var size: Int
  /// The contents of its trailer.
  var contents: LeafContents
  /// Whether the file is set aside: no report needed it last time.
  var isSetAside = false

  /// The file's name without its ending: a digest of what was counted, and of how.
  var name: String {
    String(path.split(separator: "/").last?.split(separator: ".").first ?? "")
  }
}

/// The batches of a leaf, and their accounts.
struct LeafContents: Sendable, Hashable {
  /// The batches, in the order by which their rejects are numbered. One without a digest could not
  /// be read at all, or is counted in another leaf.
  var batches: [BatchRecord]
  /// The number of rejected records.
  var rejects = 0
  /// What the run that counted them would take at most.
  var limits: ReadingLimits

  /// The batches that are counted here, each known by its digest.
  var members: [BatchRecord] { batches.filter { !$0.digest.isEmpty } }

  /// Whether a run that takes up to `other` would count the same: with more room, nothing changes
  /// but what becomes of rejects.
  func holds(for other: ReadingLimits) -> Bool {
    guard other.longestRecord >= limits.longestRecord, other.window >= limits.window else {
      return false
    }
    return (other.longestRecord == limits.longestRecord || rejects == 0)
      && (other.window == limits.window || !batches.contains { $0.damage?.wantsMemory ?? false })
  }
}

/// What a run takes at most, by its memory: more is a reject.
struct ReadingLimits: Sendable, Hashable {
  /// The longest record, in bytes.
  var longestRecord: Int
  /// The most that inflating a batch may take, in bytes.
  var window: Int

  init(longestRecord: Int, window: Int) {
    self.longestRecord = longestRecord
    self.window = window
  }

  /// The limits of a run that reads with `options`.
  init(_ options: ReadingOptions) {
    self.init(longestRecord: options.maxArticleBytes, window: options.windowLimit)
  }
}

// MARK: - The trailer of a leaf

/// The trailer of a leaf's file, in this order; numbers are varints, a text is its length and its
/// UTF-8 bytes, a flag is one byte:
///
///     longest record, rejects, batches; for each batch:
///       the length of its digest, digest, serial (8 bytes), name (text), bytes, container (text),
///       format (text), its corpus counts, skipped entries, is damaged (flag); and if it is: code,
///       message, advice, entry (texts), exit status
///     the most that inflating may take; leaves of old do not have it
extension LeafContents {
  /// The contents as a trailer.
  var trailer: Buffer<UInt8> {
    var bytes = Buffer<UInt8>()
    bytes.appendVarint(UInt64(limits.longestRecord))
    bytes.appendVarint(UInt64(rejects))
    bytes.appendVarint(UInt64(batches.count))
    for batch in batches {
      bytes.appendVarint(UInt64(batch.digest.count))
      for byte in batch.digest { bytes.append(byte) }
      bytes.append64(batch.serial)
      bytes.append(text: batch.name)
      bytes.appendVarint(UInt64(batch.bytes))
      bytes.append(text: batch.container)
      bytes.append(text: batch.format)
      for value in batch.counts.values { bytes.appendVarint(value) }
      bytes.appendVarint(UInt64(batch.skippedEntries))
      bytes.append(batch.damage == nil ? 0 : 1)
      guard let damage = batch.damage else { continue }
      for text in [damage.code, damage.message, damage.advice ?? "", damage.entry ?? ""] {
        bytes.append(text: text)
      }
      bytes.appendVarint(UInt64(damage.exit.rawValue))
    }
    bytes.appendVarint(UInt64(limits.window))
    return bytes
  }

  /// Reads a trailer; nil if it is none.
  init?(trailer: borrowing Buffer<UInt8>) {
    var reader = TrailerReader(trailer)
    guard let longest = reader.number(), let rejects = reader.number(), let count = reader.number()
    else { return nil }
    limits = ReadingLimits(longestRecord: longest, window: 0)
    self.rejects = rejects
    batches = []
    for _ in 0..<count {
      guard let batch = BatchRecord(&reader) else { return nil }
      batches.append(batch)
    }
    limits.window = reader.number() ?? 0
  }
}

extension BatchRecord {
  fileprivate init?(_ reader: inout TrailerReader) {
    guard let length = reader.number(), let digest = reader.bytes(length),
      let serial = reader.bytes(8), let name = reader.text(),
      let bytes = reader.number(), let container = reader.text(), let format = reader.text()
    else { return nil }
    self.init(name: name, bytes: bytes)
    self.digest = digest
    self.serial = serial.span.load64(at: 0)
    self.container = container
    self.format = format
    var values: [UInt64] = []
    for _ in 0..<CorpusCounts().values.count {
      guard let value = reader.number() else { return nil }
      values.append(UInt64(value))
    }
    counts = CorpusCounts(values[...])
    guard let skipped = reader.number() else { return nil }
    skippedEntries = skipped
    guard let isDamaged = reader.number() else { return nil }
    guard isDamaged == 1 else { return }
    guard let code = reader.text(), let message = reader.text(), let advice = reader.text(),
      let entry = reader.text(), let status = reader.number()
    else { return nil }
    damage = Fault(
      code, message,
      at: .record(batch: name, entry: entry.isEmpty ? nil : entry, record: nil, byte: nil),
      advice: advice.isEmpty ? nil : advice, exit: ExitStatus(rawValue: Int32(status)) ?? .data)
  }
}

extension Fault {
  /// The file inside an archive that is meant, if one is.
  var entry: String? {
    if case .record(_, let entry, _, _) = place { entry } else { nil }
  }
}

extension Buffer where Element == UInt8 {
  /// Appends a text: its length, then its bytes.
  mutating func append(text: String) {
    appendVarint(UInt64(text.utf8.count))
    append(contentsOf: text.utf8Span.span)
  }
}

/// Reads the parts of a trailer one after the other; nil where there is no such part.
struct TrailerReader {
  private let all: [UInt8]
  private var place = 0

  init(_ trailer: borrowing Buffer<UInt8>) {
    let span = trailer.span
    all = span.indices.map { span[$0] }
  }

  /// The next number; a flag is a number of one byte.
  mutating func number() -> Int? {
    var next = place
    defer { place = next }
    return all.span.readVarint(&next).flatMap { Int(exactly: $0) }
  }

  /// The next `count` bytes.
  mutating func bytes(_ count: Int) -> [UInt8]? {
    guard count >= 0, count <= all.count - place else { return nil }
    place += count
    return Array(all[place - count..<place])
  }

  /// The next text.
  mutating func text() -> String? {
    number().flatMap { bytes($0) }.map { String(decoding: $0, as: UTF8.self) }
  }
}
