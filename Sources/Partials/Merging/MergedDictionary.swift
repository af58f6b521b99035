import Bytes
import Diagnostics

/// A dictionary merged from several runs, some of which may be taken away from the others.
///
/// Its strings are numbered twice. While runs are read every string has a number, even one whose last
/// run is taken away: what is counted under it must meet to cancel. Whoever reads the merge sees only
/// the strings that are left, numbered without gaps.
final class MergedDictionary: Sendable {
  /// The strings that are left.
  let strings: TermList
  /// How many runs brought each of them in.
  let uses: Buffer<UInt32>
  /// How many strings there are, those among them that are not left.
  let count: Int
  /// For each run, the merge's numbers of its strings; ascending.
  let renumberings: [RunMerge.Renumbering]
  /// The place in `strings` of every string, or of the next one that is left; nil if all are.
  private let left: RunMerge.Renumbering?

  private init(
    _ strings: TermList, uses: consuming Buffer<UInt32>, count: Int,
    left: RunMerge.Renumbering?, _ renumberings: [RunMerge.Renumbering]
  ) {
    self.strings = strings
    self.uses = uses
    self.count = count
    self.left = left
    self.renumberings = renumberings
  }

  /// Whether every string is left.
  var isWhole: Bool { left == nil }

  /// The number in `strings` of the string that the merge calls `number`.
  @inline(__always)
  func outer(_ number: UInt32) -> UInt32 { left.map { $0.numbers[Int(number)] } ?? number }

  /// The least of the merge's numbers whose string stands at `number` of `strings`, or behind.
  func inner(_ number: UInt32) -> UInt32 {
    guard let left else { return number }
    return left.place(of: number)
  }

  /// Takes the strings in order.
  struct Builder: ~Copyable {
    private var strings: TermList.Builder
    private var uses = Buffer<UInt32>()
    private var left = Buffer<UInt32>()
    /// How many strings were taken: the number of the next.
    private(set) var count = 0

    init(_ strings: consuming TermList.Builder) { self.strings = strings }

    /// Takes the next string, which `uses` runs brought in, those taken away aside.
    @inline(__always)
    mutating func append(_ term: Span<UInt8>, uses: Int) throws(Fault) {
      if uses == 0, left.isEmpty { keepAll() }
      if !left.isEmpty || uses == 0 { left.append(UInt32(strings.count)) }
      count &+= 1
      guard uses != 0 else { return }
      self.uses.append(UInt32(truncatingIfNeeded: uses))
      try strings.append(term)
    }

    /// Takes the strings of another builder.
    mutating func append(contentsOf other: borrowing Builder) throws(Fault) {
      if !left.isEmpty || !other.left.isEmpty {
        if left.isEmpty { keepAll() }
        let offset = UInt32(strings.count)
        for number in 0..<other.count {
          left.append(offset + (other.left.isEmpty ? UInt32(number) : other.left[number]))
        }
      }
      count += other.count
      uses.append(contentsOf: other.uses.span)
      try strings.append(contentsOf: other.strings)
    }

    /// All strings so far are left.
    private mutating func keepAll() {
      left.reserve(count + 1)
      for number in 0..<count { left.append(UInt32(number)) }
    }

    consuming func finish(
      _ renumberings: [RunMerge.Renumbering]
    ) throws(Fault) -> MergedDictionary {
      let isWhole = strings.count == count
      let numbers = isWhole ? nil : RunMerge.Renumbering(left)
      return MergedDictionary(
        try strings.finish(), uses: uses, count: count, left: numbers, renumberings)
    }
  }
}
