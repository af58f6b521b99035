import Bytes
import Diagnostics

/// A run that outweighs the others is merged with them in portions, several at once: each is some of
/// its blocks, and whatever of the others lies among their strings.
extension DictionaryMerge {
  /// Merges the interned `parts` and the main run's strings into `builder`; returns the merge's numbers
  /// of the main run's strings, and those of the others' runs, part by part.
  func merge(
    _ parts: [InternedStrings], into builder: inout MergedDictionary.Builder
  ) throws(Fault) -> (main: Renumbering, others: [Renumbering]) {
    let portions = try portions(of: parts)
    let main: Renumbering
    let ranks: [SharedNumbers]
    if portions.count == 1 {
      let feeds = parts.map { InternedStrings.Feed($0, 0..<$0.count) }
      main = try merge(feeds, blocks: nil, into: &builder)
      ranks = feeds.map { $0.taken() }
    } else {
      let merged = try RunMerge.results(portions.count, by: concurrently) { (place) throws(Fault) in
        try merge(portions[place], of: parts, memory: memory / 4 / portions.count)
      }
      var offsets: [UInt32] = []
      for portion in merged {
        offsets.append(UInt32(builder.count))
        try builder.append(contentsOf: portion.dictionary)
      }
      main = try DictionaryMerge.joined(merged.map { $0.dictionary.renumberings[0] }, offsets)
      ranks = parts.indices.map { part in
        DictionaryMerge.joined(merged.map { $0.ranks[part] }, offsets)
      }
    }
    let numbers = zip(parts, ranks).map { part, ranks in part.numbered(by: ranks.numbers) }
    return (main, try renumbered(parts, by: numbers))
  }

  /// The merge's numbers of the strings of the runs of all parts, run by run; `merged` gives those of
  /// each part's strings.
  private func renumbered(
    _ parts: [InternedStrings], by merged: [SharedNumbers]
  ) throws(Fault) -> [Renumbering] {
    let own = zip(parts, merged).flatMap { part, merged in part.numbers.map { ($0, merged) } }
    return try RunMerge.results(own.count, by: concurrently) { (run) throws(Fault) in
      try DictionaryMerge.renumbered(own[run].0.numbers, by: own[run].1.numbers)
    }
  }

  private static func renumbered(
    _ numbers: borrowing Buffer<UInt32>, by merged: borrowing Buffer<UInt32>
  ) throws(Fault) -> Renumbering {
    var renumbered = Renumbering.Builder(file: nil)
    for index in 0..<numbers.count { try renumbered.append(merged[Int(numbers[index])]) }
    return try renumbered.finish()
  }

  // MARK: Portions

  /// Some blocks of the main run, and the places of the strings of each part that lie among theirs.
  private struct Portion {
    var blocks: Range<Int>
    var places: [Range<Int>]
  }

  /// What is merged of a portion, apart from the rest.
  private struct MergedPortion: Sendable {
    /// The strings, and the portion's numbers of the main run's.
    var dictionary: MergedDictionary
    /// The portion's numbers of those of each part, in order.
    var ranks: [SharedNumbers]
  }

  /// As many portions as may be merged at once; one where there is little, or memory is short.
  private func portions(of parts: [InternedStrings]) throws(Fault) -> [Portion] {
    let run = main.map { summands[$0].run }
    let blocks = run?.blocks(.dictionary, index).count ?? 0
    // What a string of common length takes in the merge and once more in a portion.
    let size = 128 * (run?.terms(inDictionary: index) ?? 0)
    let count = blocks >= 4 * jobs && size <= memory ? jobs : 1
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
          blocks: (place - 1) * blocks / count..<end, places: zip(starts, ends).map { $0..<$1 }))
      starts = ends
    }
    return portions
  }

  private func merge(
    _ portion: Portion, of parts: [InternedStrings], memory: Int
  ) throws(Fault) -> MergedPortion {
    let feeds = zip(parts, portion.places).map { InternedStrings.Feed($0, $1) }
    var builder = MergedDictionary.Builder(
      TermList.Builder(folder: folder, memory: memory), file: nil)
    let main = try merge(feeds, blocks: portion.blocks, into: &builder)
    return MergedPortion(
      dictionary: try builder.finish([main]), ranks: feeds.map { $0.taken() })
  }

  /// `numbers`, one after the other, each with its offset added.
  private static func joined(
    _ numbers: [SharedNumbers], _ offsets: [UInt32]
  ) -> SharedNumbers {
    var joined = Buffer<UInt32>(capacity: numbers.reduce(0) { $0 + $1.numbers.count })
    for (numbers, offset) in zip(numbers, offsets) {
      for place in 0..<numbers.numbers.count { joined.append(offset + numbers.numbers[place]) }
    }
    return SharedNumbers(joined)
  }

  /// `numbers`, one after the other, each with its offset added.
  private static func joined(
    _ numbers: [Renumbering], _ offsets: [UInt32]
  ) throws(Fault) -> Renumbering {
    var joined = Renumbering.Builder(file: nil)
    for (numbers, offset) in zip(numbers, offsets) {
      let reader = Renumbering.Reader(numbers)
      for place in 0..<UInt32(numbers.count) { try joined.append(offset + reader[place]) }
    }
    return try joined.finish()
  }
}
