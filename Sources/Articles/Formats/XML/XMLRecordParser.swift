import Bytes

/// Reads records of XML: an element or an attribute fills the slots that its path or its name is
/// mapped to.
///
/// A path has the names of the elements below the record, separated by dots, and an attribute after
/// `@`: `head.title`, `link@href`, `@id`. A mapped name without dots is that of an element at any
/// depth. If several elements match, the outermost counts, with those that have the same path.
struct XMLRecordParser: FormatParser {
  private var context = XMLContext(XMLOutline(), record: nil)
  /// The rows of the key tree that each path met matches.
  private var rows: [[UInt8]: [Int]] = [:]
  private var text = XMLText()
  /// The values of attributes, one after the other.
  private var values: [UInt8] = []
  private var hits: [Hit] = []

  /// A value that a slot may have.
  private struct Hit {
    var row: Int
    /// The digest of its path.
    var path: UInt64
    var depth: Int
    var range: Range<Int>
    var isAttribute: Bool
  }

  private struct Open {
    var name: Range<Int>
    var pathCount: Int
    var start: Int
    var isBlock: Bool
  }

  /// Elements within so many others have no path.
  private static let deepest = 64
  /// Elements with a longer name have no path.
  private static let longestName = 128
  /// Further elements that are open at once are part of those that hold them.
  private static let mostOpen = 10_000
  /// How many paths are remembered with their rows.
  private static let mostPaths = 4096
  /// How many open elements an end tag may end.
  private static let mostEnded = 256

  mutating func begin(_ document: Chunk.Document) {
    guard let context = document.context as? XMLContext else { return }
    self.context = context
    text.begin(indentsParagraphs: context.vocabulary?.indentsParagraphs ?? false)
    rows.removeAll(keepingCapacity: true)
  }

  func names(in record: Span<UInt8>) -> [String]? { XMLOutline.paths(in: record) }

  mutating func read(
    _ record: Span<UInt8>, _ fields: inout FieldCollector, into article: inout Article
  ) throws(RecordFlaw) {
    text.removeAll()
    values.removeAll(keepingCapacity: true)
    hits.removeAll(keepingCapacity: true)
    collect(record, fields.tree)
    settle(&fields, into: &article)
  }

  // MARK: Reading

  private mutating func collect(_ record: Span<UInt8>, _ tree: KeyTree) {
    var path: [UInt8] = []
    var open: [Open] = []
    var hidden = 0
    var passed = 0
    var hasElements = false
    var index = 0
    while index < record.count {
      let token = XMLScanner.token(in: record, at: index)
      index = token.range.upperBound
      switch token.kind {
      case .text: if hidden == 0 { text.append(record.extracting(token.content), decoding: true) }
      case .characters:
        if hidden == 0 { text.append(record.extracting(token.content), decoding: false) }
      case .open, .empty:
        let role = self.role(of: record.extracting(token.content))
        let pathCount = path.count
        hasElements = hasElements || !open.isEmpty
        if !open.isEmpty, open.count <= Self.deepest, token.content.count <= Self.longestName {
          if !path.isEmpty { path.append(.period) }
          path.append(copying: record.extracting(token.content))
        }
        if open.isEmpty || path.count > pathCount {
          readAttributes(of: record, token, path, depth: open.count, tree)
        }
        if role == .lineBreak { text.breakLine() }
        if role == .block { text.breakParagraph() }
        if token.kind == .empty || open.count == Self.mostOpen {
          if token.kind == .open { passed += 1 }
          path.removeLast(path.count - pathCount)
        } else {
          if hidden > 0 || role == .hidden { hidden += 1 }
          open.append(
            Open(
              name: token.content, pathCount: pathCount, start: text.bytes.count,
              isBlock: role == .block))
        }
      case .close where passed > 0: passed -= 1
      case .close:
        for _ in 0..<Self.ended(by: token, open, record) {
          guard let element = open.popLast() else { break }
          if hidden > 0 { hidden -= 1 }
          let range = element.start..<text.bytes.count
          if open.isEmpty, !hasElements {
            addText(range, tree)
          } else if path.count > element.pathCount {
            add(path, range, depth: open.count, tree)
          }
          if element.isBlock { text.breakParagraph() }
          path.removeLast(path.count - element.pathCount)
        }
      case .other: break
      }
    }
  }

  /// How many of the open elements the end tag `tag` ends: in SGML, end tags may be missing.
  private static func ended(
    by tag: XMLScanner.Token, _ open: [Open], _ record: Span<UInt8>
  ) -> Int {
    var count = 0
    for element in open.reversed().prefix(mostEnded) {
      count += 1
      if element.name.count == tag.content.count,
        zip(element.name, tag.content).allSatisfy({ record[$0] == record[$1] })
      {
        return count
      }
    }
    return 0
  }

  private mutating func readAttributes(
    of record: Span<UInt8>, _ token: XMLScanner.Token, _ path: [UInt8], depth: Int,
    _ tree: KeyTree
  ) {
    guard token.range.upperBound - token.content.upperBound > 3 else { return }
    var found: [(path: [UInt8], range: Range<Int>)] = []
    // A link of another kind, such as that to the feed itself, is not the article's.
    var isOther = false
    var values = self.values
    self.values = []
    XMLScanner.forEachAttribute(of: record, in: token.range, from: token.content.upperBound) {
      name, value in
      let start = values.count
      MarkupText.appendResolved(record.extracting(value), to: &values)
      var key = path
      key.append(UInt8(ascii: "@"))
      key.append(copying: record.extracting(name))
      found.append((key, start..<values.count))
      if name.count == 3, record.has("rel", at: name.lowerBound) {
        isOther = !values[start...].elementsEqual("alternate".utf8)
      }
    }
    self.values = values
    if isOther { return }
    for (path, range) in found { add(path, range, depth: depth, tree, isAttribute: true) }
  }

