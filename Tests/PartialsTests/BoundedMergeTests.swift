import Bytes
import Diagnostics
import Dispatch
import Synchronization
import TestSupport
import Testing

@testable import Partials

/// What a merge holds is bounded by its memory, whatever the number of strings.
@Suite struct BoundedMergeTests {
  private static let shape: SegmentShape = {
    var shape = SegmentShape()
    let words = shape.addDictionary()
    let others = shape.addDictionary()
    _ = shape.addTable(domains: [words], columns: 2)
    _ = shape.addTable(domains: [words, others], columns: 2)
    _ = shape.addTable(domains: [others, words, words], columns: 1)
    return shape
  }()

  private static let memory = 128 << 10

  /// Words that no other part has, or that all parts have; many more than the memory has bytes for.
  private func part(_ number: Int, of parts: Int, sharesWords: Bool) -> SegmentContent {
    var content = SegmentContent(shape: Self.shape)
    func word(_ index: Int) -> [UInt8] {
      Array("word-\(sharesWords ? index : index * parts + number)".utf8)
    }
    for index in 0..<8000 {
      content.add([word(index)], [1, 2], to: 0)
      content.add([word(index), word(7919 * index % 8000)], [3, 4], to: 1)
      if index % 8 == 0 {
        content.add([word(0), word(index), word(13 * index % 8000)], [5], to: 2)
      }
    }
    return content
  }

  private func open(_ parts: [SegmentContent], _ folder: String) throws -> [SegmentReader] {
    try parts.enumerated().map { place, part in
      let path = "\(folder)/part-\(place)"
      try part.write(to: path)
      return try SegmentReader(
        path: path, shape: Self.shape, fingerprint: SegmentContent.fingerprint)
    }
  }

  @Test(arguments: [(false, 0), (true, 0), (false, 1), (true, 1)])
  func dictionariesKeepWithinMemory(sharesWords: Bool, taken: Int) throws {
    try withTemporaryFolder { folder in
      let parts = (0..<3).map { part($0, of: 3, sharesWords: sharesWords) }
      let segments = try open(parts, folder)
      let merge = try SegmentMerge(
        segments, without: Array(segments.prefix(taken)), shape: Self.shape, folder: folder,
        memory: Self.memory)
      #expect(merge.dictionaries[0].count == (sharesWords ? 8000 : 8000 * (3 - taken)))
      let held = merge.merged.reduce(0) { $0 + $1.byteCount }
      #expect(held <= Self.memory)
      let expected = parts.dropFirst(taken).reduce(SegmentContent(shape: Self.shape), +)
      #expect((try SegmentContent(merge) == expected) as Bool)
    }
  }

