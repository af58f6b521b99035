import Articles
import Bytes
import Diagnostics
import Partials

/// Counts terms or n-grams, by group if asked.
struct TermCounter: Counter, ~Copyable {
  typealias Count = OccurrenceCount

  private let statistic: TermCountStatistic
  private let placement: TermCountPlacement
  private let grouping: Grouping?
  private let shape: NgramShape
  /// Single words without groups are counted in a row by their numbers, all else as items.
  private var row = Buffer<Count>()
  private var items: ItemCounts
  private var groups = Vocabulary()
  private var groupCounts = Buffer<Count>()
  private var itemCount: UInt64 = 0

  /// `memory` bounds the items, in bytes.
  init(
    _ statistic: TermCountStatistic, _ placement: TermCountPlacement,
    slots: [String: Int], memory: Int
  ) {
    let shape = NgramShape(length: statistic.ngrams, skip: statistic.skip)
    self.statistic = statistic
    self.placement = placement
    self.shape = shape
    grouping =
      statistic.groupBy.isEmpty ? nil : Grouping(statistic.groupBy, slots: slots)
    items = ItemCounts(
      width: statistic.ngrams + (statistic.groupBy.isEmpty ? 0 : 1), memory: memory)
  }

  var byteCount: Int {
    row.byteCount + items.byteCount + groups.byteCount + groupCounts.byteCount
  }

  var isFull: Bool { items.isFull }

  /// How far an article is counted.
  struct Progress: CounterProgress {
    /// Terms or n-grams done, in the order in which they are counted.
    var place = 0
    var occurrences: UInt64 = 0
    var isDone = false
    fileprivate var hasBegun = false
    /// The n-grams of a long article.
    fileprivate var ngrams: ArticleNgrams?
  }

  mutating func fold(
    _ article: borrowing Article, _ text: ArticleText, _ progress: inout Progress
  ) -> FoldStep {
    fold(article, text.terms, &progress)
    return progress.isDone ? .done : .full
  }

  /// Counts the article from `progress` on; stops early when the items must be drained first.
  private mutating func fold(
    _ article: borrowing Article, _ text: borrowing ArticleTerms, _ progress: inout Progress
  ) {
    if !progress.hasBegun { items.beginArticle() }
    progress.hasBegun = true
    guard let grouping else {
      if statistic.ngrams == 1 {
        foldWords(text, &progress)
      } else {
        foldNgrams(text, 0, &progress)
      }
      if progress.isDone { itemCount += progress.occurrences }
      return
    }
    let group = UInt32(groups.interner.intern(grouping.key(of: article).span))
    groups.mark(group)
    groupCounts.extend(to: groups.interner.count, with: Count(count: 0, articles: 0))
    items.set(0, group)
    if statistic.ngrams == 1 {
      foldGroupedWords(text, &progress)
    } else {
      foldNgrams(text, 1, &progress)
    }
    // An article belongs to the segment in which it ends.
    guard progress.isDone else { return }
    groupCounts[Int(group)].articles += 1
    groupCounts[Int(group)].count += progress.occurrences
    itemCount += progress.occurrences
  }

  private mutating func foldWords(_ text: borrowing ArticleTerms, _ progress: inout Progress) {
    row.extend(to: text.vocabulary.interner.count, with: Count(count: 0, articles: 0))
    var occurrences: UInt64 = 0
    for place in 0..<text.distinct.count {
      let term = Int(text.distinct[place])
      let count = UInt64(text.bag[term])
      occurrences &+= count
      row[term].count &+= count
      row[term].articles &+= 1
    }
    progress.occurrences = occurrences
    progress.isDone = true
  }

  private mutating func foldGroupedWords(
    _ text: borrowing ArticleTerms, _ progress: inout Progress
  ) {
    while progress.place < text.distinct.count {
      guard items.hasRoom(for: 1) else { return }
      let term = text.distinct[progress.place]
      let count = text.bag[Int(term)]
      items.set(1, term)
      items.add(count)
      progress.occurrences &+= UInt64(count)
      progress.place += 1
    }
    progress.isDone = true
  }

