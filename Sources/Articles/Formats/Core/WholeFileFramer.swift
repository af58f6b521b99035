/// Takes a file as one record.
struct WholeFileFramer: RecordFramer {
  /// What the beginning of the file says about it.
  private let context: (any FileContext)?
  private var discarding = false

  init(_ context: (any FileContext)? = nil) { self.context = context }

  mutating func advance(_ builder: inout ChunkBuilder, atEnd: Bool) {
    if discarding {
      builder.dropOpen()
    } else if builder.openCount > builder.limit {
      builder.rejectTooLong()
      discarding = true
    } else if atEnd && builder.openCount > 0 {
      builder.context = context
      builder.accept(upTo: builder.bytes.count)
    }
  }
}
