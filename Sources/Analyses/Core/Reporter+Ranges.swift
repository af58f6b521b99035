import Diagnostics
import Partials

/// Tables are read in ranges of first numbers, several concurrently.
extension Reporter {
  /// What `work` makes of each of `ranges`, in their order.
  func atOnce<Result: Sendable>(
    _ ranges: SegmentMerge.KeyRanges,
    _ work: @Sendable (_ place: Int, Range<UInt32>) throws(Fault) -> Result
  ) throws(Fault) -> [Result] {
    try SegmentMerge.results(
      ranges.all.count, atOnce: ranges.atOnce, by: concurrently
    ) { (place) throws(Fault) in try work(place, ranges.all[place]) }
  }

  /// The records that `fill` makes of each of `ranges`, in one sorter with the limit `limit`; those
  /// of several ranges are made and sorted at once, in `memory` bytes.
  func sorted(
    _ ranges: SegmentMerge.KeyRanges, name: String, memory: Int, limit: Int?,
    _ fill: @Sendable (Range<UInt32>, inout RecordSorter) throws(Fault) -> Void
  ) throws(Fault) -> RecordSorter {
    let ranges = ranges.joined(to: memory / RecordSorter.leastMemory)
    let share = memory / max(1, ranges.all.count)
    let parts = try atOnce(ranges) { (place, range) throws(Fault) in
      var sorter = RecordSorter(
        folder: folder, name: "\(name)-\(place)", memory: share, limit: limit)
      try fill(range, &sorter)
      return sorter.settled()
    }
    var sorter = RecordSorter(folder: folder, name: name, memory: memory, limit: limit)
    for part in parts { sorter.add(part) }
    return sorter
  }
}

extension SegmentMerge.KeyRanges {
  /// Neighbours joined until there are `most` at most, or one.
  fileprivate func joined(to most: Int) -> SegmentMerge.KeyRanges {
    let most = max(1, most)
    let together = (all.count + most - 1) / most
    guard together > 1 else { return self }
    let joined = stride(from: 0, to: all.count, by: together).map { start in
      let last = min(start + together, all.count) - 1
      return all[start].lowerBound..<all[last].upperBound
    }
    return SegmentMerge.KeyRanges(all: joined, atOnce: atOnce)
  }
}
