import Articles
import Bytes
import Diagnostics
import Partials
import Statistics

/// Measures the diversity of each article: keeps the integers, or adds them up by groups.
struct DiversityCounter: Counter, ~Copyable {
  private let statistic: DiversityStatistic
  private let placement: DiversityPlacement
  private let grouping: Grouping?
  private var groups = Vocabulary()
  private var sums = Buffer<UInt64>()
  private var labels = NumberLabels()
  private var lines = Records()
  private var line = Buffer<UInt8>()
  /// The article's own number of each of its terms, and its tokens by them.
  private var ownNumbers = Buffer<UInt32>()

  init(
    _ statistic: DiversityStatistic, _ placement: DiversityPlacement, slots: [String: Int]
  ) {
    let grouping =
      statistic.groupBy.isEmpty ? nil : Grouping(statistic.groupBy, slots: slots)
    self.statistic = statistic
    self.placement = placement
    self.grouping = grouping
  }

  /// The memory held, in bytes, including that for writing a segment.
  var byteCount: Int {
    groups.byteCount + sums.byteCount + lines.byteCount + 16 * lines.count + ownNumbers.byteCount
  }

  /// Whether the current lines approach what one segment holds.
  var isFull: Bool { lines.byteCount > 1 << 30 }

  /// Measures one article.
  mutating func fold(
    _ article: borrowing Article, _ text: ArticleText, _ progress: inout WholeArticle
  ) -> FoldStep {
    fold(article, text.terms)
    return .done
  }

  private mutating func fold(_ article: borrowing Article, _ text: borrowing ArticleTerms) {
    let measured = measure(text)
    guard placement.groups != nil else {
      guard text.distinct.count > 0 else { return }
      line.removeAll()
      for byte in article.key { line.append(byte) }
      measured.append(to: &line, article)
      lines.append(contentsOf: line)
      return
    }
    let group = groups.interner.intern(grouping?.key(of: article) ?? [])
    groups.mark(UInt32(group))
    sums.extend(to: groups.interner.count * DiversityStatistic.Sum.allCases.count, with: 0)
    func add(_ sum: DiversityStatistic.Sum, _ value: UInt64) {
      sums[group * DiversityStatistic.Sum.allCases.count + Int(sum.rawValue)] += value
    }
    add(.articles, 1)
    add(.windows, measured.windows.count)
    add(.windowTypes, measured.windows.types)
    add(.segments, measured.segments.count)
    add(.segmentTypes, measured.segments.types)
    if let factor = statistic.factor,
      let value = RunningDiversity.lexicalDiversity(
        measured.forwards, measured.backwards, tokens: measured.spectrum.tokenCount,
        threshold: factor)
    {
      add(.articlesWithMTLD, 1)
      add(.thousandthsOfMTLD, UInt64((value * 1e3).rounded()))
    }
    if let draws = statistic.draws,
      let value = measured.spectrum.hypergeometricD(draws: UInt64(draws))
    {
      add(.articlesWithHDD, 1)
      add(.billionthsOfHDD, UInt64((value * 1e9).rounded()))
    }
  }

  private mutating func measure(_ text: borrowing ArticleTerms) -> DiversityLine {
    var measured = DiversityLine()
    if placement.lines != nil || statistic.draws != nil || statistic.factor != nil {
      measured.spectrum = FrequencySpectrum(
        counts: (0..<text.distinct.count).map { UInt64(text.bag[Int(text.distinct[$0])]) })
    }
    guard statistic.window != nil || statistic.segment != nil || statistic.factor != nil else {
      return measured
    }
    let running = runningText(text)
    if let size = statistic.window {
      let windows = running.movingWindows(of: size)
      measured.windows = (windows.windows, windows.types)
    }
    if let size = statistic.segment {
      let segments = running.segments(of: size)
      measured.segments = (segments.windows, segments.types)
    }
    if let factor = statistic.factor {
      (measured.forwards, measured.backwards) = running.factors(threshold: factor)
    }
    return measured
  }

  private mutating func runningText(_ text: borrowing ArticleTerms) -> RunningDiversity {
    ownNumbers.extend(to: text.vocabulary.interner.count, with: 0)
    for place in 0..<text.distinct.count {
      ownNumbers[Int(text.distinct[place])] = UInt32(place)
    }
    var tokens: [UInt32] = []
    tokens.reserveCapacity(text.terms.count)
    for place in 0..<text.terms.count where text.terms[place] < ArticleTerms.removed {
      tokens.append(ownNumbers[Int(text.terms[place])])
    }
    return RunningDiversity(tokens: tokens, typeCount: text.distinct.count)
  }

  // MARK: Writing

  mutating func writeDictionaries(into writer: inout SegmentWriter) throws(Fault) {
    guard let place = placement.groups else { return }
    try groups.write(into: &writer, dictionary: place.dictionary)
    for sum in DiversityStatistic.Sum.allCases { _ = labels.mark(sum.rawValue) }
    try labels.write(into: &writer, dictionary: place.sums)
  }

  /// Writes what was measured into a segment whose dictionaries are written, and forgets it.
  mutating func drain(
    into writer: inout SegmentWriter, _ text: ArticleText, totals: inout [UInt64]
  ) throws(Fault) {
    if let index = placement.lines {
      try lines.write(into: &writer, lines: index, dropsKey: true)
      lines = Records()
    }
    if let place = placement.groups {
      try writer.beginTable(place.table)
      try writeSums(into: &writer)
      groups = Vocabulary()
      sums = Buffer()
      labels.removeAll()
    }
  }

  private func writeSums(into writer: inout SegmentWriter) throws(Fault) {
    var key = TupleKey(repeating: 0)
    var values = TupleValues(repeating: 0)
    let count = DiversityStatistic.Sum.allCases.count
    for place in 0..<groups.order.count {
      for sum in 0..<count {
        values[0] = sums[Int(groups.order[place]) * count + sum]
        guard values[0] > 0 else { continue }
        key[0] = UInt32(place)
        key[1] = UInt32(sum)
        try writer.entry(key, values)
      }
    }
  }
}
