import Bytes
import Dispatch
import TestSupport
import Testing

@testable import Partials

/// Large sections are merged and encoded in ranges at once; nothing shows that they were.
@Suite struct RangeTests {
  private static let shape: SegmentShape = {
    var shape = SegmentShape()
    let groups = shape.addDictionary()
    let words = shape.addDictionary()
    for width in 1...3 {
      _ = shape.addTable(domains: Array(repeating: words, count: width), columns: 4)
    }
    _ = shape.addTable(domains: [groups, words], columns: 1)
    _ = shape.addLines()
    return shape
  }()

  /// Enough entries for many blocks in every section; of the last table, all under one group.
  private func part(_ generator: inout Generator, words: Int, entries: Int) -> SegmentContent {
    var content = SegmentContent(shape: Self.shape)
    func word() -> [UInt8] { Array("word-\(generator.number(0..<words))".utf8) }
    for _ in 0..<entries {
      for width in 1...3 {
        let counts = (0..<4).map { _ in 1 + generator.next() >> 20 }
        content.add((0..<width).map { _ in word() }, counts, to: width - 1)
      }
      content.add([Array("one".utf8), word()], [1 + generator.next() >> 20], to: 3)
    }
    let keys = (0..<entries).map { _ in LineKey(high: generator.next(), low: generator.next()) }
    content.lines[0] = keys.sorted().map { key in
      let text = (0..<60).map { UInt8(truncatingIfNeeded: key.low >> ($0 % 8)) }
      return SegmentContent.Line(key: key, text: text)
    }
    return content
  }

  @Test(arguments: [0, 1])
  func rangesAreTheWhole(taken: Int) throws {
    try withTemporaryFolder { folder in
      var generator = Generator(seed: 5)
      let parts = (0..<3).map { _ in part(&generator, words: 30_000, entries: 15_000) }
      let readers = try parts.enumerated().map { place, part in
        try part.write(to: "\(folder)/part-\(place)")
        return try SegmentReader(
          path: "\(folder)/part-\(place)", shape: Self.shape,
          fingerprint: SegmentContent.fingerprint)
      }
      func merge(_ segments: [SegmentReader], without others: [SegmentReader] = []) throws
        -> SegmentMerge
      {
        try SegmentMerge(
          segments, without: others, shape: Self.shape, folder: folder, memory: 8 << 20, jobs: 4,
          concurrently: { count, work in
            DispatchQueue.concurrentPerform(iterations: count) { work($0) }
          })
      }
      let path = "\(folder)/sum"
      _ = try merge(readers).write(
        to: path, fingerprint: SegmentContent.fingerprint, compressed: taken == 0)
      let sum = try SegmentReader(
        path: path, shape: Self.shape, fingerprint: SegmentContent.fingerprint)
      let left = Array(parts.dropFirst(taken))
      // What is taken away again is written in ranges, too.
      let rest = "\(folder)/rest"
      _ = try merge([sum], without: Array(readers.prefix(taken)))
        .write(to: rest, fingerprint: SegmentContent.fingerprint)
      let content = try SegmentContent(mergeOf: [rest], shape: Self.shape, folder: folder)
      let expected = left.dropFirst().reduce(left[0], +)
      // A comparison that fails must not print all of it.
      for index in expected.tables.indices {
        #expect((content.tables[index] == expected.tables[index]) as Bool)
      }
      #expect((content.lines == expected.lines) as Bool)
      #expect((content.dictionaries == expected.dictionaries) as Bool)
    }
  }
}
