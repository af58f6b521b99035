import Bytes
import Diagnostics

/// Numbers by number, ascending: what the strings of a segment are called in a merge.
final class Renumbering: Sendable {
  /// How many numbers are renumbered.
  let count: Int
  /// How many of the first stay what they are; a segment that is alone keeps all, at no cost.
  fileprivate let same: Int
  /// What the others become, four bytes each.
  fileprivate let others: PagedBytes

  private init(count: Int, same: Int, _ others: PagedBytes) {
    self.count = count
    self.same = same
    self.others = others
  }

  /// The memory held, in bytes.
  var byteCount: Int { others.byteCount }

  /// What a merge's numbers take in memory, in bytes, if there are `count` of them.
  static func byteCount(_ count: Int) -> Int { 4 * count }

  /// Takes what each number becomes, in order.
  struct Builder: ~Copyable {
    private(set) var count = 0
    private var same = 0
    private var others: PagedBytes.Builder

    /// A builder that fills pages of `file`; in memory if there is none.
    init(file: PageFile?) { others = PagedBytes.Builder(file: file) }

    /// The first `count` numbers, all of which stay what they are; in memory, or in pages of
    /// `file`.
    init(keeping count: Int, file: PageFile?) {
      self.init(file: file)
      self.count = count
      same = count
    }

    /// Takes what the next number becomes.
    @inline(__always)
    mutating func append(_ number: UInt32) throws(Fault) {
      if same == count, number == UInt32(truncatingIfNeeded: same) {
        same &+= 1
      } else {
        try others.append32(number)
      }
      count &+= 1
    }

    consuming func finish() throws(Fault) -> Renumbering {
      Renumbering(count: count, same: same, try others.finish())
    }
  }

  /// Looks numbers up. For one thread at a time.
  final class Reader {
    private let same: Int
    private let count: Int
    private let others: PageReader

    init(_ renumbering: Renumbering) {
      same = renumbering.same
      count = renumbering.count
      others = PageReader(renumbering.others)
    }

    /// What `number` becomes.
    @inline(__always)
    subscript(number: UInt32) -> UInt32 {
      get throws(Fault) {
        let place = Int(number)
        return place < same ? number : try others.load32(at: 4 &* (place &- same))
      }
    }

    /// The first place whose number is `number` or more.
    func place(of number: UInt32) throws(Fault) -> UInt32 {
      var low = 0
      var high = count
      while low < high {
        let middle = (low + high) / 2
        if try self[UInt32(middle)] < number { low = middle + 1 } else { high = middle }
      }
      return UInt32(low)
    }
  }
}
