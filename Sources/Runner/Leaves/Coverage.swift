import Articles
import Bytes
import Diagnostics

/// What is counted already and what is left to count: the batches of a pipeline against its leaves.
struct Coverage {
  /// Why a batch is counted.
  enum Reason: String, Sendable {
    /// Nothing of it has been counted.
    case new = "new"
    /// What was counted under its name were other bytes.
    case changed = "changed"
    /// It was counted together with a batch that has changed or left.
    case parted = "counted together with a batch that is no longer there"
    /// It was counted, but not as the pipeline asks now.
    case recounted = "counted for another pipeline, version or memory budget"
    /// `--full` asks for it.
    case full = "everything is counted anew"
  }

  /// The leaves that serve as they are.
  var leaves: [Leaf] = []
  /// The other leaves of the plan.
  var idle: [Leaf] = []
  /// What is known of each batch without reading it, by its place.
  var known: [Int: BatchRecord] = [:]
  /// The batches with the same bytes as another: which one, by their places.
  var duplicates: [Int: Int] = [:]
  /// Why each other batch is counted, by its place.
  var reasons: [Int: Reason] = [:]
  /// Batches that have left the archive and are counted all the same.
  var kept: [BatchRecord] = []
  /// Batches to be counted, in groups: those of a group may share a leaf, as far as its limit goes.
  var groups: [(places: [Int], limit: Int)] = []

  /// What decides over coverage besides batches and leaves.
  struct Rules: Sendable {
    /// Whether batches that have left the archive go on counting.
    var keepsRemoved = false
    /// Whether everything is counted anew.
    var isFull = false
    /// The longest record that is taken, in bytes.
    var longestRecord: Int
  }

  /// Decides what serves: `digests` are those of `files` that are known, by place; `leaves` those
  /// that serve the pipeline. Small batches share a leaf up to `share` bytes.
  init(
    _ files: [BatchFile], digests: [Int: [UInt8]], leaves: [Leaf], rules: Rules, share: Int
  ) {
    var placeOf: [[UInt8]: Int] = [:]
    for place in files.indices {
      guard let digest = digests[place] else { continue }
      if let first = placeOf[digest] {
        duplicates[place] = first
      } else {
        placeOf[digest] = place
      }
    }
    let names = Dictionary(uniqueKeysWithValues: files.enumerated().map { ($1.name, $0) })
    let usable = leaves.filter { $0.contents.holds(forRecordsUpTo: rules.longestRecord) }
    var keptDigests: Set<[UInt8]> = []
    // The more a leaf covers the better; of equals, the order of names decides.
    let ordered = usable.sorted {
      let (a, b) = ($0.contents.members.count, $1.contents.members.count)
      return a != b ? a > b : $0.name < $1.name
    }
    for leaf in ordered {
      let members = leaf.contents.members
      let places = members.map { placeOf[$0.digest] }
      let isGone = zip(members, places).map { batch, place in
        rules.keepsRemoved && place == nil && names[batch.name] == nil && !leaf.isSetAside
          && !keptDigests.contains(batch.digest)
      }
      let isFresh = zip(places, isGone).allSatisfy { place, isGone in
        place.map { known[$0] == nil } ?? isGone
      }
      // What has left cannot be counted anew, whatever is asked.
      guard isFresh, !rules.isFull || isGone.contains(true) else { continue }
      self.leaves.append(leaf)
      for (batch, place) in zip(members, places) {
        if let place {
          known[place] = batch.renamed(files[place].name)
        } else {
          var batch = batch
          batch.hasLeft = true
          kept.append(batch)
          keptDigests.insert(batch.digest)
        }
      }
    }
    let used = Set(self.leaves.map(\.name))
    idle = leaves.filter { !used.contains($0.name) }
    group(files, digests, leaves, rules, share)
  }

  /// Groups what is left to count.
  private mutating func group(
    _ files: [BatchFile], _ digests: [Int: [UInt8]], _ leaves: [Leaf], _ rules: Rules, _ share: Int
  ) {
    var leafOf: [[UInt8]: Leaf] = [:]
    var countedNames: Set<String> = []
    for leaf in leaves {
      for batch in leaf.contents.members {
        leafOf[batch.digest] = leaf
        countedNames.insert(batch.name)
      }
    }
    var fresh: [Int] = []
    var parted: [String: [Int]] = [:]
    for place in files.indices where known[place] == nil && duplicates[place] == nil {
      if rules.isFull {
        reasons[place] = .full
      } else if let leaf = digests[place].flatMap({ leafOf[$0] }) {
        let holds = leaf.contents.holds(forRecordsUpTo: rules.longestRecord)
        reasons[place] = holds ? .parted : .recounted
        if holds { parted[leaf.name, default: []].append(place) }
      } else {
        reasons[place] = countedNames.contains(files[place].name) ? .changed : .new
      }
      if reasons[place] != .parted { fresh.append(place) }
    }
    if !fresh.isEmpty { groups.append((fresh, rules.keepsRemoved ? 0 : share)) }
    for (_, places) in parted.sorted(by: { $0.key < $1.key }) {
      // What has parted once parts again, in a window of the last days every night: in eighths,
      // little is counted anew each time.
      let bytes = places.reduce(0) { $0 + files[$1].bytes }
      groups.append((places, rules.keepsRemoved ? 0 : bytes / 8))
    }
  }
}

extension BatchRecord {
  /// The batch under the name that it has now.
  func renamed(_ name: String) -> BatchRecord {
    var batch = self
    batch.name = name
    if case .record(_, let entry, let record, let byte) = damage?.place {
      batch.damage?.place = .record(batch: name, entry: entry, record: record, byte: byte)
    }
    return batch
  }
}
