import Articles
import Bytes
import Diagnostics
import Partials

/// Counts a few queries by periods and groups.
struct TrendCounter: Counter, ~Copyable {
  typealias Count = OccurrenceCount

  private let statistic: TrendStatistic
  private let placement: TrendPlacement
  private let grouping: Grouping
  private var matcher: TermMatcher
  private var groups = Vocabulary()
  private var sizes = Buffer<Count>()
  /// A row of counts for each group.
  private var counts = Buffer<Count>()
  /// The counts of the current article, by term.
  private var here: [UInt64]

  init(
    _ statistic: TrendStatistic, _ placement: TrendPlacement, _ matcher: consuming TermMatcher,
    slots: [String: Int]
  ) {
    let grouping = Grouping(statistic.dimensions, slots: slots)
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

  mutating func screen(_ text: ArticleText) throws(Fault) -> Bool {
    matcher.learn(text.terms.vocabulary)
    try matcher.check(text.terms)
    return true
  }

  mutating func fold(
    _ article: borrowing Article, _ text: ArticleText, _ progress: inout WholeArticle
  ) -> FoldStep {
    fold(article, text.terms)
    return .done
  }

  private mutating func fold(_ article: borrowing Article, _ text: borrowing ArticleTerms) {
    matcher.learn(text.vocabulary)
    let group = groups.interner.intern(grouping.key(of: article))
    groups.mark(UInt32(group))
    sizes.extend(to: group + 1, with: Count())
    counts.extend(to: (group + 1) * here.count, with: Count())
    sizes[group].articles += 1
    for place in 0..<text.distinct.count {
      sizes[group].count += UInt64(text.bag[Int(text.distinct[place])])
    }
    TrendCounter.count(matcher, text, statistic.within, into: &here)
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

  mutating func writeDictionaries(into writer: inout SegmentWriter) throws(Fault) {
    try groups.write(into: &writer, dictionary: placement.groups)
    var labels = NumberLabels()
    for term in here.indices { _ = labels.mark(UInt32(term)) }
    try labels.write(into: &writer, dictionary: placement.terms)
  }

  mutating func drain(
    into writer: inout SegmentWriter, _ text: ArticleText, totals: inout [UInt64]
  ) throws(Fault) {
    try writer.beginTable(placement.sizes)
    try writeSizes(into: &writer)
    try writer.beginTable(placement.table)
    try writeCounts(into: &writer)
    groups = Vocabulary()
    sizes = Buffer()
    counts = Buffer()
  }

  private func writeSizes(into writer: inout SegmentWriter) throws(Fault) {
    try groups.writeTable(into: &writer) { group in
      (sizes[group].articles, sizes[group].count)
    }
  }

  private func writeCounts(into writer: inout SegmentWriter) throws(Fault) {
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
