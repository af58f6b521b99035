import Bytes
import Diagnostics
import Partials
import Reports
import Statistics

/// Rows with scores: dispersion and tf-idf, and an order by any of them.
extension TermFrequencyReport {
  /// The columns behind those that every table has.
  static func scoreColumns(_ request: TermFrequencyRequest) -> [Column] {
    let tfIdf = request.tfIdf.map { request in
      Column(
        "tf_idf", .number,
        "tf · idf, idf over \(request.documents.rawValue)"
          + (request.norm == .l2 ? ", scaled to length 1" : ""))
    }
    return [tfIdf].compactMap { $0 } + (request.dispersion.map(DispersionScores.columns) ?? [])
  }

  /// An item of a group with its counts and scores.
  fileprivate struct Item {
    var group: UInt32 = 0
    var terms = TupleKey(repeating: 0)
    var count: UInt64 = 0
    var articles: UInt64 = 0
    /// The parts that hold it; nil where parts are not counted.
    var parts: UInt64?
    var tfIdf: Double?
    /// The measures of dispersion.
    var spread: [Double?] = []
  }

  func writeScored(_ only: WantedTerms?, to table: inout TableWriter) throws(Fault) {
    let bases = try groupBases()
    var ranked = RecordSorter(
      folder: reporter.folder, name: "ranked-terms", memory: reporter.memory,
      limit: groups == nil ? request.top : nil)
    var key = RowKey()
    func add(_ item: Item) throws(Fault) {
      if let only, !only.takes((0..<statistic.ngrams).map { item.terms[$0] }) { return }
      guard item.count >= UInt64(request.minCount), item.articles >= UInt64(request.minArticles)
      else { return }
      key.removeAll()
      key.append(rising: item.group)
      switch request.sort {
      case "count": key.append(falling: item.count)
      case "articles": key.append(falling: item.articles)
      case "tf_idf": key.append(falling: item.tfIdf)
      default:
        let place = request.dispersion?.measures.firstIndex(of: request.sort)
        key.append(falling: place.flatMap { item.spread[$0] })
      }
      append(item, to: &key)
      try ranked.add(key.bytes)
    }
    var lengths: [UInt32: Double] = [:]
    if let tfIdf = request.tfIdf {
      try forEachWeighted(tfIdf, &lengths, add)
    } else {
      try forEachItem(add)
    }
    try writeRows(&ranked, bases, lengths, to: &table)
  }

  /// Calls `each` with every item of the merged table and its dispersion, group by group.
  private func forEachItem(_ each: (Item) throws(Fault) -> Void) throws(Fault) {
    var scores: DispersionScores?
    if let dispersion = request.dispersion, let spread {
      scores = try DispersionScores(reporter, dispersion, spread)
    }
    let offset = groups == nil ? 0 : 1
    try reporter.merge.pass(table: placement.table).forEach(sorted: true) {
      (entry, values) throws(Fault) in
      var item = Item()
      if offset == 1 { item.group = entry[0] }
      for place in 0..<statistic.ngrams { item.terms[place] = entry[offset + place] }
      (item.count, item.articles) = (values[0], values[1])
      if let (parts, spread) = try scores?.next(entry) {
        (item.parts, item.spread) = (parts, spread)
      }
      try each(item)
    }
  }

  // MARK: tf-idf

