import Bytes
import Diagnostics
import Partials

/// A dictionary of numbers, or of pairs or triples of them: strings of big-endian words, whose
/// order is that of the numbers. It lets a table count under numbers that no other dictionary
/// knows.
struct NumberLabels: ~Copyable {
  private(set) var vocabulary = Vocabulary()
  /// The current label; longer than any, so that the interner can load it by words.
  private var label = Buffer<UInt8>(repeating: 0, count: 24)

  /// The memory held, in bytes.
  var byteCount: Int { vocabulary.byteCount }

  /// The label of `number`, which the current counts refer to from now on.
  mutating func mark(_ number: UInt32) -> UInt32 {
    set(0, number)
    return mark(length: 4)
  }

  /// The label of a pair, which the current counts refer to from now on.
  mutating func mark(_ first: UInt32, _ second: UInt32) -> UInt32 {
    set(0, first)
    set(4, second)
    return mark(length: 8)
  }

  /// The label of a triple, which the current counts refer to from now on.
  mutating func mark(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt32 {
    set(0, first)
    set(4, second)
    set(8, third)
    return mark(length: 12)
  }

  private mutating func set(_ start: Int, _ number: UInt32) {
    for step in 0..<4 {
      label[start &+ step] = UInt8(truncatingIfNeeded: number &>> UInt32(24 &- 8 &* step))
    }
  }

  private mutating func mark(length: Int) -> UInt32 {
    let number = UInt32(NumberLabels.intern(label, length, &vocabulary.interner))
    vocabulary.mark(number)
    return number
  }

  private static func intern(
    _ label: borrowing Buffer<UInt8>, _ length: Int, _ interner: inout Interner
  ) -> Int {
    interner.intern(label.span, 0, length)
  }

  /// Writes the labels marked as the dictionary `dictionary`, and gives each its rank.
  mutating func write(into writer: inout SegmentWriter, dictionary: Int) throws(Fault) {
    try vocabulary.write(into: &writer, dictionary: dictionary)
  }

  /// The place of a label in the dictionary last written.
  func rank(_ number: UInt32) -> UInt32 { vocabulary.ranks[Int(number)] }

  /// Forgets all labels.
  mutating func removeAll() { vocabulary = Vocabulary() }
}

extension TermList {
  /// The numbers of every label, `width` of them each, one label after the other.
  func numbers(width: Int) throws(Fault) -> [UInt32] {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(count * width)
    var label = Buffer<UInt8>()
    var reader = TermList.Reader(self)
    for place in 0..<count {
      try reader.read(place, into: &label)
      for part in 0..<width { numbers.append(label.span.smallNumber(at: 4 * part)) }
    }
    return numbers
  }
}
