import Bytes
import Diagnostics
import Synchronization

/// A run that outweighs the others is merged with them in portions, several at once: each is some of
/// its blocks, and whatever of the others lies among their strings.
extension DictionaryMerge {
  /// Merges the interned `parts` and the main run's strings into `builder`; returns the merge's numbers
  /// of the main run's strings, and those of the others' runs, part by part.
  func merge(
    _ parts: [InternedStrings], into builder: inout MergedDictionary.Builder
  ) throws(Fault) -> (main: RunMerge.Renumbering, others: [RunMerge.Renumbering]) {
    let portions = try portions(of: parts)
    portions[0].swap(&builder)
    concurrently(portions.count) { portions[$0].merge(parts, by: self) }
    portions[0].swap(&builder)
    var offsets = [0]
    for portion in portions.dropFirst() {
      offsets.append(builder.count)
      try portion.append(to: &builder)
    }
    let numbers = try portions.map { (portion) throws(Fault) in try portion.numbers() }
    let main = DictionaryMerge.joined(numbers.map(\.main), offsets)
    let ranked = parts.enumerated().map { place, part in
      part.numbered(by: DictionaryMerge.joined(numbers.map { $0.others[place] }, offsets).numbers)
    }
    return (main, renumbered(parts, by: ranked))
  }

  /// The merge's numbers of the strings of the runs of all parts, run by run; `merged` gives those of
  /// each part's strings.
  private func renumbered(
    _ parts: [InternedStrings], by merged: [RunMerge.Renumbering]
  ) -> [RunMerge.Renumbering] {
    let own = zip(parts, merged).flatMap { part, merged in part.numbers.map { ($0, merged) } }
    let ready = Mutex<[Int: RunMerge.Renumbering]>([:])
    concurrently(own.count) { run in
      let numbers = DictionaryMerge.renumbered(own[run].0.numbers, by: own[run].1.numbers)
      ready.withLock { $0[run] = numbers }
    }
    let renumbered = ready.withLock { $0 }
    return own.indices.compactMap { renumbered[$0] }
  }

  private static func renumbered(
    _ numbers: borrowing Buffer<UInt32>, by merged: borrowing Buffer<UInt32>
  ) -> RunMerge.Renumbering {
    var renumbered = Buffer<UInt32>(capacity: numbers.count)
    for index in 0..<numbers.count { renumbered.append(merged[Int(numbers[index])]) }
    return RunMerge.Renumbering(renumbered)
  }

  /// `numbers`, one after the other, each with its offset added.
  private static func joined(
    _ numbers: [RunMerge.Renumbering], _ offsets: [Int]
  ) -> RunMerge.Renumbering {
    guard numbers.count > 1 else { return numbers[0] }
    var joined = Buffer<UInt32>(capacity: numbers.reduce(0) { $0 + $1.numbers.count })
    for (numbers, offset) in zip(numbers, offsets) {
      for place in 0..<numbers.numbers.count {
        joined.append(UInt32(offset) + numbers.numbers[place])
      }
    }
    return RunMerge.Renumbering(joined)
  }

  /// As many portions as may be merged at once; one where there is little, or memory is short.
  private func portions(of parts: [InternedStrings]) throws(Fault) -> [Portion] {
    let run = main.map { summands[$0].run }
    let blocks = run?.blocks(.dictionary, index).count ?? 0
    // What a string of common length takes in the merge and once more in a portion.
    let size = 128 * (run?.terms(inDictionary: index) ?? 0)
    let count = blocks >= 4 * jobs && size <= memory ? jobs : 1
    let share = memory / (2 * count)
    var portions: [Portion] = []
    var starts = parts.map { _ in 0 }
    for place in 1...count {
      var ends = parts.map(\.count)
      let end = place * blocks / count
      if let run, place < count {
        var cursor = DictionaryCursor(run, dictionary: index, blocks: end..<end + 1)
        guard try cursor.advance() else { throw summands.inconsistent }
        for (part, strings) in parts.enumerated() { ends[part] = strings.place(of: cursor.term) }
      }
      portions.append(
        Portion(
          blocks: (place - 1) * blocks / count..<end, places: zip(starts, ends).map { $0..<$1 },
          TermList.Builder(folder: folder, memory: share)))
      starts = ends
    }
    return portions
  }

  /// What is merged of the strings, apart from the rest.
  private final class Portion: Sendable {
    /// The main run's blocks.
    let blocks: Range<Int>
    /// The places of the strings of each interned part.
    let places: [Range<Int>]
    private let builder: Mutex<MergedDictionary.Builder>
    private let outcome = Mutex<Result<Numbers, Fault>?>(nil)

    /// The portion's numbers of the main run's strings, and of those of each part in order.
    struct Numbers: Sendable {
      let main: RunMerge.Renumbering
      let others: [RunMerge.Renumbering]
    }

    init(
      blocks: Range<Int>, places: [Range<Int>], _ strings: consuming sending TermList.Builder
    ) {
      self.blocks = blocks
      self.places = places
      builder = Mutex(MergedDictionary.Builder(strings))
    }

    /// Exchanges what takes the strings.
    func swap(_ other: inout MergedDictionary.Builder) {
      builder.withLock { Swift.swap(&$0, &other) }
    }

    func merge(_ parts: [InternedStrings], by merge: DictionaryMerge) {
      let feeds = zip(parts, places).map { InternedStrings.Feed($0, $1) }
      do throws(Fault) {
        let main = try builder.withLock { (builder) throws(Fault) in
          try merge.merge(feeds, blocks: blocks, into: &builder)
        }
        let numbers = Numbers(main: main, others: feeds.map { $0.taken() })
        outcome.withLock { $0 = .success(numbers) }
      } catch {
        outcome.withLock { $0 = .failure(error) }
      }
    }

    /// Hands the strings over.
    func append(to other: inout MergedDictionary.Builder) throws(Fault) {
      var own = MergedDictionary.Builder(TermList.Builder())
      swap(&own)
      try other.append(contentsOf: own)
    }

    func numbers() throws(Fault) -> Numbers {
      guard let outcome = outcome.withLock({ $0 }) else {
        preconditionFailure("a portion is merged before its numbers are asked for")
      }
      return try outcome.get()
    }
  }
}
