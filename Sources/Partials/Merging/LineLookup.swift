import Bytes
import Diagnostics

/// Finds lines of a merge by their keys, the keys asked for in ascending order.
///
/// What is between two keys is skipped, whole blocks of it unread: a few look-ups in a large
/// collection cost a few blocks of each segment, and many cost one pass.
public struct LineLookup: ~Copyable {
  private var heap: MergeHeap<SoughtFeed>

  fileprivate init(_ feeds: [SoughtFeed]) throws(Fault) { heap = try MergeHeap(feeds) }

  /// Replaces `line` with the first line under `key`; false if there is none. `key` must not
  /// precede the one asked for before.
  public mutating func read(
    _ key: LineKey, into line: inout Buffer<UInt8>
  ) throws(Fault) -> Bool {
    while let feed = heap.top, feed.key < key {
      feed.sought = key
      try heap.advanceTop()
    }
    guard let feed = heap.top, feed.key == key else { return false }
    line.removeAll()
    feed.copyLine(to: &line)
    return true
  }
}

extension SegmentMerge {
  /// A look-up in the lines of collection `index`. It finds those that are taken away as well,
  /// to which nothing that is left refers.
  public func lookup(lines index: Int) throws(Fault) -> LineLookup {
    try LineLookup(inputs.filter { !$0.isSubtracted }.map { SoughtFeed($0.segment, lines: index) })
  }
}

/// A segment's lines among others, of which only some are wanted.
private final class SoughtFeed: MergeFeed {
  private var cursor: LineCursor
  /// Lines under lesser keys are passed over.
  var sought = LineKey(high: 0, low: 0)

  init(_ segment: SegmentReader, lines: Int) { cursor = LineCursor(segment, lines: lines) }

  var key: LineKey { cursor.key }

  func copyLine(to buffer: inout Buffer<UInt8>) { cursor.copyLine(to: &buffer) }

  // Lines under one key are alike to whoever looks them up, so any of them may come first.
  func precedes(_ other: SoughtFeed) -> Bool { cursor.key < other.cursor.key }

  func advance() throws(Fault) -> Bool { try cursor.advance(to: sought) }
}
