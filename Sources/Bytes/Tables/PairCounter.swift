/// Counts pairs of small numbers.
///
/// The numbers come from an interner, which gives frequent words small numbers because it meets
/// them early. Pairs of small numbers are counted in a dense square, one addition each; the others
/// in an open-addressing table keyed by both numbers.
@frozen
public struct PairCounter: ~Copyable {
  /// Numbers below this are counted in the dense square.
  @usableFromInline let side: Int
  @usableFromInline var square: Buffer<UInt32>
  @usableFromInline var keys: Buffer<UInt64>
  @usableFromInline var counts: Buffer<UInt32>
  @usableFromInline var mask: Int
  @usableFromInline var used = 0
  @usableFromInline var events = 0
  private let smallest: Int

  /// The table never grows beyond this many slots; nil from `add` means that it must be drained.
  @usableFromInline let largest: Int
  @usableFromInline static var empty: UInt64 { ~0 }

  /// A counter whose table takes at most `maximumBytes`, dense square aside, and never less than
  /// 48 KiB. `denseSide` (a power of two) squared times four bytes is the square's memory.
  public init(denseSide: Int, maximumBytes: Int) {
    side = denseSide
    square = Buffer(repeating: 0, count: denseSide * denseSide)
    smallest = 4096
    var size = smallest
    // While the table grows, old and new stand side by side: 12 bytes a slot, half as many again.
    while size * 2 * 18 <= maximumBytes { size *= 2 }
    largest = size
    keys = Buffer(repeating: PairCounter.empty, count: smallest)
    counts = Buffer(repeating: 0, count: smallest)
    mask = smallest - 1
  }

  /// The memory held, in bytes.
  public var byteCount: Int { square.byteCount + keys.byteCount + counts.byteCount }

  /// Whether nothing is counted.
  public var isEmpty: Bool { events == 0 }

  /// Whether the counter must be drained before `room` further events are added: its table cannot
  /// grow any more, or a single count could pass 32 bits.
  @inlinable
  public func isFull(for room: Int) -> Bool {
    (used &+ room) * 5 > largest * 3 || events > Int(UInt32.max) &- room
  }

  /// Counts the pair (`first`, `second`) once. Ask `isFull` before a run of additions.
  @inlinable @inline(__always)
  public mutating func add(_ first: UInt32, _ second: UInt32) {
    events &+= 1
    if (first | second) < UInt32(truncatingIfNeeded: side) {
      square[Int(first) &* side &+ Int(second)] &+= 1
      return
    }
    let key = UInt64(first) &<< 32 | UInt64(second)
    var place = home(key)
    while true {
      let there = keys[place]
      if there == key {
        counts[place] &+= 1
        return
      }
      if there == PairCounter.empty { break }
      place = (place &+ 1) & mask
    }
    keys[place] = key
    counts[place] = 1
    used &+= 1
    if used &* 5 > keys.count &* 3 { grow() }
  }

  /// Counts every pair of `pairs`, each its first number in the high half and its second in the low
  /// half. Faster than `add` one by one: the memory of pairs to come is fetched ahead.
  public mutating func add(contentsOf pairs: borrowing Buffer<UInt64>) {
    let ahead = 16
    for index in 0..<pairs.count {
      if index &+ ahead < pairs.count { prefetch(pairs[index &+ ahead]) }
      let pair = pairs[index]
      add(UInt32(truncatingIfNeeded: pair &>> 32), UInt32(truncatingIfNeeded: pair))
    }
  }

  @inline(__always)
  private func prefetch(_ pair: UInt64) {
    let first = UInt32(truncatingIfNeeded: pair &>> 32)
    let second = UInt32(truncatingIfNeeded: pair)
    if (first | second) < UInt32(truncatingIfNeeded: side) {
      square.prefetch(Int(first) &* side &+ Int(second))
    } else {
      let place = home(pair)
      keys.prefetch(place)
      counts.prefetch(place)
    }
  }

  @inlinable @inline(__always)
  func home(_ key: UInt64) -> Int {
    let mixed = key &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed &>> 32 ^ mixed) & mask
  }

  @usableFromInline @inline(never)
  mutating func grow() {
    // A run of additions after `isFull` said no never fills the largest table; were it to happen,
    // the table still grows: exactness before the budget.
    resize(to: keys.count * 2)
  }

  private mutating func resize(to size: Int) {
    var largerKeys = Buffer(repeating: PairCounter.empty, count: size)
    var largerCounts = Buffer<UInt32>(repeating: 0, count: size)
    mask = size - 1
    for index in 0..<keys.count where keys[index] != PairCounter.empty {
      var place = home(keys[index])
      while largerKeys[place] != PairCounter.empty { place = (place &+ 1) & mask }
      largerKeys[place] = keys[index]
      largerCounts[place] = counts[index]
    }
    keys = largerKeys
    counts = largerCounts
  }

  /// Calls `each` with every pair counted and its count, in no order.
  public func forEach(_ each: (UInt32, UInt32, UInt32) -> Void) {
    for first in 0..<side {
      for second in 0..<side {
        let count = square[first &* side &+ second]
        if count != 0 { each(UInt32(first), UInt32(second), count) }
      }
    }
    for index in 0..<keys.count where keys[index] != PairCounter.empty {
      each(UInt32(keys[index] >> 32), UInt32(truncatingIfNeeded: keys[index]), counts[index])
    }
  }

  /// Forgets every count. The table shrinks to a quarter at most, so that a small batch after a
  /// large one does not pay for clearing the large one's memory.
  public mutating func removeAll() {
    if events > 0 {
      var cells = square.mutableSpan
      cells.update(repeating: 0)
    }
    if used > 0 {
      var size = keys.count
      while size > smallest, used * 8 < size { size /= 2 }
      if size != keys.count {
        keys = Buffer(repeating: PairCounter.empty, count: size)
        counts = Buffer(repeating: 0, count: size)
        mask = size - 1
      } else {
        var span = keys.mutableSpan
        span.update(repeating: PairCounter.empty)
      }
    }
    used = 0
    events = 0
  }
}
