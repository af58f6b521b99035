import Bytes
import TestSupport
import Testing

@Suite struct ByteOrderTests {
  /// `strings` one after the other, and where each begins and the last ends.
  private func laidOut(
    _ strings: [[UInt8]], _ body: (borrowing Buffer<UInt8>, borrowing Buffer<UInt32>) -> Void
  ) {
    var text = Buffer<UInt8>()
    var edges = Buffer<UInt32>()
    edges.append(0)
    for string in strings {
      text.append(contentsOf: string.span)
      edges.append(UInt32(text.count))
    }
    body(text, edges)
  }

  private func check(_ strings: [[UInt8]], sourceLocation: SourceLocation = #_sourceLocation) {
    laidOut(strings) { text, edges in
      let order = numbersInByteOrder(0..<strings.count, text: text, edges: edges)
      #expect(
        order.sorted() == (0..<UInt32(strings.count)).map { $0 }, sourceLocation: sourceLocation)
      #expect(
        order.map { strings[Int($0)] } == strings.sorted(by: comesFirst),
        sourceLocation: sourceLocation)
    }
  }

  @Test func generatedStrings() {
    var generator = Generator(seed: 2)
    check((0..<3000).map { _ in generator.bytes(upTo: 40) })
  }

  /// So many that they are sorted by digits, with ties at every length.
  @Test(arguments: [3, 9, 17])
  func manyStringsThatOftenAgree(longest: Int) {
    var generator = Generator(seed: UInt64(longest))
    let beginnings = (0..<5).map { _ in generator.bytes(upTo: 16) }
    check(
      (0..<20_000).map { _ in
        (generator.below(2) == 0 ? generator.pick(beginnings) : [])
          + generator.bytes(upTo: longest)
      })
  }

  @Test func manyThatStandInOrderAlready() {
    check((0..<5000).map { [7, UInt8($0 / 256), UInt8($0 % 256), 1, 1, 1, 1, 1, 1, 1] })
  }

  @Test func prefixesOfOneAnother() {
    let long = (0..<100).map { UInt8($0 % 3) }
    check((0...100).reversed().map { Array(long.prefix($0)) })
    check((0...40).map { [UInt8](repeating: 0, count: 40 - $0) })
  }

  @Test func longCommonPrefixes() {
    var generator = Generator(seed: 3)
    let shared = [UInt8](repeating: 0x61, count: 1000)
    check((0..<200).map { _ in shared + generator.bytes(upTo: 12) })
  }

  @Test func equalStringsAndNone() {
    check(Array(repeating: Array("the same string again".utf8), count: 50))
    check([])
    check([[]])
  }

  @Test func aRangeOfTheNumbers() {
    var generator = Generator(seed: 4)
    let strings = (0..<500).map { _ in generator.bytes(upTo: 20) }
    laidOut(strings) { text, edges in
      let order = numbersInByteOrder(100..<300, text: text, edges: edges)
      #expect(order.sorted() == (100..<300).map { UInt32($0) })
      #expect(order.map { strings[Int($0)] } == strings[100..<300].sorted(by: comesFirst))
    }
  }

  @Test func sortedNumbersKeepUpWithTheirInterner() {
    var generator = Generator(seed: 5)
    var interner = Interner()
    var sorted = SortedNumbers()
    var strings: [[UInt8]] = []
    for round in 0..<30 {
      for _ in 0..<(round % 4) * 60 {
        let string = generator.bytes(upTo: 24)
        if interner.intern(string) == strings.count { strings.append(string) }
      }
      sorted.update(from: interner)
      let order = sorted.numbers.elements.map { strings[Int($0)] }
      #expect(order == strings.sorted(by: comesFirst))
    }
  }

  @Test func comparisonsOfTwoStrings() {
    var generator = Generator(seed: 6)
    for _ in 0..<5000 {
      let a = generator.bytes(upTo: 20)
      let b =
        Bool.random(using: &generator) ? a + generator.bytes(upTo: 3) : generator.bytes(upTo: 20)
      let isBefore = precedes(a.span, b.span)
      #expect(isBefore == comesFirst(a, b))
      let isEqual = equalBytes(a.span, b.span)
      #expect(isEqual == (a == b))
    }
  }

  @Test(arguments: 0...10, 0...9)
  func prefixesOfEightBytesCompareAsBytesDo(offset: Int, length: Int) {
    let text = (0..<20).map { UInt8(truncatingIfNeeded: 0xF0 + $0) }
    let prefix = text.span.orderedPrefix(at: offset, end: offset + length)
    let expected = (0..<8).reduce(UInt64(0)) {
      $0 << 8 | UInt64($1 < length ? text[offset + $1] : 0)
    }
    #expect(prefix == expected)
  }
}
