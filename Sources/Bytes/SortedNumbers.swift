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

  /// Takes in the strings that `interner` has gained; linear in all plus n log n in the new ones.
  public mutating func update(from interner: borrowing Interner) {
    let known = numbers.count
    guard interner.count > known else { return }
    let fresh = numbersInByteOrder(
      known..<interner.count, text: interner.arena, edges: interner.edges)
    var merged = Buffer<UInt32>(capacity: interner.count)
    var old = 0
    for number in fresh {
      let text = interner[Int(number)]
      // Binary steps would not help: runs between new strings are short once, long later, and a
      // comparison of prefixes is cheaper than a mispredicted branch of a search.
      while old < known, precedes(interner[Int(numbers[old])], text) {
        merged.append(numbers[old])
        old += 1
      }
      merged.append(number)
    }
    while old < known {
      merged.append(numbers[old])
      old += 1
    }
    numbers = merged
  }
}
