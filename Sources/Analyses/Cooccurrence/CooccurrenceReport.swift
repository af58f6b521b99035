import Bytes
import Diagnostics
import Partials
import Reports
import Statistics
import Synchronization
import Tokens

/// Makes the table of a `co-occurrence` analysis.
struct CooccurrenceReport {
  private let reporter: Reporter
  private let request: CooccurrenceRequest
  private let statistic: CooccurrenceStatistic
  private let placement: CooccurrencePlacement
  private let convention: Convention
  private let isOrdered: Bool
  private let profile: TextProfile
  private let terms: TermList
  private let tokens: UInt64
  private let measures: [AssociationMeasure]
  /// The measure that ranks the rows; nil for the joint frequency.
  private let ranking: AssociationMeasure?

  init(
    _ reporter: Reporter, _ analysis: CountingPlan.Analysis, _ request: CooccurrenceRequest
  ) {
    self.reporter = reporter
    self.request = request
    (statistic, placement) = reporter.plan.cooccurrences[analysis.statistic]
    convention = request.resolvedConvention
    isOrdered = request.ordered ?? true
    let profile = reporter.plan.profiles[analysis.profile]
    self.profile = profile.profile
    terms = reporter.merge.dictionaries[profile.dictionary]
    tokens = reporter.tokens(ofProfile: analysis.profile)
    measures = request.measures.compactMap { AssociationMeasure.named($0) }
    ranking = request.sort.flatMap { AssociationMeasure.named($0) }
  }

  static func columns(_ request: CooccurrenceRequest) -> [Column] {
    let isOrdered = request.ordered ?? true
    var columns = [
      Column("rank", .integer, "place in the table, from 1"),
      Column(isOrdered ? "node" : "term1", .text, isOrdered ? "the node, u" : "the first term, u"),
      Column(
        isOrdered ? "collocate" : "term2", .text,
        isOrdered ? "the collocate, v" : "the second term, v"),
      Column("count", .integer, "O, the joint frequency"),
      Column("r1", .integer, "R1, the row total of u"),
      Column("c1", .integer, "C1, the column total of v"),
      Column("n", .integer, "N, the total of the table"),
      Column("expected", .number, "E = R1 · C1 / N"),
    ]
    if request.minArticles != nil {
      columns.append(Column("articles", .integer, "articles that hold the pair"))
    }
    return columns
      + request.measures.compactMap { AssociationMeasure.named($0) }.map {
        Column($0.id, .number, $0.title)
      }
  }

  // MARK: Contingency tables

  /// The sums of every term, by number.
  private final class Margins: Sendable {
    let frequency: Buffer<UInt64>
    let asNode: Buffer<UInt64>
    let asCollocate: Buffer<UInt64>

    init(
      _ frequency: consuming Buffer<UInt64>, _ asNode: consuming Buffer<UInt64>,
      _ asCollocate: consuming Buffer<UInt64>
    ) {
      self.frequency = frequency
      self.asNode = asNode
      self.asCollocate = asCollocate
    }
  }

  private func readMargins() throws(Fault) -> Margins {
    var frequency = Buffer<UInt64>(repeating: 0, count: terms.count)
    var asNode = Buffer<UInt64>(repeating: 0, count: terms.count)
    var asCollocate = Buffer<UInt64>(repeating: 0, count: terms.count)
    try reporter.merge.pass(table: placement.terms).forEach(sorted: false) { (key, values) in
      let term = Int(key[0])
      frequency[term] = values[0] - values[1] - values[2]
      asNode[term] = values[1]
      asCollocate[term] = values[2]
    }
    return Margins(frequency, asNode, asCollocate)
  }

  private func contingency(
    _ count: UInt64, _ node: Int, _ collocate: Int, _ margins: Margins
  ) -> Contingency {
    switch convention {
    case .marginal:
      Contingency(
        o: count, r1: margins.asNode[node], c1: margins.asCollocate[collocate],
        n: reporter.total(placement.totals))
    case .perHit:
      Contingency(
        o: count, r1: margins.asNode[node], c1: margins.frequency[collocate], n: tokens)
    case .spanCorrected:
      Contingency(
        o: count, r1: UInt64(statistic.left + statistic.right) * margins.frequency[node],
        c1: margins.frequency[collocate], n: tokens)
    case .noSpan:
      Contingency(
        o: count, r1: margins.frequency[node], c1: margins.frequency[collocate], n: tokens)
    case .surfaceDistinct:
      Contingency(
        o: count, r1: margins.asNode[node], c1: margins.frequency[collocate],
        n: tokens - margins.frequency[node])
    case .sentence, .paragraph, .document:
      Contingency(
        o: count, r1: margins.asNode[node], c1: margins.asNode[collocate],
        n: reporter.total(placement.totals + 1))
    }
  }

  // MARK: Rows