  private mutating func add(
    _ path: [UInt8], _ range: Range<Int>, depth: Int, _ tree: KeyTree, isAttribute: Bool = false
  ) {
    guard !range.isEmpty else { return }
    let rows = self.rows[path] ?? matches(path, tree)
    if self.rows.count == Self.mostPaths { self.rows.removeAll(keepingCapacity: true) }
    self.rows[path] = rows
    guard !rows.isEmpty else { return }
    let digest = Self.digest(path)
    for row in rows {
      hits.append(
        Hit(row: row, path: digest, depth: depth, range: range, isAttribute: isAttribute))
    }
  }

  /// FNV-1a of 64 bits.
  private static func digest(_ path: [UInt8]) -> UInt64 {
    path.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  /// Takes all of a record that has no elements for its body.
  private mutating func addText(_ range: Range<Int>, _ tree: KeyTree) {
    for row in tree.matches(Array("article".utf8)) where !tree.rows[row].isExact {
      hits.append(Hit(row: row, path: Self.digest([]), depth: 0, range: range, isAttribute: false))
    }
  }

  /// The rows that `path` matches: those that are mapped to it or to its last name, and the common
  /// names that it stands for.
  private func matches(_ path: [UInt8], _ tree: KeyTree) -> [Int] {
    let last = path.lastIndex(of: .period).map { Array(path[($0 + 1)...]) } ?? path
    let bare = last.firstIndex(of: .colon).map { Array(last[($0 + 1)...]) } ?? last
    var rows: [Int] = []
    for key in path == last ? [path] : [path, last] {
      rows += tree.matches(key).filter { tree.rows[$0].isExact }
    }
    let common = context.vocabulary.map { vocabulary in
      vocabulary.fields[String(decoding: path, as: UTF8.self)].map { Array($0.utf8) } ?? []
    }
    rows += tree.matches(common ?? bare).filter { !tree.rows[$0].isExact && !rows.contains($0) }
    return rows
  }

  private func role(of name: Span<UInt8>) -> XMLElement.Role {
    let role = XMLElement.role(of: name)
    guard role == .inline, let blocks = context.vocabulary?.blocks, !blocks.isEmpty else {
      return role
    }
    return blocks.contains(String(decoding: Array(copying: name, 0..<name.count), as: UTF8.self))
      ? .block : .inline
  }

  // MARK: Settling

  /// Puts values into slots.
  private mutating func settle(_ fields: inout FieldCollector, into article: inout Article) {
    var chosen: [(row: Int, hits: [Hit])] = []
    for hit in hits where !chosen.contains(where: { $0.row == hit.row }) {
      chosen.append((hit.row, best(of: hits.filter { $0.row == hit.row && !isEmpty($0) })))
    }
    let slots = chosen.map { fields.tree.rows[$0.row].slot }
    let titles = zip(slots, chosen).filter { $0.0 == Field.title.rawValue }.flatMap { $0.1.hits }
    for (slot, (row, hits)) in zip(slots, chosen) where fields.wants(row) && !hits.isEmpty {
      let start = article.bytes.count
      for hit in hits {
        if article.bytes.count > start {
          article.bytes.append(contentsOf: slot == Field.body.rawValue ? "\n\n".utf8 : "; ".utf8)
        }
        append(hit, slot, besides: titles, to: &article.bytes)
      }
      fields.settle(row, at: start..<article.bytes.count, in: &article)
    }
  }

  /// Of elements that match one key the outermost, and of these the first and those of its path.
  private func best(of hits: [Hit]) -> [Hit] {
    guard let depth = hits.map(\.depth).min(), let first = hits.first(where: { $0.depth == depth })
    else { return [] }
    return hits.filter { $0.path == first.path }
  }

  private func trimmed(_ hit: Hit) -> Range<Int> {
    (hit.isAttribute ? values.span : text.bytes.span).trimmed(hit.range)
  }

  private func isEmpty(_ hit: Hit) -> Bool { trimmed(hit).isEmpty }

  /// Appends the value of `hit`: paragraphs for a body, one line for any other field.
  ///
  /// A title inside the body is not part of it, since titles and bodies are counted both.
  private func append(_ hit: Hit, _ slot: Int, besides titles: [Hit], to target: inout [UInt8]) {
    let range = trimmed(hit)
    if hit.isAttribute { return target.append(copying: values.span.extracting(range)) }
    guard slot != Field.body.rawValue else {
      var start = range.lowerBound
      for title in titles where !title.isAttribute && title.path != hit.path {
        let inner = title.range.clamped(to: range)
        guard inner == title.range, inner.lowerBound >= start else { continue }
        target.append(copying: text.bytes.span.extracting(start..<inner.lowerBound))
        start = inner.upperBound
      }
      return target.append(copying: text.bytes.span.extracting(start..<range.upperBound))
    }
    var breaks = 0
    for index in range {
      let byte = text.bytes[index]
      if byte == .newline {
        breaks += 1
        continue
      }
      if breaks > 1, slot != Field.title.rawValue {
        target.append(contentsOf: "; ".utf8)
      } else if breaks > 0 {
        target.append(.space)
      }
      breaks = 0
      target.append(byte)
    }
  }
}
