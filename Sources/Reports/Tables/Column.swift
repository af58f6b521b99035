import Diagnostics

/// A column of a table: its name, what its cells are, and what they mean.
public struct Column: Sendable, Hashable {
  /// What the cells of a column are.
  public enum Kind: String, Sendable, Hashable {
    case text, integer, number
  }

  /// The name in the header row, such as `log_likelihood`.
  public var name: String
  /// What the cells are.
  public var kind: Kind
  /// One line for people: what is counted or measured, and in which unit.
  public var summary: String
  /// Whether the aligned table sets the cells flush right; numbers and integers are by default.
  public var isFlushRight: Bool

  /// A column; flush right if it holds numbers, unless `flushRight` says otherwise.
  public init(_ name: String, _ kind: Kind, _ summary: String, flushRight: Bool? = nil) {
    self.name = name
    self.kind = kind
    self.summary = summary
    isFlushRight = flushRight ?? (kind != .text)
  }
}

/// What is above the rows of a table: which analysis it is, how it was asked for, over what.
public struct TableHeading: Sendable, Hashable {
  /// The analysis's name in its pipeline.
  public var name: String
  /// The analysis's kind, such as `co-occurrence`.
  public var kind: String
  /// The parameters that the analysis ran with, defaults included.
  public var parameters: JSONObject
  /// What made the counts: versions and fingerprint.
  public var provenance: JSONObject
  /// The counts of the corpus behind the table: articles, tokens, and the like.
  public var corpus: JSONObject
  /// The columns, from left to right; at least one.
  public var columns: [Column]

  /// A heading of these parts.
  public init(
    name: String, kind: String, parameters: JSONObject = [:], provenance: JSONObject = [:],
    corpus: JSONObject = [:], columns: [Column]
  ) {
    self.name = name
    self.kind = kind
    self.parameters = parameters
    self.provenance = provenance
    self.corpus = corpus
    self.columns = columns
  }
}
