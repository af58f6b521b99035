import Bytes
import Diagnostics

/// A sorted source of strings among several that are merged.
protocol StringFeed: MergeFeed {
  /// The first eight bytes of the current string, for quick comparison.
  var prefix: UInt64 { get }
  /// How many segments brought the current string in; negative for those that are taken away.
  var uses: Int { get }
  /// Replaces `text` with the current string.
  func copy(to text: inout Buffer<UInt8>)
  /// Whether the current string is `text`.
  func isCurrent(_ text: borrowing Buffer<UInt8>) -> Bool
  /// Whether the current string comes before `text`.
  func precedes(_ text: borrowing Buffer<UInt8>) -> Bool
  /// Learns the merge's number of the current string.
  func take(_ number: Int) throws(Fault)
}

/// The dictionary of a segment, read from its file.
final class SegmentStrings: StringFeed {
  private var cursor: DictionaryCursor
  private let sign: Int
  private var numbers: Renumbering.Builder

  /// The strings of a segment; the merge's numbers of them go to pages of `file`, if there is one.
  init(_ input: SignedInput, dictionary: Int, file: PageFile?) {
    cursor = DictionaryCursor(input.segment, dictionary: dictionary)
    sign = input.isSubtracted ? -1 : 1
    numbers = Renumbering.Builder(file: file)
  }

  var prefix: UInt64 { cursor.prefix }
  var uses: Int { sign * Int(cursor.uses) }

  func precedes(_ other: SegmentStrings) -> Bool { cursor.precedes(other.cursor) }
  func precedes(_ text: borrowing Buffer<UInt8>) -> Bool { cursor.precedes(text.span) }
  func isCurrent(_ text: borrowing Buffer<UInt8>) -> Bool { cursor.isCurrent(text.span) }
  func advance() throws(Fault) -> Bool { try cursor.advance() }

  func copy(to text: inout Buffer<UInt8>) {
    text.removeAll()
    cursor.copyTerm(to: &text)
  }

  func take(_ number: Int) throws(Fault) { try numbers.append(UInt32(number)) }

  /// The merge's numbers of the segment's strings, once they have all been taken.
  func taken() throws(Fault) -> Renumbering {
    var taken = Renumbering.Builder(file: nil)
    swap(&taken, &numbers)
    return try taken.finish()
  }
}

/// Numbers that several hold.
final class SharedNumbers: Sendable {
  let numbers: Buffer<UInt32>
  init(_ numbers: consuming Buffer<UInt32>) { self.numbers = numbers }
}

/// The dictionaries of several segments, interned and sorted.
final class InternedStrings: Sendable {
  private let interner: Interner
  private let order: SortedNumbers
  private let uses: Buffer<Int32>
  /// For each segment, the interner's number of each of the segment's.
  let numbers: [SharedNumbers]

  init(
    _ interner: consuming Interner, _ order: consuming SortedNumbers,
    _ uses: consuming Buffer<Int32>, _ numbers: [SharedNumbers]
  ) {
    self.interner = interner
    self.order = order
    self.uses = uses
    self.numbers = numbers
  }

  /// The number of strings.
  var count: Int { interner.count }

  /// The first place, in order, whose string does not come before `text`.
  func place(of text: borrowing Buffer<UInt8>) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if InternedStrings.precedes(interner, Int(order.numbers[middle]), text) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private static func precedes(
    _ interner: borrowing Interner, _ number: Int, _ text: borrowing Buffer<UInt8>
  ) -> Bool {
    Bytes.precedes(interner[number], text.span)
  }

  /// The merge's numbers of the strings as the interner numbers them; `ranks` are those in order.
  func numbered(by ranks: borrowing Buffer<UInt32>) -> SharedNumbers {
    var merged = Buffer<UInt32>(repeating: 0, count: count)
    for place in 0..<count { merged[Int(order.numbers[place])] = ranks[place] }
    return SharedNumbers(merged)
  }

  /// Steps through some of the strings in order.
  final class Feed: StringFeed {
    private let strings: InternedStrings
    private var place: Int
    private let end: Int
    private var text = Buffer<UInt8>()
    private(set) var prefix: UInt64 = 0
    private var ranks: Buffer<UInt32>

    /// A feed of the strings at `places`.
    init(_ strings: InternedStrings, _ places: Range<Int>) {
      self.strings = strings
      place = places.lowerBound - 1
      end = places.upperBound
      ranks = Buffer(capacity: places.count)
    }

    private var number: Int { Int(strings.order.numbers[place]) }
    var uses: Int { Int(strings.uses[number]) }

    func advance() -> Bool {
      place += 1
      guard place < end else { return false }
      Feed.copy(strings.interner, number, to: &text)
      prefix = Feed.prefix(of: text)
      return true
    }

    private static func prefix(of text: borrowing Buffer<UInt8>) -> UInt64 {
      text.span.orderedPrefix(at: 0, end: text.count)
    }

    func precedes(_ other: Feed) -> Bool {
      prefix != other.prefix ? prefix < other.prefix : precedes(other.text)
    }

    func precedes(_ text: borrowing Buffer<UInt8>) -> Bool { Feed.precedes(self.text, text) }
    func isCurrent(_ text: borrowing Buffer<UInt8>) -> Bool { Feed.areEqual(self.text, text) }
    func copy(to text: inout Buffer<UInt8>) { Feed.copy(strings.interner, number, to: &text) }

    func take(_ number: Int) { ranks.append(UInt32(number)) }

    /// The merge's numbers of the strings, in order, once they have all been taken.
    func taken() -> SharedNumbers {
      var taken = Buffer<UInt32>(capacity: 1)
      swap(&taken, &ranks)
      return SharedNumbers(taken)
    }

    // Statics take what they compare as arguments: a property's span would borrow all of it.

    private static func copy(
      _ interner: borrowing Interner, _ number: Int, to text: inout Buffer<UInt8>
    ) {
      text.removeAll()
      text.append(contentsOf: interner[number])
    }

    private static func precedes(
      _ text: borrowing Buffer<UInt8>, _ other: borrowing Buffer<UInt8>
    ) -> Bool {
      Bytes.precedes(text.span, other.span)
    }

    private static func areEqual(
      _ text: borrowing Buffer<UInt8>, _ other: borrowing Buffer<UInt8>
    ) -> Bool {
      equalBytes(text.span, other.span)
    }
  }
}
