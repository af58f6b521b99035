import Bytes
import Diagnostics

/// A segment that outweighs the others is merged with them in shards, several concurrently: each is
/// some of its blocks, and whatever of the others is among their strings.
extension DictionaryMerge {
  /// Merges the interned `parts` and the main segment's strings into `builder`; returns the merge's
  /// numbers of the main segment's strings, and those of the others' segments, part by part.
  func merge(
    _ parts: [InternedStrings], into builder: inout MergedDictionary.Builder
  ) throws(Fault) -> (main: Renumbering, others: [Renumbering]) {
    let shards = try shards(of: parts)
    let main: Renumbering
    let ranks: [SharedNumbers]
    if shards.count == 1 {
      let feeds = parts.map { InternedStrings.Feed($0, 0..<$0.count) }
      main = try merge(feeds, blocks: nil, into: &builder)
      ranks = feeds.map { $0.taken() }
    } else {
      let merged = try SegmentMerge.results(shards.count, by: concurrently) {
        (place) throws(Fault) in
        try merge(shards[place], of: parts, memory: memory / 4 / shards.count)
      }
      var offsets: [UInt32] = []
      for shard in merged {
        offsets.append(UInt32(builder.count))
        try builder.append(contentsOf: shard.dictionary)
      }
      main = try DictionaryMerge.joined(merged.map { $0.dictionary.renumberings[0] }, offsets)
      ranks = parts.indices.map { part in
        DictionaryMerge.joined(merged.map { $0.ranks[part] }, offsets)
      }
    }
    let numbers = zip(parts, ranks).map { part, ranks in part.numbered(by: ranks.numbers) }
    return (main, try renumbered(parts, by: numbers))
  }

  /// The merge's numbers of the strings of the segments of all parts, segment by segment; `merged`
  /// gives those of each part's strings.
  private func renumbered(
    _ parts: [InternedStrings], by merged: [SharedNumbers]
  ) throws(Fault) -> [Renumbering] {
    let own = zip(parts, merged).flatMap { part, merged in part.numbers.map { ($0, merged) } }
    return try SegmentMerge.results(own.count, by: concurrently) { (segment) throws(Fault) in
      try DictionaryMerge.renumbered(own[segment].0.numbers, by: own[segment].1.numbers)
    }
  }

  private static func renumbered(
    _ numbers: borrowing Buffer<UInt32>, by merged: borrowing Buffer<UInt32>
  ) throws(Fault) -> Renumbering {
    var renumbered = Renumbering.Builder(file: nil)
    for index in 0..<numbers.count { try renumbered.append(merged[Int(numbers[index])]) }
    return try renumbered.finish()
  }

  // MARK: Shards

  /// Some blocks of the main segment, and the places of the strings of each part that are among
  /// theirs.
  private struct Shard {
    var blocks: Range<Int>
    var places: [Range<Int>]
  }

  /// What is merged of a shard, apart from the rest.
  private struct MergedShard: Sendable {
    /// The strings, and the shard's numbers of the main segment's.
    var dictionary: MergedDictionary
    /// The shard's numbers of those of each part, in order.
    var ranks: [SharedNumbers]
  }

  /// As many shards as may be merged at once; one where there is little, or memory is short.
  private func shards(of parts: [InternedStrings]) throws(Fault) -> [Shard] {
    let segment = main.map { inputs[$0].segment }
    let blocks = segment?.blocks(.dictionary, index).count ?? 0
    // What a string of common length takes in the merge and once more in a shard.
    let size = 128 * (segment?.terms(inDictionary: index) ?? 0)
    let count = blocks >= 4 * jobs && size <= memory ? jobs : 1
    var shards: [Shard] = []
    var starts = parts.map { _ in 0 }
    for place in 1...count {
      var ends = parts.map(\.count)
      let end = place * blocks / count
      if let segment, place < count {
        var cursor = DictionaryCursor(segment, dictionary: index, blocks: end..<end + 1)
        guard try cursor.advance() else { throw inputs.inconsistent }
        for (part, strings) in parts.enumerated() { ends[part] = strings.place(of: cursor.term) }
      }
      shards.append(
        Shard(
          blocks: (place - 1) * blocks / count..<end, places: zip(starts, ends).map { $0..<$1 }))
      starts = ends
    }
    return shards
  }

  private func merge(
    _ shard: Shard, of parts: [InternedStrings], memory: Int
  ) throws(Fault) -> MergedShard {
    let feeds = zip(parts, shard.places).map { InternedStrings.Feed($0, $1) }
    var builder = MergedDictionary.Builder(
      TermList.Builder(folder: folder, memory: memory), file: nil)
    let main = try merge(feeds, blocks: shard.blocks, into: &builder)
    return MergedShard(
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
