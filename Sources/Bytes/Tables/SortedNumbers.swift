/// The strings of an interner in byte order, kept up as the interner grows.
///
/// Only strings that are new since the last `update` are sorted, then merged with the others: a
/// worker that meets the same words batch after batch sorts each of them once.
public struct SortedNumbers: ~Copyable, Sendable {
  /// The numbers of the strings, in byte order of the strings.
  public private(set) var numbers = Buffer<UInt32>()

  /// The order of no strings.
  public init() {}

  /// The memory held, in bytes.
  public var byteCount: Int { numbers.byteCount }

  /// Takes in the strings that `interner` has gained: n log n for the new ones, whose places among
  /// the others are searched for in growing steps, and a copy of all numbers.
  public mutating func update(from interner: borrowing Interner) {
    let known = numbers.count
    guard interner.count > known else { return }
    let fresh = numbersInByteOrder(
      known..<interner.count, text: interner.arena, edges: interner.edges)
    var merged = Buffer<UInt32>(capacity: interner.count)
    var old = 0
    for number in fresh {
      let place = place(of: interner[Int(number)], from: old, in: interner)
      merged.append(contentsOf: numbers, in: old..<place)
      merged.append(number)
      old = place
    }
    merged.append(contentsOf: numbers, in: old..<known)
    numbers = merged
  }

  /// The first place from `start` on whose string does not come before `text`.
  private func place(
    of text: Span<UInt8>, from start: Int, in interner: borrowing Interner
  ) -> Int {
    var low = start
    var step = 1
    while low + step <= numbers.count,
      precedes(interner[Int(numbers[low + step - 1])], text)
    {
      low += step
      step *= 2
    }
    var high = min(low + step - 1, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if precedes(interner[Int(numbers[middle])], text) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
