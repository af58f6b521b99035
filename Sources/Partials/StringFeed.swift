import Bytes
import Diagnostics

/// A sorted source of strings among several that are merged.
protocol StringFeed: MergeFeed {
  /// The first eight bytes of the current string, for quick comparison.
  var prefix: UInt64 { get }
  /// How many runs brought the current string in; negative for those that are taken away.
  var uses: Int { get }
  /// Replaces `text` with the current string.
  func copy(to text: inout Buffer<UInt8>)
  /// Whether the current string is `text`.
  func isCurrent(_ text: borrowing Buffer<UInt8>) -> Bool
  /// Whether the current string comes before `text`.
  func precedes(_ text: borrowing Buffer<UInt8>) -> Bool
  /// Learns the merge's number of the current string.
  func take(_ number: Int)
}

/// The dictionary of a run, read from its file.
final class RunStrings: StringFeed {
  private var cursor: DictionaryCursor
  private let sign: Int
  private var numbers: Buffer<UInt32>

  init(_ summand: Summand, dictionary: Int) {
    cursor = DictionaryCursor(summand.run, dictionary: dictionary)
    sign = summand.isSubtracted ? -1 : 1
    numbers = Buffer(capacity: summand.run.terms(inDictionary: dictionary))
  }

  var prefix: UInt64 { cursor.prefix }
  var uses: Int { sign * Int(cursor.uses) }

  func precedes(_ other: RunStrings) -> Bool { cursor.precedes(other.cursor) }
  func precedes(_ text: borrowing Buffer<UInt8>) -> Bool { cursor.precedes(text.span) }
  func isCurrent(_ text: borrowing Buffer<UInt8>) -> Bool { cursor.isCurrent(text.span) }
  func advance() throws(Fault) -> Bool { try cursor.advance() }

  func copy(to text: inout Buffer<UInt8>) {
    text.removeAll()
    cursor.copyTerm(to: &text)
  }

  func take(_ number: Int) { numbers.append(UInt32(number)) }

  /// The merge's numbers of the run's strings, once they have all been taken.
  func taken() -> RunMerge.Renumbering {
    var taken = Buffer<UInt32>(capacity: 1)
    swap(&taken, &numbers)
    return RunMerge.Renumbering(taken)
  }
}

/// The dictionaries of several runs, interned and sorted.
final class InternedStrings: Sendable {
  private let interner: Interner
  private let order: SortedNumbers
  private let uses: Buffer<Int32>
  /// For each run, the interner's number of each of the run's.
  let numbers: [RunMerge.Renumbering]

  init(
    _ interner: consuming Interner, _ order: consuming SortedNumbers,
    _ uses: consuming Buffer<Int32>, _ numbers: [RunMerge.Renumbering]
  ) {
    self.interner = interner
    self.order = order
    self.uses = uses
    self.numbers = numbers
  }

  /// Steps through the strings in order.
  final class Feed: StringFeed {
    private let strings: InternedStrings
    private var place = -1
    private var text = Buffer<UInt8>()
    private(set) var prefix: UInt64 = 0
    private var ranks: Buffer<UInt32>

    init(_ strings: InternedStrings) {
      self.strings = strings
      ranks = Buffer(repeating: 0, count: strings.interner.count)
    }

    private var number: Int { Int(strings.order.numbers[place]) }
    var uses: Int { Int(strings.uses[number]) }

    func advance() -> Bool {
      place += 1
      guard place < strings.interner.count else { return false }
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

    func take(_ number: Int) { ranks[self.number] = UInt32(number) }

    /// The merge's number of each of the interner's, once they have all been taken.
    func taken() -> RunMerge.Renumbering {
      var taken = Buffer<UInt32>(capacity: 1)
      swap(&taken, &ranks)
      return RunMerge.Renumbering(taken)
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
