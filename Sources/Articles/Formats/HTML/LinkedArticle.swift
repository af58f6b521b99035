import Bytes

/// The article that a page describes in JSON-LD: an object whose `@type` is a kind of `Article`,
/// by itself, in a list, in a `@graph`, or as the main entity of another.
struct LinkedArticle {
  /// Its members, nested ones by names with dots; values of lists are separate.
  private(set) var members: [(name: String, value: String)] = []

  private static let mostMembers = 500
  /// How deep objects are looked into.
  private static let mostDepth = 6

  /// The value of the first of the members called `names` that has one.
  func first(of names: [String]) -> String? {
    for name in names {
      if let member = members.first(where: { $0.name == name }) { return member.value }
    }
    return nil
  }

  /// The articles in the script at `range` of `page`. What cannot be read of it describes nothing.
  static func all(in page: Span<UInt8>, _ range: Range<Int>) -> [LinkedArticle] {
    let script = page.extracting(range)
    // Some wrap the text in a comment or a section of XML.
    guard
      let start = script.firstIndex(of: UInt8(ascii: "{"), UInt8(ascii: "["), or: 0x7B, from: 0)
    else { return [] }
    var reader = JSONReader(script)
    reader.position = script.has("[CDATA[", at: start) ? start + 7 : start
    var found: [LinkedArticle] = []
    try? collect(&reader, depth: 0, into: &found)
    return found
  }

  private static func collect(
    _ reader: inout JSONReader, depth: Int, into found: inout [LinkedArticle]
  ) throws(JSONFlaw) {
    guard depth < mostDepth, found.count < 100 else { return try reader.skipValue() }
    switch reader.peek() {
    case UInt8(ascii: "["):
      try reader.enter()
      var isFirst = true
      while try reader.advance(isFirst: isFirst, closing: UInt8(ascii: "]")) {
        isFirst = false
        try collect(&reader, depth: depth + 1, into: &found)
      }
    case UInt8(ascii: "{"):
      let start = reader.position
      var nested: [Int] = []
      var isArticle = false
      try forEachMember(&reader) { (reader, name) throws(JSONFlaw) in
        if name == "@type" {
          isArticle = try isArticleType(&reader) || isArticle
        } else {
          if let byte = reader.peek(), byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
            nested.append(reader.position)
          }
          try reader.skipValue()
        }
      }
      let end = reader.position
      if isArticle {
        var article = LinkedArticle()
        reader.position = start
        try article.read(&reader, "", depth: 0)
        found.append(article)
      } else {
        for position in nested {
          reader.position = position
          try collect(&reader, depth: depth + 1, into: &found)
        }
      }
      reader.position = end
    default: try reader.skipValue()
    }
  }

  private static func forEachMember(
    _ reader: inout JSONReader,
    _ take: (inout JSONReader, String) throws(JSONFlaw) -> Void
  ) throws(JSONFlaw) {
    try reader.enter()
    var isFirst = true
    while try reader.advance(isFirst: isFirst, closing: UInt8(ascii: "}")) {
      isFirst = false
      let key = try reader.key().range
      let name = String(decoding: key.map { reader.bytes[$0] }, as: UTF8.self)
      _ = reader.peek()
      try take(&reader, name)
    }
  }

  private static func isArticleType(_ reader: inout JSONReader) throws(JSONFlaw) -> Bool {
    var names: [UInt8] = []
    var list = JSONList(separator: " ", opensObjects: false)
    try list.append(&reader, to: &names)
    return names.split(separator: .space).contains { name in
      ["Article", "Posting", "NewsReport"].contains {
        name.reversed().starts(with: $0.utf8.reversed())
      }
    }
  }

  private mutating func read(
    _ reader: inout JSONReader, _ name: String, depth: Int
  ) throws(JSONFlaw) {
    guard depth < Self.mostDepth, members.count < Self.mostMembers else {
      return try reader.skipValue()
    }
    switch reader.peek() {
    case UInt8(ascii: "["):
      try reader.enter()
      var isFirst = true
      while try reader.advance(isFirst: isFirst, closing: UInt8(ascii: "]")) {
        isFirst = false
        try read(&reader, name, depth: depth + 1)
      }
    case UInt8(ascii: "{"):
      var inner: [(String, Int)] = []
      try Self.forEachMember(&reader) { (reader, member) throws(JSONFlaw) in
        inner.append((member, reader.position))
        try reader.skipValue()
      }
      let end = reader.position
      for (member, position) in inner {
        reader.position = position
        try read(&reader, name.isEmpty ? member : "\(name).\(member)", depth: depth + 1)
      }
      reader.position = end
    default:
      var value: [UInt8] = []
      try reader.appendScalar(to: &value)
      var resolved: [UInt8] = []
      MarkupText.appendResolved(value.span, to: &resolved)
      let text = String(decoding: resolved[...].trimmed, as: UTF8.self)
      if !text.isEmpty { members.append((name, text)) }
    }
  }
}
