/// Takes a file as one record.
struct FileFramer {
  private let format: Format
  private var discarding = false

  init(_ format: Format) {
    self.format = format
  }

  mutating func advance(_ builder: inout ChunkBuilder, atEnd: Bool) {
    if discarding {
      builder.dropOpen()
    } else if builder.openCount > builder.limit {
      builder.rejectTooLong()
      discarding = true
    } else if atEnd && builder.openCount > 0 {
      builder.accept(upTo: builder.bytes.count, as: format)
    }
  }
}
