/// The diversity of a text as it runs: measures for which the order of the tokens matters.
///
/// Tokens are numbers of types, dense from 0, as an article's own little dictionary gives them.
public struct RunningDiversity: Sendable {
  private let tokens: [UInt32]
  private let typeCount: Int

  /// `tokens` are all below `typeCount`.
  public init(tokens: [UInt32], typeCount: Int) {
    precondition(tokens.allSatisfy { $0 < typeCount }, "a token beyond the number of types")
    self.tokens = tokens
    self.typeCount = typeCount
  }

  /// Types summed over windows of one size: two integers, which may be added up over texts.
  public struct WindowedTypes: Sendable, Hashable {
    /// The types in each window, summed.
    public var types: UInt64
    /// The number of windows.
    public var windows: UInt64
    /// The tokens in a window.
    public var size: UInt64

    /// The mean type-token ratio; nil without windows.
    public var ratio: Double? {
      windows > 0 ? Double(types) / (Double(windows) * Double(size)) : nil
    }
  }

  /// MATTR: the types of every window of `size` tokens (Covington & McFall 2010). Costs one step a
  /// token.
  public func movingWindows(of size: Int) -> WindowedTypes {
    precondition(size > 0, "an empty window")
    var result = WindowedTypes(types: 0, windows: 0, size: UInt64(size))
    var counts = [Int](repeating: 0, count: typeCount)
    var types: UInt64 = 0
    for (index, token) in tokens.enumerated() {
      if counts[Int(token)] == 0 { types += 1 }
      counts[Int(token)] += 1
      if index >= size {
        let leaving = Int(tokens[index - size])
        counts[leaving] -= 1
        if counts[leaving] == 0 { types -= 1 }
      }
      if index >= size - 1 {
        result.types += types
        result.windows += 1
      }
    }
    return result
  }

  /// MSTTR: the types of adjoining segments of `size` tokens, the rest at the end left out (Johnson
  /// 1944).
  public func segments(of size: Int) -> WindowedTypes {
    precondition(size > 0, "an empty segment")
    var result = WindowedTypes(types: 0, windows: 0, size: UInt64(size))
    var lastSegment = [Int](repeating: -1, count: typeCount)
    for (index, token) in tokens.prefix(tokens.count / size * size).enumerated() {
      let segment = index / size
      if lastSegment[Int(token)] != segment { result.types += 1 }
      lastSegment[Int(token)] = segment
    }
    result.windows = UInt64(tokens.count / size)
    return result
  }

  /// MTLD: the mean length of stretches whose TTR stays at or above `factor`, read forwards and
  /// backwards (McCarthy & Jarvis 2010).
  ///
  /// A stretch ends with the token that takes the TTR below the factor; the unfinished one counts
  /// as far as it fell. `factor` is in thousandths. Nil if the TTR never falls, as in an empty
  /// text.
  public func lexicalDiversity(factor: Int = 720) -> Double? {
    precondition((1..<1000).contains(factor), "the factor is in thousandths")
    guard let forwards = stretchLength(tokens, factor),
      let backwards = stretchLength(tokens.reversed(), factor)
    else { return nil }
    return (forwards + backwards) / 2
  }

  private func stretchLength(_ tokens: some Sequence<UInt32>, _ factor: Int) -> Double? {
    var lastStretch = [Int](repeating: -1, count: typeCount)
    var (stretches, types, length, total) = (0, 0, 0, 0)
    for token in tokens {
      if lastStretch[Int(token)] != stretches { types += 1 }
      lastStretch[Int(token)] = stretches
      length += 1
      total += 1
      // In integers: a TTR of exactly the factor is not below it.
      if types * 1000 < factor * length {
        stretches += 1
        (types, length) = (0, 0)
      }
    }
    var count = Double(stretches)
    if length > 0 {
      count += (1 - Double(types) / Double(length)) / (1 - Double(factor) / 1000)
    }
    return count > 0 ? Double(total) / count : nil
  }
}
