import Articles

/// Where the articles of a corpus, or of a part of it, have gone.
///
/// What was read is what was counted, filtered, duplicate or rejected (`isConserved`); duplicates
/// are articles of batches that hold the same bytes as another. A damaged batch is rejected as one:
/// how many articles it was to hold nobody knows, and what it gave before the damage is in no
/// count.
public struct CorpusCounts: Sendable, Hashable {
  /// Articles read, whatever became of them.
  public var read: UInt64 = 0
  /// Articles that the analyses counted.
  public var counted: UInt64 = 0
  /// Articles that `where` left out.
  public var filtered: UInt64 = 0
  /// Articles of batches that were listed before.
  public var duplicates: UInt64 = 0
  /// Records that could not be read.
  public var rejected: UInt64 = 0
  /// Undecodable sequences that became U+FFFD.
  public var replacements: UInt64 = 0
  /// Articles whose date could not be read.
  public var unreadableDates: UInt64 = 0
  /// Articles by encoding, in the order of `TextEncoding.counted`.
  public var encodings = [UInt64](repeating: 0, count: TextEncoding.counted.count)

  /// The counts of nothing.
  public init() {}

  /// Whether no article had another encoding than UTF-8.
  public var isUTF8: Bool { encodings.dropFirst().allSatisfy { $0 == 0 } }

  static let fieldCount = 7 + TextEncoding.counted.count

  /// Whether nothing was lost: read = counted + filtered + duplicates + rejected.
  public var isConserved: Bool { read == counted + filtered + duplicates + rejected }

  /// The counts in a fixed order, as segments hold them.
  public var values: [UInt64] {
    [read, counted, filtered, duplicates, rejected, replacements, unreadableDates] + encodings
  }

  /// The counts from their `values`, as many as there are.
  public init(_ values: ArraySlice<UInt64>) {
    let v = Array(values)
    (read, counted, filtered, duplicates) = (v[0], v[1], v[2], v[3])
    (rejected, replacements, unreadableDates) = (v[4], v[5], v[6])
    encodings = Array(v[7...])
  }

  /// The counts of two parts together.
  public static func + (a: CorpusCounts, b: CorpusCounts) -> CorpusCounts {
    CorpusCounts(zip(a.values, b.values).map(+)[...])
  }

  /// What came to `b` to make `a`.
  public static func - (a: CorpusCounts, b: CorpusCounts) -> CorpusCounts {
    CorpusCounts(zip(a.values, b.values).map(-)[...])
  }

  /// Takes in the counts of another part.
  public static func += (a: inout CorpusCounts, b: CorpusCounts) { a = a + b }
}
