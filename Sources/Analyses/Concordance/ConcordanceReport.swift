import Articles
import Bytes
import Diagnostics
import Partials
import Reports
import Tokens

/// Makes the table of a `concordance` analysis.
struct ConcordanceReport {
  private let reporter: Reporter
  private let request: ConcordanceRequest
  private let placement: ConcordancePlacement
  private let folding: TypeFolding

  init(
    _ reporter: Reporter, _ analysis: CountingPlan.Analysis, _ request: ConcordanceRequest
  ) {
    self.reporter = reporter
    self.request = request
    placement = reporter.plan.concordances[analysis.statistic].1
    folding = TypeFolding(TextProfile())
  }

  static let columns = [
    Column("line", .integer, "place in the table, from 1"),
    Column("left", .text, "the context before the node, as it stands", flushRight: true),
    Column("node", .text, "what was found, as it stands"),
    Column("right", .text, "the context after the node, as it stands"),
    Column("id", .text, "the article's id, or its key where it has none"),
    Column("title", .text, "the article's title"),
    Column("date", .text, "the article's date, ISO 8601"),
    Column("source", .text, "the article's source"),
    Column("url", .text, "the article's address"),
    Column("field", .text, "the field that holds the node: title or body"),
    Column("offset", .integer, "where the node begins in that field, in bytes of UTF-8"),
  ]

  func write(to table: inout TableWriter) throws(Fault) {
    var sorter = RecordSorter(
      folder: reporter.folder, name: "lines", memory: reporter.memory, limit: nil)
    try sort(into: &sorter)
    var number = 0
    try sorter.forEach { record throws(Fault) in
      let start = Int(record.number(at: record.count - 8))
      guard let line = ConcordanceLine(record.extracting(start..<record.count - 8)) else {
        throw damaged
      }
      number += 1
      write(line, number, to: &table)
      try table.endRow()
    }
  }

  private var damaged: Fault {
    Fault("run.damaged", "a concordance line among the intermediate counts is damaged", exit: .bug)
  }

  /// Lines lie in the order of their sampling keys, so the first ones are the sample.
  private func sort(into sorter: inout RecordSorter) throws(Fault) {
    var left = request.limit ?? Int.max
    var key = RowKey()
    try reporter.merge.forEachLine(placement.lines) { (_, text) throws(Fault) in
      guard left > 0 else { return false }
      left -= 1
      guard let line = ConcordanceLine(text) else { throw damaged }
      key.removeAll()
      for sortKey in request.sort { key.append(text: value(of: sortKey, in: line)) }
      key.append(raw: line.articleKey)
      key.append(rising: UInt32(line.slot))
      key.append(rising: UInt64(line.offset))
      // The line follows its key, and the length of the key comes last.
      let length = key.bytes.count
      key.append(raw: text)
      key.append(rising: UInt64(length))
      try sorter.add(key.bytes)
      return true
    }
  }

  private func value(of key: ConcordanceSortKey, in line: ConcordanceLine) -> [UInt8] {
    switch key {
    case .left(let distance): token(line.leftCount - distance, of: line)
    case .right(let distance): token(line.leftCount + line.nodeCount + distance - 1, of: line)
    case .node:
      (line.leftCount..<line.leftCount + line.nodeCount)
        .map { token($0, of: line) }.reduce([]) { $0 + $1 + [0x20] }
    case .date: line.value(of: .date)
    case .source: line.value(of: .source)
    }
  }

  /// A token's folded form; nothing beyond the context.
  private func token(_ place: Int, of line: ConcordanceLine) -> [UInt8] {
    guard line.tokens.indices.contains(place) else { return [] }
    let raw = Array(line.text[line.tokens[place]])
    var folded: [UInt8] = []
    folding.fold(raw.span, into: &folded)
    return folded
  }

  private func write(_ line: ConcordanceLine, _ number: Int, to table: inout TableWriter) {
    let node = line.tokens[line.leftCount].lowerBound
    let end = line.tokens[line.leftCount + line.nodeCount - 1].upperBound
    table.integer(number)
    table.text(blanksCollapsed(line.text[..<node]).span)
    table.text(blanksCollapsed(line.text[node..<end]).span)
    table.text(blanksCollapsed(line.text[end...]).span)
    let id = line.value(of: .id)
    table.text(id.isEmpty ? hex(line.articleKey) : String(decoding: id, as: UTF8.self))
    for field in ConcordanceLine.metadata.dropFirst() { table.text(line.value(of: field).span) }
    table.text(line.fieldName)
    table.integer(line.offset)
  }

  /// The text with every run of white space as one blank, none at the edges.
  private func blanksCollapsed(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var collapsed: [UInt8] = []
    for byte in text {
      let isBlank = byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
      if !isBlank {
        collapsed.append(byte)
      } else if let last = collapsed.last, last != 0x20 {
        collapsed.append(0x20)
      }
    }
    if collapsed.last == 0x20 { collapsed.removeLast() }
    return collapsed
  }
}

extension ConcordanceLine {
  /// The article's value of one of `metadata`; empty if it has none.
  func value(of field: Field) -> [UInt8] {
    ConcordanceLine.metadata.firstIndex(of: field).map { values[$0] } ?? []
  }

  /// The name of the field that holds the node.
  var fieldName: String { Field(rawValue: slot)?.name ?? "" }
}
