/// The positions of a window as segments number them: 0 for any position, then those before the
/// node from the nearest on, then those after it.
struct Positions: Sendable, Hashable {
  /// Stands for any position: under this number lie a pair's articles.
  static let any: UInt32 = 0

  let left: Int
  let right: Int

  /// Positions that have a number, `any` aside.
  var count: Int { left + right }

  /// The number of the position `offset` tokens after the node (before it, if negative).
  @inline(__always)
  func number(ofOffset offset: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: offset < 0 ? -offset : left &+ offset)
  }

  /// The number that a position has seen from the collocate; the window is symmetric.
  func mirrored(_ number: UInt32) -> UInt32 {
    if number == Positions.any { return number }
    return number <= UInt32(left) ? number + UInt32(left) : number - UInt32(left)
  }

  /// The offsets from left to right, as columns show them: −5, …, −1, 1, …, 5.
  var offsets: [Int] { (-left..<0).map { $0 } + (1..<right + 1).map { $0 } }

  /// The names in the order of their numbers, which is the order of their bytes: a segment's
  /// dictionary.
  var names: [String] {
    func name(_ side: String, _ distance: Int) -> String {
      side + String(repeating: "0", count: 4 - "\(distance)".count) + "\(distance)"
    }
    return ["*"] + (1..<left + 1).map { name("L", $0) } + (1..<right + 1).map { name("R", $0) }
  }
}
