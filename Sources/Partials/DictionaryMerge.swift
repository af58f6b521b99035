import Bytes
import Diagnostics
import Synchronization

/// Merges the dictionaries of runs in memory: several parts of the runs at once, each by interning all
/// its strings and sorting those once, which costs a look-up a string however many runs there are;
/// then the parts, which are sorted, one string after the other.
struct DictionaryMerge: ~Copyable {
  private let parts: [Part]

  /// The strings of some runs.
  private final class Part: Sendable {
    let interner: Interner
    let order: SortedNumbers
    /// For each run, the interner's number of each of the run's.
    let numbers: [RunMerge.Renumbering]

    init(
      _ interner: consuming Interner, _ order: consuming SortedNumbers,
      _ numbers: [RunMerge.Renumbering]
    ) {
      self.interner = interner
      self.order = order
      self.numbers = numbers
    }

    /// Appends string `number` to `buffer`.
    func copy(_ number: Int, to buffer: inout Buffer<UInt8>) { Part.copy(interner, number, &buffer) }

    private static func copy(
      _ interner: borrowing Interner, _ number: Int, _ buffer: inout Buffer<UInt8>
    ) {
      buffer.append(contentsOf: interner[number])
    }
  }

  /// Takes in dictionary `index` of `runs`, in `jobs` parts at once; nil if the strings do not fit in
  /// `memory` bytes.
  init?(
    _ runs: [RunReader], dictionary index: Int, memory: Int, jobs: Int, _ concurrently: RunMerge.Concurrently
  ) throws(Fault) {
    let groups = DictionaryMerge.groups(runs, index, min(jobs, max(1, runs.count / 2)))
    let made = Mutex<(parts: [Int: Part], fault: Fault?)>(([:], nil))
    let share = memory / groups.count
    concurrently(groups.count) { number in
      do throws(Fault) {
        guard let part = try DictionaryMerge.part(of: groups[number], index, memory: share) else {
          return
        }
        made.withLock { $0.parts[number] = part }
      } catch {
        made.withLock { $0.fault = $0.fault ?? error }
      }
    }
    let (parts, fault) = made.withLock { ($0.parts, $0.fault) }
    if let fault { throw fault }
    guard parts.count == groups.count else { return nil }
    self.parts = groups.indices.compactMap { parts[$0] }
  }

  /// The runs in order, divided so that each group has about as many strings.
  private static func groups(_ runs: [RunReader], _ index: Int, _ count: Int) -> [[RunReader]] {
    let total = runs.reduce(0) { $0 + $1.terms(inDictionary: index) }
    var groups: [[RunReader]] = [[]]
    var strings = 0
    for run in runs {
      if groups.count < count, !groups[groups.count - 1].isEmpty,
        strings >= total * groups.count / count
      {
        groups.append([])
      }
      groups[groups.count - 1].append(run)
      strings += run.terms(inDictionary: index)
    }
    return groups
  }

  private static func part(
    of runs: [RunReader], _ index: Int, memory: Int
  ) throws(Fault) -> Part? {
    let most = runs.reduce(0) { max($0, $1.terms(inDictionary: index)) }
    // The strings are at least those of the largest run; a table that is too small must grow.
    var interner = Interner(capacity: min(most + most / 2, memory / 128))
    var numbers: [RunMerge.Renumbering] = []
    for run in runs {
      guard let own = try intern(run, index, into: &interner, memory: memory) else { return nil }
      numbers.append(own)
    }
    var order = SortedNumbers()
    order.update(from: interner)
    return Part(interner, order, numbers)
  }

  /// Interns every string of a run; nil if the interner outgrows `memory`.
  private static func intern(
    _ run: RunReader, _ index: Int, into interner: inout Interner, memory: Int
  ) throws(Fault) -> RunMerge.Renumbering? {
    var cursor = DictionaryCursor(run, dictionary: index)
    var numbers = Buffer<UInt32>(capacity: run.terms(inDictionary: index))
    // Some hundred strings at a time, so that the look-up of one is prepared while others end.
    var batch = Buffer<UInt8>(capacity: 1 << 14)
    var edges = Buffer<Int>(capacity: 512)
    edges.append(0)
    while try cursor.advance() {
      cursor.copyTerm(to: &batch)
      edges.append(batch.count)
      if edges.count > 256 {
        intern(batch, edges, into: &interner, &numbers)
        batch.removeAll()
        edges.truncate(to: 1)
        if interner.byteCount > memory { return nil }
      }
    }
    intern(batch, edges, into: &interner, &numbers)
    return interner.byteCount <= memory ? RunMerge.Renumbering(numbers) : nil
  }

