import Analyses
import Articles
import Diagnostics
import Synchronization

/// Batches that are counted together and become one leaf: a large batch alone, or several small ones.
///
/// All but the reader is guarded by the schedule that holds the unit.
final class WorkUnit: Sendable {
  /// A number that names the unit's files.
  let number: Int
  /// The batches, by their places in the plan.
  let batches: [Int]
  /// The reader of the batch in hand, and what it gave already; only whoever reads holds it.
  let reading: Mutex<Reading>

  /// Reading in the midst of a unit.
  struct Reading: ~Copyable {
    var reader: BatchReader?
    /// The next of the unit's batches to open.
    var next = 0
    /// What the reader gave that is not handed on yet.
    var backlog: [Chunk] = []
    var bytesSeen = 0
  }

  init(_ number: Int, batches: [Int]) {
    self.number = number
    self.batches = batches
    reading = Mutex(Reading())
  }

  /// A unit for one batch that is being read already.
  init(_ number: Int, batch: Int, reader: consuming BatchReader, backlog: [Chunk], bytesSeen: Int) {
    self.number = number
    batches = [batch]
    reading = Mutex(
      Reading(reader: reader, next: 1, backlog: backlog, bytesSeen: bytesSeen))
  }

  /// Groups batches, in their order, into units of at most a hundredth of all bytes.
  static func plan(_ files: [BatchFile], _ places: [Int]) -> [WorkUnit] {
    let limit = max(places.reduce(0) { $0 + files[$1].bytes } / 100, 256 << 10)
    var units: [WorkUnit] = []
    var group: [Int] = []
    var size = 0
    for place in places {
      let bytes = files[place].bytes
      if !group.isEmpty, size + bytes > limit || files[place].isStandardInput {
        units.append(WorkUnit(units.count, batches: group))
        (group, size) = ([], 0)
      }
      group.append(place)
      size += files[place].isStandardInput ? limit : bytes
    }
    if !group.isEmpty { units.append(WorkUnit(units.count, batches: group)) }
    return units
  }
}

/// A chunk, and the batch it came from.
struct BatchChunk: Sendable {
  var batch: Int
  var chunk: Chunk
}

/// What is known of a batch once it has been read.
public struct BatchRecord: Sendable {
  /// The batch's name.
  public var name: String
  /// Its size on disk, in bytes.
  public var bytes: Int
  /// The SHA-256 of what was read; empty if it was not read to its end.
  public var digest: [UInt8] = []
  /// How it wraps its articles, and how they are written; empty if it could not be opened.
  public var container = ""
  public var format = ""
  /// Where its articles went.
  public var counts = CorpusCounts()
  /// Why it was rejected as a whole.
  public var damage: Fault?
  /// The name of the batch with the same bytes that was counted in its stead.
  public var duplicateOf: String?
}
