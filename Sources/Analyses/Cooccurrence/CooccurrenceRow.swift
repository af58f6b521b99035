import Bytes
import Statistics

/// A row of the table, as far as it comes from counts.
struct CooccurrenceRow: ~Copyable {
  var node = 0
  var collocate = 0
  var count: UInt64 = 0
  var articles: UInt64 = 0
  /// The hits at every position of the collocate, from left to right, as many as are asked for.
  var positions: Buffer<UInt64>
  var table = Contingency(o: 0, r1: 0, c1: 0, n: 0)

  /// An empty row with `positions` counts by position.
  init(positions: Int) { self.positions = Buffer(repeating: 0, count: positions) }

  /// Becomes the row of `pair`.
  mutating func take(_ pair: borrowing CooccurrenceCounts.Pair) {
    node = Int(pair.first)
    collocate = Int(pair.second)
    count = pair.count
    articles = pair.articles
    for place in 0..<positions.count { positions[place] = pair.positions[place] }
  }

  /// Becomes the row of `pair` with its second term as the node: what stood before stands after.
  mutating func takeMirrored(_ pair: borrowing CooccurrenceCounts.Pair) {
    take(pair)
    swap(&node, &collocate)
    for place in 0..<positions.count {
      positions[place] = pair.positions[positions.count - 1 - place]
    }
  }

  /// Becomes the row of `pair`, a term with itself.
  ///
  /// With a direction, two places in each other's windows are two hits; without, they are one,
  /// whose second place stands after the first.
  mutating func takeSelf(
    _ pair: borrowing CooccurrenceCounts.Pair, isOrdered: Bool, _ statistic: CooccurrenceStatistic
  ) {
    take(pair)
    guard statistic.sumsHalves, statistic.isOrdered != isOrdered else { return }
    count = isOrdered ? 2 * count : count / 2
    let positions = positions.count
    for place in 0..<positions / 2 {
      self.positions[place] = isOrdered ? self.positions[positions - 1 - place] : 0
    }
  }
}

/// What is made of a row: scores, whether it belongs to the table, and where.
struct CooccurrenceScoring: Sendable {
  private let scales: [Scale]
  private let compared: UInt64
  private let weights: DistanceWeights
  private let left: Int
  /// The counts by position that a row needs.
  let positions: Int
  let showsArticles: Bool
  private let bounds: [(content: CooccurrenceColumns.Content, bounds: ColumnBounds)]
  private let ranking: CooccurrenceColumns.Content

  /// A measure without what it says of itself: that is not copied for every cell.
  private struct Scale {
    private let score: @Sendable (Contingency) -> Double?
    private let precision: Precision

    init(_ measure: AssociationMeasure) {
      score = measure.score
      precision = measure.description.precision
    }

    /// The settled score of a table.
    func value(_ table: Contingency) -> Double? { score(table).map(precision.settled) }
  }

  /// `compared` is the number of pairs that measures correct for.
  init(
    _ request: CooccurrenceRequest, _ columns: CooccurrenceColumns,
    _ statistic: CooccurrenceStatistic, compared: UInt64
  ) {
    scales = columns.measures.map {
      Scale($0.correcting(confidence: request.confidence, comparisons: compared))
    }
    self.compared = compared
    weights = request.weights ?? .none
    left = statistic.left
    positions = statistic.countsPositions ? statistic.positions.count : 0
    showsArticles = request.minArticles != nil
    bounds = request.bounds.compactMap { bounds in
      columns.content(named: bounds.column).map { ($0, bounds) }
    }
    ranking = request.sort.flatMap { columns.content(named: $0) } ?? .count
  }

  /// What a column of integers holds; nil for another one.
  func integer(_ content: CooccurrenceColumns.Content, _ row: borrowing CooccurrenceRow) -> UInt64?
  {
    switch content {
    case .count: row.table.o
    case .r1: row.table.r1
    case .c1: row.table.c1
    case .n: row.table.n
    case .articles: row.articles
    case .compared: compared
    case .left: sum(row, 0..<left)
    case .right: sum(row, left..<positions)
    case .position(let place): row.positions[place]
    case .rank, .node, .collocate, .expected, .weighted, .measure: nil
    }
  }

  /// What a column of numbers holds; nil for an empty cell, and for any other column.
  func number(_ content: CooccurrenceColumns.Content, _ row: borrowing CooccurrenceRow) -> Double? {
    switch content {
    case .expected: row.table.expected
    case .weighted: weighted(row)
    case .measure(let place): scales[place].value(row.table)
    default: nil
    }
  }

  private func sum(_ row: borrowing CooccurrenceRow, _ places: Range<Int>) -> UInt64 {
    var sum: UInt64 = 0
    for place in places { sum += row.positions[place] }
    return sum
  }

  /// The hits weighed by distance, the nearest first: the same sum in every run.
  private func weighted(_ row: borrowing CooccurrenceRow) -> Double {
    var sum = 0.0
    for distance in 1..<max(left, positions - left) + 1 {
      var hits: UInt64 = 0
      if distance <= left { hits += row.positions[left - distance] }
      if distance <= positions - left { hits += row.positions[left + distance - 1] }
      sum += weights.weight(of: hits, at: distance)
    }
    return sum
  }

  private func value(
    _ content: CooccurrenceColumns.Content, _ row: borrowing CooccurrenceRow
  ) -> Double? {
    if let whole = integer(content, row) { return Double(whole) }
    return number(content, row)
  }

  /// Whether the row is within all bounds.
  func admits(_ row: borrowing CooccurrenceRow) -> Bool {
    for (content, bounds) in bounds where !bounds.contain(value(content, row)) { return false }
    return true
  }

  /// What ranks the row; nil where the joint frequency alone does.
  fileprivate func rankingValue(_ row: borrowing CooccurrenceRow) -> Double? {
    ranking == .count ? 0 : value(ranking, row)
  }
}

extension CooccurrenceRow {
  /// Writes the row as a record whose bytes sort as rows do: by score, count, words.
  func write(to key: inout RowKey, _ scoring: CooccurrenceScoring) {
    key.removeAll()
    key.append(falling: scoring.rankingValue(self))
    key.append(falling: count)
    key.append(rising: UInt32(node))
    key.append(rising: UInt32(collocate))
    if scoring.showsArticles { key.append(rising: articles) }
    for place in 0..<positions.count { key.append(rising: positions[place]) }
  }

  /// Reads what `write` wrote, the contingency table aside.
  mutating func read(_ record: Span<UInt8>, _ scoring: CooccurrenceScoring) {
    count = ~record.number(at: 8)
    node = Int(record.smallNumber(at: 16))
    collocate = Int(record.smallNumber(at: 20))
    if scoring.showsArticles { articles = record.number(at: 24) }
    let start = scoring.showsArticles ? 32 : 24
    for place in 0..<positions.count { positions[place] = record.number(at: start + 8 * place) }
  }
}
