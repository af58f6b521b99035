import Bytes
import Diagnostics
import TestSupport
import Testing

@testable import Partials

/// A segment is a sum, and what was added can be taken away again.
@Suite struct SubtractionTests {
  private static let shape = SegmentContent.wholeShape

  private func reader(_ path: String) throws -> SegmentReader {
    try SegmentReader(path: path, shape: Self.shape, fingerprint: SegmentContent.fingerprint)
  }

  private func write(_ content: SegmentContent, to path: String) throws -> SegmentReader {
    try content.write(to: path)
    return try reader(path)
  }

  private func merge(
    _ segments: [SegmentReader], without others: [SegmentReader], _ folder: String, _ memory: Int
  ) throws -> SegmentMerge {
    try SegmentMerge(segments, without: others, shape: Self.shape, folder: folder, memory: memory)
  }

  /// The content, lines under one key in the order of their bytes.
  private func content(_ merge: SegmentMerge) throws -> SegmentContent {
    ordered(try SegmentContent(merge))
  }

  private func ordered(_ content: SegmentContent) -> SegmentContent {
    var content = content
    for index in content.lines.indices {
      content.lines[index].sort {
        $0.key != $1.key ? $0.key < $1.key : $0.text.lexicographicallyPrecedes($1.text)
      }
    }
    return content
  }

  /// Parts come and go, by chance; what is merged from the last sum is what is merged from the
  /// parts. Every few steps the sum is written, and becomes what the next steps begin with.
  @Test(arguments: 1...6 as ClosedRange<UInt64>, [1 << 20, 0])
  func sumsFollowTheirParts(seed: UInt64, memory: Int) throws {
    try withTemporaryFolder { folder in
      var generator = Generator(seed: seed)
      var made = 0
      func newPart(entries: Int) throws -> (SegmentContent, SegmentReader) {
        made += 1
        let part = SegmentContent.generated(
          &generator, entries: generator.number(0..<entries), words: 5 + generator.number(0..<40))
        return (part, try write(part, to: "\(folder)/part-\(made)"))
      }
      var present = try (0..<4).map { _ in try newPart(entries: 60) }
      var base = try reader(sum(present.map(\.1), [], "base-0"))
      var added: [(SegmentContent, SegmentReader)] = []
      var removed: [(SegmentContent, SegmentReader)] = []
      func sum(_ segments: [SegmentReader], _ others: [SegmentReader], _ name: String) throws
        -> String
      {
        let path = "\(folder)/\(name)"
        _ = try merge(segments, without: others, folder, memory)
          .write(to: path, fingerprint: SegmentContent.fingerprint)
        return path
      }
      for step in 1...12 {
        if generator.number(0..<3) > 0 || present.isEmpty {
          added.append(try newPart(entries: step % 4 == 0 ? 200 : 30))
        } else {
          removed.append(present.remove(at: generator.number(0..<present.count)))
        }
        let parts = present + added
        let expected = parts.map(\.0).reduce(SegmentContent(shape: Self.shape), +)
        let segments = [base] + added.map(\.1)
        let merged = try merge(segments, without: removed.map(\.1), folder, memory)
        #expect(try content(merged) == ordered(expected))
        for index in expected.lines.indices {
          #expect(merged.lines(index) == expected.lines[index].count)
        }
        try expectRanges(merged, &generator)
        if step % 4 == 0 {
          base = try reader(sum(segments, removed.map(\.1), "base-\(step)"))
          (present, added, removed) = (parts, [], [])
        }
      }
      // With the last part gone, nothing is left: no string, no entry, no line.
      let nothing = try merge([base], without: present.map(\.1), folder, memory)
      #expect(try SegmentContent(nothing) == SegmentContent(shape: Self.shape))
    }
  }

  /// Passes over ranges of first numbers, entries in windows and streams give the same entries.
  private func expectRanges(_ merge: SegmentMerge, _ generator: inout Generator) throws {
    for (index, table) in merge.shape.tables.enumerated() {
      let whole = try merge.rows(ofTable: index, sorted: true)
      let size = merge.dictionaries[table.domains[0]].count
      let cut = UInt32(generator.number(0..<size + 1))
      let rows = try merge.rows(ofTable: index, firsts: 0..<cut, sorted: true, window: 3)
      let others = try merge.rows(ofTable: index, firsts: cut..<UInt32(size), sorted: true)
      #expect(rows + others == whole)
      var stream = try merge.stream(table: index)
      var streamed: [TableRow] = []
      while try stream.advance() {
        streamed.append(
          TableRow(
            key: table.domains.indices.map { stream.key[$0] },
            values: (0..<table.columns).map { stream.values[$0] }))
      }
      #expect(streamed == whole)
    }
  }

  /// What was never added cannot be taken away: the larger segment, from which it was to be taken,
  /// is damaged.
  @Test(arguments: [1 << 20, 0])
  func moreThanThereIsCannotBeTaken(memory: Int) throws {
    try withTemporaryFolder { folder in
      var generator = Generator(seed: 3)
      let large = SegmentContent.generated(&generator, entries: 200, words: 20)
      let other = SegmentContent.generated(&generator, entries: 20, words: 40)
      let segments = try (write(large, to: "\(folder)/large"), write(other, to: "\(folder)/other"))
      let fault = #expect(throws: Fault.self) {
        _ = try SegmentContent(merge([segments.0], without: [segments.1], folder, memory))
      }
      #expect(fault?.code == SegmentReader.damage)
      #expect(fault?.place == .path("\(folder)/large"))
    }
  }
}
