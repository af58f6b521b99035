import Diagnostics

/// A sorted source among several that are merged.
protocol MergeFeed: AnyObject {
  /// Whether this source's current entry comes before the other's; a total order, so that merging
  /// does not depend on how sources are stored.
  func precedes(_ other: Self) -> Bool
  /// Moves to the next entry; false at the end.
  func advance() throws(Fault) -> Bool
}

/// The sources that still have entries, the one with the least entry on top.
struct MergeHeap<Feed: MergeFeed> {
  private var feeds: [Feed] = []

  /// Takes `sources` before their first entries and moves each to it.
  init(_ sources: [Feed]) throws(Fault) {
    for feed in sources where try feed.advance() { feeds.append(feed) }
    for index in stride(from: feeds.count / 2 - 1, through: 0, by: -1) { siftDown(from: index) }
  }

  /// The source with the least entry; nil when all have ended.
  var top: Feed? { feeds.first }

  /// Moves the top source on and restores the order.
  mutating func advanceTop() throws(Fault) {
    if try !feeds[0].advance() {
      let last = feeds.removeLast()
      if feeds.isEmpty { return }
      feeds[0] = last
    }
    siftDown(from: 0)
  }

  private mutating func siftDown(from start: Int) {
    var place = start
    while true {
      var least = place
      let left = 2 * place + 1
      if left < feeds.count, feeds[left].precedes(feeds[least]) { least = left }
      if left + 1 < feeds.count, feeds[left + 1].precedes(feeds[least]) { least = left + 1 }
      if least == place { return }
      feeds.swapAt(place, least)
      place = least
    }
  }
}
