import Articles
import Bytes
import Diagnostics
import Partials

/// Keeps what the dispersion of terms is made of.
struct DispersionCounter: Counter, ~Copyable {
  private let statistic: DispersionStatistic
  private let placement: DispersionPlacement
  private let grouping: Grouping?
  private let partGrouping: Grouping?
  /// The bytes that entries may take before a segment must be written.
  private let memory: Int

  private var items: ArticleItems
  private var names = Names()
  private var entries: EntryList
  private var sizes = EntryList(width: 2, columns: 1)
  private var distances = EntryList(width: 3, columns: 1)
  /// Whether an article is half counted: the n-grams met are those that its entries contain.
  private var isFolding = false

  /// The dictionaries of the partial's own.
  private struct Names: ~Copyable {
    var groups = Vocabulary()
    var parts = Vocabulary()
    var labels = NumberLabels()

    var byteCount: Int { groups.byteCount + parts.byteCount + labels.byteCount }
  }

  init(
    _ statistic: DispersionStatistic, _ placement: DispersionPlacement, slots: [String: Int],
    memory: Int
  ) {
    let dimensions = statistic.items.groupBy
    let grouping = dimensions.isEmpty ? nil : Grouping(dimensions, slots: slots)
    var partGrouping: Grouping?
    if case .groups(let parts) = statistic.kept { partGrouping = Grouping(parts, slots: slots) }
    let isWide = statistic.kept == .places
    // Made before the first field is set: see `CooccurrenceCounter`.
    let items = ArticleItems(statistic.items, keepsPlaces: statistic.usesCorpusOrder)
    let entries = EntryList(
      width: isWide ? 4 : 3, columns: statistic.kept == .distances ? 3 : 1)
    self.statistic = statistic
    self.placement = placement
    self.grouping = grouping
    self.partGrouping = partGrouping
    self.memory = memory
    self.items = items
    self.entries = entries
  }

  /// The memory held, in bytes, including that for writing a segment.
  var byteCount: Int {
    items.byteCount + names.byteCount + sizes.byteCount(keyWidth: 2) + entryBytes
  }

  /// Whether the entries approach what one segment can hold.
  var isFull: Bool { entries.isFull(keyWidth: keyWidth) || distances.isFull(keyWidth: keyWidth) }

  /// How many of an article's items are done.
  struct Progress: CounterProgress {
    fileprivate var item = 0
    fileprivate(set) var isDone = false
  }

  mutating func fold(
    _ article: borrowing Article, _ text: ArticleText, _ progress: inout Progress
  ) -> FoldStep {
    let number = statistic.usesCorpusOrder ? text.numbers.mark(article) : 0
    isFolding = true
    fold(article, text.terms, number: number, &progress)
    isFolding = !progress.isDone
    return progress.isDone ? .done : .full
  }

  /// Counts the article from `progress` on; stops early, and says so there, when a segment must be
  /// written first. `number` is the article's among articles.
  private mutating func fold(
    _ article: borrowing Article, _ text: borrowing ArticleTerms, number: UInt32,
    _ progress: inout Progress
  ) {
    if progress.item == 0 { items.read(text) }
    var group: UInt32 = 0
    if let grouping {
      group = UInt32(names.groups.interner.intern(grouping.key(of: article)))
      names.groups.mark(group)
    }
    var part: UInt32 = 0
    if let partGrouping {
      part = UInt32(names.parts.interner.intern(partGrouping.key(of: article)))
      names.parts.mark(part)
    }
    if progress.item == 0 { addSize(group: group, part: part, article: number) }
    let first = progress.item
    while progress.item < items.distinct.count {
      if progress.item > first, entryBytes > memory { return }
      let item = items.distinct[progress.item]
      switch statistic.kept {
      case .articles:
        let size = UInt32(truncatingIfNeeded: items.count)
        add(group, item, names.labels.mark(items.count(of: item), size), 1)
      case .groups: add(group, item, part, items.count(of: item))
      case .places: addPlaces(of: item, group, article: number)
      case .distances: addDistances(of: item, group, article: number)
      }
      progress.item += 1
    }
    progress.isDone = true
  }

  /// The numbers of the longest key.
  private var keyWidth: Int { statistic.items.ngrams + 3 }

  private var entryBytes: Int {
    entries.byteCount(keyWidth: keyWidth) + distances.byteCount(keyWidth: keyWidth)
  }

