import Articles
import Bytes
import Diagnostics

/// The batches of a pipeline that its leaves hold, and those that are left to count.
struct Coverage {
  /// Why a batch is counted.
  enum Reason: String, Sendable {
    /// Nothing of it has been counted.
    case new = "new"
    /// Its content has changed since it was counted.
    case changed = "changed"
    /// It was counted together with a batch that has changed or left.
    case separated = "counted together with a batch that is no longer there"
    /// It was counted for another request.
    case recounted = "counted for another pipeline, version or memory budget"
    /// `--full` asks for it.
    case full = "everything is counted again"
  }

  /// The leaves that serve as they are.
  var leaves: [Leaf] = []
  /// The other leaves of the plan.
  var idle: [Leaf] = []
  /// The records of batches that need not be read, by place.
  var known: [Int: BatchRecord] = [:]
  /// The batches that repeat another, and that one, by place.
  var duplicates: [Int: Int] = [:]
  /// Why each other batch is counted, by its place.
  var reasons: [Int: Reason] = [:]
  /// Batches that have left the archive and are still counted.
  var kept: [BatchRecord] = []
  /// Batches to be counted, in groups: those of a group may share a leaf, as far as its limit goes.
  var groups: [(places: [Int], limit: Int)] = []

  /// The options that decide coverage, besides batches and leaves.
  struct Rules: Sendable {
    /// Whether batches that have left the archive are still counted.
    var keepsRemoved = false
    /// Whether everything is counted again.
    var isFull = false
    /// What is taken at most.
    var limits: ReadingLimits
  }

  /// Decides which leaves to use. `digests` are the known digests of `files`, by place; `leaves`
  /// those that fit the pipeline. Small batches share a leaf up to `share` bytes.
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
    let usable = leaves.filter { $0.contents.holds(for: rules.limits) }
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
      // A batch that has left the archive cannot be counted again.
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
    var separated: [String: [Int]] = [:]
    for place in files.indices where known[place] == nil && duplicates[place] == nil {
      if rules.isFull {
        reasons[place] = .full
      } else if let leaf = digests[place].flatMap({ leafOf[$0] }) {
        let holds = leaf.contents.holds(for: rules.limits)
        reasons[place] = holds ? .separated : .recounted
        if holds { separated[leaf.name, default: []].append(place) }
      } else {
        reasons[place] = countedNames.contains(files[place].name) ? .changed : .new
      }
      if reasons[place] != .separated { fresh.append(place) }
    }
    if !fresh.isEmpty { groups.append((fresh, rules.keepsRemoved ? 0 : share)) }
    for (_, places) in separated.sorted(by: { $0.key < $1.key }) {
      // Batches that were separated once are separated again, every night if the pipeline reads the
      // last days. In eighths, little is counted again each time.
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
