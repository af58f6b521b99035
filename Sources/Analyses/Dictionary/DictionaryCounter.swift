import Articles
import Bytes
import Diagnostics
import Partials

/// Counts the categories of a dictionary, by group or article by article.
///
/// In each category, patterns are found from left to right, the longest at a place first, and what
/// is found does not overlap; categories do not see each other.
struct DictionaryCounter: Counter, ~Copyable {
  private let statistic: DictionaryStatistic
  private let placement: DictionaryPlacement
  private let dictionary: CompiledDictionary
  private let grouping: Grouping
  /// The paths of the categories in byte order, and the place of each category there.
  private let sortedPaths: [[UInt8]]
  private let ranks: [UInt32]

  private var sets: MatchSets
  /// The counts of the current article, and the categories that have one.
  private var counts: Buffer<UInt32>
  private var touched = Buffer<UInt32>()
  /// The place from which on each category takes a match, counted through all articles.
  private var free: Buffer<UInt64>
  private var base: UInt64 = 0
  /// The phrases found at a place: their nodes, by length.
  private var found: [[UInt32]]

  private var items: ItemCounts
  private var groups = Vocabulary()
  private var groupCounts = Buffer<OccurrenceCount>()
  private var lines = Records()
  private var line = Buffer<UInt8>()
  private let memory: Int

  /// `memory` bounds the items and lines, in bytes.
  init(
    _ statistic: DictionaryStatistic, _ placement: DictionaryPlacement, slots: [String: Int],
    memory: Int
  ) {
    items = ItemCounts(width: 2, memory: memory)
    self.memory = memory
    self.statistic = statistic
    self.placement = placement
    dictionary = statistic.compiled
    grouping = Grouping(statistic.groupBy, slots: slots)
    let paths = statistic.paths
    let bytes = paths.map { Array($0.utf8) }
    let order = bytes.indices.sorted { bytes[$0].lexicographicallyPrecedes(bytes[$1]) }
    sortedPaths = order.map { bytes[$0] }
    var ranks = [UInt32](repeating: 0, count: paths.count)
    for (rank, category) in order.enumerated() { ranks[category] = UInt32(rank) }
    self.ranks = ranks
    sets = MatchSets()
    counts = Buffer(repeating: 0, count: paths.count)
    free = Buffer(repeating: 0, count: paths.count)
    found = Array(repeating: [], count: statistic.compiled.longestPhrase + 1)
  }

  /// The memory held, in bytes, including that for writing a segment.
  var byteCount: Int {
    sets.byteCount + items.byteCount + groups.byteCount + groupCounts.byteCount + lines.byteCount
  }

  /// Whether the current counts approach the memory given, or what one segment holds.
  var isFull: Bool { items.isFull || lines.byteCount > min(max(memory, 1 << 16), 1 << 30) }

  // MARK: One article

  /// Counts one article, if there is room for it.
  mutating func fold(
    _ article: borrowing Article, _ text: ArticleText, _ progress: inout WholeArticle
  ) -> FoldStep {
    guard items.hasRoom(for: counts.count) else { return .full }
    fold(article, text.terms)
    return .done
  }

  private mutating func fold(_ article: borrowing Article, _ text: borrowing ArticleTerms) {
    sets.update(from: text.vocabulary, dictionary)
    let tokens =
      dictionary.longestPhrase > 1 ? findPhrases(text) : countWords(text)
    if statistic.isPerArticle {
      append(article, tokens)
    } else {
      items.beginArticle()
      let group = UInt32(groups.interner.intern(grouping.key(of: article).span))
      groups.mark(group)
      groupCounts.extend(
        to: groups.interner.count, with: OccurrenceCount())
      groupCounts[Int(group)].articles += 1
      groupCounts[Int(group)].count += tokens
      items.set(0, group)
      for place in 0..<touched.count {
        items.set(1, touched[place])
        items.add(counts[Int(touched[place])])
      }
    }
    for place in 0..<touched.count { counts[Int(touched[place])] = 0 }
    touched.removeAll()
  }

  /// Where every pattern is a word, the order of words does not matter.
  private mutating func countWords(_ text: borrowing ArticleTerms) -> UInt64 {
    var tokens: UInt64 = 0
    for place in 0..<text.distinct.count {
      let term = Int(text.distinct[place])
      let times = text.bag[term]
      tokens &+= UInt64(times)
      let set = Int(sets.ofTerm[term])
      guard set > 0 else { continue }
      for index in sets.categories(of: set) { count(sets.category(index), times) }
    }
    return tokens
  }

