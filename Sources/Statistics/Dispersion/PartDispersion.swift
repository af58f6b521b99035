import Glibc

/// How evenly a term is spread over the parts of a corpus, from its count in each.
///
/// The parts may be of different sizes; equal sections are parts of one size. Parts alike in count
/// and size may be given once, with their number. Sums run over the parts in sorted order, so that
/// the values do not depend on the order in which parts were counted.
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

  private let parts: [Part]
  /// The number of parts.
  public let partCount: UInt64
  /// The term's count in all parts.
  public let count: UInt64
  /// The tokens of all parts.
  public let size: UInt64

  /// Nil unless there are at least two parts, none empty of tokens, and the term occurs.
  public init?(_ parts: [Part]) {
    self.parts = parts.filter { $0.times > 0 }.sorted()
    partCount = parts.reduce(0) { $0 + $1.times }
    count = parts.reduce(0) { $0 + $1.count * $1.times }
    size = parts.reduce(0) { $0 + $1.size * $1.times }
    guard partCount > 1, count > 0, self.parts.allSatisfy({ $0.size > 0 }) else { return nil }
  }

  private func sum(_ value: (_ count: Double, _ size: Double) -> Double) -> Double {
    parts.reduce(0) { $0 + Double($1.times) * value(Double($1.count), Double($1.size)) }
  }

  private var f: Double { Double(count) }
  private var n: Double { Double(partCount) }

  /// DP = ½ Σ |vᵢ/f − sᵢ|: 0 where each part has its share, near 1 where one has all (Gries 2008).
  public var dp: Double {
    let total = Double(size)
    return 0.5 * sum { abs($0 / f - $1 / total) }
  }

  /// DP / (1 − min sᵢ), from 0 to 1 (Lijffijt & Gries 2012).
  public var dpNormalized: Double {
    let smallest = parts.reduce(parts[0].size) { min($0, $1.size) }
    return dp / (1 - Double(smallest) / Double(size))
  }

  /// Juilland's D = 1 − (σ / μ) / √(n − 1) of the relative frequencies, σ of the population: 1
  /// where they are the same, 0 where one part has all (Juilland & Chang-Rodríguez 1964).
  public var juillandD: Double {
    let mean = sum { $0 / $1 } / n
    let variance = sum { ($0 / $1 - mean) * ($0 / $1 - mean) } / n
    return 1 - variance.squareRoot() / mean / (n - 1).squareRoot()
  }

  /// Juilland's usage coefficient U = D · f, a frequency.
  public var juillandU: Double { juillandD * f }

  /// Carroll's D₂ = −Σ qᵢ ln qᵢ / ln n, the evenness of the relative frequencies, from 0 to 1
  /// (Carroll 1970).
  public var carrollD2: Double {
    let total = sum { $0 / $1 }
    let entropy = sum { count, size in
      let share = count / size / total
      return share > 0 ? -share * log(share) : 0
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

  /// Lyne's D₃ = 1 − χ² / (4f), χ² against the counts by size (Lyne 1985).
  public var lyneD3: Double {
    let total = Double(size)
    let chiSquared = sum { count, size in
      let expected = f * size / total
      return (count - expected) * (count - expected) / expected
    }
    return 1 - chiSquared / (4 * f)
  }

  /// Σ (vᵢ/f) log₂((vᵢ/f) / sᵢ), the divergence of the counts from the sizes, from 0 (Kullback &
  /// Leibler 1951; Gries 2020).
  public var divergence: Double {
    let total = Double(size)
    return sum { $0 > 0 ? $0 / f * log2($0 / f / ($1 / total)) : 0 }
  }
}
