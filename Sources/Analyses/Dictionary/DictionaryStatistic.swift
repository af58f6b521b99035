import Diagnostics
import Reports

/// The counts that a `dictionary` analysis needs.
struct DictionaryStatistic: Statistic {
  /// The content of the dictionary; its name does not count.
  var digest: String
  var groupBy: [GroupDimension]
  var isPerArticle: Bool
  /// The unit that phrases may not cross; the same for single words whatever was asked.
  var within: Unit

  /// The patterns, ready for the profile.
  let compiled: CompiledDictionary
  /// The paths of the categories, in the order of the dictionary.
  let paths: [String]

  init(_ request: DictionaryRequest, _ compiled: CompiledDictionary) {
    self.compiled = compiled
    paths = request.dictionary.categories.map(\.path)
    digest = request.dictionary.digest
    groupBy = request.groupBy
    isPerArticle = request.per == .article
    within = compiled.longestPhrase > 1 ? request.within : .article
  }

  var key: StatisticKey {
    StatisticKey(
      "categories", version: 1,
      [
        "dictionary": .string(digest), "group_by": .names(of: groupBy),
        "per": .string(isPerArticle ? "article" : "group"), "within": .string(within.rawValue),
      ])
  }

  var needs: TextNeeds {
    [.terms, compiled.longestPhrase > 1 ? .order : [], .within(within)]
  }
  var memory: MemoryUse { .lines }
  var fields: [String] { groupBy.map(\.fieldName) }

  func place(in layout: inout Layout) -> DictionaryPlacement { DictionaryPlacement(self, &layout) }

  func makeCounter(
    _ placement: DictionaryPlacement, _ setting: CounterSetting
  ) -> any AnyCounter {
    CounterBox(DictionaryCounter(self, placement, slots: setting.slots, memory: setting.memory))
  }
}

/// The places of the counts of a dictionary in a segment.
enum DictionaryPlacement: Sendable {
  case groups(Groups)
  /// The lines of articles, under their keys.
  case articles(lines: Int)

  struct Groups: Sendable {
    /// The dictionary of categories, in byte order of their paths.
    var categories: Int
    /// The dictionary of groups.
    var names: Int
    /// From a group to its articles and tokens.
    var bases: Int
    /// From group and category to occurrences and articles.
    var counts: Int
  }

  init(_ statistic: DictionaryStatistic, _ layout: inout Layout) {
    guard !statistic.isPerArticle else {
      self = .articles(lines: layout.addLines())
      return
    }
    let (categories, names) = (layout.addDictionary(), layout.addDictionary())
    self = .groups(
      Groups(
        categories: categories, names: names,
        bases: layout.addTable(domains: [names], columns: 2),
        counts: layout.addTable(domains: [names, categories], columns: 2)))
  }
}