  private mutating func findPhrases(_ text: borrowing ArticleTerms) -> UInt64 {
    var tokens: UInt64 = 0
    text.forEachUnit(statistic.within) { (unit: Range<Int>) in
      for place in unit {
        let term = text.terms[place]
        guard term < ArticleTerms.removed else { continue }
        tokens &+= 1
        let set = Int(sets.ofTerm[Int(term)])
        guard set > 0 else { continue }
        if sets.beginsPhrase(set) {
          findPhrases(text, at: place, end: unit.upperBound, set)
        } else {
          for index in sets.categories(of: set) { take(sets.category(index), at: place, length: 1) }
        }
      }
    }
    base += UInt64(text.terms.count)
    return tokens
  }

  /// Counts what begins at `place`: in every category the longest.
  private mutating func findPhrases(
    _ text: borrowing ArticleTerms, at place: Int, end: Int, _ set: Int
  ) {
    var longest = 0
    follow(text, CompiledDictionary.root, place, end, length: 1, &longest)
    for length in stride(from: longest, to: 0, by: -1) {
      for node in found[length] {
        for category in dictionary.categories(at: node) {
          take(category, at: place, length: length)
        }
      }
      found[length].removeAll(keepingCapacity: true)
    }
  }

  /// Notes the phrases whose word number `length`, after those that lead to `node`, stands at
  /// `place`.
  private mutating func follow(
    _ text: borrowing ArticleTerms, _ node: UInt32, _ place: Int, _ end: Int, length: Int,
    _ longest: inout Int
  ) {
    let term = text.terms[place]
    guard term < ArticleTerms.removed else { return }
    for index in sets.words(of: Int(sets.ofTerm[Int(term)])) {
      guard let child = dictionary.child(of: node, sets.word(index)) else { continue }
      if !dictionary.categories(at: child).isEmpty {
        found[length].append(child)
        longest = max(longest, length)
      }
      if dictionary.goesOn(after: child), place + 1 < end {
        follow(text, child, place + 1, end, length: length + 1, &longest)
      }
    }
  }

  /// Counts a match in `category`, unless an earlier or longer one there covers its beginning.
  @inline(__always)
  private mutating func take(_ category: UInt32, at place: Int, length: Int) {
    let position = base &+ UInt64(place)
    guard free[Int(category)] <= position else { return }
    free[Int(category)] = position &+ UInt64(length)
    count(category, 1)
  }

  @inline(__always)
  private mutating func count(_ category: UInt32, _ times: UInt32) {
    if counts[Int(category)] == 0 { touched.append(category) }
    counts[Int(category)] &+= times
  }

  private mutating func append(_ article: borrowing Article, _ tokens: UInt64) {
    line.removeAll()
    for byte in article.key { line.append(byte) }
    for field in DictionaryLine.metadata {
      let value = article.range(of: field) ?? 0..<0
      line.appendVarint(UInt64(value.count))
      line.append(contentsOf: article.bytes.span.extracting(value))
    }
    line.appendVarint(tokens)
    // In the order of the categories, so that equal articles have equal lines.
    let categories = (0..<touched.count).map { touched[$0] }.sorted()
    for category in categories {
      line.appendVarint(UInt64(category))
      line.appendVarint(UInt64(counts[Int(category)]))
    }
    lines.append(contentsOf: line)
  }

  // MARK: Segments

  /// Writes the dictionaries of categories and groups.
  mutating func writeDictionaries(into writer: inout SegmentWriter) throws(Fault) {
    guard case .groups(let place) = placement else { return }
    try writer.beginDictionary(place.categories)
    for path in sortedPaths { try writer.term(path.span) }
    try groups.write(into: &writer, dictionary: place.names)
  }

  mutating func drain(
    into writer: inout SegmentWriter, _ text: ArticleText, totals: inout [UInt64]
  ) throws(Fault) {
    switch placement {
    case .articles(let place):
      try lines.write(into: &writer, lines: place, dropsKey: true)
      lines = Records()
    case .groups(let place):
      try DictionaryCounter.drain(&items, into: &writer, table: place.counts, groups, ranks)
      try writer.beginTable(place.bases)
      try writeGroups(into: &writer)
      groupCounts = Buffer()
      groups = Vocabulary()
    }
  }

  private static func drain(
    _ items: inout ItemCounts, into writer: inout SegmentWriter, table: Int,
    _ groups: borrowing Vocabulary, _ ranks: [UInt32]
  ) throws(Fault) {
    try items.drain(into: &writer, table: table) { (place, number) in
      place == 0 ? groups.ranks[Int(number)] : ranks[Int(number)]
    }
  }

  private func writeGroups(into writer: inout SegmentWriter) throws(Fault) {
    try groups.writeTable(into: &writer) { group in
      (groupCounts[group].articles, groupCounts[group].count)
    }
  }
}
