import Articles
import Diagnostics

/// What a parser makes of one document, copied out record by record.
struct Parsed {
  var articles: [Article] = []
  var rejects: [Reject] = []
  var unreadableDates = 0
  var count: Int { articles.count + rejects.count }
}

func parse(
  _ bytes: [UInt8], as format: Format, fields: [(String, String)] = [],
  options: ParsingOptions = ParsingOptions(), byteOffset: Int = 0
) throws -> Parsed {
  let mapping = FieldMapping(fields.map { FieldMapping.Entry(name: $0.0, key: $0.1) })
  var parser = try RecordParser(mapping: mapping, options: options)
  let document = Chunk.Document(
    range: 0..<bytes.count, format: format, firstRecord: 1, byteOffset: byteOffset)
  parser.begin(document, batch: "batch")
  var parsed = Parsed()
  var article = Article()
  while true {
    switch parser.next(in: bytes.span, into: &article) {
    case .article: parsed.articles.append(article)
    case .reject(let reject): parsed.rejects.append(reject)
    case .end:
      parsed.unreadableDates = parser.unreadableDates
      return parsed
    }
  }
}

func parse(
  _ text: String, as format: Format, fields: [(String, String)] = [],
  options: ParsingOptions = ParsingOptions()
) throws -> Parsed {
  try parse(Array(text.utf8), as: format, fields: fields, options: options)
}

/// The one article that `text` is; fails if it is none or several.
func article(
  _ text: String, as format: Format, fields: [(String, String)] = [],
  options: ParsingOptions = ParsingOptions()
) throws -> Article {
  let parsed = try parse(text, as: format, fields: fields, options: options)
  guard parsed.count == 1, let article = parsed.articles.first else {
    throw Fault(
      "test.not-one-article", "\(parsed.articles.count) articles, \(parsed.rejects)", exit: .bug)
  }
  return article
}
