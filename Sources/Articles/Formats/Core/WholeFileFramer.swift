/// Takes a file as one record.
struct WholeFileFramer: RecordFramer {
  private var discarding = false

  mutating func advance(_ builder: inout ChunkBuilder, atEnd: Bool) {
    if discarding {
      builder.dropOpen()
    } else if builder.openCount > builder.limit {
      builder.rejectTooLong()
      discarding = true
    } else if atEnd && builder.openCount > 0 {
      builder.accept(upTo: builder.bytes.count)
    }
  }
}
