import Glibc

/// A two-by-two contingency table of a pair, by its first cell and its margins.
///
///                  collocate   other
///     node           o11        o12     r1
///     other          o21        o22     r2
///                     c1         c2     n
///
/// How the four numbers are counted is a convention that this type does not know. Under some
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
  public var expected: Double? { n > 0 ? (marginalProduct / DoubleDouble(n)).value : nil }

  /// O · N − R1 · C1, which is also the determinant O11 · O22 − O12 · O21, exactly.
  ///
  /// O − E and all that compares O with E is taken from it, so that nothing cancels near
  /// independence.
  var determinant: DoubleDouble {
    DoubleDouble(UInt128(o) * UInt128(n), minus: UInt128(r1) * UInt128(c1))
  }

  /// R1 · C1.
  var marginalProduct: DoubleDouble { product(r1, c1) }
}

/// `a` · `b`, exactly.
func product(_ a: UInt64, _ b: UInt64) -> DoubleDouble { DoubleDouble(UInt128(a) * UInt128(b)) }

/// What most scores start from: O and E, and O − E without cancellation.
struct Comparison {
  private let table: Contingency

  /// Nil if nothing is expected: then R1 or C1 is zero, and there is nothing to compare.
  @inline(__always)
  init?(_ table: Contingency) {
    guard table.n > 0, table.r1 > 0, table.c1 > 0 else { return nil }
    self.table = table
  }

  var o: Double { Double(table.o) }
  var e: Double { (table.marginalProduct / DoubleDouble(table.n)).value }
  /// O − E.
  var excess: Double { (table.determinant / DoubleDouble(table.n)).value }

  /// ln(O / E); −∞ at O = 0.
  @inline(__always)
  var logRatio: Double {
    table.o == 0
      ? -.infinity
      : DoubleDouble.logarithm(of: product(table.o, table.n), over: table.marginalProduct)
  }

  /// log₂(O^`power` / E); −∞ at O = 0.
  @inline(__always)
  func binaryLogRatio(power: Int = 1) -> Double {
    guard table.o > 0 else { return -.infinity }
    var dividend = product(table.o, table.n)
    for _ in 1..<power { dividend = dividend * DoubleDouble(table.o) }
    return DoubleDouble.binaryLogarithm(of: dividend, over: table.marginalProduct)
  }

  /// `value`, negative where less was observed than expected.
  @inline(__always)
  func signed(_ value: Double) -> Double { table.determinant.isNegative ? -value : value }
}
