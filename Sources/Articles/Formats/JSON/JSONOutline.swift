import Bytes

/// The names of an object's members that hold something, those of nested objects with dots, in the
/// order of the text: what `corpus.fields` may map.
struct JSONOutline {
  private(set) var names: [String] = []

  private static let limit = 8
  private static let longestName = 60

  /// The outline of the object that `bytes` hold; of a longer one, the first names and an ellipsis.
  init(of bytes: Span<UInt8>) {
    var reader = JSONReader(bytes)
    guard reader.peek() == UInt8(ascii: "{") else { return }
    // The record was read before: if it had a flaw, that was said.
    try? collect(&reader, under: "")
    if names.count > JSONOutline.limit { names[JSONOutline.limit...] = ["…"] }
  }

  private mutating func collect(
    _ reader: inout JSONReader, under prefix: String
  ) throws(JSONFlaw) {
    try reader.enter()
    var isFirst = true
    while names.count <= JSONOutline.limit,
      try reader.advance(isFirst: isFirst, closing: UInt8(ascii: "}"))
    {
      isFirst = false
      let key = reader.bytes.extracting(try reader.key().range)
      let bytes = (0..<min(key.count, JSONOutline.longestName)).map { key[$0] }
      let name = prefix + String(decoding: bytes, as: UTF8.self)
      if reader.peek() == UInt8(ascii: "{") {
        try collect(&reader, under: name + ".")
        continue
      }
      let start = reader.position
      try reader.skipValue()
      if JSONOutline.isFilled(reader.bytes, start..<reader.position) { names.append(name) }
    }
  }

  /// Whether a value is none of `null`, `""` and `[]`.
  private static func isFilled(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
    switch bytes[value.lowerBound] {
    case .quotationMark, UInt8(ascii: "["):
      !bytes.trimmed(value.lowerBound + 1..<value.upperBound - 1).isEmpty
    default: !bytes.has("null", at: value.lowerBound)
    }
  }
}
