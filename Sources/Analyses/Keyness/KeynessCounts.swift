import Bytes
import Diagnostics
import Partials

/// The merged counts of a term-frequency statistic turned round, so that all groups of a term come
/// together, with the counts of a frequency list among them.
///
/// Kept sorted within a bound of memory, and read as often as comparisons need it.
struct KeynessCounts: ~Copyable {
  private var sorter: RecordSorter
  private let ngrams: Int
  private let terms: TermList
  private let list: FrequencyList?
  /// How many terms of the list are among those counted.
  let commonTerms: Int
  /// The number of groups; 1 without.
  private let groups: Int

  /// Reads `counts` from `reporter`, and looks up the terms of `list`.
  init(
    _ reporter: Reporter, _ counts: Placed<TermCountStatistic>, terms: TermList, groups: Int,
    list: FrequencyList?
  ) throws(Fault) {
    let (statistic, placement) = (counts.statistic, counts.placement)
    var sorter = RecordSorter(
      folder: reporter.folder, name: "keyness", memory: reporter.memory / 2)
    let ngrams = statistic.ngrams
    let offset = placement.groups == nil ? 0 : 1
    var key = RowKey()
    try reporter.merge.pass(table: placement.table).forEach(sorted: false) {
      (entry, values) throws(Fault) in
      key.removeAll()
      for place in 0..<ngrams { key.append(rising: entry[offset + place]) }
      key.append(rising: offset == 0 ? 0 : entry[0])
      key.append(rising: values[0])
      try sorter.add(key.bytes)
    }
    var commonTerms = 0
    if let list {
      for number in 0..<list.count where list.counts[number] > 0 {
        key.removeAll()
        if let numbers = try KeynessCounts.numbers(of: list.term(number), ngrams, in: terms) {
          for number in numbers { key.append(rising: number) }
          commonTerms += 1
        } else {
          // A term of the list alone is numbered after those of the corpus.
          key.append(rising: UInt32(terms.count + number))
          for _ in 1..<ngrams { key.append(rising: UInt32(0)) }
        }
        key.append(rising: UInt32(groups))
        key.append(rising: list.counts[number])
        try sorter.add(key.bytes)
      }
    }
    self.sorter = sorter
    self.ngrams = ngrams
    self.terms = terms
    self.list = list
    self.groups = groups
    self.commonTerms = commonTerms
  }

  /// The numbers of the words of a term; nil if it cannot be among those counted.
  private static func numbers(
    of term: ArraySlice<UInt8>, _ ngrams: Int, in terms: TermList
  ) throws(Fault) -> [UInt32]? {
    let words = ngrams == 1 ? [term] : term.split(separator: 0x20)
    guard words.count == ngrams else { return nil }
    var numbers: [UInt32] = []
    for word in words {
      guard let number = try terms.number(of: word.span) else { return nil }
      numbers.append(UInt32(number))
    }
    return numbers
  }

  /// Calls `each` for every term, in order, with its key, its count in each group, and its count in
  /// the list.
  mutating func forEachTerm(
    _ each: (_ key: [UInt32], _ counts: [UInt64], _ list: UInt64) throws(Fault) -> Void
  ) throws(Fault) {
    var key: [UInt32] = []
    var counts = [UInt64](repeating: 0, count: groups + 1)
    var touched: [Int] = []
    let size = 4 * ngrams
    func end() throws(Fault) {
      guard !key.isEmpty else { return }
      try each(key, counts, counts[groups])
      for group in touched { counts[group] = 0 }
      touched.removeAll(keepingCapacity: true)
    }
    try sorter.scan { record throws(Fault) in
      var isSame = !key.isEmpty
      for place in 0..<ngrams where isSame {
        isSame = key[place] == record.smallNumber(at: 4 * place)
      }
      if !isSame {
        try end()
        key.removeAll(keepingCapacity: true)
        for place in 0..<ngrams { key.append(record.smallNumber(at: 4 * place)) }
      }
      let group = Int(record.smallNumber(at: size))
      counts[group] += record.number(at: size + 4)
      touched.append(group)
    }
    try end()
  }

  /// A reader of the terms.
  func reader() -> TermList.Reader { TermList.Reader(terms) }

  /// Replaces `text` with the words of the term whose key begins at `place` of `record`, with
  /// blanks between them.
  func read(
    _ record: Span<UInt8>, at place: Int, by reader: inout TermList.Reader,
    into text: inout Buffer<UInt8>
  ) throws(Fault) {
    text.removeAll()
    let first = Int(record.smallNumber(at: place))
    if let list, first >= terms.count {
      text.append(contentsOf: list.term(first - terms.count).span)
      return
    }
    for step in 0..<ngrams {
      if step > 0 { text.append(0x20) }
      try reader.append(Int(record.smallNumber(at: place + 4 * step)), to: &text)
    }
  }
}
