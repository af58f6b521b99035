/// Names that articles' fields go by, in front matter, heads and tables.
enum FieldNames {
  private static let known: Set<String> = [
    "title", "headline", "subject", "body", "text", "content", "article", "summary", "description",
    "date", "published", "published_at", "pubdate", "created", "source", "outlet", "publisher",
    "site", "url", "link", "via", "language", "lang", "section", "category", "categories", "tags",
    "id", "guid", "slug", "author", "authors", "layout",
  ]

  /// Whether `bytes` are one of the names, in any case.
  static func contains(_ bytes: some Sequence<UInt8>) -> Bool {
    known.contains(String(decoding: Array(bytes), as: UTF8.self).lowercased())
  }
}
