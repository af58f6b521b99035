import Partials

/// What the dispersion of terms needs to have counted: integers that merge in any order.
struct DispersionStatistic: Statistic {
  /// What is kept of every item.
  enum Kept: Sendable, Hashable {
    /// How many articles have it so often and are so long.
    case articles
    /// How often each group of articles has it.
    case groups([GroupDimension])
    /// Every place of it: its article, and its place there.
    case places
    /// Its first and last place in each article, and how often each distance lies between two
    /// neighbours within an article.
    case distances
  }

  /// The items and the groups within which they are spread.
  var items: TermFrequencyStatistic
  var kept: Kept

  var profile: Int {
    get { items.profile }
    set { items.profile = newValue }
  }

  /// Whether articles must be known one by one, in corpus order.
  var usesCorpusOrder: Bool { kept == .places || kept == .distances }
}

/// Where a dispersion statistic lies in a run.
///
/// A key begins with the group, if the items are grouped; their dictionary holds the same strings as
/// that of the term-frequency statistic.
struct DispersionPlacement: Sendable {
  /// The dictionary of groups; nil without.
  var groups: Int?
  /// The dictionary of the last number of keys, if it is not the articles: pairs of count and size;
  /// groups of articles; places; distances.
  var labels: Int
  /// Key: the item, then by what is kept: pair; group of articles; article and place; article.
  /// Counts: articles; occurrences; 1; occurrences, first and last place from 1.
  var table: Int
  /// The sizes of parts, in items. Key: a pair whose count is 0; a group of articles; an article.
  /// Counts: articles; size; size plus 1.
  var sizes: Int
  /// Key: the item and a distance. Count: how often it lies between neighbours in an article.
  var distances: Int?
}

extension DispersionPlacement {
  /// Lays out a statistic in `shape`; `terms` and `articles` are the dictionaries of those.
  init(_ statistic: DispersionStatistic, in shape: inout RunShape, terms: Int, articles: Int?) {
    groups = statistic.items.groupBy.isEmpty ? nil : shape.addDictionary()
    labels = shape.addDictionary()
    let group = groups.map { [$0] } ?? []
    let item = group + [Int](repeating: terms, count: statistic.items.ngrams)
    let article = articles ?? labels
    switch statistic.kept {
    case .articles, .groups:
      table = shape.addTable(domains: item + [labels], columns: 1)
      sizes = shape.addTable(domains: group + [labels], columns: 1)
    case .places:
      table = shape.addTable(domains: item + [article, labels], columns: 1)
      sizes = shape.addTable(domains: group + [article], columns: 1)
    case .distances:
      table = shape.addTable(domains: item + [article], columns: 3)
      sizes = shape.addTable(domains: group + [article], columns: 1)
      distances = shape.addTable(domains: item + [labels], columns: 1)
    }
  }
}

extension DispersionRequest {
  /// The statistics that the measures are made of: that of the parts if `usesParts`, and that of the
  /// distances if `usesDistances`.
  func statistics(
    of items: TermFrequencyStatistic
  ) -> (parts: DispersionStatistic?, distances: DispersionStatistic?) {
    let kept: DispersionStatistic.Kept =
      switch parts {
      case .articles: .articles
      case .groups(let dimensions): .groups(dimensions)
      case .slices: .places
      }
    return (
      usesParts ? DispersionStatistic(items: items, kept: kept) : nil,
      usesDistances ? DispersionStatistic(items: items, kept: .distances) : nil
    )
  }
}

extension TermFrequencyRequest {
  /// By how many terms an n-gram is longer than the keys of its dispersion have room for.
  public var surplusTerms: Int {
    guard let dispersion else { return 0 }
    var others = groupBy.isEmpty ? 1 : 2
    if case .slices = dispersion.parts, dispersion.usesParts { others += 1 }
    return max(0, ngrams + others - TableShape.mostDomains)
  }
}
