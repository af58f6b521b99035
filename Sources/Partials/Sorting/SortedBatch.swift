import Bytes
import Diagnostics

/// Records in memory, in order.
final class SortedBatch: Sendable {
  private let records: Records
  /// Their numbers, in order.
  private let order: [UInt32]

  /// Sorts `records`.
  init(_ records: consuming Records) {
    order = records.numbersInOrder()
    self.records = records
  }

  /// The number of records.
  var count: Int { order.count }

  /// Appends the record at `place` to `buffer`.
  func copy(_ place: Int, to buffer: inout Buffer<UInt8>) {
    records.copy(Int(order[place]), to: &buffer)
  }

  /// Calls `each` with the first `limit` records of all `batches`, in order.
  ///
  /// Batches are read in ranges, each until the record at which the next batch stands: what
  /// was sorted apart agrees in long ranges in what comes first.
  static func forEach(
    _ batches: [SortedBatch], limit: Int, _ each: (Span<UInt8>) throws(Fault) -> Void
  ) throws(Fault) {
    var places = [Int](repeating: 0, count: batches.count)
    func precedes(_ one: Int, _ two: Int) -> Bool {
      batches[one].precedes(places[one], batches[two], places[two])
    }
    // The batches that have records left, in the order of those they are at.
    var standing = batches.indices.filter { batches[$0].count > 0 }
    standing.sort { precedes($0, $1) }
    var left = limit
    while left > 0, let least = standing.first {
      let bar = standing.count > 1 ? standing[1] : nil
      let start = places[least]
      let end = try batches[least].forEach(
        from: start, limit: left, before: bar.map { (batches[$0], places[$0]) }, each)
      places[least] = end
      left -= end - start
      standing.removeFirst()
      guard end < batches[least].count else { continue }
      var low = 0
      var high = standing.count
      while low < high {
        let middle = (low + high) / 2
        if precedes(standing[middle], least) { low = middle + 1 } else { high = middle }
      }
      standing.insert(least, at: low)
    }
  }

  private func precedes(_ place: Int, _ other: SortedBatch, _ otherPlace: Int) -> Bool {
    records.precedes(Int(order[place]), Int(other.order[otherPlace]), of: other.records)
  }

  /// Calls `each` with the record at `start` and those behind it that come before `bar`, `limit` of
  /// them at most; returns the place behind them.
  private func forEach(
    from start: Int, limit: Int, before bar: (batch: SortedBatch, place: Int)?,
    _ each: (Span<UInt8>) throws(Fault) -> Void
  ) throws(Fault) -> Int {
    // Records in order lie here and there: those some places on are fetched ahead.
    let ahead = 16
    let end = min(order.count, start + limit)
    var place = start
    repeat {
      if place + ahead < order.count { records.prefetch(Int(order[place + ahead])) }
      try records.call(each, Int(order[place]))
      place += 1
    } while place < end && (bar.map { precedes(place, $0.batch, $0.place) } ?? true)
    return place
  }
}
