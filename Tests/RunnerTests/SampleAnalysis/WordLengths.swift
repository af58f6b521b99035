import Articles
import Bytes
import Diagnostics
import Partials
import Reports
import Settings

@testable import Analyses

/// How many characters the terms of a text have: an analysis in one file, as small as one can be.
///
/// It is in no registry but that of its tests; nothing else in the program knows of it.
struct WordLengths: AnalysisRequest {
  static let kind = "word-lengths"
  static let section = Section<WordLengths>(
    words: "an analysis of word lengths",
    meaning: "How many terms have how many characters.",
    standard: WordLengths(),
    keys: [
      .profile(\.text),
      Key("longest", \.longest, .whole(1...1000), "Longer terms count as having so many."),
      Key("min_count", \.minCount, .whole(1...Int.max), "Rarer lengths are left out."),
    ])

  var text = ""
  var longest = 20
  var minCount = 1

  static func comparison(_ parameters: JSONObject, _ corpus: JSONObject) -> ComparedTable? {
    var table = ComparedTable(key: ["length"])
    table.isRankedByCount = false
    table.total = .known(corpus["tokens"]?.integer.map { UInt64($0) })
    return table
  }

  mutating func resolve(in context: AnalysisContext, _ reader: inout Reader) {
    guard longest == 1 else { return }
    reader.report(
      "conflict", "all terms would have one length",
      at: reader.place(ofValue: context.path + ["longest"]), advice: "Raise `longest`.")
  }

  func plan(in plan: inout CountingPlan, over profile: Int) throws(Fault) -> any Report {
    LengthTable(
      request: self, counts: try plan.add(LengthStatistic(longest: longest), over: profile))
  }
}

/// What is counted.
private struct LengthStatistic: Statistic {
  let longest: Int

  var key: StatisticKey { StatisticKey("lengths", version: 1, ["longest": .integer(longest)]) }
  var needs: TextNeeds { .terms }
  var memory: MemoryUse { .entries }

  func place(in layout: inout Layout) -> (lengths: Int, table: Int) {
    let lengths = layout.addDictionary()
    return (lengths, layout.addTable(domains: [lengths], columns: 2))
  }

  func makeCounter(
    _ placement: (lengths: Int, table: Int), _ setting: CounterSetting
  ) -> any AnyCounter {
    CounterBox(LengthCounter(longest: longest, placement: placement, memory: setting.memory))
  }
}

/// Counts the terms of each length, and the articles that have one.
private struct LengthCounter: Counter, ~Copyable {
  let longest: Int
  let placement: (lengths: Int, table: Int)
  let memory: Int
  var lengths = NumberLabels()
  var entries = EntryList(width: 1, columns: 2)

  var byteCount: Int { lengths.byteCount + entries.byteCount(keyWidth: 1) }
  var isFull: Bool { entries.byteCount(keyWidth: 1) > memory }

  mutating func fold(
    _ article: borrowing Article, _ text: ArticleText, _ progress: inout WholeArticle
  ) -> FoldStep {
    var counts = [UInt32](repeating: 0, count: longest + 1)
    for place in 0..<text.terms.distinct.count {
      let term = text.terms.distinct[place]
      let bytes = text.terms.vocabulary.interner[Int(term)]
      var length = 0
      for index in bytes.indices where bytes[index] & 0xC0 != 0x80 { length += 1 }
      counts[min(length, longest)] += text.terms.bag[Int(term)]
    }
    for (length, count) in counts.enumerated() where count > 0 {
      for number in [lengths.mark(UInt32(length)), count, 1] { entries.append(number) }
    }
    return .done
  }

  mutating func writeDictionaries(into writer: inout SegmentWriter) throws(Fault) {
    try lengths.write(into: &writer, dictionary: placement.lengths)
  }

  mutating func drain(
    into writer: inout SegmentWriter, _ text: ArticleText, totals: inout [UInt64]
  ) throws(Fault) {
    try Self.drain(&entries, lengths, into: &writer, table: placement.table)
    lengths.removeAll()
  }

  private static func drain(
    _ entries: inout EntryList, _ lengths: borrowing NumberLabels, into writer: inout SegmentWriter,
    table: Int
  ) throws(Fault) {
    try entries.drain(into: &writer, table: table, keyWidth: 1) { given, key in
      key[0] = lengths.rank(given[0])
    }
  }
}

/// The table, by length.
private struct LengthTable: Report {
  let request: WordLengths
  let counts: Placed<LengthStatistic>

  var columns: [Column] {
    [
      Column("length", .integer, "characters"), Column("count", .integer, "terms of this length"),
      Column("share", .number, "their share of all, 0 to 1"),
      Column("articles", .integer, "articles that have one"),
    ]
  }

  func write(_ reporter: Reporter, to table: inout TableWriter) throws(Fault) {
    let lengths = try reporter.merge.dictionaries[counts.placement.lengths].numbers(width: 1)
    let all = Double(reporter.tokens(ofProfile: counts.profile))
    try reporter.merge.pass(table: counts.placement.table).forEach(sorted: true) {
      (key, values) throws(Fault) in
      guard values[0] >= UInt64(request.minCount) else { return }
      table.integer(UInt64(lengths[Int(key[0])]))
      table.integer(values[0])
      table.number(Double(values[0]) / all)
      table.integer(values[1])
      try table.endRow()
    }
  }

  func reasonForNoRows(_ reporter: Reporter) -> String {
    "no length has `min_count`, \(request.minCount)"
  }
}
