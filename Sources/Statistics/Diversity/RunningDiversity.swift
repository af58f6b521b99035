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

  /// The stretches of one reading of a text, whose TTR stays at or above a factor: integers of which
  /// MTLD is made.
  public struct Stretches: Sendable, Hashable {
    /// The stretches that ended.
    public var complete: UInt64
    /// The types and tokens of the unfinished one.
    public var restTypes: UInt64
    /// See `restTypes`.
    public var restTokens: UInt64

    /// Stretches of these parts.
    public init(complete: UInt64, restTypes: UInt64, restTokens: UInt64) {
      self.complete = complete
      self.restTypes = restTypes
      self.restTokens = restTokens
    }

    /// The number of stretches, the unfinished one counting as far as its TTR fell towards `factor`,
    /// in thousandths: a quotient of whole numbers.
    fileprivate func number(factor: Int) -> DoubleDouble {
      guard restTokens > 0 else { return DoubleDouble(complete) }
      // (1 − types / tokens) / (1 − factor / 1000)
      let fall =
        product(1000, restTokens - restTypes) / product(restTokens, UInt64(1000 - factor))
      return DoubleDouble(complete) + fall
    }
  }

  /// The stretches of the text read forwards, and read backwards. A stretch ends with the token that
  /// takes its TTR below `factor`, in thousandths.
  public func stretches(factor: Int = 720) -> (forwards: Stretches, backwards: Stretches) {
    precondition((1..<1000).contains(factor), "the factor is in thousandths")
    return (stretches(tokens, factor), stretches(tokens.reversed(), factor))
  }

  /// MTLD: the mean length of stretches whose TTR stays at or above `factor`, read forwards and
  /// backwards (McCarthy & Jarvis 2010).
  ///
  /// A stretch ends with the token that takes the TTR below the factor; the unfinished one counts
  /// as far as it fell. `factor` is in thousandths. Nil if the TTR never falls, as in an empty
  /// text.
  public func lexicalDiversity(factor: Int = 720) -> Double? {
    let (forwards, backwards) = stretches(factor: factor)
    return RunningDiversity.lexicalDiversity(
      forwards, backwards, tokens: UInt64(tokens.count), factor: factor)
  }

  /// MTLD from the stretches of a text of `tokens` tokens.
  public static func lexicalDiversity(
    _ forwards: Stretches, _ backwards: Stretches, tokens: UInt64, factor: Int
  ) -> Double? {
    let (ahead, back) = (forwards.number(factor: factor), backwards.number(factor: factor))
    guard ahead.value > 0, back.value > 0 else { return nil }
    let all = DoubleDouble(tokens)
    return ((all / ahead + all / back) / DoubleDouble(2.0)).value
  }

  private func stretches(_ tokens: some Sequence<UInt32>, _ factor: Int) -> Stretches {
    var lastStretch = [Int](repeating: -1, count: typeCount)
    var (stretches, types, length) = (0, 0, 0)
    for token in tokens {
      if lastStretch[Int(token)] != stretches { types += 1 }
      lastStretch[Int(token)] = stretches
      length += 1
      // In integers: a TTR of exactly the factor is not below it.
      if types * 1000 < factor * length {
        stretches += 1
        (types, length) = (0, 0)
      }
    }
    return Stretches(
      complete: UInt64(stretches), restTypes: UInt64(types), restTokens: UInt64(length))
  }
}
