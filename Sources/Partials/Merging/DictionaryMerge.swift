import Bytes
import Diagnostics

/// Merges one dictionary of several segments.
///
/// Several parts of the segments are taken in at once, each by interning all its strings and
/// sorting those once, which costs a look-up a string however many segments there are; then the
/// parts, which are sorted, are merged. A segment that outweighs the others is sorted as it is and
/// joins them there, so that adding little to much costs hardly more than reading it. Where memory
/// is short, all are read that way.
struct DictionaryMerge: Sendable {
  let inputs: [SignedInput]
  let index: Int
  let folder: String
  /// What may be held, in bytes: half by renumberings, a quarter by the strings, and a quarter by
  /// what is interned.
  let memory: Int
  let jobs: Int
  let concurrently: SegmentMerge.Concurrently
  /// The place of the segment that outweighs the others.
  let main: Int?
  /// The places of the others, in as many groups as may be taken in at once.
  private let groups: [[Int]]

  /// A merge of dictionary `index` in `memory` bytes, strings beyond them in `folder`; `jobs` parts
  /// at once.
  init(
    _ inputs: [SignedInput], dictionary index: Int, folder: String, memory: Int, jobs: Int,
    _ concurrently: @escaping SegmentMerge.Concurrently
  ) {
    func strings(_ place: Int) -> Int { inputs[place].segment.terms(inDictionary: index) }
    let total = inputs.indices.reduce(0) { $0 + strings($1) }
    let largest = inputs.indices.filter { !inputs[$0].isSubtracted }.max {
      strings($0) < strings($1)
    }
    main = largest.flatMap { 2 * strings($0) >= total ? $0 : nil }
    let main = main
    let others = inputs.indices.filter { $0 != main }
    let share = others.reduce(0) { $0 + strings($1) }
    let count = main == nil ? min(jobs, max(1, others.count / 2)) : 1
    var groups: [[Int]] = [[]]
    var taken = 0
    for place in others {
      if groups.count < count, !groups[groups.count - 1].isEmpty,
        taken >= share * groups.count / count
      {
        groups.append([])
      }
      groups[groups.count - 1].append(place)
      taken += strings(place)
    }
    self.groups = groups
    self.inputs = inputs
    self.index = index
    self.folder = folder
    self.memory = memory
    self.jobs = jobs
    self.concurrently = concurrently
  }

  /// The strings of some of the segments together, each counted as often as it occurs there.
  private func strings(_ places: some Sequence<Int>) -> Int {
    places.reduce(0) { $0 + inputs[$1].segment.terms(inDictionary: index) }
  }

  /// The merged dictionary.
  func merged() throws(Fault) -> MergedDictionary {
    // The merge's numbers of all strings, and where strings may be taken away those that are left.
    let numbers = Renumbering.byteCount(
      strings(inputs.indices) * (inputs.contains { $0.isSubtracted } ? 2 : 1))
    let file = numbers <= memory / 2 ? nil : try PageFile(in: folder)
    var builder = MergedDictionary.Builder(
      TermList.Builder(folder: folder, memory: memory / 4), file: file)
    let places = Array(groups.joined())
    let main: Renumbering
    let others: [Renumbering]
    if file == nil, let parts = try interned() {
      (main, others) = try merge(parts, into: &builder)
    } else {
      let feeds = places.map { SegmentStrings(inputs[$0], dictionary: index, file: file) }
      main = try merge(feeds, blocks: nil, into: &builder, file: file)
      others = try feeds.map { (feed) throws(Fault) in try feed.taken() }
    }
    var renumberings = [Renumbering](repeating: main, count: inputs.count)
    for (place, numbers) in zip(places, others) { renumberings[place] = numbers }
    return try builder.finish(renumberings)
  }

  /// The strings of `feeds` and the main segment, of some of its blocks if any are named, go to
  /// `builder`; returns the main segment's numbers, in pages of `file` if there is one.
  func merge<Feed: StringFeed>(
    _ feeds: [Feed], blocks: Range<Int>?, into builder: inout MergedDictionary.Builder,
    file: PageFile? = nil
  ) throws(Fault) -> Renumbering {
    var heap = try MergeHeap(feeds)
    var text = Buffer<UInt8>()
    var numbers = Renumbering.Builder(file: file)
    if let main {
      let cursor = DictionaryCursor(inputs[main].segment, dictionary: index, blocks: blocks)
      try merge(cursor, &numbers, with: &heap, &text, into: &builder)
    }
    while heap.top != nil { try appendTop(of: &heap, &text, to: &builder) }
    return try numbers.finish()
  }

  /// Appends the string on top of the heap, and passes over it wherever it stands.
  private func appendTop<Feed: StringFeed>(
    of heap: inout MergeHeap<Feed>, _ text: inout Buffer<UInt8>,
    to builder: inout MergedDictionary.Builder
  ) throws(Fault) {
    heap.top?.copy(to: &text)
    let uses = try pass(text, in: &heap, builder.count)
    try append(text, uses, to: &builder)
  }