  private mutating func addSize(group: UInt32, part: UInt32, article: UInt32) {
    let size = UInt32(truncatingIfNeeded: items.count)
    switch statistic.kept {
    case .articles: if size > 0 { addSize(group, names.labels.mark(0, size), 1) }
    case .groups: if size > 0 { addSize(group, part, size) }
    case .places, .distances: addSize(group, article, size &+ 1)
    }
  }

  private mutating func addSize(_ group: UInt32, _ part: UInt32, _ size: UInt32) {
    sizes.append(group)
    sizes.append(part)
    sizes.append(size)
  }

  private mutating func add(_ group: UInt32, _ item: UInt32, _ part: UInt32, _ count: UInt32) {
    entries.append(group)
    entries.append(item)
    entries.append(part)
    entries.append(count)
  }

  private mutating func addPlaces(of item: UInt32, _ group: UInt32, article: UInt32) {
    for index in 0..<items.count(of: item) {
      add(group, item, article, names.labels.mark(items.place(index, of: item)))
      entries.append(1)
    }
  }

  private mutating func addDistances(of item: UInt32, _ group: UInt32, article: UInt32) {
    let count = items.count(of: item)
    let first = items.place(0, of: item)
    var last = first
    for index in 1..<max(count, 1) {
      let place = items.place(index, of: item)
      distances.append(group)
      distances.append(item)
      distances.append(names.labels.mark(place &- last))
      distances.append(1)
      last = place
    }
    add(group, item, article, count)
    entries.append(first &+ 1)
    entries.append(last &+ 1)
  }

  // MARK: Writing

  mutating func writeDictionaries(into writer: inout SegmentWriter) throws(Fault) {
    if let dictionary = placement.groups {
      try names.groups.write(into: &writer, dictionary: dictionary)
    }
    if partGrouping != nil {
      try names.parts.write(into: &writer, dictionary: placement.labels)
    } else {
      try names.labels.write(into: &writer, dictionary: placement.labels)
    }
  }

  mutating func drain(
    into writer: inout SegmentWriter, _ text: ArticleText, totals: inout [UInt64]
  ) throws(Fault) {
    try drain(into: &writer, text.terms.vocabulary, articles: text.numbers)
  }

  /// Writes the entries into a segment whose dictionaries are written, and forgets them. In the
  /// middle of an article the n-grams met are kept.
  private mutating func drain(
    into writer: inout SegmentWriter, _ terms: borrowing Vocabulary, articles: ArticleNumbers
  ) throws(Fault) {
    let part: [KeyForm.Last] =
      switch statistic.kept {
      case .articles: [.label]
      case .groups: [.part]
      case .places, .distances: [.article]
      }
    var form = KeyForm(hasGroup: placement.groups != nil, length: 0, last: part)
    try DispersionCounter.drain(
      &sizes, into: &writer, placement.sizes, form, names, items, terms, articles)
    form.length = statistic.items.ngrams
    if statistic.kept == .places { form.last = [.article, .label] }
    try DispersionCounter.drain(
      &entries, into: &writer, placement.table, form, names, items, terms, articles)
    if let table = placement.distances {
      form.last = [.label]
      try DispersionCounter.drain(
        &distances, into: &writer, table, form, names, items, terms, articles)
    }
    names = Names()
    if !isFolding { items.forgetNgrams() }
  }

  /// What the numbers of an entry become in the key of its table.
  private struct KeyForm {
    enum Last { case label, part, article }

    /// Whether the key begins with the group.
    var hasGroup: Bool
    /// The terms of an item; 0 if the entry has none.
    var length: Int
    var last: [Last]

    var width: Int { (hasGroup ? 1 : 0) + length + last.count }
  }

  private static func drain(
    _ list: inout EntryList, into writer: inout SegmentWriter, _ table: Int, _ form: KeyForm,
    _ names: borrowing Names, _ items: borrowing ArticleItems, _ terms: borrowing Vocabulary,
    _ articles: ArticleNumbers
  ) throws(Fault) {
    try list.drain(into: &writer, table: table, keyWidth: form.width) { given, key in
      var place = 0
      if form.hasGroup {
        key[0] = names.groups.ranks[Int(given[0])]
        place = 1
      }
      if form.length > 0 {
        items.setTerms(of: given[1], at: place, in: &key, ranks: terms.ranks)
        place += form.length
      }
      var next = form.length > 0 ? 2 : 1
      for last in form.last {
        let number = given[next]
        key[place] =
          switch last {
          case .label: names.labels.rank(number)
          case .part: names.parts.ranks[Int(number)]
          case .article: articles.rank(number)
          }
        next += 1
        place += 1
      }
    }
  }
}
