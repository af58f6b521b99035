import Diagnostics
import Partials
import Synchronization

/// Tables are gone through in stretches of first numbers, several at once.
extension Reporter {
  /// What `work` makes of each of `ranges`, in their order; several are worked on at once. Some are
  /// left out where the run is to stop.
  func atOnce<Result: Sendable>(
    _ ranges: [Range<UInt32>],
    _ work: @Sendable (_ place: Int, Range<UInt32>) throws(Fault) -> Result
  ) throws(Fault) -> [Result] {
    let made = Mutex<(results: [Int: Result], fault: Fault?)>(([:], nil))
    concurrently(ranges.count) { place in
      do throws(Fault) {
        let result = try work(place, ranges[place])
        made.withLock { $0.results[place] = result }
      } catch {
        made.withLock { $0.fault = $0.fault ?? error }
      }
    }
    let (results, fault) = made.withLock { ($0.results, $0.fault) }
    if let fault { throw fault }
    return ranges.indices.compactMap { results[$0] }
  }

  /// The records that `fill` makes of each of `ranges`, in one sorter with the limit `limit`; those of
  /// several ranges are made and sorted at once, in `memory` bytes.
  func sorted(
    _ ranges: [Range<UInt32>], name: String, memory: Int, limit: Int?,
    _ fill: @Sendable (Range<UInt32>, inout RecordSorter) throws(Fault) -> Void
  ) throws(Fault) -> RecordSorter {
    let share = memory / max(1, ranges.count)
    let settled = try atOnce(ranges) { (place, range) throws(Fault) in
      var sorter = RecordSorter(
        folder: folder, name: "\(name)-\(place)", memory: share, limit: limit)
      try fill(range, &sorter)
      return sorter.settled()
    }
    var sorter = RecordSorter(folder: folder, name: name, memory: memory, limit: limit)
    for settled in settled { sorter.add(settled) }
    return sorter
  }
}
