import Bytes

/// Reads JSON objects, of which a line holds one, or a document one or several.
struct JSONParser: FormatParser {
  private let format: JSONFormat
  /// Rows that the keys on the way to the current value match.
  private var matches: [Int] = []

  init(_ format: JSONFormat) { self.format = format }

  mutating func nextRecord(in bytes: Span<UInt8>, _ cursor: inout RecordCursor) -> Range<Int>? {
    switch format {
    case .lines: JSONParser.nextLine(in: bytes, &cursor)
    case .array: JSONParser.nextObject(in: bytes, &cursor)
    }
  }

  /// The next line that is not blank. Blank lines are not records, but they are numbered.
  private static func nextLine(
    in bytes: Span<UInt8>, _ cursor: inout RecordCursor
  ) -> Range<Int>? {
    let end = cursor.range.upperBound
    while cursor.position < end {
      cursor.record += 1
      let start = cursor.position
      let rest = bytes.extracting(start..<end)
      let length = Scan.first(.newline, in: rest, from: 0)
      let line = rest.trimmed(withoutMark(rest, 0..<length))
      cursor.position = min(start + length + 1, end)
      if !line.isEmpty { return start + line.lowerBound..<start + line.upperBound }
    }
    return nil
  }

  private static func nextObject(
    in bytes: Span<UInt8>, _ cursor: inout RecordCursor
  ) -> Range<Int>? {
    let (start, end) = (cursor.position, cursor.range.upperBound)
    guard let extent = JSONExtent.next(in: bytes.extracting(start..<end), from: 0) else {
      cursor.position = end
      return nil
    }
    cursor.record += 1
    let range = start + extent.lowerBound..<start + extent.upperBound
    cursor.position = range.upperBound
    return range
  }

  /// `line` without the mark that RFC 7464 puts before each text.
  @inline(__always)
  private static func withoutMark(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
    guard !line.isEmpty, bytes[line.lowerBound] == .recordSeparator else { return line }
    return line.dropFirst()
  }

  func names(in record: Span<UInt8>) -> [String]? { JSONOutline(of: record).names }

  mutating func read(
    _ record: Span<UInt8>, _ fields: inout FieldCollector, into article: inout Article
  ) throws(RecordFlaw) {
    var reader = JSONReader(record)
    matches.removeAll(keepingCapacity: true)
    do throws(JSONFlaw) {
      guard reader.peek() == UInt8(ascii: "{") else { throw .notAnObject }
      try readObject(&reader, node: KeyTree.root, &fields, into: &article)
      guard reader.peek() == nil else { throw .trailingBytes }
    } catch {
      throw error.flaw(at: reader.position)
    }
    article.replacements += reader.replacements
  }

  private mutating func readObject(
    _ reader: inout JSONReader, node: Int, _ fields: inout FieldCollector,
    into article: inout Article
  ) throws(JSONFlaw) {
    try reader.enter()
    var isFirst = true
    while try reader.advance(isFirst: isFirst, closing: UInt8(ascii: "}")) {
      isFirst = false
      let key = try reader.key()
      let base = matches.count
      if key.hasEscapes {
        try matchEscaped(key.range, of: reader.bytes, at: node, fields)
      } else {
        match(reader.bytes.extracting(key.range), at: node, fields)
      }
      _ = reader.peek()
      let value = reader.position
      // One value may fill several slots, each in its own way: it is read once for each.
      var isRead = false
      for index in base..<matches.count {
        let row = matches[index]
        reader.position = value
        isRead = try readValue(&reader, for: row, &fields, into: &article) || isRead
      }
      matches.removeSubrange(base...)
      if !isRead {
        reader.position = value
        try reader.skipValue()
      }
    }
  }

  /// Remembers the rows that `key` matches and whose value is wanted.
  @inline(__always)
  private mutating func match(_ key: Span<UInt8>, at node: Int, _ fields: FieldCollector) {
    var row = fields.tree.first(key, at: node)
    while row >= 0 {
      if fields.tree.rows[row].child >= 0 || fields.wants(row) { matches.append(row) }
      row = fields.tree.next(key, after: row)
    }
  }

  private mutating func matchEscaped(
    _ range: Range<Int>, of bytes: Span<UInt8>, at node: Int, _ fields: FieldCollector
  ) throws(JSONFlaw) {
    var plain: [UInt8] = []
    var key = JSONReader(bytes)
    key.position = range.lowerBound - 1
    try key.appendString(to: &plain)
    match(plain.span, at: node, fields)
  }

  /// Reads the value at the reader's position for `row`; false if `row` cannot use it.
  private mutating func readValue(
    _ reader: inout JSONReader, for row: Int, _ fields: inout FieldCollector,
    into article: inout Article
  ) throws(JSONFlaw) -> Bool {
    let child = fields.tree.rows[row].child
    if child >= 0 {
      guard reader.peek() == UInt8(ascii: "{") else { return false }
      try readObject(&reader, node: child, &fields, into: &article)
      return true
    }
    let start = article.bytes.count
    let isBody = fields.tree.rows[row].slot == Field.body.rawValue
    switch reader.peek() {
    case UInt8(ascii: "{") where !isBody:
      return false
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      var list = JSONList(separator: isBody ? "\n\n" : "; ", opensObjects: isBody)
      try list.append(&reader, to: &article.bytes)
      if list.hasPassedMembers && article.bytes.count == start {
        fields.hasUnreadBody = true
      }
    default:
      try reader.appendScalar(to: &article.bytes)
    }
    fields.settle(row, at: start..<article.bytes.count, in: &article)
    return true
  }
}
