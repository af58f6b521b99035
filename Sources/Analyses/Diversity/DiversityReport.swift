import Articles
import Bytes
import Diagnostics
import Partials
import Reports
import Statistics

/// Makes the table of a `diversity` analysis.
struct DiversityReport {
  private let reporter: Reporter
  private let request: DiversityRequest
  private let placement: DiversityPlacement
  /// The term counts of the same groups; nil for articles.
  private let terms: TermCountPlacement?
  private let measures: [DiversityMeasure]

  init(
    _ reporter: Reporter, _ placement: DiversityPlacement, terms: TermCountPlacement?,
    _ request: DiversityRequest
  ) {
    self.reporter = reporter
    self.request = request
    self.placement = placement
    self.terms = terms
    measures = request.resolvedMeasures
  }

  static func columns(_ request: DiversityRequest) -> [Column] {
    let isGrouped = request.scope == .group
    let names =
      isGrouped
      ? request.groupBy.map {
        Column($0.name, .text, "the \($0.name) of the articles in this row")
      } + [Column("articles", .integer, "articles")]
      : [
        Column("id", .text, "the article's id, or its key where it has none"),
        Column("title", .text, "the article's title"),
        Column("date", .text, "the article's date, ISO 8601"),
        Column("source", .text, "the article's source"),
      ]
    return names + [
      Column("tokens", .integer, "N, kept tokens"),
      Column("types", .integer, "V, distinct terms"),
      Column("hapax", .integer, "V1, terms that occur once"),
    ]
      + request.resolvedMeasures.map { measure in
        let isMean = isGrouped && measure.isMeanInGroups
        return Column(
          isMean ? "mean_\(measure.id)" : measure.id, .number,
          (isMean ? "mean over the articles that have one: " : "")
            + "\(measure.title): \(measure.formula)")
      }
  }

  /// A row before it is ranked.
  private struct Row {
    var articles: UInt64 = 0
    var spectrum = FrequencySpectrum(counts: [])
    var values: [Double?] = []
  }

  func write(to table: inout TableWriter) throws(Fault) {
    var sorter = RecordSorter(
      folder: reporter.folder, name: "diversity", memory: reporter.memory, limit: request.top)
    if placement.lines != nil {
      try sortArticles(into: &sorter)
      try sorter.forEach { record throws(Fault) in try writeArticle(record, to: &table) }
    } else {
      try sortGroups(into: &sorter)
      try sorter.forEach { record throws(Fault) in try writeGroup(record, to: &table) }
    }
  }

  private func append(_ row: Row, to key: inout RowKey) {
    switch request.sort {
    case nil: break
    case "tokens": key.append(falling: row.spectrum.tokenCount)
    case "types": key.append(falling: row.spectrum.typeCount)
    case "hapax": key.append(falling: row.spectrum.types(occurring: 1))
    case let measure?:
      key.append(falling: request.measures.firstIndex(of: measure).flatMap { row.values[$0] })
    }
  }

  private func isLong(_ row: Row) -> Bool {
    row.spectrum.tokenCount >= UInt64(request.minTokens)
  }

  // MARK: Articles

  private func sortArticles(into sorter: inout RecordSorter) throws(Fault) {
    guard let lines = placement.lines else { return }
    var key = RowKey()
    try reporter.merge.forEachLine(lines) { (articleKey, text) throws(Fault) in
      let line = try read(text)
      let row = row(of: line)
      guard isLong(row) else { return true }
      key.removeAll()
      append(row, to: &key)
      for field in [Field.date, .source] { key.append(text: line.value(of: field)) }
      key.append(rising: articleKey.high)
      key.append(rising: articleKey.low)
      // The line follows its key, and the length of the key comes last.
      let length = key.bytes.count
      key.append(raw: text)
      key.append(rising: UInt64(length))
      try sorter.add(key.bytes)
      return true
    }
  }

  private func read(_ text: Span<UInt8>) throws(Fault) -> DiversityLine {
    guard let line = DiversityLine(text) else {
      throw Fault(
        "run.damaged", "an article's diversity among the intermediate counts is damaged",
        exit: .bug)
    }
    return line
  }

  private func row(of line: DiversityLine) -> Row {
    var row = Row()
    row.spectrum = line.spectrum
    row.values = measures.map { measure in
      let value: Double? =
        switch measure.basis {
        case .spectrum(let value): value(line.spectrum, request.logBase)
        case .movingWindows:
          ratio(line.windows.types, line.windows.count, request.window)
        case .segments: ratio(line.segments.types, line.segments.count, request.segment)
        case .factors:
          RunningDiversity.lexicalDiversity(
            line.forwards, line.backwards, tokens: line.spectrum.tokenCount,
            threshold: request.factor)
        case .samples: line.spectrum.hypergeometricD(draws: UInt64(request.draws))
        }
      return measure.settled(value)
    }
    return row
  }