  /// Calls `each` with every item and its weight, and adds up the squares of each group's weights.
  ///
  /// In how many documents an item stands is known once it was met in all groups; so the items are
  /// sorted again, those of one name together.
  private func forEachWeighted(
    _ tfIdf: TfIdfRequest, _ squares: inout [UInt32: Double], _ each: (Item) throws(Fault) -> Void
  ) throws(Fault) {
    var documents: [UInt32: TermWeight.Document] = [:]
    var sorter = RecordSorter(
      folder: reporter.folder, name: "terms", memory: reporter.memory / 2)
    var key = RowKey()
    try forEachItem { item throws(Fault) in
      documents[item.group, default: .init()].tokens += item.count
      documents[item.group, default: .init()].types += 1
      documents[item.group, default: .init()].largestCount =
        max(documents[item.group]?.largestCount ?? 0, item.count)
      key.removeAll()
      for place in 0..<statistic.ngrams { key.append(rising: item.terms[place]) }
      key.append(rising: item.group)
      key.append(rising: UInt64(0))
      append(item, to: &key)
      try sorter.add(key.bytes)
    }
    let all =
      tfIdf.documents == .articles
      ? reporter.corpusCounts.counted : UInt64(groups?.count ?? 1)
    var same: [Item] = []
    func weighSame() throws(Fault) {
      let holding = same.reduce(0) { $0 + (tfIdf.documents == .articles ? $1.articles : 1) }
      for item in same {
        var item = item
        let weight =
          tfIdf.weight.tf(item.count, in: documents[item.group] ?? .init())
          * tfIdf.weight.idf(holding, of: all)
        item.tfIdf = TermWeight.precision.settled(weight)
        if tfIdf.norm == .l2 { squares[item.group, default: 0] += weight * weight }
        try each(item)
      }
      same.removeAll(keepingCapacity: true)
    }
    let width = 4 * statistic.ngrams
    try sorter.forEach { record throws(Fault) in
      let item = readItem(record, group: record.smallNumber(at: width), at: width + 12)
      if let first = same.first,
        (0..<statistic.ngrams).contains(where: { first.terms[$0] != item.terms[$0] })
      {
        try weighSame()
      }
      same.append(item)
    }
    try weighSame()
  }

  // MARK: Records

  private func append(_ item: Item, to key: inout RowKey) {
    for place in 0..<statistic.ngrams { key.append(rising: item.terms[place]) }
    key.append(rising: item.count)
    key.append(rising: item.articles)
    key.append(rising: item.parts ?? 0)
    for score in [item.tfIdf] + item.spread {
      key.append(rising: (score ?? .nan).bitPattern)
    }
  }

  private func readItem(_ record: Span<UInt8>, group: UInt32, at start: Int) -> Item {
    var item = Item()
    item.group = group
    for place in 0..<statistic.ngrams {
      item.terms[place] = record.smallNumber(at: start + 4 * place)
    }
    let numbers = start + 4 * statistic.ngrams
    item.count = record.number(at: numbers)
    item.articles = record.number(at: numbers + 8)
    item.parts = record.number(at: numbers + 16)
    func score(_ place: Int) -> Double? {
      let value = Double(bitPattern: record.number(at: numbers + 24 + 8 * place))
      return value.isNaN ? nil : value
    }
    item.tfIdf = score(0)
    item.spread = (request.dispersion?.measures ?? []).indices.map { score(1 + $0) }
    return item
  }

  private func writeRows(
    _ sorter: inout RecordSorter, _ bases: [Base], _ squares: [UInt32: Double],
    to table: inout TableWriter
  ) throws(Fault) {
    var group: UInt32?
    var names: [[UInt8]] = []
    var (row, rank) = (0, 0)
    var last: UInt64 = 0
    var text = Buffer<UInt8>()
    var reader = TermList.Reader(terms)
    let hasParts = request.dispersion?.usesParts ?? false
    try sorter.forEach { record throws(Fault) in
      let item = readItem(record, group: record.smallNumber(at: 0), at: 12)
      if item.group != group {
        group = item.group
        names = try self.names(of: item.group)
        row = 0
      }
      row += 1
      if let top = request.top, row > top { return }
      let score = record.number(at: 4)
      if row == 1 || score != last { (rank, last) = (row, score) }
      text.removeAll()
      try append(item.terms, by: &reader, to: &text)
      writeCells(
        names, rank: rank, text.span, count: item.count, articles: item.articles,
        bases[Int(item.group)], to: &table)
      if let tfIdf = request.tfIdf {
        let length = tfIdf.norm == .l2 ? (squares[item.group] ?? 0).squareRoot() : 1
        table.number(
          item.tfIdf.map { TermWeight.precision.settled(length > 0 ? $0 / length : $0) })
      }
      if hasParts { table.integer(item.parts ?? 0) }
      for score in item.spread { table.number(score) }
      try table.endRow()
    }
  }
}

extension TermFrequencyRequest {
  /// Whether the table has more than counts, or another order than theirs.
  var hasScores: Bool { tfIdf != nil || dispersion != nil || sort != "count" }
}
