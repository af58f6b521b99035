import Diagnostics
import Partials
import Reports

/// What the dispersion of terms needs to have counted: integers that merge in any order.
struct DispersionStatistic: Statistic {
  /// What is kept of every item.
  enum Kept: Sendable, Equatable {
    /// How many articles have it so often and are so long.
    case articles
    /// How often each group of articles has it.
    case groups([GroupDimension])
    /// Every place of it: its article, and its place there.
    case places
    /// Its first and last place in each article, and how often each distance is between two
    /// neighbours within an article.
    case distances
  }

  /// The items and the groups within which they are spread.
  let items: TermCountStatistic
  let kept: Kept

  /// Whether articles must be known one by one, in corpus order.
  var usesCorpusOrder: Bool { kept == .places || kept == .distances }

  var key: StatisticKey {
    var parameters = items.parameters
    switch kept {
    case .articles: parameters["kept"] = "articles"
    case .groups(let dimensions):
      parameters["kept"] = "groups"
      parameters["parts"] = .names(of: dimensions)
    case .places: parameters["kept"] = "places"
    case .distances: parameters["kept"] = "distances"
    }
    return StatisticKey("dispersion", version: 1, parameters)
  }

  var needs: TextNeeds { usesCorpusOrder ? items.needs.union(.order) : items.needs }
  var memory: MemoryUse { .entries }

  var fields: [String] {
    guard case .groups(let dimensions) = kept else { return items.fields }
    return items.fields + dimensions.map(\.fieldName)
  }

  func place(in layout: inout Layout) -> DispersionPlacement {
    let articles = usesCorpusOrder ? layout.articles() : nil
    return DispersionPlacement(self, in: &layout, articles: articles)
  }

  func makeCounter(
    _ placement: DispersionPlacement, _ setting: CounterSetting
  ) -> any AnyCounter {
    CounterBox(DispersionCounter(self, placement, slots: setting.slots, memory: setting.memory))
  }
}

/// The place of a dispersion statistic in a segment.
///
/// A key begins with the group, if the items are grouped; their dictionary holds the same strings
/// as that of the term-frequency statistic.
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
  /// Key: the item and a distance. Count: how often it is between neighbours in an article.
  var distances: Int?
  /// The dictionary of articles; nil where they are not known one by one.
  var articles: Int?
}

extension DispersionPlacement {
  /// Lays out a statistic in `layout`; `articles` is the dictionary of those.
  init(_ statistic: DispersionStatistic, in layout: inout Layout, articles: Int?) {
    self.articles = articles
    groups = statistic.items.groupBy.isEmpty ? nil : layout.addDictionary()
    labels = layout.addDictionary()
    let group = groups.map { [$0] } ?? []
    let item = group + [Int](repeating: layout.terms, count: statistic.items.ngrams)
    let article = articles ?? labels
    switch statistic.kept {
    case .articles, .groups:
      table = layout.addTable(domains: item + [labels], columns: 1)
      sizes = layout.addTable(domains: group + [labels], columns: 1)
    case .places:
      table = layout.addTable(domains: item + [article, labels], columns: 1)
      sizes = layout.addTable(domains: group + [article], columns: 1)
    case .distances:
      table = layout.addTable(domains: item + [article], columns: 3)
      sizes = layout.addTable(domains: group + [article], columns: 1)
      distances = layout.addTable(domains: item + [labels], columns: 1)
    }
  }
}

/// The statistics of a plan that the measures of a request are made of.
struct PlacedDispersion: Sendable {
  /// That of the parts, if a measure uses them.
  let parts: Placed<DispersionStatistic>?
  /// That of the distances, if a measure uses them.
  let distances: Placed<DispersionStatistic>?

  /// Has counted what `request` needs to know of `items`.
  init(
    _ request: DispersionRequest, of items: TermCountStatistic, in plan: inout CountingPlan,
    over profile: Int
  ) throws(Fault) {
    let kept: DispersionStatistic.Kept =
      switch request.parts {
      case .articles: .articles
      case .groups(let dimensions): .groups(dimensions)
      case .slices: .places
      }
    parts =
      request.usesParts
      ? try plan.add(DispersionStatistic(items: items, kept: kept), over: profile) : nil
    distances =
      request.usesDistances
      ? try plan.add(DispersionStatistic(items: items, kept: .distances), over: profile) : nil
  }
}
