import Glibc

/// A two-by-two contingency table of a pair, by its first cell and its margins.
///
///                  collocate   other
///     node           o11        o12     r1
///     other          o21        o22     r2
///                     c1         c2     n
///
/// How the four numbers are counted is a convention that this type knows nothing of. Under some
/// conventions `o` exceeds a margin, and a derived cell is then negative: the table is not
/// `isWhole`, and measures that need such a cell have no value. Counts are exact up to 10^15.
@frozen
public struct Contingency: Sendable, Hashable {
  /// The joint count O, which is also the cell O11.
  public var o: UInt64
  /// The marginal count of the node.
  public var r1: UInt64
  /// The marginal count of the collocate.
  public var c1: UInt64
  /// The number of all that is counted.
  public var n: UInt64

  /// The table with this joint count and these margins.
  @inlinable
  public init(o: UInt64, r1: UInt64, c1: UInt64, n: UInt64) {
    self.o = o
    self.r1 = r1
    self.c1 = c1
    self.n = n
  }

  /// The table with these four cells.
  public init(o11: UInt64, o12: UInt64, o21: UInt64, o22: UInt64) {
    self.init(o: o11, r1: o11 + o12, c1: o11 + o21, n: o11 + o12 + o21 + o22)
  }

  /// The same table with node and collocate exchanged.
  public var transposed: Contingency { Contingency(o: o, r1: c1, c1: r1, n: n) }

  /// The node's count beyond the joint one; negative where the convention lets O exceed R1.
  @inlinable public var o12: Int64 { Int64(r1) - Int64(o) }
  /// The collocate's count beyond the joint one; negative where the convention lets O exceed C1.
  @inlinable public var o21: Int64 { Int64(c1) - Int64(o) }
  /// What is left of N.
  @inlinable public var o22: Int64 { Int64(n) - Int64(r1) - Int64(c1) + Int64(o) }
  /// The margin of what is not the node.
  @inlinable public var r2: Int64 { Int64(n) - Int64(r1) }
  /// The margin of what is not the collocate.
  @inlinable public var c2: Int64 { Int64(n) - Int64(c1) }

  /// Whether all four cells are counts, none negative, and not all zero.
  @inlinable public var isWhole: Bool { n > 0 && o12 >= 0 && o21 >= 0 && o22 >= 0 }

  /// The joint count E = R1 · C1 / N expected under independence; nil without any counts.
  public var expected: Double? { n > 0 ? Double(r1) * Double(c1) / Double(n) : nil }

  /// O · N − R1 · C1, which is also the determinant O11 · O22 − O12 · O21: exact but for one
  /// rounding.
  ///
  /// O − E and all that compares O with E is taken from it, so that nothing cancels near
  /// independence.
  var determinant: Double {
    difference(UInt128(o) * UInt128(n), UInt128(r1) * UInt128(c1))
  }
}

/// `a` − `b` with a single rounding.
func difference(_ a: UInt128, _ b: UInt128) -> Double {
  a >= b ? rounded(a - b) : -rounded(b - a)
}

/// `value` as a double, with an error below one unit in the last place.
private func rounded(_ value: UInt128) -> Double {
  let high = UInt64(truncatingIfNeeded: value >> 64)
  return Double(high) * 0x1p64 + Double(UInt64(truncatingIfNeeded: value))
}

/// What most scores start from: O and E, and O − E without cancellation.
struct Comparison {
  let o: Double
  let e: Double
  /// O − E.
  let excess: Double

  /// Nil if nothing is expected: then R1 or C1 is zero, and there is nothing to compare.
  @inline(__always)
  init?(_ table: Contingency) {
    guard table.n > 0, table.r1 > 0, table.c1 > 0 else { return nil }
    let n = Double(table.n)
    o = Double(table.o)
    e = Double(table.r1) * Double(table.c1) / n
    excess = table.determinant / n
  }

  /// ln(O / E), stable near independence; −∞ at O = 0.
  @inline(__always)
  var logRatio: Double {
    let relative = excess / e
    return relative.magnitude < 0.5 ? log1p(relative) : log(o / e)
  }

  /// `value`, negative where less was observed than expected.
  @inline(__always)
  func signed(_ value: Double) -> Double { excess < 0 ? -value : value }
}
