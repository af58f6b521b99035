import Bytes
import Diagnostics
import Partials

/// Whether the leaves and caches of a pipeline are as they were written, and hold what was
/// published.
struct LeafVerification {
  /// The number of files.
  private(set) var count = 0
  /// The problems found.
  private(set) var problems: [Fault] = []
  /// The digests of the batches that the sound leaves hold.
  private var held: Set<String> = []

  /// Reads every block of the leaves and caches in the folder `state`.
  init(state: String) throws(Fault) {
    let folder = "\(state)/leaves"
    for place in [folder, "\(folder)/aside", "\(folder)/caches"] {
      for name in (try? FileSystem.names(in: place)) ?? []
      where name.hasSuffix(".leaf") || name.hasSuffix(".cache") {
        count += 1
        do throws(Fault) {
          try verify("\(place)/\(name)", isLeaf: name.hasSuffix(".leaf"))
        } catch {
          // A current run may have moved it since.
          if (try? FileSystem.entry(at: "\(place)/\(name)")) != nil { problems.append(error) }
        }
      }
    }
  }

  private mutating func verify(_ path: String, isLeaf: Bool) throws(Fault) {
    let segment = try SegmentReader(path: path, shape: SegmentShape(), fingerprint: [])
    try segment.verify()
    guard let trailer = try segment.trailer() else { throw SegmentReader.damaged(path, "no seal") }
    guard isLeaf else { return }
    guard let contents = LeafContents(trailer: trailer) else {
      throw SegmentReader.damaged(path, "no seal")
    }
    for batch in contents.members { held.insert(hex(batch.digest)) }
  }

  /// Adds a problem if a batch is held by no sound leaf; `digests` are those of the latest run,
  /// `path` is where they are listed.
  mutating func check(coverageOf digests: [String], listedIn path: String) {
    let missing = Set(digests).subtracting(held).count
    guard missing > 0 else { return }
    problems.append(
      Fault(
        "leaves.incomplete",
        "\(missing) of the batches that were counted last are in no sound leaf", at: .path(path),
        advice: "The next run counts them again.", exit: .inputOutput))
  }
}
