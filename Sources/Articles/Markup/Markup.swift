/// Whether titles and bodies are read as HTML: `corpus.markup`.
public enum Markup: String, Sendable, Hashable, Codable, CaseIterable {
  /// Records that hold tags or character references which hardly anything else can be.
  case auto
  /// All records.
  case html
  /// None.
  case none
}

/// What of HTML a text holds.
public enum MarkupLevel: Int, Sendable, Hashable, Comparable {
  case none
  /// Character references alone, such as `&amp;`.
  case references
  /// Tags.
  case tags

  /// Whether `a` is less of it than `b`.
  public static func < (a: MarkupLevel, b: MarkupLevel) -> Bool { a.rawValue < b.rawValue }
}
