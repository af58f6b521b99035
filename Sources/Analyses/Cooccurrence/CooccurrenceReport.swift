import Bytes
import Diagnostics
import Partials
import Reports
import Statistics
import Tokens

/// Makes the table of a `co-occurrence` analysis.
struct CooccurrenceReport {
  private let reporter: Reporter
  private let request: CooccurrenceRequest
  private let columns: CooccurrenceColumns
  private let isOrdered: Bool
  private let profile: Int
  private let terms: TermList
  private let counts: CooccurrenceCounts

  init(
    _ reporter: Reporter, _ counts: Placed<CooccurrenceStatistic>, _ request: CooccurrenceRequest
  ) throws(Fault) {
    self.reporter = reporter
    self.request = request
    columns = CooccurrenceColumns(request)
    isOrdered = request.ordered ?? true
    profile = counts.profile
    terms = reporter.terms(ofProfile: counts.profile)
    self.counts = try CooccurrenceCounts(
      reporter, counts, request, terms: terms.count, memory: reporter.memory / 4)
  }

  // MARK: Rows

  func write(to table: inout TableWriter) throws(Fault) {
    let nodes = try nodesCountedTwice()
    let compared = try columns.contents.contains(.compared) ? compare(nodes) : 0
    let scoring = CooccurrenceScoring(request, columns, counts.statistic, compared: compared)
    var ranked = try rankedRows(nodes, scoring)
    var rank = 0
    var row = CooccurrenceRow(positions: scoring.positions)
    let tables = counts.tables()
    var reader = TermList.Reader(terms)
    try ranked.forEach { record throws(Fault) in
      rank += 1
      row.read(record, scoring)
      row.table = try tables.contingency(row.count, row.node, row.collocate)
      for content in columns.contents {
        switch content {
        case .rank: table.integer(rank)
        case .node, .collocate:
          let term = content == .node ? row.node : row.collocate
          try table.text { (text) throws(Fault) in try reader.append(term, to: &text) }
        default:
          if let whole = scoring.integer(content, row) {
            table.integer(whole)
          } else {
            table.number(scoring.number(content, row))
          }
        }
      }
      try table.endRow()
    }
    try warnOfMissingNodes(to: &table)
  }

  private func warnOfMissingNodes(to table: inout TableWriter) throws(Fault) {
    var missing: [AskedTerm] = []
    for (place, node) in request.nodes.enumerated()
    where try terms.number(of: node.utf8Span.span) == nil {
      missing.append(AskedTerm(text: node, words: [node], subject: ["nodes", "\(place)"]))
    }
    try reporter.warn(ofMissing: missing, ofProfile: profile, to: &table)
  }

  /// The rows, ranked.
  private func rankedRows(
    _ nodes: Set<UInt32>, _ scoring: CooccurrenceScoring
  ) throws(Fault) -> RecordSorter {
    try reporter.sorted(
      counts.ranges(), name: "pairs", memory: reporter.memory / 4 * 3, limit: request.top
    ) { (range, sorter) throws(Fault) in
      let tables = counts.tables()
      var key = RowKey()
      var row = CooccurrenceRow(positions: scoring.positions)
      try forEachRow(range, nodes, &row) { (row) throws(Fault) in
        row.table = try tables.contingency(row.count, row.node, row.collocate)
        guard scoring.admits(row) else { return }
        row.write(to: &key, scoring)
        try sorter.add(key.bytes)
      }
    }
  }

  /// The number of rows that the least counts leave: the comparisons that a measure corrects for.
  private func compare(_ nodes: Set<UInt32>) throws(Fault) -> UInt64 {
    let compared = try reporter.atOnce(counts.ranges()) { (_, range) throws(Fault) in
      var compared: UInt64 = 0
      var row = CooccurrenceRow(positions: 0)
      try forEachRow(range, nodes, &row) { _ in compared += 1 }
      return compared
    }
    return compared.reduce(0, +)
  }

  // MARK: Pairs

  /// Where nodes are named and pairs have no direction: the nodes, since a pair of two of them was
  /// counted for each and is one row.
  private func nodesCountedTwice() throws(Fault) -> Set<UInt32> {
    guard !isOrdered, counts.statistic.isOrdered else { return [] }
    var nodes: Set<UInt32> = []
    for node in counts.statistic.nodes {
      if let number = try terms.number(of: node.utf8Span.span) { nodes.insert(UInt32(number)) }
    }
    return nodes
  }

  /// Calls `each` with every row that the least counts leave, its contingency table not yet made.
  private func forEachRow(
    _ firsts: Range<UInt32>, _ nodes: Set<UInt32>, _ row: inout CooccurrenceRow,
    _ each: (inout CooccurrenceRow) throws(Fault) -> Void
  ) throws(Fault) {
    let least = UInt64(max(1, request.minCount))
    let leastArticles = UInt64(request.minArticles ?? 0)
    let isMirrored = isOrdered && !counts.statistic.isOrdered
    try counts.forEachPair(firsts) { pair throws(Fault) in
      guard pair.articles >= leastArticles else { return }
      if pair.first == pair.second {
        row.takeSelf(pair, isOrdered: isOrdered, counts.statistic)
        if row.count >= least { try each(&row) }
        return
      }
      guard pair.count >= least else { return }
      if pair.first > pair.second, nodes.contains(pair.first), nodes.contains(pair.second) {
        return
      }
      row.take(pair)
      try each(&row)
      if isMirrored {
        row.takeMirrored(pair)
        try each(&row)
      }
    }
  }
}
