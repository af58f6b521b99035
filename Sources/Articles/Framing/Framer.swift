/// Finds the edges of records in a file of a known format, as its bytes arrive.
enum Framer {
  case lines(LineFramer)

  /// The framer for a new file in `format`.
  init(_ format: Format) {
    switch format {
    default: self = .lines(LineFramer())
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
    }
  }
}