  func write(to table: inout TableWriter) throws(Fault) {
    let margins = try readMargins()
    var ranked = newSorter(name: "pairs", memory: reporter.memory / 2)
    try collect(margins, into: &ranked)
    var rank = 0
    var text = Buffer<UInt8>()
    try ranked.forEach { record throws(Fault) in
      rank += 1
      let count = ~record.number(at: 8)
      let node = Int(record.smallNumber(at: 16))
      let collocate = Int(record.smallNumber(at: 20))
      let cells = contingency(count, node, collocate, margins)
      table.integer(rank)
      try terms.read(node, into: &text)
      table.text(text.span)
      try terms.read(collocate, into: &text)
      table.text(text.span)
      table.integer(cells.o)
      table.integer(cells.r1)
      table.integer(cells.c1)
      table.integer(cells.n)
      table.number(cells.expected)
      if request.minArticles != nil { table.integer(record.number(at: 24)) }
      for measure in measures { table.number(measure.score(cells)) }
      try table.endRow()
    }
  }

  private func newSorter(name: String, memory: Int) -> RecordSorter {
    RecordSorter(folder: reporter.folder, name: name, memory: memory, limit: request.top)
  }

  /// Some of the nodes, ranked apart from the others.
  private final class Stretch: Sendable {
    let nodes: Range<UInt32>
    let ranked: Mutex<RecordSorter>
    let fault = Mutex<Fault?>(nil)

    init(_ nodes: Range<UInt32>, _ sorter: consuming RecordSorter) {
      self.nodes = nodes
      ranked = Mutex(sorter)
    }
  }

  /// Ranks stretches of nodes at once, then all of them together.
  private func collect(_ margins: Margins, into ranked: inout RecordSorter) throws(Fault) {
    let ranges = ranges(margins)
    let nodes = try nodesCountedTwice()
    let share = reporter.memory / 2 / max(1, ranges.count)
    let stretches = ranges.enumerated().map {
      Stretch($0.element, newSorter(name: "pairs-\($0.offset)", memory: share))
    }
    reporter.concurrently(stretches.count) { place in
      let stretch = stretches[place]
      do throws(Fault) {
        try stretch.ranked.withLock { (sorter) throws(Fault) in
          try rank(stretch.nodes, margins, nodes, into: &sorter)
        }
      } catch {
        stretch.fault.withLock { $0 = error }
      }
    }
    for stretch in stretches {
      if let fault = stretch.fault.withLock({ $0 }) { throw fault }
      try stretch.ranked.withLock { (sorter) throws(Fault) in
        try sorter.forEach { (record) throws(Fault) in try ranked.add(record) }
      }
    }
  }

  /// Cuts the nodes into more stretches than there are workers: how much work is in one is not known
  /// before, since a pair lies with the lesser of its terms.
  private func ranges(_ margins: Margins) -> [Range<UInt32>] {
    var sum: UInt64 = 0
    for term in 0..<terms.count { sum += margins.asNode[term] + 1 }
    let share = sum / UInt64(8 * reporter.jobs) + 1
    var ranges: [Range<UInt32>] = []
    var start: UInt32 = 0
    var reached: UInt64 = 0
    for term in 0..<terms.count {
      reached += margins.asNode[term] + 1
      if reached >= share * UInt64(ranges.count + 1) || term == terms.count - 1 {
        ranges.append(start..<UInt32(term + 1))
        start = UInt32(term + 1)
      }
    }
    return ranges
  }

  /// Where nodes are named and pairs have no direction: the nodes, since a pair of two of them was
  /// counted for each and is one row.
  private func nodesCountedTwice() throws(Fault) -> Set<UInt32> {
    guard !isOrdered, statistic.isOrdered else { return [] }
    var transform = try TypeTransform(profile)
    var nodes: Set<UInt32> = []
    var term: [UInt8] = []
    for node in statistic.nodes {
      if transform.term(for: node.utf8Span.span, marks: [], into: &term) == nil,
        let number = try terms.number(of: term.span)
      {
        nodes.insert(UInt32(number))
      }
    }
    return nodes
  }

  private func rank(
    _ firsts: Range<UInt32>, _ margins: Margins, _ nodes: Set<UInt32>,
    into sorter: inout RecordSorter
  ) throws(Fault) {
    let least = UInt64(max(1, request.minCount))
    let leastArticles = UInt64(request.minArticles ?? 0)
    var key = RowKey()
    try reporter.merge.pass(table: placement.pairs, firsts: firsts).forEach(sorted: false) {
      (pair, values) throws(Fault) in
      guard values[0] >= least, pair[0] != pair[1], values[1] >= leastArticles else { return }
      if pair[0] > pair[1], nodes.contains(pair[0]), nodes.contains(pair[1]) { return }
      try add(pair[0], pair[1], values, margins, &key, to: &sorter)
      if isOrdered, !statistic.isOrdered {
        try add(pair[1], pair[0], values, margins, &key, to: &sorter)
      }
    }
  }

  private func add(
    _ node: UInt32, _ collocate: UInt32, _ values: TupleValues, _ margins: Margins,
    _ key: inout RowKey, to sorter: inout RecordSorter
  ) throws(Fault) {
    key.removeAll()
    if let ranking {
      key.append(
        falling: ranking.score(contingency(values[0], Int(node), Int(collocate), margins)))
    } else {
      key.append(rising: UInt64(0))
    }
    key.append(falling: values[0])
    key.append(rising: node)
    key.append(rising: collocate)
    if request.minArticles != nil { key.append(rising: values[1]) }
    try sorter.add(key.bytes)
  }
}
