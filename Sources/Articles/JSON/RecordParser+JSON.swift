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
    switch reader.peek() {
    case UInt8(ascii: "{"):
      return false
    case UInt8(ascii: "["):
      let isBody = fields.tree.rows[row].slot == Field.body.rawValue
      try appendList(&reader, separator: isBody ? "\n\n" : "; ", to: &article.bytes)
    default:
      try appendScalar(&reader, to: &article.bytes)
    }
    fields.settle(row, at: start..<article.bytes.count, in: &article)
    return true
  }

  /// Appends a string unescaped, a number or a boolean as it is written, of null nothing.
  @inline(__always)
  private func appendScalar(
    _ reader: inout JSONReader, to target: inout [UInt8]
  ) throws(JSONFlaw) {
    if reader.peek() == .quotationMark {
      try reader.appendString(to: &target)
      return
    }
    let start = reader.position
    if try reader.scalar() != .null {
      target.append(copying: reader.bytes.extracting(start..<reader.position))
    }
  }

  /// Appends the strings, numbers and booleans of an array, joined by `separator`; objects and
  /// arrays inside it contribute nothing.
  private func appendList(
    _ reader: inout JSONReader, separator: String, to target: inout [UInt8]
  ) throws(JSONFlaw) {
    try reader.enter()
    var isFirst = true
    var hasElement = false
    while try reader.advance(isFirst: isFirst, closing: UInt8(ascii: "]")) {
      isFirst = false
      if let byte = reader.peek(), byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        try reader.skipValue()
        continue
      }
      let before = target.count
      if hasElement { target.append(contentsOf: separator.utf8) }
      let start = target.count
      try appendScalar(&reader, to: &target)
      if target.count == start {
        target.removeLast(start - before)
      } else {
        hasElement = true
      }
    }
  }
}
