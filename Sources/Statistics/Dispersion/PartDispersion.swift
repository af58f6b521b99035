import Glibc

/// How evenly a term is spread over the parts of a corpus, from its count in each.
///
/// The parts may be of different sizes; equal sections are parts of one size. Parts alike in count
/// and size may be given once, with their number, and the parts without the term need no more than
/// their number, their tokens and the smallest of them, so that a term costs its own parts only.
/// Sums run over the parts in sorted order: the values do not depend on the order in which parts
/// were counted.
public struct PartDispersion: Sendable, Hashable {
  /// Parts of a corpus that are alike.
  public struct Part: Sendable, Hashable, Comparable {
    /// The term's count in each of them.
    public var count: UInt64
    /// The tokens of each of them; above 0.
    public var size: UInt64
    /// How many such parts there are.
    public var times: UInt64

    /// `times` parts of `size` tokens, in each of which the term stands `count` times.
    public init(count: UInt64, size: UInt64, times: UInt64 = 1) {
      self.count = count
      self.size = size
      self.times = times
    }

    /// The order by count, then size, then number.
    public static func < (x: Part, y: Part) -> Bool {
      (x.count, x.size, x.times) < (y.count, y.size, y.times)
    }
  }

  /// The parts of a corpus, with or without the term.
  public struct Whole: Sendable, Hashable {
    /// How many parts there are.
    public var parts: UInt64
    /// The tokens of all parts.
    public var size: UInt64
    /// The tokens of the smallest part.
    public var smallest: UInt64

    /// `parts` parts of `size` tokens together, the smallest of which has `smallest`.
    public init(parts: UInt64, size: UInt64, smallest: UInt64) {
      self.parts = parts
      self.size = size
      self.smallest = smallest
    }
  }

  /// The parts that hold the term.
  private let parts: [Part]
  private let whole: Whole
  /// The parts without the term, and their tokens.
  private let absentParts: UInt64
  private let absentSize: UInt64
  /// The term's count in all parts.
  public let count: UInt64

  /// Nil unless there are at least two parts, none empty of tokens, and the term occurs.
  public init?(_ parts: [Part]) {
    let all = parts.filter { $0.times > 0 }
    self.init(
      all,
      of: Whole(
        parts: all.reduce(0) { $0 + $1.times }, size: all.reduce(0) { $0 + $1.size * $1.times },
        smallest: all.reduce(.max) { min($0, $1.size) }))
  }

  /// From those of the parts of `whole` that hold the term; others may be among them.
  ///
  /// Nil unless there are at least two parts, none empty of tokens, and the term occurs. Costs the
  /// logarithm of the number of parts given for each.
  public init?(_ parts: [Part], of whole: Whole) {
    let present = parts.filter { $0.times > 0 && $0.count > 0 }.sorted()
    self.parts = present
    self.whole = whole
    count = present.reduce(0) { $0 + $1.count * $1.times }
    let partsHere = present.reduce(0) { $0 + $1.times }
    let sizeHere = present.reduce(0) { $0 + $1.size * $1.times }
    guard whole.parts > 1, whole.smallest > 0, count > 0, partsHere <= whole.parts,
      sizeHere <= whole.size
    else { return nil }
    absentParts = whole.parts - partsHere
    absentSize = whole.size - sizeHere
  }

  /// The number of parts.
  public var partCount: UInt64 { whole.parts }
  /// The tokens of all parts.
  public var size: UInt64 { whole.size }
  /// The number of parts that hold the term, its range.
  public var range: UInt64 { whole.parts - absentParts }

  /// The sum over the parts that hold the term.
  private func sum(_ value: (_ count: Double, _ size: Double) -> Double) -> Double {
    parts.reduce(0) { $0 + Double($1.times) * value(Double($1.count), Double($1.size)) }
  }

  /// The sum over the parts that hold the term, to twice the digits of a double.
  private func precisely(
    _ value: (_ count: DoubleDouble, _ size: DoubleDouble) -> DoubleDouble
  ) -> DoubleDouble {
    parts.reduce(DoubleDouble(0.0)) {
      $0 + DoubleDouble($1.times) * value(DoubleDouble($1.count), DoubleDouble($1.size))
    }
  }

  private var f: Double { Double(count) }
  private var n: Double { Double(partCount) }

