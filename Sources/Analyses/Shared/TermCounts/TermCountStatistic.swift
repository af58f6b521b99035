import Articles
import Diagnostics
import Partials
import Reports

/// How often terms or n-grams occur, and in how many articles, by group if asked: what every
/// analysis of frequencies is made of.
struct TermCountStatistic: Statistic {
  let ngrams: Int
  let skip: Int
  /// The unit that n-grams may not cross; the same for single words whatever was asked.
  let within: Unit
  let groupBy: [GroupDimension]

  /// The counts of n-grams of `ngrams` tokens that skip at most `skip` and keep within a unit.
  init(ngrams: Int = 1, skip: Int = 0, within: Unit = .article, groupBy: [GroupDimension] = []) {
    self.ngrams = ngrams
    self.skip = ngrams == 1 ? 0 : skip
    self.within = ngrams == 1 ? .article : within
    self.groupBy = groupBy
  }

  var isGrouped: Bool { !groupBy.isEmpty }

  /// The parameters, as a key names them.
  var parameters: JSONObject {
    [
      "ngrams": .integer(ngrams), "skip": .integer(skip), "within": .string(within.rawValue),
      "group_by": .names(of: groupBy),
    ]
  }

  var key: StatisticKey { StatisticKey("term counts", version: 1, parameters) }
  var needs: TextNeeds { [.terms, ngrams > 1 ? .order : [], .within(within)] }
  var memory: MemoryUse { ngrams > 1 || isGrouped ? .items : .vocabulary }
  var fields: [String] { groupBy.map(\.fieldName) }

  func place(in layout: inout Layout) -> TermCountPlacement {
    var domains = [Int](repeating: layout.terms, count: ngrams)
    var groups: (dictionary: Int, table: Int)?
    if isGrouped {
      let group = layout.addDictionary()
      domains.insert(group, at: 0)
      groups = (group, layout.addTable(domains: [group], columns: 2))
    }
    return TermCountPlacement(
      table: layout.addTable(domains: domains, columns: 2), groups: groups,
      items: layout.addTotals(1))
  }

  func makeCounter(
    _ placement: TermCountPlacement, _ setting: CounterSetting
  ) -> any AnyCounter {
    CounterBox(TermCounter(self, placement, slots: setting.slots, memory: setting.memory))
  }
}

/// Where term counts are in a segment.
struct TermCountPlacement: Sendable {
  /// Key: the group if there are groups, then the terms. Counts: occurrences, articles.
  var table: Int
  /// The dictionary of groups, and the table from a group to its articles and items; nil without.
  var groups: (dictionary: Int, table: Int)?
  /// The total of items (tokens, or n-gram positions).
  var items: Int
}

extension Reporter {
  /// What a heading says of the items counted: the n-grams, where they are no single words.
  func facts(of counts: Placed<TermCountStatistic>) -> JSONObject {
    counts.statistic.ngrams > 1 ? ["ngrams": .integer(Int(total(counts.placement.items)))] : [:]
  }
}
