private struct Entry {
  var prefix: UInt64
  /// The bytes that the prefix covers: 0 to 8, or 9 if more follow.
  var covered: UInt32
  var number: UInt32
}

/// `numbers`, ordered by the bytes of their strings; equal strings stand in no order.
///
/// String n lies in `text` from `edges[n]` to `edges[n + 1]`. Compares eight bytes at a time, kept
/// beside the number: n log n comparisons of words.
public func numbersInByteOrder(
  _ numbers: Range<Int>, text: borrowing Buffer<UInt8>, edges: borrowing Buffer<UInt32>
) -> [UInt32] {
  var entries: [Entry] = []
  entries.reserveCapacity(numbers.count)
  for number in numbers {
    entries.append(Entry(prefix: 0, covered: 9, number: UInt32(number)))
  }
  // A stack of our own: two long strings that differ late would nest calls too deep.
  var pending = [(range: 0..<entries.count, depth: 0)]
  while let (range, depth) = pending.popLast() {
    sort(&entries, range, from: depth, text.span, edges.span)
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound, entries[end].prefix == entries[start].prefix,
        entries[end].covered == entries[start].covered
      {
        end += 1
      }
      if end - start > 1, entries[start].covered == 9 { pending.append((start..<end, depth + 8)) }
      start = end
    }
  }
  return entries.map(\.number)
}

/// Sorts by the eight bytes from `depth` on, what ends earlier coming first.
private func sort(
  _ entries: inout [Entry], _ range: Range<Int>, from depth: Int, _ text: Span<UInt8>,
  _ edges: Span<UInt32>
) {
  for index in range {
    let number = Int(entries[index].number)
    let start = Int(edges[number]) + depth
    let end = Int(edges[number + 1])
    entries[index].prefix = text.orderedPrefix(at: start, end: end)
    entries[index].covered = UInt32(min(9, end - start))
  }
  entries[range].sort { a, b in
    a.prefix != b.prefix ? a.prefix < b.prefix : a.covered < b.covered
  }
}