  /// DP = ½ Σ |vᵢ/f − sᵢ|: 0 where each part has its share, near 1 where one has all (Gries 2008).
  public var dp: Double { (deviations / product(2 * count, size)).value }

  /// Σ |vᵢ N − sᵢ f| for sizes sᵢ of N tokens: whole numbers, exactly.
  private var deviations: DoubleDouble {
    let present = parts.reduce(UInt128(0)) { sum, part in
      let (here, even) = (UInt128(part.count) * UInt128(size), UInt128(part.size) * UInt128(count))
      return sum + UInt128(part.times) * (here > even ? here - even : even - here)
    }
    return DoubleDouble(present + UInt128(absentSize) * UInt128(count))
  }

  /// DP / (1 − min sᵢ), from 0 to 1 (Lijffijt & Gries 2012).
  public var dpNormalized: Double {
    (deviations / product(2 * count, size - whole.smallest)).value
  }

  /// Juilland's D = 1 − (σ / μ) / √(n − 1) of the relative frequencies, σ of the population: 1
  /// where they are the same, 0 where one part has all (Juilland & Chang-Rodríguez 1964).
  public var juillandD: Double {
    // (σ / μ)² = n Σp² / (Σp)² − 1. D is 1 where this is 0, and 0 where it is n − 1.
    let sum = precisely { $0 / $1 }
    let squares = precisely { ($0 / $1) * ($0 / $1) }
    let parts = DoubleDouble(partCount)
    let variation = (parts * squares - sum * sum) / (sum * sum * DoubleDouble(partCount - 1))
    // 1 − √x = (1 − x) / (1 + √x), of which nothing cancels near x = 1.
    return (DoubleDouble(1.0) - variation).value / (1 + variation.squareRoot)
  }

  /// Juilland's usage coefficient U = D · f, a frequency.
  public var juillandU: Double { juillandD * f }

  /// Carroll's D₂ = −Σ qᵢ ln qᵢ / ln n, the evenness of the relative frequencies, from 0 to 1
  /// (Carroll 1970).
  public var carrollD2: Double {
    let total = sum { $0 / $1 }
    let entropy = sum { count, size in
      let share = count / size / total
      return -share * log(share)
    }
    return entropy / log(n)
  }

  /// Carroll's Um = f D₂ + (1 − D₂) f / n, a frequency.
  public var carrollUm: Double { f * carrollD2 + (1 - carrollD2) * f / n }

  /// Rosengren's S = (Σ √(sᵢ vᵢ))² / f, from the smallest share to 1 (Rosengren 1971).
  public var rosengrenS: Double {
    let total = Double(size)
    let root = sum { ($0 * ($1 / total)).squareRoot() }
    return root * root / f
  }

  /// Rosengren's corrected frequency KF = (Σ √(sᵢ vᵢ))² = S · f.
  public var rosengrenKF: Double { rosengrenS * f }

  /// Lyne's D₃ = 1 − χ² / (4f), χ² against the counts by size (Lyne 1985).
  public var lyneD3: Double {
    // χ² = N Σ vᵢ² / sᵢ / f − f, for sizes sᵢ of N tokens.
    let all = DoubleDouble(count)
    let ratio = precisely { $0 * $0 / $1 } * DoubleDouble(size) / (all * all)
    return ((DoubleDouble(5.0) - ratio) / DoubleDouble(4.0)).value
  }

  /// Σ (vᵢ/f) log₂((vᵢ/f) / sᵢ), the divergence of the counts from the sizes, from 0 (Kullback &
  /// Leibler 1951; Gries 2020).
  public var divergence: Double {
    // As the vᵢ and what is expected of them add up to the same, the sum is one of deviances, none
    // negative.
    let present = parts.reduce(0.0) { sum, part in
      let (here, even) = (UInt128(part.count) * UInt128(size), UInt128(part.size) * UInt128(count))
      let mean = DoubleDouble(even) / DoubleDouble(size)
      let excess = DoubleDouble(here, minus: even) / DoubleDouble(size)
      return sum + Double(part.times)
        * deviance(Double(part.count), mean: mean.value, excess: excess.value)
    }
    let absent = (product(absentSize, count) / DoubleDouble(size)).value
    return (present + absent) / f * log2OfE
  }
}
