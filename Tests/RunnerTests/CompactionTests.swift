import TestSupport
import Testing

@testable import Runner

/// What reports are merged from, night after night, as far as it can be told without a leaf on
/// disk.
@Suite("Compaction") struct CompactionTests {
  /// An archive of leaves that come and go, and the caches that its nights leave behind.
  private struct Archive {
    private(set) var there: [Leaf] = []
    private(set) var all: [Leaf] = []
    private(set) var caches: [LeafCache] = []
    /// The bytes of leaves that were merged into caches.
    private(set) var merged = 0
    private(set) var pieces = 0
    private var marks: [String: LeafMark] = [:]

    mutating func add(bytes: Int = 1000) {
      let number = all.count
      var batch = BatchRecord(name: "batch-\(number)", bytes: bytes)
      batch.digest = [UInt8(number & 0xFF)]
      batch.serial = UInt64(number)
      let leaf = Leaf(
        path: "leaves/\(number).leaf", size: bytes,
        contents: LeafContents(batches: [batch], limits: ReadingLimits(longestRecord: 1, window: 1))
      )
      there.append(leaf)
      all.append(leaf)
      marks[leaf.path] = leaf.mark
    }

    mutating func remove(_ place: Int) { there.remove(at: place) }

    /// Plans a night, expects that it counts every leaf once, and keeps the caches that it makes.
    mutating func night(sourceLocation: SourceLocation = #_sourceLocation) {
      let idle = all.filter { leaf in !there.contains { $0.path == leaf.path } }
      let plan = Compaction(there, idle: idle, caches: caches, isLasting: true)
      expectSum(plan.whole, of: there, sourceLocation)
      let due = plan.isWholeDue ? [plan.whole] : plan.due
      pieces = plan.whole.added.count + plan.whole.subtracted.count
      caches = plan.isWholeDue ? [] : plan.caches
      for sum in due {
        merged += sum.bytes
        caches.append(LeafCache(path: "caches/\(merged)-\(caches.count)", members: sum.members))
      }
      // Leaves that are taken away from a cache are known to be in use.
      for leaf in idle where !plan.isWholeDue {
        let mark = marks[leaf.path] ?? leaf.mark
        let isLent = plan.caches.contains { $0.members[mark] != nil }
        #expect(plan.subtracted.contains(leaf.name) == isLent, sourceLocation: sourceLocation)
      }
    }

    private func expectSum(
      _ sum: Compaction.Sum, of leaves: [Leaf], _ sourceLocation: SourceLocation
    ) {
      var counts: [LeafMark: Int] = [:]
      let members = Dictionary(uniqueKeysWithValues: caches.map { ($0.path, $0.members) })
      for (paths, sign) in [(sum.added, 1), (sum.subtracted, -1)] {
        for path in paths {
          let own = marks[path].map { [$0] } ?? members[path].map { Array($0.keys) } ?? []
          #expect(!own.isEmpty, sourceLocation: sourceLocation)
          for mark in own { counts[mark, default: 0] += sign }
        }
      }
      let expected = Dictionary(
        uniqueKeysWithValues: leaves.map { (marks[$0.path] ?? $0.mark, 1) })
      #expect(counts.filter { $0.value != 0 } == expected, sourceLocation: sourceLocation)
    }
  }

  @Test("A leaf a night: few pieces, and each leaf is merged anew a few times") func growth() {
    var archive = Archive()
    var most = 0
    for _ in 0..<400 {
      archive.add()
      archive.night()
      most = max(most, archive.pieces)
    }
    #expect(most <= 24)
    #expect(archive.merged < 400 * 1000 * 24)
  }

  @Test("A window that moves does not merge all of it every night", arguments: [10, 30, 100])
  func window(days: Int) {
    var archive = Archive()
    for _ in 0..<days { archive.add() }
    archive.night()
    var most = 0
    let before = archive.merged
    for _ in 0..<2 * days {
      archive.add()
      archive.remove(0)
      archive.night()
      most = max(most, archive.pieces)
    }
    #expect(most <= 48)
    #expect(archive.merged - before <= 2 * days * days * 1000 / 2)
  }

  @Test("Any leaves come and go", arguments: 1...4 as ClosedRange<UInt64>)
  func anyChanges(seed: UInt64) {
    var random = Generator(seed: seed)
    var archive = Archive()
    for _ in 0..<150 {
      for _ in 0..<random.below(random.below(8) == 0 ? 60 : 6) {
        archive.add(bytes: 1 + random.below(10_000))
      }
      for _ in 0..<random.below(random.below(10) == 0 ? 80 : 4) where !archive.there.isEmpty {
        archive.remove(random.below(archive.there.count))
      }
      archive.night()
    }
  }

  @Test("What does not outlast the run goes into no cache") func passing() {
    var archive = Archive()
    for _ in 0..<20 { archive.add() }
    let passing = Leaf(
      path: "scratch/leaf-3", size: 0,
      contents: LeafContents(batches: [], limits: ReadingLimits(longestRecord: 1, window: 1)))
    let plan = Compaction(archive.there + [passing], idle: [], caches: [], isLasting: true)
    #expect(plan.isWholeDue)
    #expect(plan.passing == [passing.path])
    #expect(plan.whole.members.count == 20)
    #expect(!plan.whole.added.contains(passing.path))
  }
}
