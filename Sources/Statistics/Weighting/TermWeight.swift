import Glibc

/// A scheme of tf-idf: how much a term says of a document, by how often it occurs in it and in how
/// few documents it occurs.
///
/// The weight is tf · idf. With N documents, df of which hold the term, and f its count in a
/// document of n tokens whose most frequent term has m, logarithms to the base of the scheme:
///
///     tf    count f   relative f / n   boolean 1   log 1 + log f
///           max f / m   augmented ½ + ½ f / m   log_average (1 + log f) / (1 + log(n / types))
///     idf   plain log(N / df)   plus_one log(N / df) + 1   smooth log((1 + N) / (1 + df)) + 1
///           probabilistic max(0, log((N − df) / df))   none 1
public struct TermWeight: Sendable, Hashable, Codable {
  /// What is made of the count in the document.
  public enum TermFrequency: String, Sendable, Hashable, Codable, CaseIterable {
    case count, relative, boolean, log, max, augmented
    case logAverage = "log_average"
  }

  /// What is made of the number of documents.
  public enum DocumentFrequency: String, Sendable, Hashable, Codable, CaseIterable {
    case plain
    case plusOne = "plus_one"
    case smooth, probabilistic, none
  }

  /// The base of the logarithms.
  public enum LogBase: String, Sendable, Hashable, Codable, CaseIterable {
    case e
    case two = "2"
    case ten = "10"

    fileprivate func log(_ x: Double) -> Double {
      switch self {
      case .e: Glibc.log(x)
      case .two: log2(x)
      case .ten: log10(x)
      }
    }
  }

  /// What is made of the count.
  public var termFrequency = TermFrequency.relative
  /// What is made of the number of documents.
  public var documentFrequency = DocumentFrequency.plain
  /// The base of every logarithm.
  public var base = LogBase.e

  /// To so many digits weights, which are products, can be relied upon.
  public static let precision = Precision.digits(12)

  /// The scheme of tidytext: relative counts, ln(N / df).
  public init() {}

  /// A document as the weights of its terms depend on it.
  public struct Document: Sendable, Hashable {
    /// Its tokens, or n-grams.
    public var tokens: UInt64
    /// Its distinct terms.
    public var types: UInt64
    /// The count of its most frequent term.
    public var largestCount: UInt64

    /// A document of `tokens` tokens of `types` types.
    public init(tokens: UInt64 = 0, types: UInt64 = 0, largestCount: UInt64 = 0) {
      self.tokens = tokens
      self.types = types
      self.largestCount = largestCount
    }
  }

  /// What is made of `count`, which is at least 1, in `document`.
  public func tf(_ count: UInt64, in document: Document) -> Double {
    let f = Double(count)
    switch termFrequency {
    case .count: return f
    case .relative: return f / Double(document.tokens)
    case .boolean: return 1
    case .log: return 1 + base.log(f)
    case .max: return f / Double(document.largestCount)
    case .augmented: return 0.5 + 0.5 * f / Double(document.largestCount)
    case .logAverage:
      let mean = Double(document.tokens) / Double(document.types)
      return (1 + base.log(f)) / (1 + base.log(mean))
    }
  }

  /// What is made of `holding` of `documents` that hold the term, at least 1.
  public func idf(_ holding: UInt64, of documents: UInt64) -> Double {
    let (df, n) = (Double(holding), Double(documents))
    switch documentFrequency {
    case .plain: return base.log(n / df)
    case .plusOne: return base.log(n / df) + 1
    case .smooth: return base.log((1 + n) / (1 + df)) + 1
    case .probabilistic: return holding < documents ? max(0, base.log((n - df) / df)) : 0
    case .none: return 1
    }
  }
}
