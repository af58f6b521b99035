import Glibc

/// How evenly a term is spread, from the distances between its occurrences (Savický & Hlaváčová
/// 2002).
///
/// The corpus is taken as a ring, so that the distances add up to its size. They come as a
/// histogram, which is all that is needed, and sums run over it in sorted order.
public struct DistanceDispersion: Sendable, Hashable {
  /// Each distance with the number of its occurrences, in rising order.
  private let histogram: [(distance: UInt64, times: UInt64)]
  /// The term's count.
  public let count: UInt64
  /// The tokens of the corpus.
  public let size: UInt64

  /// From `distances` with their numbers, the one over the end of the corpus included.
  ///
  /// Nil unless there is a distance, each above 0.
  public init?(histogram distances: [UInt64: UInt64]) {
    histogram = distances.filter { $0.value > 0 }.sorted { $0.key < $1.key }
      .map { (distance: $0.key, times: $0.value) }
    count = histogram.reduce(0) { $0 + $1.times }
    size = histogram.reduce(0) { $0 + $1.distance * $1.times }
    guard let first = histogram.first, first.distance > 0 else { return nil }
  }

  /// From the `positions` of a term, rising and below `size`.
  ///
  /// Nil if there are none.
  public init?(positions: [UInt64], size: UInt64) {
    guard let first = positions.first, let last = positions.last else { return nil }
    var distances: [UInt64: UInt64] = [first + size - last: 1]
    for (position, next) in zip(positions, positions.dropFirst()) {
      distances[next - position, default: 0] += 1
    }
    self.init(histogram: distances)
  }

  private func sum(_ value: (Double) -> Double) -> Double {
    histogram.reduce(0) { $0 + Double($1.times) * value(Double($1.distance)) }
  }

  private func squares() -> UInt128 {
    histogram.reduce(0) {
      $0 + UInt128($1.times) * UInt128($1.distance) * UInt128($1.distance)
    }
  }

  private var n: Double { Double(size) }

  /// ARF, the average reduced frequency Σ min(d, v) / v, v = N / f: from about 1 for one cluster to
  /// f for an even spread.
  public var averageReducedFrequency: Double {
    // Times N, it is Σ min(f d, N), of whole numbers.
    let reduced = histogram.reduce(UInt128(0)) {
      $0 + UInt128($1.times) * min(UInt128(count) * UInt128($1.distance), UInt128(size))
    }
    return (DoubleDouble(reduced) / DoubleDouble(size)).value
  }

  /// AWT, the average waiting time ½ (1 + Σ d² / N), in tokens.
  public var averageWaitingTime: Double {
    (DoubleDouble(squares() + UInt128(size)) / DoubleDouble(2 * size)).value
  }

  /// The frequency N² / Σ d² that AWT amounts to; f for an even spread.
  public var waitingTimeFrequency: Double { (product(size, size) / DoubleDouble(squares())).value }

  /// ALD, the average logarithmic distance Σ d log₁₀ d / N.
  public var averageLogarithmicDistance: Double { sum { $0 * log10($0) } / n }

  /// The frequency exp(−Σ (d/N) ln(d/N)) that ALD amounts to; f for an even spread.
  public var logarithmicDistanceFrequency: Double { exp(-sum { $0 / n * log($0 / n) }) }

  /// Whether the distances are the same.
  public static func == (x: DistanceDispersion, y: DistanceDispersion) -> Bool {
    x.histogram.elementsEqual(y.histogram, by: ==)
  }

  /// Hashes the distances.
  public func hash(into hasher: inout Hasher) {
    for (distance, times) in histogram {
      hasher.combine(distance)
      hasher.combine(times)
    }
  }
}
