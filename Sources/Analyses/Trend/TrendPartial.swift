import Articles
import Bytes
import Diagnostics
import Partials

/// What a `trend` analysis needs to have counted: shares, means and bursts are the report's.
struct TrendStatistic: Statistic {
  /// The profile, by its place in the plan.
  var profile: Int
  var terms: [String]
  var within: Unit
  /// The period, then the other dimensions.
  var dimensions: [GroupDimension]

  init(_ request: TrendRequest, profile: Int) {
    self.profile = profile
    terms = request.terms
    within = request.within
    dimensions = [GroupDimension(name: request.period.rawValue)] + request.groupBy
  }
}

/// Where a trend lies in a run.
struct TrendPlacement: Sendable {
  /// The dictionaries of groups, and of terms by their numbers.
  var groups: Int
  var terms: Int
  /// Key: group, term. Counts: occurrences, articles.
  var table: Int
  /// Key: a group. Counts: articles, tokens.
  var sizes: Int
}

/// Counts a few queries by periods and groups.
struct TrendPartial: ~Copyable {
  struct Count: BitwiseCopyable {
    var count: UInt64 = 0
    var articles: UInt64 = 0
  }

  private let statistic: TrendStatistic
  private let placement: TrendPlacement
  private let grouping: Grouping
  private var matcher: TermMatcher
  private var groups = Vocabulary()
  private var sizes = Buffer<Count>()
  /// A row of counts for each group.
  private var counts = Buffer<Count>()
  /// The counts of the article in hand, by term.
  private var here: [UInt64]

  init(
    _ statistic: TrendStatistic, _ placement: TrendPlacement, _ matcher: consuming TermMatcher,
    fields: [String: Int]
  ) {
    let grouping = Grouping(statistic.dimensions, slots: fields)
    self.statistic = statistic
    self.placement = placement
    self.grouping = grouping
    self.matcher = matcher
    here = Array(repeating: 0, count: statistic.terms.count)
  }

  /// The memory held, in bytes.
  var byteCount: Int {
    groups.byteCount + sizes.byteCount + counts.byteCount + matcher.byteCount
  }

  /// Counts one article.
  mutating func fold(_ article: borrowing Article, _ text: borrowing ArticleTerms) {
    matcher.learn(text.vocabulary)
    let group = groups.interner.intern(grouping.key(of: article))
    groups.mark(UInt32(group))
    sizes.extend(to: group + 1, with: Count())
    counts.extend(to: (group + 1) * here.count, with: Count())
    sizes[group].articles += 1
    for place in 0..<text.distinct.count {
      sizes[group].count += UInt64(text.bag[Int(text.distinct[place])])
    }
    TrendPartial.count(matcher, text, statistic.within, into: &here)
    for term in here.indices where here[term] > 0 {
      counts[group * here.count + term].count += here[term]
      counts[group * here.count + term].articles += 1
      here[term] = 0
    }
  }

  private static func count(
    _ matcher: borrowing TermMatcher, _ text: borrowing ArticleTerms, _ within: Unit,
    into here: inout [UInt64]
  ) {
    text.forEachUnit(within) { unit in
      matcher.forEachMatch(text, in: unit) { here[$0] += 1 }
    }
  }

  /// Writes the dictionaries; before the tables.
  mutating func writeDictionaries(into writer: inout RunWriter) throws(Fault) {
    try groups.write(into: &writer, dictionary: placement.groups)
    var labels = NumberLabels()
    for term in here.indices { _ = labels.mark(UInt32(term)) }
    try labels.write(into: &writer, dictionary: placement.terms)
  }

  /// Writes the counts into a run whose dictionaries are written, and forgets them.
  mutating func drain(into writer: inout RunWriter) throws(Fault) {
    try writer.beginTable(placement.sizes)
    try writeSizes(into: &writer)
    try writer.beginTable(placement.table)
    try writeCounts(into: &writer)
    groups = Vocabulary()
    sizes = Buffer()
    counts = Buffer()
  }

  private func writeSizes(into writer: inout RunWriter) throws(Fault) {
    try groups.writeTable(into: &writer) { group in
      (sizes[group].articles, sizes[group].count)
    }
  }

  private func writeCounts(into writer: inout RunWriter) throws(Fault) {
    var key = TupleKey(repeating: 0)
    var values = TupleValues(repeating: 0)
    for place in 0..<groups.order.count {
      for term in here.indices {
        let count = counts[Int(groups.order[place]) * here.count + term]
        guard count.count > 0 else { continue }
        (key[0], key[1]) = (UInt32(place), UInt32(term))
        (values[0], values[1]) = (count.count, count.articles)
        try writer.entry(key, values)
      }
    }
  }
}
