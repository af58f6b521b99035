import Articles
import Diagnostics
import Reports

/// An article outside the hot loop: its fields as texts, and its place in its batch.
struct ArticleExcerpt {
  let batch: String
  let entry: String?
  let format: Format
  let record: Int
  let byteOffset: Int
  let replacements: Int
  let encoding: String
  /// Every field in the order of the slots, including the body; nil where the article has no value.
  let fields: [(name: String, text: String?)]
  /// The date as it was written.
  let writtenDate: String?
  let body: String
  /// The markup that was resolved in title and body.
  let markup: MarkupLevel

  init(
    _ article: borrowing Article, _ document: Chunk.Document, batch: String, names: [String]
  ) {
    self.batch = batch
    entry = document.entry
    format = document.format
    record = article.record
    byteOffset = article.byteOffset
    replacements = article.replacements
    encoding = TextEncoding.counted[article.encoding]
    var fields: [(name: String, text: String?)] = []
    for (slot, name) in names.enumerated() { fields.append((name, article.string(slot: slot))) }
    self.fields = fields
    writtenDate = article.writtenDate.map { String(decoding: article.bytes[$0], as: UTF8.self) }
    body = article.string(.body) ?? ""
    markup = article.markup
  }

  /// The blocks of the body between blank lines, unchanged.
  var paragraphs: [String] {
    var paragraphs: [[Substring.UTF8View]] = [[]]
    for line in body.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let isBlank = line.allSatisfy { [0x20, 0x09, 0x0D].contains($0) }
      if isBlank { paragraphs.append([]) } else { paragraphs[paragraphs.count - 1].append(line) }
    }
    return paragraphs.filter { !$0.isEmpty }
      .map { $0.map { String(Substring($0)) }.joined(separator: "\n") }
  }

  /// The article as one JSON object: its place, every field, the paragraphs of the body.
  var json: JSONValue {
    let locator: JSONObject = [
      "batch": .string(batch), "entry": JSONValue(entry), "record": .integer(record),
      "byte": .integer(byteOffset), "format": .string(format.name),
    ]
    var object: JSONObject = ["locator": .object(locator)]
    for field in fields { object[field.name] = JSONValue(field.text) }
    object["written_date"] = JSONValue(writtenDate)
    object["paragraphs"] = .array(paragraphs.map(JSONValue.string))
    object["markup"] = markup == .none ? .null : .string("\(markup)")
    object["encoding"] = .string(encoding)
    object["replacements"] = .integer(replacements)
    return .object(object)
  }
}

extension JSONValue {
  fileprivate init(_ text: String?) {
    self = text.map(JSONValue.string) ?? .null
  }
}
