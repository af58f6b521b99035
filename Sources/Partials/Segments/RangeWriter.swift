import Bytes
import Diagnostics

/// Encodes some of a section's entries apart from the rest: in memory, and what does not fit there
/// in a file without a name.
struct RangeWriter: ~Copyable {
  /// The blocks, and of their bytes those that are in memory: they follow those in the file.
  private(set) var entries: SectionWriter
  private var file: File?
  private var written = 0
  private let folder: String
  private let memory: Int

  /// A writer that moves to a file in `folder` past `memory` bytes.
  init(folder: String, memory: Int, isCompressed: Bool) {
    self.folder = folder
    self.memory = memory
    entries = SectionWriter(isCompressed: isCompressed)
  }

  /// Begins the range: of a table of this shape, or of lines.
  mutating func begin(_ table: TableShape? = nil) { entries.begin(table) }

  /// Appends an entry to a table; its key must follow the one before.
  @inline(__always)
  mutating func entry(_ key: TupleKey, _ values: TupleValues) throws(Fault) {
    entries.entry(key, values)
    if entries.finished.count > memory { try spill() }
  }

  /// Appends a line; its key must not precede the one before.
  mutating func line(_ key: LineKey, _ text: Span<UInt8>) throws(Fault) {
    entries.line(key, text)
    if entries.finished.count > memory { try spill() }
  }

  private mutating func spill() throws(Fault) {
    if file == nil { file = try File.nameless(in: folder) }
    try RangeWriter.write(entries.finished, to: file)
    written += entries.finished.count
    entries.forgetFinished()
  }

  private static func write(
    _ bytes: borrowing Buffer<UInt8>, to file: borrowing File?
  ) throws(Fault) {
    try file?.write(bytes.span)
  }

  /// Ends the range: no entry follows.
  consuming func finish() -> RangeWriter {
    entries.endBlock()
    return self
  }

  /// Copies the bytes that are in the file to the end of `other`.
  func copyFile(to other: borrowing File) throws(Fault) {
    var piece = Buffer<UInt8>()
    var taken = 0
    while taken < written {
      let size = min(1 << 18, written - taken)
      piece.removeAll()
      try file?.read(size, at: taken, into: &piece)
      taken += size
      try other.write(piece.span)
    }
  }
}