  private static func intern(
    _ batch: borrowing Buffer<UInt8>, _ edges: borrowing Buffer<Int>,
    into interner: inout Interner, _ numbers: inout Buffer<UInt32>
  ) {
    let text = batch.span
    let count = edges.count - 1
    var keys = InlineArray<16, Interner.Key>(repeating: Interner.Key())
    for string in 0..<min(count, 16) {
      keys[string] = interner.look(text, edges[string], edges[string + 1])
    }
    for string in 0..<count {
      let number = interner.find(
        keys[string & 15], text: text, start: edges[string], end: edges[string + 1])
      numbers.append(UInt32(number))
      if string + 16 < count {
        keys[string & 15] = interner.look(text, edges[string + 16], edges[string + 17])
      }
    }
  }

  // MARK: The parts together

  /// The strings in order go to `list`; returns the merged numbers of each run's, in the order of the
  /// runs.
  func finish(
    into list: inout TermList.Builder, _ concurrently: RunMerge.Concurrently
  ) throws(Fault) -> [RunMerge.Renumbering] {
    var ranks: [RunMerge.Renumbering] = []
    if parts.count == 1 {
      ranks = [try DictionaryMerge.rank(parts[0], into: &list)]
    } else {
      ranks = try DictionaryMerge.rank(parts, into: &list)
    }
    let own = parts.enumerated().flatMap { place, part in part.numbers.map { (place, $0) } }
    let ready = Mutex<[Int: RunMerge.Renumbering]>([:])
    let rankOf = ranks
    concurrently(own.count) { run in
      let (place, numbers) = own[run]
      let merged = DictionaryMerge.renumbered(numbers.numbers, by: rankOf[place].numbers)
      ready.withLock { $0[run] = merged }
    }
    let renumbered = ready.withLock { $0 }
    return own.indices.compactMap { renumbered[$0] }
  }

  private static func renumbered(
    _ numbers: borrowing Buffer<UInt32>, by ranks: borrowing Buffer<UInt32>
  ) -> RunMerge.Renumbering {
    var merged = Buffer<UInt32>(capacity: numbers.count)
    for index in 0..<numbers.count { merged.append(ranks[Int(numbers[index])]) }
    return RunMerge.Renumbering(merged)
  }

  /// The merged number of each string of the only part.
  private static func rank(
    _ part: Part, into list: inout TermList.Builder
  ) throws(Fault) -> RunMerge.Renumbering {
    var ranks = Buffer<UInt32>(repeating: 0, count: part.interner.count)
    var text = Buffer<UInt8>()
    for rank in 0..<part.interner.count {
      let number = Int(part.order.numbers[rank])
      ranks[number] = UInt32(rank)
      text.removeAll()
      part.copy(number, to: &text)
      try list.append(text.span)
    }
    return RunMerge.Renumbering(ranks)
  }

  /// Steps through the strings of a part in order.
  private final class Feed: MergeFeed {
    private let part: Part
    private var place = -1
    private var text = Buffer<UInt8>()
    private var prefix: UInt64 = 0
    var ranks: Buffer<UInt32>

    init(_ part: Part) {
      self.part = part
      ranks = Buffer(repeating: 0, count: part.interner.count)
    }

    private var number: Int { Int(part.order.numbers[place]) }

    func advance() -> Bool {
      place += 1
      guard place < part.interner.count else { return false }
      text.removeAll()
      part.copy(number, to: &text)
      prefix = Feed.prefix(of: text)
      return true
    }

    func precedes(_ other: Feed) -> Bool {
      if prefix != other.prefix { return prefix < other.prefix }
      return Feed.precedes(text, other.text)
    }

    private static func prefix(of text: borrowing Buffer<UInt8>) -> UInt64 {
      text.span.orderedPrefix(at: 0, end: text.count)
    }

    private static func precedes(
      _ text: borrowing Buffer<UInt8>, _ other: borrowing Buffer<UInt8>
    ) -> Bool {
      Bytes.precedes(text.span, other.span)
    }

    /// Appends the current string to `list`, unless it is `last`, the list's last.
    func append(to list: inout TermList.Builder, _ last: inout Buffer<UInt8>) throws(Fault) {
      if list.count > 0, Feed.areEqual(text, last) { return }
      last.removeAll()
      part.copy(number, to: &last)
      try list.append(last.span)
    }

    private static func areEqual(
      _ text: borrowing Buffer<UInt8>, _ other: borrowing Buffer<UInt8>
    ) -> Bool {
      equalBytes(text.span, other.span)
    }

    func rank(_ rank: Int) { ranks[number] = UInt32(rank) }

    func taken() -> RunMerge.Renumbering {
      var taken = Buffer<UInt32>(capacity: 1)
      swap(&taken, &ranks)
      return RunMerge.Renumbering(taken)
    }
  }

  /// The merged number of each string of each part.
  private static func rank(
    _ parts: [Part], into list: inout TermList.Builder
  ) throws(Fault) -> [RunMerge.Renumbering] {
    let feeds = parts.map { Feed($0) }
    var heap = try MergeHeap(feeds)
    var last = Buffer<UInt8>()
    while let feed = heap.top {
      try feed.append(to: &list, &last)
      feed.rank(list.count - 1)
      try heap.advanceTop()
    }
    return feeds.map { $0.taken() }
  }
}
