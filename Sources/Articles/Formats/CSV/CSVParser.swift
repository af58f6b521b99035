import Bytes

/// Reads rows of tables: a column fills the slots that its name or its number is mapped to.
struct CSVParser: FormatParser {
  private let encodings: [String]
  private var header = CSVHeader()
  private var cells = CSVCells()
  /// The rows of the key tree that match each column; nil until they were looked up.
  private var matches: [[Int]]?

  init(_ options: ParsingOptions) { encodings = options.encodings }

  mutating func begin(_ document: Chunk.Document) {
    guard let header = document.context as? CSVHeader else { return }
    self.header = header
    matches = nil
    guard let names = header.names, !names.allSatisfy({ UTF8Validation.isValid($0.span) })
    else { return }
    var detector = EncodingDetector(among: encodings)
    let line = Array(names.joined(separator: [0x0A]))
    guard var decoder = TextDecoder(from: detector.encoding(of: line.span))
    else { return }
    self.header.names = names.map { name in
      guard !UTF8Validation.isValid(name.span) else { return name }
      var decoded: [UInt8] = []
      _ = decoder.decode(name.span, into: &decoded)
      return decoded
    }
  }

  mutating func nextRecord(in bytes: Span<UInt8>, _ cursor: inout RecordCursor) -> Range<Int>? {
    while cursor.position < cursor.range.upperBound {
      let rest = bytes.extracting(cursor.position..<cursor.range.upperBound)
      var scanner = CSVRowScanner(header.dialect)
      let length = scanner.endOfRow(in: rest, from: 0) ?? rest.count
      let row = cursor.position..<cursor.position + length
      cursor.position = min(row.upperBound + 1, cursor.range.upperBound)
      if !header.dialect.isBlank(bytes.extracting(row)) {
        cursor.record += 1
        return row
      }
    }
    return nil
  }

  mutating func read(
    _ record: Span<UInt8>, _ fields: inout FieldCollector, into article: inout Article
  ) throws(RecordFlaw) {
    cells.split(record, header.dialect)
    try refuseSurplus(in: record)
    let matches = self.matches ?? columnMatches(in: fields.tree)
    self.matches = matches
    for (cell, rows) in zip(cells.all, matches) where !rows.isEmpty {
      let start = article.bytes.count
      cells.append(cell, of: record, to: &article.bytes)
      let range = start..<article.bytes.count
      if !header.missing.isEmpty, isMissing(article.bytes[range]) { continue }
      for row in rows where fields.wants(row) { fields.settle(row, at: range, in: &article) }
    }
  }

  func names(in record: Span<UInt8>) -> [String]? { header.columns }

  private func isMissing(_ text: ArraySlice<UInt8>) -> Bool {
    let text = text.trimmed
    return header.missing.contains { text.elementsEqual($0) }
  }

  /// Refuses a row that has more cells than columns: an unquoted cell holds the separator, and
  /// which it is nobody knows. Rows may have fewer, as spreadsheets leave out empty cells at their
  /// ends, and may have empty cells more.
  private func refuseSurplus(in record: Span<UInt8>) throws(RecordFlaw) {
    guard cells.all.count > header.width,
      let surplus = cells.all[header.width...].first(where: { cell in
        !record.trimmed(cell.range).isEmpty
      })
    else { return }
    throw RecordFlaw(
      code: "csv.cells",
      description: """
        the row has \(cells.all.count) cells, but the table has \(header.width) columns; the first \
        cell too many begins
        """,
      byte: surplus.range.lowerBound)
  }

  /// The rows of `tree` that each column matches, by its name, and by its number if no column has
  /// that for a name.
  private func columnMatches(in tree: KeyTree) -> [[Int]] {
    let names = header.names ?? []
    return (0..<header.width).map { column in
      let number = Array("\(column + 1)".utf8)
      var rows = column < names.count ? tree.matches(names[column]) : []
      if !names.contains(number) { rows += tree.matches(number) }
      return rows
    }
  }
}