  /// Passes over `text`, which gets `number`, wherever it stands; returns the segments that brought
  /// it in.
  private func pass<Feed: StringFeed>(
    _ text: borrowing Buffer<UInt8>, in heap: inout MergeHeap<Feed>, _ number: Int
  ) throws(Fault) -> Int {
    var uses = 0
    while let feed = heap.top, feed.isCurrent(text) {
      uses += feed.uses
      try feed.take(number)
      try heap.advanceTop()
    }
    return uses
  }

  private func append(
    _ text: borrowing Buffer<UInt8>, _ uses: Int, to builder: inout MergedDictionary.Builder
  ) throws(Fault) {
    guard uses >= 0 else { throw inputs.inconsistent }
    try builder.append(text.span, uses: uses)
  }

  /// The main segment's strings, each after those of `heap` that come before it.
  private func merge<Feed: StringFeed>(
    _ cursor: consuming DictionaryCursor, _ numbers: inout Renumbering.Builder,
    with heap: inout MergeHeap<Feed>, _ text: inout Buffer<UInt8>,
    into builder: inout MergedDictionary.Builder
  ) throws(Fault) {
    var next = heap.top?.prefix
    while try cursor.advance() {
      var uses = Int(cursor.uses)
      if let prefix = next, prefix <= cursor.prefix {
        while let feed = heap.top, feed.precedes(cursor.term) {
          try appendTop(of: &heap, &text, to: &builder)
        }
        uses += try pass(cursor.term, in: &heap, builder.count)
        next = heap.top?.prefix
      }
      try numbers.append(UInt32(builder.count))
      try append(cursor.term, uses, to: &builder)
    }
  }

  // MARK: Interning

  /// The strings of all segments but the main one, a part for each group; nil if they outgrow the
  /// memory.
  private func interned() throws(Fault) -> [InternedStrings]? {
    // The interner's number of every string, and of every other its order, uses and rank.
    guard 20 * strings(groups.joined()) <= memory / 4 else { return nil }
    let share = memory / 4 / groups.count
    let parts = try SegmentMerge.results(groups.count, by: concurrently) { number throws(Fault) in
      try DictionaryMerge.part(of: groups[number].map { inputs[$0] }, index, memory: share)
    }
    let made = parts.compactMap { $0 }
    return made.count == parts.count ? made : nil
  }

  private static func part(
    of inputs: [SignedInput], _ index: Int, memory: Int
  ) throws(Fault) -> InternedStrings? {
    let most = inputs.reduce(0) { max($0, $1.segment.terms(inDictionary: index)) }
    // The strings are at least those of the largest segment; a table that is too small must grow.
    var interner = Interner(capacity: min(most + most / 2, memory / 128))
    var uses = Buffer<Int32>(capacity: most)
    var numbers: [SharedNumbers] = []
    for input in inputs {
      guard let own = try intern(input, index, into: &interner, &uses, memory: memory) else {
        return nil
      }
      numbers.append(own)
    }
    var order = SortedNumbers()
    order.update(from: interner)
    return InternedStrings(interner, order, uses, numbers)
  }

  /// Some hundred strings, so that the look-up of one is prepared while others end.
  private struct Batch: ~Copyable {
    var text = Buffer<UInt8>(capacity: 1 << 14)
    var edges = Buffer<Int>(capacity: 512)
    var uses = Buffer<Int32>(capacity: 512)

    init() { edges.append(0) }

    mutating func removeAll() {
      text.removeAll()
      edges.truncate(to: 1)
      uses.removeAll()
    }
  }

  /// Interns every string of a segment; nil if the interner outgrows `memory`.
  private static func intern(
    _ input: SignedInput, _ index: Int, into interner: inout Interner, _ uses: inout Buffer<Int32>,
    memory: Int
  ) throws(Fault) -> SharedNumbers? {
    var cursor = DictionaryCursor(input.segment, dictionary: index)
    var numbers = Buffer<UInt32>(capacity: input.segment.terms(inDictionary: index))
    var batch = Batch()
    while try cursor.advance() {
      cursor.copyTerm(to: &batch.text)
      batch.edges.append(batch.text.count)
      let count = Int32(truncatingIfNeeded: cursor.uses)
      batch.uses.append(input.isSubtracted ? -count : count)
      if batch.uses.count == 256 {
        intern(batch, into: &interner, &uses, &numbers)
        batch.removeAll()
        if interner.byteCount > memory { return nil }
      }
    }
    intern(batch, into: &interner, &uses, &numbers)
    return interner.byteCount <= memory ? SharedNumbers(numbers) : nil
  }

  private static func intern(
    _ batch: borrowing Batch, into interner: inout Interner, _ uses: inout Buffer<Int32>,
    _ numbers: inout Buffer<UInt32>
  ) {
    let text = batch.text.span
    let count = batch.uses.count
    var keys = InlineArray<16, Interner.Key>(repeating: Interner.Key())
    for string in 0..<min(count, 16) {
      keys[string] = interner.look(text, batch.edges[string], batch.edges[string + 1])
    }
    for string in 0..<count {
      let number = interner.find(
        keys[string & 15], text: text, start: batch.edges[string], end: batch.edges[string + 1])
      numbers.append(UInt32(number))
      if number == uses.count { uses.append(0) }
      uses[number] &+= batch.uses[string]
      if string + 16 < count {
        keys[string & 15] = interner.look(
          text, batch.edges[string + 16], batch.edges[string + 17])
      }
    }
  }
}