  private mutating func foldNgrams(
    _ text: borrowing ArticleTerms, _ base: Int, _ progress: inout Progress
  ) {
    let most = text.terms.count * shape.forms
    if most > items.reserve {
      foldLongNgrams(text, base, &progress)
    } else if items.hasRoom(for: most) {
      text.forEachUnit(statistic.within) { (unit: Range<Int>) in
        text.forEachNgram(shape, in: unit) { first, form in
          set(text, base, first, form)
          items.add()
          progress.occurrences += 1
        }
      }
      progress.isDone = true
    }
  }

  /// Counts the n-grams of an article that may need several segments: equal ones together, so that
  /// none comes in two of them and counts the article twice.
  private mutating func foldLongNgrams(
    _ text: borrowing ArticleTerms, _ base: Int, _ progress: inout Progress
  ) {
    if progress.ngrams == nil {
      progress.ngrams = ArticleNgrams(text, shape, within: statistic.within)
    }
    while items.hasRoom(for: 1) {
      guard let (first, form, count) = progress.ngrams?.next(in: text) else {
        progress.isDone = true
        return
      }
      set(text, base, first, form)
      items.add(count)
      progress.occurrences += UInt64(count)
    }
  }

  @inline(__always)
  private mutating func set(_ text: borrowing ArticleTerms, _ base: Int, _ first: Int, _ form: Int)
  {
    for step in 0..<shape.length {
      items.set(base + step, text.terms[first + shape.offsets[form + step]])
    }
  }

  mutating func drain(
    into writer: inout SegmentWriter, _ text: ArticleText, totals: inout [UInt64]
  ) throws(Fault) {
    try drain(into: &writer, text.terms.vocabulary, totals: &totals)
  }

  private mutating func drain(
    into writer: inout SegmentWriter, _ terms: borrowing Vocabulary, totals: inout [UInt64]
  ) throws(Fault) {
    totals[placement.items] += itemCount
    itemCount = 0
    let offset = grouping == nil ? 0 : 1
    if statistic.ngrams == 1, grouping == nil {
      try drainRow(into: &writer, terms)
    } else {
      try TermCounter.drain(
        &items, into: &writer, table: placement.table, terms, groups, offset: offset)
    }
    if let place = placement.groups {
      try writer.beginTable(place.table)
      try writeGroups(into: &writer)
      groupCounts = Buffer()
      groups = Vocabulary()
    }
  }

  private static func drain(
    _ items: inout ItemCounts, into writer: inout SegmentWriter, table: Int,
    _ terms: borrowing Vocabulary, _ groups: borrowing Vocabulary, offset: Int
  ) throws(Fault) {
    try items.drain(into: &writer, table: table) { (place, number) in
      place < offset ? groups.ranks[Int(number)] : terms.ranks[Int(number)]
    }
  }

  private mutating func drainRow(
    into writer: inout SegmentWriter, _ terms: borrowing Vocabulary
  ) throws(Fault) {
    try writer.beginTable(placement.table)
    var key = TupleKey(repeating: 0)
    var values = TupleValues(repeating: 0)
    for place in 0..<terms.order.count {
      let term = Int(terms.order[place])
      guard term < row.count, row[term].articles > 0 else { continue }
      key[0] = UInt32(place)
      values[0] = row[term].count
      values[1] = row[term].articles
      row[term] = Count(count: 0, articles: 0)
      try writer.entry(key, values)
    }
  }

  /// Writes the dictionary of groups.
  mutating func writeDictionaries(into writer: inout SegmentWriter) throws(Fault) {
    guard let place = placement.groups else { return }
    try groups.write(into: &writer, dictionary: place.dictionary)
  }

  private func writeGroups(into writer: inout SegmentWriter) throws(Fault) {
    try groups.writeTable(into: &writer) { group in
      let count = groupCounts[group]
      // A group may be here for items of an article that ends in another segment.
      return count.articles > 0 ? (count.articles, count.count) : nil
    }
  }
}
