import Diagnostics
import Partials

/// Tables are gone through in stretches of first numbers, several at once.
extension Reporter {
  /// What `work` makes of each of `stretches`, in their order.
  func atOnce<Result: Sendable>(
    _ stretches: RunMerge.Stretches,
    _ work: @Sendable (_ place: Int, Range<UInt32>) throws(Fault) -> Result
  ) throws(Fault) -> [Result] {
    try RunMerge.results(
      stretches.ranges.count, atOnce: stretches.atOnce, by: concurrently
    ) { (place) throws(Fault) in try work(place, stretches.ranges[place]) }
  }

  /// The records that `fill` makes of each of `stretches`, in one sorter with the limit `limit`; those of
  /// several stretches are made and sorted at once, in `memory` bytes.
  func sorted(
    _ stretches: RunMerge.Stretches, name: String, memory: Int, limit: Int?,
    _ fill: @Sendable (Range<UInt32>, inout RecordSorter) throws(Fault) -> Void
  ) throws(Fault) -> RecordSorter {
    let stretches = stretches.joined(to: memory / RecordSorter.leastMemory)
    let share = memory / max(1, stretches.ranges.count)
    let parts = try atOnce(stretches) { (place, range) throws(Fault) in
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

extension RunMerge.Stretches {
  /// Neighbours joined until there are `most` at most, or one.
  fileprivate func joined(to most: Int) -> RunMerge.Stretches {
    let most = max(1, most)
    let together = (ranges.count + most - 1) / most
    guard together > 1 else { return self }
    let joined = stride(from: 0, to: ranges.count, by: together).map { start in
      let last = min(start + together, ranges.count) - 1
      return ranges[start].lowerBound..<ranges[last].upperBound
    }
    return RunMerge.Stretches(ranges: joined, atOnce: atOnce)
  }
}
