/// Takes a file as one record.
struct WholeFileFramer: RecordFramer {
  /// What the beginning of the file says about it.
  private let context: (any FileContext)?
  /// What reading a byte of the file takes, as a multiple of what a record takes.
  private let weight: Int
  private var discarding = false

  init(_ context: (any FileContext)? = nil, weight: Int = 1) {
    self.context = context
    self.weight = weight
  }

  mutating func advance(_ builder: inout ChunkBuilder, atEnd: Bool) {
    let limit = builder.limit / weight
    if discarding {
      builder.dropOpen()
    } else if builder.openCount > limit {
      builder.reject(
        upTo: builder.open, code: "record.too-long",
        reason: "the file is longer than \(limit) bytes")
      builder.dropOpen()
      discarding = true
    } else if atEnd && builder.openCount > 0 {
      builder.context = context
      builder.accept(upTo: builder.bytes.count)
    }
  }
}
