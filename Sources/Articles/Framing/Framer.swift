/// Finds the edges of records in a file of a known format, as its bytes arrive.
enum Framer {
  case lines(LineFramer)
  case objects(ObjectFramer)
  case markdown(MarkdownFramer)
  case file(FileFramer)

  /// The framer for a new file in `format`.
  init(_ format: Format) {
    switch format {
    case .jsonLines: self = .lines(LineFramer())
    case .jsonArray: self = .objects(ObjectFramer())
    case .markdown: self = .markdown(MarkdownFramer())
    case .text: self = .file(FileFramer(.text))
    }
  }

  /// Looks at the bytes that came since the last call and finishes the records that they complete.
  ///
  /// What it finishes depends on the bytes alone, not on how they were divided over the calls.
  mutating func advance(_ builder: inout ChunkBuilder, atEnd: Bool) {
    switch self {
    case .lines(var framer):
      framer.advance(&builder, atEnd: atEnd)
      self = .lines(framer)
    case .objects(var framer):
      framer.advance(&builder, atEnd: atEnd)
      self = .objects(framer)
    case .markdown(var framer):
      framer.advance(&builder, atEnd: atEnd)
      self = .markdown(framer)
    case .file(var framer):
      framer.advance(&builder, atEnd: atEnd)
      self = .file(framer)
    }
  }

  /// Whether the file, all of whose bytes were looked at, was cut short: a JSON array never closed.
  var isCutShort: Bool {
    if case .objects(let framer) = self { return framer.isCutShort }
    return false
  }
}
