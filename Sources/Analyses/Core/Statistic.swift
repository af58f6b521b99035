import Diagnostics
import Partials
import Reports
import Tokens

/// What has to be counted for an analysis, and nothing of what only its report needs.
///
/// Analyses whose statistics have the same key over the same profile share one count.
protocol Statistic: Sendable {
  /// The places of the counts in a segment.
  associatedtype Placement: Sendable

  /// Everything on which the counts depend, besides the text profile.
  var key: StatisticKey { get }
  /// What the counter reads of an article's text.
  var needs: TextNeeds { get }
  /// What fills the counter's memory.
  var memory: MemoryUse { get }
  /// The fields of an article that the counter reads besides its text, by name.
  var fields: [String] { get }
  /// What decides which articles the counter refuses to count, of which no counter of the plan
  /// counts any; nil if it refuses none.
  var screen: StatisticKey? { get }

  /// Adds the sections that hold the counts to `layout`.
  func place(in layout: inout Layout) -> Placement

  /// A counter without counts.
  func makeCounter(_ placement: Placement, _ setting: CounterSetting) throws(Fault)
    -> any AnyCounter
}

extension Statistic {
  var memory: MemoryUse { .vocabulary }
  var fields: [String] { [] }
  var screen: StatisticKey? { nil }
}

/// The name of what is counted, in full: two statistics that may differ in a single count have
/// different keys.
///
/// Leaves on disk are found by it, so it is spelled out, parameter by parameter, and depends on no
/// name in the source: to rename a type or a property leaves every stored count valid. Where the
/// meaning of the counts changes, the version does.
struct StatisticKey: Sendable, Hashable, CustomStringConvertible {
  /// The key as JSON on one line.
  let description: String

  /// The key of version `version` of the statistic `name`, with its parameters.
  init(_ name: String, version: Int, _ parameters: JSONObject = [:]) {
    let head: JSONObject = ["statistic": .string(name), "version": .integer(version)]
    description = JSONValue.object(JSONObject(head.members + parameters.members)).compact
  }
}

/// What a counter reads of an article's text.
struct TextNeeds: OptionSet {
  let rawValue: Int

  /// The profile's terms. A counter without them searches tokens, of articles that may hold a hit.
  static let terms = TextNeeds(rawValue: 1)
  /// The terms in their order, and not only how often each occurs.
  static let order = TextNeeds(rawValue: 2)
  /// Where sentences begin.
  static let sentences = TextNeeds(rawValue: 4)

  /// What is needed to keep within a unit.
  static func within(_ unit: Unit) -> TextNeeds { unit == .sentence ? .sentences : [] }
}

/// What fills the memory of a counter. Counters with the same use share one part of a tally's
/// memory.
enum MemoryUse: CaseIterable {
  /// Little, or as much as the vocabulary: the counter has no bound of its own.
  case vocabulary
  /// Distinct items: pairs, n-grams, terms by group.
  case items
  /// Entries that seldom repeat.
  case entries
  /// Lines, or what grows as slowly.
  case lines

  /// What one of `count` counters may take of `memory` bytes.
  func share(of memory: Int, among count: Int) -> Int {
    switch self {
    case .vocabulary, .items: memory / 2 / max(1, count)
    case .entries: max(memory / 3 / max(1, count), 4096)
    case .lines: memory / 8 / max(1, count)
    }
  }
}

/// What a counter is made with.
struct CounterSetting {
  /// The text profile.
  let profile: TextProfile
  /// The article being counted, as the profile has it.
  let text: ArticleText
  /// The slot of every field, by name; it has those that the statistic names.
  let slots: [String: Int]
  /// The memory that the counts may take, in bytes.
  let memory: Int
}

/// A statistic of a plan.
struct Placed<Counts: Statistic>: Sendable {
  let statistic: Counts
  /// The profile that is counted, by its place in the plan.
  let profile: Int
  /// The places of the counts in a segment.
  let placement: Counts.Placement
}

/// A statistic of a plan, whatever is counted.
protocol PlacedStatistic: Sendable {
  var profile: Int { get }
  var key: StatisticKey { get }
  var memory: MemoryUse { get }
  var screen: StatisticKey? { get }
  func makeCounter(_ setting: CounterSetting) throws(Fault) -> any AnyCounter
}

extension Placed: PlacedStatistic {
  var key: StatisticKey { statistic.key }
  var memory: MemoryUse { statistic.memory }
  var screen: StatisticKey? { statistic.screen }

  func makeCounter(_ setting: CounterSetting) throws(Fault) -> any AnyCounter {
    try statistic.makeCounter(placement, setting)
  }
}
