import Bytes
import TestSupport
import Testing

@Suite struct PairCounterTests {
  private struct Pair: Hashable {
    var first: UInt32
    var second: UInt32
  }

  private func counts(of counter: borrowing PairCounter) -> [Pair: UInt32] {
    var counts: [Pair: UInt32] = [:]
    counter.forEach { first, second, count in
      let previous = counts.updateValue(count, forKey: Pair(first: first, second: second))
      #expect(previous == nil, "a pair comes once")
    }
    return counts
  }

  private func draw(_ generator: inout Generator, below limit: UInt32) -> Pair {
    // Small numbers are more frequent, as with words.
    let bound = UInt32.random(in: 1...limit, using: &generator)
    return Pair(
      first: .random(in: 0..<bound, using: &generator),
      second: .random(in: 0..<bound, using: &generator))
  }

  @Test(arguments: [2, 16, 128])
  func aDictionaryCountsTheSame(denseSide: Int) {
    var generator = Generator(seed: 7)
    var counter = PairCounter(denseSide: denseSide, maximumBytes: 64 << 20)
    // Clearing must leave nothing behind, after a large round and after a small one.
    for events in [60_000, 100, 20_000, 0, 5] {
      var expected: [Pair: UInt32] = [:]
      for _ in 0..<events {
        let pair = draw(&generator, below: 400)
        counter.add(pair.first, pair.second)
        expected[pair, default: 0] += 1
      }
      let isEmpty = counter.isEmpty
      #expect(isEmpty == (events == 0))
      let counted = counts(of: counter)
      #expect(counted == expected)
      counter.removeAll()
      let left = counts(of: counter)
      #expect(left.isEmpty)
      let isEmptyAgain = counter.isEmpty
      #expect(isEmptyAgain)
    }
  }

  @Test func largeNumbers() {
    var counter = PairCounter(denseSide: 2, maximumBytes: 1 << 20)
    let pairs = [
      Pair(first: 0, second: .max), Pair(first: .max, second: 0),
      Pair(first: .max - 1, second: .max - 1), Pair(first: 1 << 31, second: 1),
    ]
    for (index, pair) in pairs.enumerated() {
      for _ in 0...index { counter.add(pair.first, pair.second) }
    }
    let counted = counts(of: counter)
    #expect(counted == Dictionary(uniqueKeysWithValues: zip(pairs, 1...4)))
  }

  @Test func isFullBeforeTheBoundIsPassed() {
    let bound = 1 << 20
    var counter = PairCounter(denseSide: 2, maximumBytes: bound)
    var added = 0
    var largest = 0
    while !counter.isFull(for: 10) {
      for _ in 0..<10 {
        counter.add(UInt32(added), UInt32(added % 97))
        added += 1
      }
      largest = max(largest, counter.byteCount)
    }
    // A pair takes 12 bytes, in a table that is filled to three fifths and doubles when it grows.
    #expect(added > bound / 12 * 3 / 5 / 4)
    #expect(largest <= bound)
    counter.removeAll()
    let isFullAgain = counter.isFull(for: added)
    #expect(!isFullAgain)
    let counted = counts(of: counter)
    #expect(counted.isEmpty)
  }

  @Test func aRunLongerThanTheRoomIsStillExact() {
    var counter = PairCounter(denseSide: 2, maximumBytes: 0)
    for number in 2..<20_002 as Range<UInt32> { counter.add(number, 1) }
    let counted = counts(of: counter)
    #expect(counted.count == 20_000)
    #expect(counted.values.allSatisfy { $0 == 1 })
  }

  @Test(arguments: [1, 8, 11, 12, 22, 40, 64])
  func radixSortOrdersAsSortDoes(bits: Int) {
    var generator = Generator(seed: UInt64(bits))
    var spareKeys = Buffer<UInt64>()
    var spareValues = Buffer<UInt32>()
    for count in [0, 1, 2, 3000, 500] {
      let drawn = (0..<count).map { _ in generator.next() >> UInt64(64 - bits) }
      var keys = Buffer<UInt64>()
      var values = Buffer<UInt32>()
      for (place, key) in drawn.enumerated() {
        keys.append(key)
        values.append(UInt32(place))
      }
      radixSort(
        keys: &keys, values: &values, bits: bits, spareKeys: &spareKeys,
        spareValues: &spareValues)
      // The sort is stable: equal keys keep their order.
      let expected = drawn.indices.sorted { (drawn[$0], $0) < (drawn[$1], $1) }
      #expect(values.elements == expected.map { UInt32($0) })
      #expect(keys.elements == expected.map { drawn[$0] })
    }
  }
}
