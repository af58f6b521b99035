import Analyses
import Bytes
import Diagnostics
import Ledger
import Pipelines
import Reports
import Settings

/// A forecast of what the next run of a pipeline would count, and why. No article is read for it.
public struct CountingForecast: Sendable {
  /// A batch that would be read.
  public struct Batch: Sendable {
    /// Its name.
    public var name: String
    /// Its size on disk in bytes.
    public var bytes: Int
    /// Why it would be read, in words.
    public var reason: String
  }

  /// The batches that would be read, in corpus order.
  public let batches: [Batch]
  /// The number of batches.
  public let total: Int
  /// The number of batches that repeat another.
  public let duplicates: Int
  /// The number of batches that have left the archive and would still be counted.
  public let kept: Int
  /// The size of the leaves on disk, in bytes.
  public let leafBytes: Int
  /// The size of the caches on disk, in bytes.
  public let cacheBytes: Int
  /// The estimated size of the new leaves on disk, from that of the existing ones; nil if there are
  /// none.
  public let newLeafBytes: Int?

  /// Looks at the batches and leaves of `pipeline`; takes no lock and writes nothing. Reads a batch
  /// for its digest only where that decides whether it was counted.
  public init(_ pipeline: Pipeline, _ settings: RunSettings) throws(Fault) {
    let state = "\(settings.output ?? pipeline.outputFolder)/\(pipeline.name)/.state"
    let store = LeafStore("\(state)/leaves", try CountingPlan(pipeline), isLasting: true)
    let ledger = try? Ledger.snapshot(state: state)
    var digests = KnownDigests((try? ledger?.fileDigests()) ?? [:])
    let source = try CorpusSource(pipeline, settings)
    let coverage = try Coverage(
      of: source, in: store, pipeline.corpus, settings, &digests, Cancellation())
    batches = coverage.reasons.sorted { $0.key < $1.key }.map { place, reason in
      let file = source.files[place]
      return Batch(name: file.name, bytes: file.bytes, reason: reason.rawValue)
    }
    total = source.files.count
    duplicates = coverage.duplicates.count
    kept = coverage.kept.count
    (leafBytes, cacheBytes) = try store.size()
    var (counted, taken) = (0, 0)
    for leaf in coverage.leaves {
      taken += leaf.size
      for batch in leaf.contents.members { counted += batch.bytes }
    }
    let bytes = batches.reduce(0) { $0 + $1.bytes }
    newLeafBytes = counted == 0 ? nil : Int(Double(bytes) * Double(taken) / Double(counted))
  }

  /// The forecast for people; at most `batchLimit` batches by name.
  public func text(batchLimit: Int) -> String {
    func size(_ bytes: Int) -> String { ByteSize(bytes: bytes).rounded }
    var text = "  counts \(batches.count) of \(total) batches"
    if !batches.isEmpty { text += ", \(size(batches.reduce(0) { $0 + $1.bytes }))" }
    if duplicates > 0 { text += "; \(duplicates) repeat another" }
    if kept > 0 { text += "; \(kept) have left the archive and go on counting" }
    text += "\n"
    for batch in batches.prefix(batchLimit) {
      text += "    \(batch.name.visible): \(batch.reason)\n"
    }
    if batches.count > batchLimit { text += "    … and \(batches.count - batchLimit) more\n" }
    text += "  on disk: \(size(leafBytes)) of leaves, \(size(cacheBytes)) of caches"
    if let newLeafBytes, newLeafBytes > 0 { text += "; about \(size(newLeafBytes)) to come" }
    return text + "\n"
  }

  /// The forecast as an object.
  public var json: JSONObject {
    [
      "batches": .integer(total), "duplicates": .integer(duplicates), "kept": .integer(kept),
      "to_count": .array(
        batches.map {
          [
            "name": .string($0.name), "bytes": .integer($0.bytes), "reason": .string($0.reason),
          ]
        }),
      "leaf_bytes": .integer(leafBytes), "cache_bytes": .integer(cacheBytes),
      "new_leaf_bytes": newLeafBytes.map(JSONValue.integer) ?? .null,
    ]
  }
}
