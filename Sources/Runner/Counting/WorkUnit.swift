import Analyses
import Articles
import Bytes
import Diagnostics
import Synchronization

/// Batches that are counted together and become one leaf: a large batch alone, or several small
/// ones.
///
/// The schedule keeps account of who counts it.
final class WorkUnit: Sendable {
  /// A number that names the unit's files.
  let number: Int
  /// The batches, by their places in the plan.
  let batches: [Int]
  /// How far the unit is read; only the worker that reads it takes the lock.
  let reading: Mutex<Reading>

  /// How far a unit is read.
  struct Reading: ~Copyable {
    var reader: BatchReader?
    /// The next of the unit's batches to open.
    var next = 0
    /// The chunks that were read before the batch was split off.
    var backlog: [Chunk] = []
    var bytesSeen = 0
    /// The identity of the current batch when it was opened.
    var identity: FileIdentity?
    /// The batches that became units of their own.
    var split: Set<Int> = []
  }

  init(_ number: Int, batches: [Int]) {
    self.number = number
    self.batches = batches
    reading = Mutex(Reading())
  }

  /// A unit for one batch that is being read already.
  init(
    _ number: Int, batch: Int, reader: consuming BatchReader, backlog: [Chunk], bytesSeen: Int,
    identity: FileIdentity?
  ) {
    self.number = number
    batches = [batch]
    reading = Mutex(
      Reading(
        reader: reader, next: 1, backlog: backlog, bytesSeen: bytesSeen, identity: identity))
  }

  /// Packs batches, in their order, into units of at most the `limit` of their group, in bytes.
  static func plan(_ files: [BatchFile], _ groups: [(places: [Int], limit: Int)]) -> [WorkUnit] {
    var units: [WorkUnit] = []
    for (places, limit) in groups {
      var pack: [Int] = []
      var size = 0
      for place in places {
        let file = files[place]
        if !pack.isEmpty, size + file.bytes > limit || file.isStandardInput {
          units.append(WorkUnit(units.count, batches: pack))
          (pack, size) = ([], 0)
        }
        pack.append(place)
        size += file.isStandardInput ? limit : file.bytes
      }
      if !pack.isEmpty { units.append(WorkUnit(units.count, batches: pack)) }
    }
    return units
  }
}

/// A chunk, and the batch it came from.
struct BatchChunk: Sendable {
  var batch: Int
  var chunk: Chunk
}

/// The counts of a unit.
struct CountedUnit: Sendable {
  /// The paths of its segments.
  var segments: [String]
  /// The counts of its batches, by their places.
  var counts: [Int: CorpusCounts]
  /// Whether it is damaged, so that none of it counts.
  var isDamaged: Bool
}