  private func ratio(_ types: UInt64, _ windows: UInt64, _ size: Int) -> Double? {
    RunningDiversity.WindowedTypes(types: types, windows: windows, size: UInt64(size)).ratio
  }

  private func writeArticle(_ record: Span<UInt8>, to table: inout TableWriter) throws(Fault) {
    let start = Int(record.number(at: record.count - 8))
    let line = try read(record.extracting(start..<record.count - 8))
    let id = line.value(of: .id)
    if id.isEmpty {
      table.text(hex((start - 16..<start).map { record[$0] }))
    } else {
      table.text(id.span)
    }
    for field in DiversityLine.metadata.dropFirst() { table.text(line.value(of: field).span) }
    try writeMeasures(row(of: line), to: &table)
  }

  private func writeMeasures(_ row: Row, to table: inout TableWriter) throws(Fault) {
    table.integer(row.spectrum.tokenCount)
    table.integer(row.spectrum.typeCount)
    table.integer(row.spectrum.types(occurring: 1))
    for value in row.values { table.number(value) }
    try table.endRow()
  }

  // MARK: Groups

  private func sortGroups(into sorter: inout RecordSorter) throws(Fault) {
    guard let place = placement.groups, let terms else { return }
    let count = DiversityStatistic.Sum.allCases.count
    let groups = reporter.merge.dictionaries[place.dictionary].count
    var sums = [UInt64](repeating: 0, count: groups * count)
    try reporter.merge.pass(table: place.table).forEach(sorted: true) { (key, values) in
      sums[Int(key[0]) * count + Int(key[1])] = values[0]
    }
    var key = RowKey()
    func add(_ group: Int, _ types: [UInt64: UInt64]) throws(Fault) {
      let row = row(of: sums[group * count..<(group + 1) * count], types)
      guard isLong(row) else { return }
      key.removeAll()
      append(row, to: &key)
      key.append(rising: UInt32(group))
      key.append(rising: row.articles)
      for number in [row.spectrum.tokenCount, row.spectrum.typeCount] { key.append(rising: number) }
      key.append(rising: row.spectrum.types(occurring: 1))
      for value in row.values { key.append(rising: (value ?? .nan).bitPattern) }
      try sorter.add(key.bytes)
    }
    let isGrouped = !request.groupBy.isEmpty
    var group = 0
    var types: [UInt64: UInt64] = [:]
    try reporter.merge.pass(table: terms.table).forEach(sorted: isGrouped) {
      (entry, values) throws(Fault) in
      if isGrouped {
        while group < Int(entry[0]) {
          try add(group, types)
          types.removeAll(keepingCapacity: true)
          group += 1
        }
      }
      types[values[0], default: 0] += 1
    }
    while group < groups {
      try add(group, types)
      types.removeAll()
      group += 1
    }
  }

  private func row(of sums: ArraySlice<UInt64>, _ types: [UInt64: UInt64]) -> Row {
    func sum(_ sum: DiversityStatistic.Sum) -> UInt64 { sums[sums.startIndex + Int(sum.rawValue)] }
    func mean(_ total: UInt64, _ count: UInt64, unit: Double) -> Double? {
      count > 0 ? Double(total) / (unit * Double(count)) : nil
    }
    var row = Row()
    row.articles = sum(.articles)
    row.spectrum = FrequencySpectrum(typesByCount: types)
    row.values = measures.map { measure in
      let value: Double? =
        switch measure.basis {
        case .spectrum(let value): value(row.spectrum, request.logBase)
        case .movingWindows: ratio(sum(.windowTypes), sum(.windows), request.window)
        case .segments: ratio(sum(.segmentTypes), sum(.segments), request.segment)
        case .factors: mean(sum(.thousandthsOfMTLD), sum(.articlesWithMTLD), unit: 1e3)
        case .samples: mean(sum(.billionthsOfHDD), sum(.articlesWithHDD), unit: 1e9)
        }
      return measure.settled(value)
    }
    return row
  }

  private func writeGroup(_ record: Span<UInt8>, to table: inout TableWriter) throws(Fault) {
    let start = request.sort == nil ? 0 : 8
    if !request.groupBy.isEmpty, let place = placement.groups {
      var name = Buffer<UInt8>()
      try reporter.merge.dictionaries[place.dictionary].read(
        Int(record.smallNumber(at: start)), into: &name)
      for part in name.span.parts(separatedBy: 0) { table.text(part.span) }
    }
    for place in 0..<4 { table.integer(record.number(at: start + 4 + 8 * place)) }
    for place in measures.indices {
      table.number(Double(bitPattern: record.number(at: start + 36 + 8 * place)))
    }
    try table.endRow()
  }
}

extension DiversityLine {
  /// The article's value of one of `metadata`; empty if it has none.
  func value(of field: Field) -> [UInt8] {
    DiversityLine.metadata.firstIndex(of: field).map { values[$0] } ?? []
  }
}
