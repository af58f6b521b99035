import Bytes
import Dispatch
import Synchronization
import TestSupport
import Testing

@testable import Partials

/// A large segment is merged with small ones in shards, and large tables are passed over in ranges,
/// as many at once as there are jobs.
@Suite struct ShardTests {
  private static let shape: SegmentShape = {
    var shape = SegmentShape()
    let words = shape.addDictionary()
    for width in 1...3 {
      _ = shape.addTable(domains: Array(repeating: words, count: width), columns: 2)
    }
    return shape
  }()

  /// Entries for words whose first bytes are among `initials`.
  private func part(
    _ generator: inout Generator, entries: Int, initials: String, tail: Int = 16
  ) -> SegmentContent {
    var content = SegmentContent(shape: Self.shape)
    let initials = Array(initials.utf8)
    func word() -> [UInt8] {
      [generator.pick(initials)] + Array("\(generator.below(1 << 30))".utf8)
        + [UInt8](repeating: 0x5F, count: tail)
    }
    for _ in 0..<entries {
      for width in 1...3 {
        content.add(
          (0..<width).map { _ in word() }, [1 + generator.next() >> 40, 1], to: width - 1)
      }
    }
    return content
  }

  /// The most that was done at once, of all that was asked for.
  private final class Watch: Sendable {
    let most = Mutex(0)
  }

  private func merge(
    _ segments: [SegmentReader], without others: [SegmentReader], _ folder: String, jobs: Int,
    _ watch: Watch,
    memory: Int = 1 << 30
  ) throws -> SegmentMerge {
    try SegmentMerge(
      segments, without: others, shape: Self.shape, folder: folder, memory: memory, jobs: jobs,
      concurrently: { count, work in
        watch.most.withLock { $0 = max($0, count) }
        DispatchQueue.concurrentPerform(iterations: count) { work($0) }
      })
  }

  /// Strings come and go at the beginning, in the middle, at the end, everywhere; or nowhere.
  @Test(arguments: ["a", "m", "z", "amz", ""])
  func portionsAreTheWhole(taken: String) throws {
    try withTemporaryFolder { folder in
      var generator = Generator(seed: 3)
      func write(_ content: SegmentContent, _ name: String) throws -> SegmentReader {
        try content.write(to: "\(folder)/\(name)")
        return try SegmentReader(
          path: "\(folder)/\(name)", shape: Self.shape, fingerprint: SegmentContent.fingerprint)
      }
      let large = part(&generator, entries: 4000, initials: "abcmnxyz")
      let leaving = taken.isEmpty ? nil : part(&generator, entries: 100, initials: taken)
      let coming = (0..<2).map { _ in part(&generator, entries: 60, initials: "amz") }
      let segments =
        try [write(leaving.map { large + $0 } ?? large, "sum")]
        + coming.enumerated().map { try write($0.element, "new-\($0.offset)") }
      let others = try leaving.map { [try write($0, "gone")] } ?? []

      let watch = Watch()
      let one = try merge(segments, without: others, folder, jobs: 1, watch)
      // The numbers of the two or three small segments are looked up at once.
      #expect(watch.most.withLock { $0 } < 4)
      let four = try merge(segments, without: others, folder, jobs: 4, watch)
      #expect(watch.most.withLock { $0 } == 4)
      let (single, portioned) = (one.merged[0], four.merged[0])
      #expect(single.count == portioned.count)
      #expect((single.count == single.strings.count) == taken.isEmpty)
      for (one, four) in zip(single.renumberings, portioned.renumberings) {
        #expect((try numbers(one) == numbers(four)) as Bool)
      }
      #expect((try uses(single.strings) == uses(portioned.strings)) as Bool)
      let expected = coming.reduce(large, +)
      #expect((try SegmentContent(one) == expected) as Bool)
      #expect((try SegmentContent(four) == expected) as Bool)
    }
  }

  /// The strings of a shard that outgrow its memory go to a file, and come back from it.
  @Test func portionsOfLongStrings() throws {
    try withTemporaryFolder { folder in
      var generator = Generator(seed: 6)
      let parts = [600, 20].map { part(&generator, entries: $0, initials: "abmz", tail: 300) }
      let segments = try parts.enumerated().map { place, part in
        try part.write(to: "\(folder)/\(place)")
        return try SegmentReader(
          path: "\(folder)/\(place)", shape: Self.shape, fingerprint: SegmentContent.fingerprint)
      }
      let watch = Watch()
      let merge = try merge(segments, without: [], folder, jobs: 3, watch, memory: 512 << 10)
      #expect(watch.most.withLock { $0 } == 3)
      #expect((try SegmentContent(merge) == parts[0] + parts[1]) as Bool)
    }
  }

  private func numbers(_ renumbering: Renumbering) throws -> [UInt32] {
    let reader = Renumbering.Reader(renumbering)
    return try (0..<UInt32(renumbering.count)).map { try reader[$0] }
  }

  private func uses(_ strings: TermList) throws -> [UInt32] {
    var reader = TermList.Reader(strings)
    var term = Buffer<UInt8>()
    return try (0..<strings.count).map {
      try reader.read($0, into: &term)
      return reader.uses
    }
  }

  @Test func passesOverRangesAreThePass() throws {
    try withTemporaryFolder { folder in
      var generator = Generator(seed: 4)
      let segments = try ["az", "m", "bn"].enumerated().map { place, initials in
        let path = "\(folder)/\(place)"
        try part(&generator, entries: 12_000, initials: initials).write(to: path)
        return try SegmentReader(
          path: path, shape: Self.shape, fingerprint: SegmentContent.fingerprint)
      }
      let merge = try merge(segments, without: [segments[1]], folder, jobs: 2, Watch())
      let whole = try SegmentMerge(
        [segments[0], segments[2]], shape: Self.shape, folder: folder, memory: 1 << 30)
      #expect(try whole.ranges(ofTable: 0).all.count == 1)
      for table in Self.shape.tables.indices {
        let ranges = try merge.ranges(ofTable: table).all
        #expect(ranges.count > 2)
        #expect(ranges.first?.lowerBound == 0)
        #expect(ranges.last?.upperBound == UInt32(merge.dictionaries[0].count))
        #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        var entries: [[UInt64]] = []
        for firsts in ranges {
          try merge.pass(table: table, firsts: firsts).forEach(sorted: true) { key, values in
            entries.append(key.indices.map { UInt64(key[$0]) } + values.indices.map { values[$0] })
          }
        }
        var expected: [[UInt64]] = []
        try whole.pass(table: table).forEach(sorted: true) { key, values in
          expected.append(key.indices.map { UInt64(key[$0]) } + values.indices.map { values[$0] })
        }
        #expect((entries == expected) as Bool)
      }
    }
  }
}
