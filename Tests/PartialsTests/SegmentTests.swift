import Bytes
import Diagnostics
import Foundation
import Partials
import TestSupport
import Testing

@Suite struct RunTests {
  private func roundTrip(_ content: SegmentContent) throws {
    try withTemporaryFolder { folder in
      let size = try content.write(to: "\(folder)/segment")
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/segment")
      #expect(attributes[.size] as? Int == size)
      let read = try SegmentContent(
        mergeOf: ["\(folder)/segment"], shape: content.shape, folder: folder)
      #expect(read == content)
      let segment = try SegmentReader(
        path: "\(folder)/segment", shape: content.shape, fingerprint: SegmentContent.fingerprint)
      for (index, strings) in content.dictionaries.enumerated() {
        #expect(segment.terms(inDictionary: index) == strings.count)
      }
      for (index, table) in content.tables.enumerated() {
        #expect(segment.entries(inTable: index) == table.count)
      }
      for (index, lines) in content.lines.enumerated() {
        #expect(segment.lines(in: index) == lines.count)
      }
    }
  }

  @Test(arguments: 1...TableShape.mostDomains, 1...TableShape.mostColumns)
  func aTable(width: Int, columns: Int) throws {
    var generator = Generator(seed: UInt64(width * 10 + columns))
    var shape = SegmentShape()
    let words = shape.addDictionary()
    _ = shape.addTable(domains: Array(repeating: words, count: width), columns: columns)
    try roundTrip(.generated(&generator, entries: 300, words: 12, shape: shape))
  }

  @Test func allAtOnce() throws {
    var generator = Generator(seed: 1)
    try roundTrip(.generated(&generator, entries: 200, words: 40))
  }

  @Test func nothing() throws {
    try roundTrip(SegmentContent(shape: SegmentShape()))
    try roundTrip(SegmentContent(shape: SegmentContent.wholeShape))
  }

  /// Every section spans many blocks, and blocks begin in the middle of a first number.
  @Test func manyBlocks() throws {
    var generator = Generator(seed: 2)
    var shape = SegmentShape()
    let words = shape.addDictionary()
    for width in 1...3 {
      _ = shape.addTable(domains: Array(repeating: words, count: width), columns: 2)
    }
    _ = shape.addLines()
    var content = SegmentContent.generated(&generator, entries: 4000, words: 4000, shape: shape)
    for second in 0..<5000 {
      content.add(
        [Array("w4".utf8), Array("w\(second)".utf8)], [1, .max >> 8], to: 1)
    }
    content.lines[0] = (0..<1500).map { number in
      SegmentContent.Line(
        key: LineKey(high: 1, low: UInt64(number / 2)),
        text: [UInt8](repeating: UInt8(number % 256), count: number % 90))
    }
    try roundTrip(content)
  }

  @Test func longStringsAndEmptyOnes() throws {
    var shape = SegmentShape()
    _ = shape.addDictionary()
    _ = shape.addLines()
    var content = SegmentContent(shape: shape)
    for length in [0, 1, 100, 40_000, 100_000] {
      content.dictionaries[0].insert([UInt8](repeating: 0x61, count: length))
      content.dictionaries[0].insert([0x61] + [UInt8](repeating: 0, count: length))
      content.lines[0].append(
        .init(
          key: LineKey(high: UInt64(length), low: .max), text: Array(repeating: 7, count: length)))
    }
    try roundTrip(content)
  }

  /// A section that is never begun is empty; sections may come in any order.
  @Test func sectionsLeftOut() throws {
    try withTemporaryFolder { folder in
      let shape = SegmentContent.wholeShape
      var writer = try SegmentWriter(
        path: "\(folder)/segment", shape: shape, fingerprint: SegmentContent.fingerprint)
      try writer.beginLines(1)
      let text: [UInt8] = [1, 2]
      try writer.line(LineKey(high: 0, low: 3), text.span)
      try writer.beginDictionary(2)
      try writer.term(text.span)
      _ = try writer.finish()
      var expected = SegmentContent(shape: shape)
      expected.dictionaries[2] = [[1, 2]]
      expected.lines[1] = [.init(key: LineKey(high: 0, low: 3), text: [1, 2])]
      let read = try SegmentContent(mergeOf: ["\(folder)/segment"], shape: shape, folder: folder)
      #expect(read == expected)
    }
  }

  @Test func aRunOfAnotherPlanIsRefused() throws {
    try withTemporaryFolder { folder in
      var generator = Generator(seed: 3)
      try SegmentContent.generated(&generator, entries: 5, words: 5).write(to: "\(folder)/segment")
      for place in SegmentContent.fingerprint.indices {
        var other = SegmentContent.fingerprint
        other[place] ^= 1
        let fault = #expect(throws: Fault.self) {
          _ = try SegmentReader(
            path: "\(folder)/segment", shape: SegmentContent.wholeShape, fingerprint: other)
        }
        #expect(fault?.code == "run.damaged")
        #expect(fault?.place == .path("\(folder)/segment"))
      }
    }
  }

  // MARK: Damage

  private var smallShape: SegmentShape {
    var shape = SegmentShape()
    let words = shape.addDictionary()
    for width in 1...3 {
      _ = shape.addTable(domains: Array(repeating: words, count: width), columns: width)
    }
    _ = shape.addLines()
    _ = shape.addTotals(2)
    return shape
  }

  /// What becomes of a segment's bytes after `change`: what is read, or nil for a fault.
  private func read(
    _ bytes: [UInt8], shape: SegmentShape, folder: String
  ) throws -> SegmentContent? {
    let path = "\(folder)/damaged"
    let file = try File.creating(path)
    try file.write(bytes.span)
    do {
      return try SegmentContent(mergeOf: [path], shape: shape, folder: folder)
    } catch let fault as Fault {
      #expect(["run.damaged", "file.cut-short"].contains(fault.code))
      #expect(fault.exit == .inputOutput)
      return nil
    }
  }

  @Test func everyByteCounts() throws {
    try withTemporaryFolder { folder in
      var generator = Generator(seed: 4)
      let content = SegmentContent.generated(&generator, entries: 2, words: 2, shape: smallShape)
      try content.write(to: "\(folder)/segment")
      let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/segment")))
      #expect(try read(whole, shape: content.shape, folder: folder) == content)
      for place in whole.indices {
        var damaged = whole
        damaged[place] ^= place % 2 == 0 ? 0xFF : 1 << UInt8(place / 2 % 8)
        let result = try read(damaged, shape: content.shape, folder: folder)
        #expect(result == nil, "byte \(place) of \(whole.count)")
      }
    }
  }

  @Test func everyLengthCounts() throws {
    try withTemporaryFolder { folder in
      var generator = Generator(seed: 5)
      let content = SegmentContent.generated(&generator, entries: 2, words: 2, shape: smallShape)
      try content.write(to: "\(folder)/segment")
      let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/segment")))
      for length in whole.indices {
        let result = try read(Array(whole[..<length]), shape: content.shape, folder: folder)
        #expect(result == nil, "\(length) bytes of \(whole.count)")
      }
      let longer = try read(whole + [0], shape: content.shape, folder: folder)
      #expect(longer == nil)
    }
  }
}
