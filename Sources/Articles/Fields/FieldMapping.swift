/// Which key of the input fills which slot of an article.
///
/// A slot that the mapping names is filled by that key alone, which must match exactly. Every other
/// slot is filled by the first of its common names (`commonNames`) that is present and has a value;
/// common names match whatever the case of their ASCII letters.
///
/// A mapped key is a dotted path into nested objects (`meta.outlet.name`); a key that is itself
/// written with dots is found too.
public struct FieldMapping: Sendable, Hashable, Codable {
  /// One line of a pipeline's `fields:`.
  public struct Entry: Sendable, Hashable, Codable {
    /// The slot: a `Field` name, or the name of a further field.
    public var name: String
    /// The key in the input, a dotted path.
    public var key: String

    /// A line that fills the slot `name` from `key`.
    public init(name: String, key: String) {
      self.name = name
      self.key = key
    }
  }

  /// The mapping as the pipeline gives it, in its order.
  public let entries: [Entry]
  /// The names of further fields, in order: the n-th has slot `Field.allCases.count + n`.
  public let extra: [String]

  /// A mapping by `entries`; of two with one name the later holds.
  public init(_ entries: [Entry] = []) {
    self.entries = entries
    var seen: Set<String> = []
    extra = entries.map(\.name).filter { Field(name: $0) == nil && seen.insert($0).inserted }
  }

  /// The number of an article's slots under this mapping.
  public var slotCount: Int { Field.allCases.count + extra.count }

  /// The slot of the field called `name`; nil if there is none.
  public func slot(named name: String) -> Int? {
    if let field = Field(name: name) { return field.rawValue }
    return extra.firstIndex(of: name).map { Field.allCases.count + $0 }
  }

  /// The key that the mapping gives for the field called `name`.
  public func key(for name: String) -> String? {
    entries.last { $0.name == name }?.key
  }

  /// The names by which fields are recognised without a mapping, best first.
  ///
  /// `subject`, `permalink`, `via` and `categories` are what heads of Markdown articles say.
  public static let commonNames: [(field: Field, names: [String])] = [
    (.id, ["id", "guid"]),
    (.title, ["title", "headline", "subject"]),
    (.body, ["body", "text", "content", "article"]),
    (.date, ["date", "published", "published_at", "pubDate", "created"]),
    (.source, ["source", "outlet", "publisher", "site"]),
    (.url, ["url", "link", "permalink", "via"]),
    (.language, ["language", "lang"]),
    (.section, ["section", "category", "categories"]),
    (.place, ["place"]),
    (.agency, ["agency"]),
    (.dateline, ["dateline"]),
  ]
}
