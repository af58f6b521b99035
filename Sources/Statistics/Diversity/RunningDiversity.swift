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

    /// `types` types in all of `windows` windows of `size` tokens.
    public init(types: UInt64, windows: UInt64, size: UInt64) {
      self.types = types
      self.windows = windows
      self.size = size
    }

    /// The mean type-token ratio; nil without windows.
    public var ratio: Double? {
      windows > 0 ? (DoubleDouble(types) / product(windows, size)).value : nil
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

  /// The factors of one reading of a text, whose TTR stays at or above a threshold: integers of
  /// which MTLD is made.
  public struct Factors: Sendable, Hashable {
    /// The factors that ended.
    public var complete: UInt64
    /// The types and tokens of the unfinished one.
    public var restTypes: UInt64
    /// See `restTypes`.
    public var restTokens: UInt64

    /// Factors of these parts.
    public init(complete: UInt64, restTypes: UInt64, restTokens: UInt64) {
      self.complete = complete
      self.restTypes = restTypes
      self.restTokens = restTokens
    }

    /// The number of factors, the unfinished one counting as far as its TTR fell towards
    /// `threshold`, in thousandths: a quotient of whole numbers.
    fileprivate func number(threshold: Int) -> DoubleDouble {
      guard restTokens > 0 else { return DoubleDouble(complete) }
      // (1 − types / tokens) / (1 − threshold / 1000)
      let fall =
        product(1000, restTokens - restTypes) / product(restTokens, UInt64(1000 - threshold))
      return DoubleDouble(complete) + fall
    }
  }

  /// The factors of the text read forwards, and read backwards. A factor ends with the token that
  /// takes its TTR below `threshold`, in thousandths.
  public func factors(threshold: Int = 720) -> (forwards: Factors, backwards: Factors) {
    precondition((1..<1000).contains(threshold), "the threshold is in thousandths")
    return (factors(tokens, threshold), factors(tokens.reversed(), threshold))
  }

  /// MTLD: the mean length of word sequences whose TTR stays at or above `threshold`, read forwards
  /// and backwards (McCarthy & Jarvis 2010).
  ///
  /// A factor ends with the token that takes the TTR below the threshold; the unfinished one counts
  /// as far as it fell. `threshold` is in thousandths. Nil if the TTR never falls, as in an empty
  /// text.
  public func lexicalDiversity(threshold: Int = 720) -> Double? {
    let (forwards, backwards) = factors(threshold: threshold)
    return RunningDiversity.lexicalDiversity(
      forwards, backwards, tokens: UInt64(tokens.count), threshold: threshold)
  }

  /// MTLD from the factors of a text of `tokens` tokens.
  public static func lexicalDiversity(
    _ forwards: Factors, _ backwards: Factors, tokens: UInt64, threshold: Int
  ) -> Double? {
    let (ahead, back) = (
      forwards.number(threshold: threshold), backwards.number(threshold: threshold)
    )
    guard ahead.value > 0, back.value > 0 else { return nil }
    let all = DoubleDouble(tokens)
    return ((all / ahead + all / back) / DoubleDouble(2.0)).value
  }

  private func factors(_ tokens: some Sequence<UInt32>, _ threshold: Int) -> Factors {
    var lastFactor = [Int](repeating: -1, count: typeCount)
    var (factors, types, length) = (0, 0, 0)
    for token in tokens {
      if lastFactor[Int(token)] != factors { types += 1 }
      lastFactor[Int(token)] = factors
      length += 1
      // In integers: a TTR of exactly the threshold is not below it.
      if types * 1000 < threshold * length {
        factors += 1
        (types, length) = (0, 0)
      }
    }
    return Factors(
      complete: UInt64(factors), restTypes: UInt64(types), restTokens: UInt64(length))
  }
}