  /// A segment that is alone is numbered as its merge is.
  @Test func oneRunNeedsNoRenumbering() throws {
    try withTemporaryFolder { folder in
      let whole = part(0, of: 1, sharesWords: true)
      let merge = try SegmentMerge(
        open([whole], folder), shape: Self.shape, folder: folder, memory: 1 << 30)
      for dictionary in merge.merged { #expect(dictionary.renumberings[0].byteCount < 128) }
      #expect((try SegmentContent(merge) == whole) as Bool)
    }
  }

  /// Ranges wait in files where they do not fit in memory, and tables are written at once even so.
  @Test func rangesSpill() throws {
    try withTemporaryFolder { folder in
      var shape = SegmentShape()
      let words = shape.addDictionary()
      _ = shape.addTable(domains: [words, words, words], columns: 4)
      // There are two first words, so no cut can make ranges small.
      var content = SegmentContent(shape: shape)
      func word(_ number: Int) -> [UInt8] { Array("\(number)".utf8) }
      for entry in 0..<60_000 {
        let values: [UInt64] = (0..<4).map { UInt64(entry * 7919 + $0) << 24 | 1 }
        content.add([word(entry % 4 / 3), word(entry % 250), word(entry / 250)], values, to: 0)
      }
      let path = "\(folder)/one"
      try content.write(to: path)
      let segment = try SegmentReader(
        path: path, shape: shape, fingerprint: SegmentContent.fingerprint)
      let most = Mutex(0)
      let merge = try SegmentMerge(
        [segment], shape: shape, folder: folder, memory: 4 << 20, jobs: 2,
        concurrently: { count, work in
          most.withLock { $0 = max($0, count) }
          DispatchQueue.concurrentPerform(iterations: count) { work($0) }
        })
      _ = try merge.write(to: "\(folder)/two", fingerprint: SegmentContent.fingerprint)
      #expect(most.withLock { $0 } == 2)
      let two = try SegmentContent(mergeOf: ["\(folder)/two"], shape: shape, folder: folder)
      #expect((two == content) as Bool)
    }
  }

  // MARK: Parts of it

  /// Strings are found by their numbers in any order, however few of their places are known.
  @Test(arguments: [0, 64, 1000, 20_000, 1 << 20])
  func stringsAreFoundByNumbers(memory: Int) throws {
    try withTemporaryFolder { folder in
      let strings = (0..<3000).map { number in
        Array("\(100_000 + number)".utf8) + [UInt8](repeating: 0x78, count: number % 40)
      }
      var builder = TermList.Builder(folder: folder, memory: memory)
      for (number, string) in strings.enumerated() {
        try builder.append(string.span, uses: UInt32(number % 300))
      }
      let list = try builder.finish()
      #expect(list.count == strings.count)
      if memory >= 1000 { #expect(list.byteCount <= memory * 2) }
      var reader = TermList.Reader(list)
      var generator = Generator(seed: UInt64(memory))
      var buffer = Buffer<UInt8>()
      let anywhere = (0..<1000).map { _ in generator.number(0..<strings.count) }
      for number in Array(strings.indices) + strings.indices.reversed() + anywhere {
        try reader.read(number, into: &buffer)
        let string = strings[number]
        let isSame = equalBytes(buffer.span, string.span)
        #expect(isSame && reader.uses == UInt32(number % 300))
      }
      let string = strings[2718]
      #expect(try list.number(of: string.span) == 2718)
    }
  }

  /// Lists that are built apart and joined are one list, wherever their strings lie.
  @Test(arguments: [200, 20_000, 1 << 20], [200, 20_000, 1 << 20])
  func listsAreJoined(memory: Int, otherMemory: Int) throws {
    try withTemporaryFolder { folder in
      func list(_ numbers: Range<Int>, _ memory: Int) throws -> TermList {
        var builder = TermList.Builder(folder: folder, memory: memory)
        for number in numbers {
          let string = Array("word-\(10_000 + number)".utf8)
          try builder.append(string.span, uses: UInt32(number))
        }
        return try builder.finish()
      }
      var builder = TermList.Builder(folder: folder, memory: memory)
      try builder.append(contentsOf: try list(0..<1000, otherMemory))
      try builder.append(contentsOf: try list(1000..<1001, otherMemory))
      try builder.append(contentsOf: try list(1001..<2500, otherMemory))
      let joined = try builder.finish()
      #expect(joined.count == 2500)
      var reader = TermList.Reader(joined)
      var buffer = Buffer<UInt8>()
      for number in 0..<2500 {
        try reader.read(number, into: &buffer)
        let string = Array("word-\(10_000 + number)".utf8)
        let isSame = equalBytes(buffer.span, string.span)
        #expect(isSame && reader.uses == UInt32(number))
      }
    }
  }

  @Test(arguments: [0, 1 << 20]) func numbersAreReadAnywhere(memory: Int) throws {
    try withTemporaryFolder { folder in
      let count = 30_000
      var builder = try PagedBytes.Builder(byteCount: 8 * count, folder: folder, memory: memory)
      for number in 0..<UInt64(count) { try builder.append64(number &* 0x9E37_79B9_7F4A_7C15) }
      let bytes = try builder.finish()
      #expect(memory > 0 || bytes.byteCount < 2048)
      let reader = PageReader(bytes)
      var generator = Generator(seed: 1)
      for _ in 0..<5000 {
        let place = generator.number(0..<count)
        let expected = UInt64(place) &* 0x9E37_79B9_7F4A_7C15
        #expect(try reader.load64(at: 8 * place) == expected)
      }
    }
  }

  @Test func resultsComeInOrder() throws {
    let concurrently: SegmentMerge.Concurrently = { count, work in
      DispatchQueue.concurrentPerform(iterations: count) { work($0) }
    }
    for atOnce in [1, 3, .max] {
      let squares = try SegmentMerge.results(100, atOnce: atOnce, by: concurrently) { $0 * $0 }
      #expect(squares == (0..<100).map { $0 * $0 })
    }
    #expect(try SegmentMerge.results(0, by: concurrently) { $0 } == [])
  }

  /// The fault of one piece is thrown, and no other piece begins after it.
  @Test func aFaultEndsTheWork() {
    let done = Mutex<[Int]>([])
    let fault = #expect(throws: Fault.self) {
      try SegmentMerge.results(100, by: SegmentMerge.oneByOne) { (place) throws(Fault) in
        if place == 3 { throw Fault("test.third", "the third", exit: .bug) }
        done.withLock { $0.append(place) }
      }
    }
    #expect(fault?.code == "test.third")
    #expect(done.withLock { $0 } == [0, 1, 2])
  }
}
