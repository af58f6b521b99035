import Bytes

extension RecordParser {
  /// Fills `article` from the JSON object that `bytes` holds, and answers with what is wrong with
  /// it and where, if anything is.
  mutating func readJSON(
    _ bytes: Span<UInt8>, into article: inout Article
  ) -> (flaw: JSONFlaw, byte: Int)? {
    var reader = JSONReader(bytes)
    matches.removeAll(keepingCapacity: true)
    do throws(JSONFlaw) {
      guard reader.peek() == UInt8(ascii: "{") else { throw .notAnObject }
      try readObject(&reader, node: KeyTree.root, into: &article)
      guard reader.peek() == nil else { throw .trailingBytes }
    } catch {
      return (error, reader.position)
    }
    article.replacements += reader.replacements
    return nil
  }

  private mutating func readObject(
    _ reader: inout JSONReader, node: Int, into article: inout Article
  ) throws(JSONFlaw) {
    try reader.enter()
    var isFirst = true
    while try reader.advance(isFirst: isFirst, closing: UInt8(ascii: "}")) {
      isFirst = false
      let key = try reader.key()
      let base = matches.count
      if key.hasEscapes {
        try matchEscaped(key.range, of: reader.bytes, at: node)
      } else {
        match(reader.bytes.extracting(key.range), at: node)
      }
      _ = reader.peek()
      let value = reader.position
      // One value may fill several slots, each in its own way: it is read once for each.
      var isRead = false
      for index in base..<matches.count {
        let row = matches[index]
        reader.position = value
        isRead = try readValue(&reader, for: row, into: &article) || isRead
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
  private mutating func match(_ key: Span<UInt8>, at node: Int) {
    var row = fields.tree.first(key, at: node)
    while row >= 0 {
      if fields.tree.rows[row].child >= 0 || fields.wants(row) { matches.append(row) }
      row = fields.tree.next(key, after: row)
    }
  }

  private mutating func matchEscaped(
    _ range: Range<Int>, of bytes: Span<UInt8>, at node: Int
  ) throws(JSONFlaw) {
    var plain: [UInt8] = []
    var key = JSONReader(bytes)
    key.position = range.lowerBound - 1
    try key.appendString(to: &plain)
    match(plain.span, at: node)
  }

  /// Reads the value at the reader's position for `row`; false if `row` can make nothing of it.
  private mutating func readValue(
    _ reader: inout JSONReader, for row: Int, into article: inout Article
  ) throws(JSONFlaw) -> Bool {
    let child = fields.tree.rows[row].child
    if child >= 0 {
      guard reader.peek() == UInt8(ascii: "{") else { return false }
      try readObject(&reader, node: child, into: &article)
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
      if list.hasPassedMembers && article.bytes.count == start { hasUnreadBody = true }
    default:
      try reader.appendScalar(to: &article.bytes)
    }
    fields.settle(row, at: start..<article.bytes.count, in: &article)
    return true
  }
}
