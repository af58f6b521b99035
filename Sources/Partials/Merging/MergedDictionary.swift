import Bytes
import Diagnostics

/// A dictionary merged from several segments, some of which may be taken away from the others.
///
/// Its strings are numbered twice. While segments are read every string has a number, even one
/// whose last segment is taken away: what is counted under it must meet to cancel. Whoever reads
/// the merge sees only the strings that are left, numbered without gaps.
final class MergedDictionary: Sendable {
  /// The strings that are left, and how many segments brought each of them in.
  let strings: TermList
  /// How many strings there are, those among them that are not left.
  let count: Int
  /// For each segment, the merge's numbers of its strings.
  let renumberings: [Renumbering]
  /// The place in `strings` of every string, or of the next one that is left; nil if all are.
  private let left: Renumbering?

  private init(
    _ strings: TermList, count: Int, left: Renumbering?, _ renumberings: [Renumbering]
  ) {
    self.strings = strings
    self.count = count
    self.left = left
    self.renumberings = renumberings
  }

  /// The memory held, in bytes.
  var byteCount: Int {
    renumberings.reduce(strings.byteCount + (left?.byteCount ?? 0)) { $0 + $1.byteCount }
  }

  /// Tells the merge's numbers from those of the strings that are left. For one thread at a time.
  final class Naming {
    /// Nil if every string is left.
    private let left: Renumbering.Reader?

    init(_ dictionary: MergedDictionary) { left = dictionary.left.map { Renumbering.Reader($0) } }

    /// Whether every string is left.
    var isWhole: Bool { left == nil }

    /// The number in `strings` of the string that the merge calls `number`.
    @inline(__always)
    func outer(_ number: UInt32) throws(Fault) -> UInt32 { try left?[number] ?? number }

    /// The least of the merge's numbers whose string is at `number` of `strings`, or behind.
    func inner(_ number: UInt32) throws(Fault) -> UInt32 { try left?.place(of: number) ?? number }
  }

  /// Takes the strings in order.
  struct Builder: ~Copyable {
    private var strings: TermList.Builder
    private var left: Renumbering.Builder?
    /// Where what is not in memory goes.
    private let file: PageFile?
    /// How many strings were taken: the number of the next.
    private(set) var count = 0

    /// A builder of `strings`; the places of those that are left go to pages of `file`, if there is
    /// one.
    init(_ strings: consuming TermList.Builder, file: PageFile?) {
      self.strings = strings
      self.file = file
    }

    /// Takes the next string, which `uses` segments brought in, those taken away aside.
    @inline(__always)
    mutating func append(_ term: Span<UInt8>, uses: Int) throws(Fault) {
      if uses == 0, left == nil { left = Renumbering.Builder(keeping: count, file: file) }
      if left != nil { try left?.append(UInt32(strings.count)) }
      count &+= 1
      if uses != 0 { try strings.append(term, uses: UInt32(truncatingIfNeeded: uses)) }
    }

    /// Takes the strings of another dictionary.
    mutating func append(contentsOf other: MergedDictionary) throws(Fault) {
      if left == nil, other.left != nil {
        left = Renumbering.Builder(keeping: count, file: file)
      }
      if left != nil {
        let naming = Naming(other)
        let offset = UInt32(strings.count)
        for number in 0..<UInt32(other.count) {
          try left?.append(offset + naming.outer(number))
        }
      }
      count += other.count
      try strings.append(contentsOf: other.strings)
    }

    consuming func finish(_ renumberings: [Renumbering]) throws(Fault) -> MergedDictionary {
      let count = count
      let left = try left.take()?.finish()
      return MergedDictionary(try strings.finish(), count: count, left: left, renumberings)
    }
  }
}
