import Partials

/// Where a statistic says which sections of a segment hold its counts.
///
/// The sections are named after the statistic's key, so that a segment serves every plan that needs
/// them.
struct Layout {
  private var shape: SegmentShape
  /// The dictionary of the profile's terms.
  let terms: Int
  private var knownArticles: Int?

  init(_ shape: SegmentShape, terms: Int, articles: Int?) {
    self.shape = shape
    self.terms = terms
    knownArticles = articles
  }

  /// The shape with what was added, and the dictionary of articles if there is one.
  var result: (shape: SegmentShape, articles: Int?) { (shape, knownArticles) }

  /// Adds a dictionary; returns its index.
  mutating func addDictionary() -> Int { shape.addDictionary() }

  /// Adds a table over the dictionaries `domains` with `columns` counts an entry; returns its
  /// index.
  mutating func addTable(domains: [Int], columns: Int) -> Int {
    shape.addTable(domains: domains, columns: columns)
  }

  /// Adds a collection of lines; returns its index.
  mutating func addLines() -> Int { shape.addLines() }

  /// Adds `count` totals; returns the index of the first.
  mutating func addTotals(_ count: Int) -> Int { shape.addTotals(count) }

  /// The dictionary of articles, by `ArticleTag`: one for all statistics that know them one by one.
  mutating func articles() -> Int {
    if let knownArticles { return knownArticles }
    let owner = shape.owner
    shape.owner = "articles"
    let articles = shape.addDictionary()
    shape.owner = owner
    knownArticles = articles
    return articles
  }
}
