import Bytes

/// The last row that was written in full, without its texts: rows that differ from it in these
/// alone are made by copying.
///
/// In a table that is ranked, most rows share their rank and all that follows from it.
struct RowTemplate: ~Copyable {
  /// Where the row and its texts begin and end in the page, in turn.
  private var edges = Buffer<Int>()
  /// What comes before, between and after its texts, once a row repeats it.
  private var pieces = Buffer<UInt8>()
  private var ends = Buffer<Int>()
  private var next = 0

  /// A row is written in full from `place` of the page on.
  mutating func begin(at place: Int) {
    edges.removeAll()
    edges.append(place)
    ends.removeAll()
  }

  /// A text, or the row, begins or ends at `place`.
  @inline(__always)
  mutating func mark(_ place: Int) { edges.append(place) }

  /// Begins a row that repeats the one in `page`, or that which was repeated before.
  mutating func repeatRow(of page: borrowing Buffer<UInt8>) {
    next = 0
    guard ends.isEmpty else { return }
    pieces.removeAll()
    for piece in stride(from: 0, to: edges.count - 1, by: 2) {
      pieces.append(contentsOf: page, in: edges[piece]..<edges[piece + 1])
      ends.append(pieces.count)
    }
  }

  /// Appends what comes before the next text, or after the last.
  @inline(__always)
  mutating func appendPiece(to page: inout Buffer<UInt8>) {
    page.append(contentsOf: pieces, in: (next == 0 ? 0 : ends[next - 1])..<ends[next])
    next += 1
  }
}
