import Bytes
import Foundation
import TestSupport
import Testing

@testable import Partials

@Suite struct MergeTests {
  /// Content in `parts` parts, and the whole.
  private func generated(
    seed: UInt64, parts: Int, entries: Int = 60, words: Int = 25
  ) -> (parts: [SegmentContent], whole: SegmentContent) {
    var generator = Generator(seed: seed)
    let parts = (0..<parts).map { _ in
      SegmentContent.generated(&generator, entries: generator.number(0..<entries), words: words)
    }
    return (parts, parts.reduce(SegmentContent(shape: SegmentContent.wholeShape), +))
  }

  private func write(_ parts: [SegmentContent], _ folder: String) throws -> [String] {
    try parts.enumerated().map { index, part in
      try part.write(to: "\(folder)/part-\(index)")
      return "\(folder)/part-\(index)"
    }
  }

  private func open(_ paths: [String], _ folder: String, memory: Int = 1 << 20) throws
    -> SegmentMerge
  {
    try SegmentMerge(
      paths.map {
        try SegmentReader(
          path: $0, shape: SegmentContent.wholeShape, fingerprint: SegmentContent.fingerprint)
      },
      shape: SegmentContent.wholeShape, folder: folder, memory: memory)
  }

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  /// Both ways to merge dictionaries: all at once in memory, string by string with little of it.
  @Test(arguments: [1, 2, 3, 30], [1 << 20, 0])
  func partsAreTheWhole(parts: Int, memory: Int) throws {
    try withTemporaryFolder { folder in
      let (parts, whole) = generated(seed: UInt64(parts), parts: parts)
      let merge = try open(try write(parts, folder), folder, memory: memory)
      #expect(try SegmentContent(merge) == whole)
      for index in whole.lines.indices { #expect(merge.lines(index) == whole.lines[index].count) }
    }
  }

  @Test func noPartsAreNothing() throws {
    try withTemporaryFolder { folder in
      let merge = try open([], folder)
      #expect(try SegmentContent(merge) == SegmentContent(shape: SegmentContent.wholeShape))
    }
  }

  /// Identity, associativity and order, on the bytes of the merged segments. Lines of equal keys
  /// stand in the order of their segments, so there are none such here.
  @Test func laws() throws {
    try withTemporaryFolder { folder in
      var (parts, _) = generated(seed: 77, parts: 4)
      for index in parts.indices {
        for lines in parts[index].lines.indices {
          parts[index].lines[lines] = parts[index].lines[lines].enumerated().map { place, line in
            .init(key: LineKey(high: UInt64(place), low: UInt64(index)), text: line.text)
          }
        }
      }
      let empty = SegmentContent(shape: SegmentContent.wholeShape)
      let paths = try write(parts + [empty], folder)
      var merges = 0
      func merged(_ paths: [String]) throws -> String {
        merges += 1
        let path = "\(folder)/merged-\(merges)"
        let size = try open(paths, folder).write(to: path, fingerprint: SegmentContent.fingerprint)
        #expect(try bytes(path).count == size)
        return path
      }
      let (a, b, c, d, nothing) = (paths[0], paths[1], paths[2], paths[3], paths[4])
      let whole = try bytes(try merged([a, b, c, d]))
      #expect(try bytes(try merged([d, b, a, c])) == whole)
      #expect(try bytes(try merged([try merged([a, b]), try merged([c, d])])) == whole)
      #expect(try bytes(try merged([a, try merged([b, try merged([c, d])])])) == whole)
      #expect(try bytes(try merged([try merged([try merged([d, c]), b]), a])) == whole)
      #expect(try bytes(try merged([nothing, a, nothing, b, c, d])) == whole)
      #expect(try bytes(try merged([try merged([a])])) == bytes(try merged([a])))
    }
  }

  @Test(arguments: [1, 2, 3, 7, 100, 1 << 19])
  func rangesOfFirstNumbersAreTheWhole(window: Int) throws {
    try withTemporaryFolder { folder in
      var generator = Generator(seed: UInt64(window))
      let (parts, _) = generated(seed: 5, parts: 4, entries: 90)
      let merge = try open(try write(parts, folder), folder)
      for (index, table) in merge.shape.tables.enumerated() {
        let whole = try merge.rows(ofTable: index, sorted: true)
        let inWindows = try merge.rows(ofTable: index, sorted: true, window: window)
        #expect(inWindows == whole)
        let unsorted = try merge.rows(ofTable: index, sorted: false, window: window)
        #expect(unsorted.count == whole.count && Set(unsorted) == Set(whole))
        // The keys of one first number come together, and first numbers rise, even so.
        if table.domains.count > 1 {
          let firsts = unsorted.map { $0.key[0] }
          #expect(firsts == firsts.sorted())
        }
        let size = UInt32(merge.dictionaries[table.domains[0]].count)
        let cuts = (0..<3).map { _ in UInt32(generator.number(0..<Int(size) + 1)) }.sorted()
        let edges = [0] + cuts + [size]
        let ranges = try zip(edges, edges.dropFirst()).flatMap { start, end in
          try merge.rows(ofTable: index, firsts: start..<end, sorted: true, window: window)
        }
        #expect(ranges == whole)
      }
    }
  }

  /// A range may begin in the middle of a table of many blocks.
  @Test func rangesOfManyBlocks() throws {
    try withTemporaryFolder { folder in
      var shape = SegmentShape()
      let words = shape.addDictionary()
      for width in 1...3 {
        _ = shape.addTable(domains: Array(repeating: words, count: width), columns: 1)
      }
      var parts = [SegmentContent(shape: shape), SegmentContent(shape: shape)]
      for first in 0..<60 {
        // First numbers of the two segments lie apart; some have more entries than a block holds.
        for second in 0..<(first % 20 == 7 ? 6000 : 60) {
          let key = [1000 + first, 1000 + second].map { Array("\($0)".utf8) }
          parts[first % 3 == 0 ? 1 : 0].add(key, [UInt64(second + 1)], to: 1)
          if second < 60 { parts[second % 2].add(key + [key[0]], [1], to: 2) }
        }
      }
      for word in 0..<7000 { parts[word % 2].add([Array("\(1000 + word)".utf8)], [1 << 40], to: 0) }
      let paths = try write(parts, folder)
      let merge = try SegmentMerge(
        paths.map {
          try SegmentReader(path: $0, shape: shape, fingerprint: SegmentContent.fingerprint)
        }, shape: shape,
        folder: folder, memory: 1 << 20)
      for index in 0..<3 {
        let whole = try merge.rows(ofTable: index, sorted: true)
        #expect(whole.count == parts[0].tables[index].count + parts[1].tables[index].count)
        for range in [0..<1, 7..<8, 6..<9, 27..<48, 59..<60, 58..<7000] as [Range<UInt32>] {
          let rows = try merge.rows(ofTable: index, firsts: range, sorted: true)
          #expect(rows == whole.filter { range.contains($0.key[0]) })
        }
      }
    }
  }

  @Test func linesStopWhenTold() throws {
    try withTemporaryFolder { folder in
      let (parts, whole) = generated(seed: 9, parts: 3)
      let merge = try open(try write(parts, folder), folder)
      var lines: [SegmentContent.Line] = []
      try merge.forEachLine(0) { key, text in
        var bytes: [UInt8] = []
        bytes.append(copying: text)
        lines.append(.init(key: key, text: bytes))
        return lines.count < 5
      }
      #expect(lines == Array(whole.lines[0].prefix(5)))
    }
  }

  @Test(arguments: [1 << 20, 0])
  func stringsAreFoundByBytes(memory: Int) throws {
    try withTemporaryFolder { folder in
      let (parts, whole) = generated(seed: 10, parts: 3)
      let merge = try open(try write(parts, folder), folder, memory: memory)
      let order = whole.dictionaries[0].sorted { $0.lexicographicallyPrecedes($1) }
      for (number, string) in order.enumerated() {
        #expect(try merge.dictionaries[0].number(of: string.span) == number)
        let other = string + [0]
        let expected = order.firstIndex(of: other)
        #expect(try merge.dictionaries[0].number(of: other.span) == expected)
      }
    }
  }

  /// What is read from one merge does not change when another is made in the same folder.
  @Test func mergesInOneFolderDoNotMeet() throws {
    try withTemporaryFolder { folder in
      let (parts, _) = generated(seed: 11, parts: 2)
      let paths = try write(parts, folder)
      let first = try open([paths[0]], folder, memory: 0)
      let second = try open([paths[1]], folder, memory: 0)
      #expect(try SegmentContent(first) == parts[0])
      #expect(try SegmentContent(second) == parts[1])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
    }
  }
}
