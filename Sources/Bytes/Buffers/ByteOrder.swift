/// `numbers`, ordered by the bytes of their strings; equal strings are in no order.
///
/// String n is in `text` from `edges[n]` to `edges[n + 1]`. Sorts by eight bytes at a time, then
/// what agrees in these by the next eight: linear for many strings that differ early. Takes 28
/// bytes a string beside the result.
public func numbersInByteOrder(
  _ numbers: Range<Int>, text: borrowing Buffer<UInt8>, edges: borrowing Buffer<UInt32>
) -> [UInt32] {
  var order = numbers.map { UInt32(truncatingIfNeeded: $0) }
  var sorter = PrefixSorter()
  // A stack of our own: two long strings that differ late would nest calls too deep.
  var pending = [(range: 0..<order.count, depth: 0)]
  while let (range, depth) = pending.popLast() {
    sorter.sort(&order, range, from: depth, text.span, edges.span)
    sorter.forEachGroup { group in
      let equal = range.lowerBound + group.lowerBound..<range.lowerBound + group.upperBound
      let ended = moveEnded(&order, equal, at: depth + 8, edges.span)
      if equal.count - ended > 1 { pending.append((equal.dropFirst(ended), depth + 8)) }
    }
  }
  return order
}

/// Puts strings that have no byte at `depth` first, the shorter before the longer; returns how many
/// there are.
private func moveEnded(
  _ order: inout [UInt32], _ range: Range<Int>, at depth: Int, _ edges: Span<UInt32>
) -> Int {
  func length(_ number: UInt32) -> Int { Int(edges[Int(number) + 1] - edges[Int(number)]) }
  var ended = 0
  for place in range where length(order[place]) <= depth { ended += 1 }
  if ended > 0 {
    order[range].sort { min(length($0), depth + 1) < min(length($1), depth + 1) }
  }
  return ended
}

/// Sorts stretches of numbers by eight bytes of their strings, in memory that is kept.
private struct PrefixSorter: ~Copyable {
  /// The eight bytes of each, as a number that compares as they do.
  private var prefixes = Buffer<UInt64>()
  private var numbers = Buffer<UInt32>()
  private var sparePrefixes = Buffer<UInt64>()
  private var spareNumbers = Buffer<UInt32>()
  private var entries: [(prefix: UInt64, number: UInt32)] = []

  /// Fewer are sorted by comparisons: a pass over digits has a price of its own.
  private static let worthDigits = 1 << 10

  /// Sorts `order` within `range` by the eight bytes from `depth` on, zeros behind the end.
  mutating func sort(
    _ order: inout [UInt32], _ range: Range<Int>, from depth: Int, _ text: Span<UInt8>,
    _ edges: Span<UInt32>
  ) {
    prefixes.removeAll()
    numbers.removeAll()
    var last: UInt64 = 0
    var isSorted = true
    for place in range {
      let number = order[place]
      let prefix = text.orderedPrefix(
        at: Int(edges[Int(number)]) + depth, end: Int(edges[Int(number) + 1]))
      prefixes.append(prefix)
      numbers.append(number)
      if prefix < last { isSorted = false }
      last = prefix
    }
    if isSorted { return }
    if range.count < PrefixSorter.worthDigits {
      sortByComparison()
    } else {
      radixSort(
        keys: &prefixes, values: &numbers, bits: 64, spareKeys: &sparePrefixes,
        spareValues: &spareNumbers)
    }
    for (place, index) in zip(range, 0..<numbers.count) { order[place] = numbers[index] }
  }

  private mutating func sortByComparison() {
    entries.removeAll(keepingCapacity: true)
    for index in 0..<numbers.count { entries.append((prefixes[index], numbers[index])) }
    entries.sort { $0.prefix < $1.prefix }
    for index in 0..<numbers.count { (prefixes[index], numbers[index]) = entries[index] }
  }

  /// Calls `each` with the places, counted from the start of the stretch that was sorted last, of
  /// every two or more that agree.
  func forEachGroup(_ each: (Range<Int>) -> Void) {
    var start = 0
    while start < prefixes.count {
      var end = start + 1
      while end < prefixes.count, prefixes[end] == prefixes[start] { end += 1 }
      if end - start > 1 { each(start..<end) }
      start = end
    }
  }
}
