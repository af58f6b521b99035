import Bytes

/// Makes one text of the values of an array: its strings, numbers and booleans, those of arrays
/// within it, and, where a body may be made of objects, the texts in these.
struct JSONList {
  /// The members of an object that hold the text of a body, in any case; the others, such as the
  /// address of a picture, do not belong to it.
  static let textMembers = [
    "text", "content", "body", "paragraph", "paragraphs", "headline", "heading", "title", "summary",
    "sections",
  ]

  /// What stands between two values.
  let separator: String
  /// Whether objects are looked into; otherwise they are passed over.
  let opensObjects: Bool
  /// Whether a member of an object was passed over.
  private(set) var hasPassedMembers = false
  private var hasValue = false

  init(separator: String, opensObjects: Bool) {
    self.separator = separator
    self.opensObjects = opensObjects
  }

  /// Appends the texts of the value at the reader's position to `target`.
  mutating func append(_ reader: inout JSONReader, to target: inout [UInt8]) throws(JSONFlaw) {
    switch reader.peek() {
    case UInt8(ascii: "["):
      try reader.enter()
      var isFirst = true
      while try reader.advance(isFirst: isFirst, closing: UInt8(ascii: "]")) {
        isFirst = false
        try append(&reader, to: &target)
      }
    case UInt8(ascii: "{") where opensObjects:
      try reader.enter()
      var isFirst = true
      while try reader.advance(isFirst: isFirst, closing: UInt8(ascii: "}")) {
        isFirst = false
        if JSONList.isText(reader.bytes.extracting(try reader.key().range)) {
          try append(&reader, to: &target)
        } else {
          try reader.skipValue()
          hasPassedMembers = true
        }
      }
    case UInt8(ascii: "{"):
      try reader.skipValue()
    default:
      try appendScalar(&reader, to: &target)
    }
  }

  private static func isText(_ key: Span<UInt8>) -> Bool {
    textMembers.contains { $0.utf8.count == key.count && key.hasFolded($0, at: 0) }
  }

  private mutating func appendScalar(
    _ reader: inout JSONReader, to target: inout [UInt8]
  ) throws(JSONFlaw) {
    let before = target.count
    if hasValue { target.append(contentsOf: separator.utf8) }
    let start = target.count
    try reader.appendScalar(to: &target)
    if target.count == start {
      target.removeLast(start - before)
    } else {
      hasValue = true
    }
  }
}
