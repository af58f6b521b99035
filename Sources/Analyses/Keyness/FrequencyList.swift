/// Terms and how often they occur in a corpus that is not at hand.
///
/// Holds the terms' bytes and some 12 bytes a term.
public struct FrequencyList: Sendable, Hashable {
  /// The file as the pipeline names it.
  public var file: String
  /// The tokens (or n-gram positions) of the corpus.
  public var total: UInt64
  /// Whether the pipeline gives the total; else it is the sum of the counts.
  public var givesTotal: Bool
  /// SHA-256 of the file, in hexadecimal.
  public var digest: String
  private var text: [UInt8] = []
  private var edges: [UInt32] = [0]
  /// The counts, in the order of the list.
  public private(set) var counts: [UInt64] = []

  /// A list without terms.
  public init(file: String, total: UInt64? = nil, digest: String = "") {
    self.file = file
    self.total = total ?? 0
    givesTotal = total != nil
    self.digest = digest
  }

  /// The number of terms.
  public var count: Int { counts.count }

  /// Appends a term, which is not in the list yet; adds to the total if that is the sum.
  public mutating func append(_ term: some Collection<UInt8>, count: UInt64) {
    text.append(contentsOf: term)
    edges.append(UInt32(truncatingIfNeeded: text.count))
    counts.append(count)
    if !givesTotal { total += count }
  }

  /// The bytes of term `number`.
  public func term(_ number: Int) -> ArraySlice<UInt8> {
    text[Int(edges[number])..<Int(edges[number + 1])]
  }

  /// The longest text that a list can hold, in bytes.
  public static var longest: Int { Int(UInt32.max) }
}
