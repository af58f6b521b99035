import Bytes
import Diagnostics

/// Writes one run: sections one after the other, each with its entries in ascending order.
///
/// Begin a section, append its entries, begin the next; `finish` seals the run. Sections that are
/// never begun are empty.
public struct RunWriter: ~Copyable {
  /// The shape that the run has.
  public let shape: RunShape
  private let file: File
  private var offset: Int
  private var block = Buffer<UInt8>(capacity: RunFormat.blockSize + 4096)
  private var pending = Buffer<UInt8>(capacity: 1 << 18)
  private var directory = Buffer<UInt8>()
  private var sections = 0

  private var section: (kind: RunFormat.Section, index: Int)?
  private var entries = 0
  private var blocks: [RunFormat.BlockPlace] = []
  private var firstOfBlock: UInt32 = 0
  private var width = 0
  private var columns = 0
  private var lastKey = TupleKey(repeating: 0)
  private var lastTerm = Buffer<UInt8>()

  /// Creates the file at `path`. `fingerprint` is 32 bytes and must agree when the run is read.
  public init(path: String, shape: RunShape, fingerprint: [UInt8]) throws(Fault) {
    precondition(fingerprint.count == 32)
    self.shape = shape
    file = try File.creating(path)
    for byte in RunFormat.magic { pending.append(byte) }
    pending.append(UInt8(RunFormat.version & 0xFF))
    pending.append(UInt8(RunFormat.version >> 8))
    for byte in fingerprint { pending.append(byte) }
    offset = RunFormat.headerSize
  }

  /// The bytes written so far.
  public var byteCount: Int { offset }

  // MARK: Sections

  /// Begins the dictionary `index`; append its strings with `term`.
  public mutating func beginDictionary(_ index: Int) throws(Fault) {
    try begin(.dictionary, index)
  }

  /// Begins the table `index`; append its entries with `entry`.
  public mutating func beginTable(_ index: Int) throws(Fault) {
    try begin(.table, index)
    width = shape.tables[index].domains.count
    columns = shape.tables[index].columns
    resetKey()
  }

  /// Begins the lines `index`; append them with `line`.
  public mutating func beginLines(_ index: Int) throws(Fault) {
    try begin(.lines, index)
  }

  /// Writes all totals.
  public mutating func totals(_ values: Span<UInt64>) throws(Fault) {
    try begin(.totals, 0)
    for index in values.indices { block.appendVarint(values[index]) }
    entries = values.count
  }

  private mutating func begin(_ kind: RunFormat.Section, _ index: Int) throws(Fault) {
    try endSection()
    section = (kind, index)
  }

  private mutating func endSection() throws(Fault) {
    guard let (kind, index) = section else { return }
    try endBlock()
    sections += 1
    directory.append(kind.rawValue)
    directory.appendVarint(UInt64(index))
    directory.appendVarint(UInt64(entries))
    directory.appendVarint(UInt64(blocks.count))
    var last = 0
    for place in blocks {
      directory.appendVarint(UInt64(place.offset - last))
      directory.appendVarint(UInt64(place.first))
      last = place.offset
    }
    section = nil
    entries = 0
    blocks.removeAll(keepingCapacity: true)
    lastTerm.removeAll()
  }

  // MARK: Entries

  /// Appends the next string of a dictionary; it must follow the one before in byte order.
  public mutating func term(_ text: Span<UInt8>) throws(Fault) {
    var shared = 0
    let limit = min(text.count, lastTerm.count)
    while shared < limit, text[shared] == lastTerm[shared] { shared += 1 }
    block.appendVarint(UInt64(shared))
    block.appendVarint(UInt64(text.count - shared))
    block.append(contentsOf: text.extracting(shared...))
    lastTerm.truncate(to: shared)
    lastTerm.append(contentsOf: text.extracting(shared...))
    try endEntry()
    if block.isEmpty { lastTerm.removeAll() }
  }

  /// Appends an entry to a table; its key must follow the one before.
  @inline(__always)
  public mutating func entry(_ key: TupleKey, _ values: TupleValues) throws(Fault) {
    if block.isEmpty { firstOfBlock = key[0] }
    switch width {
    case 1:
      block.appendVarint(UInt64(key[0] &- lastKey[0]))
    case 2:
      if key[0] == lastKey[0], key[1] > lastKey[1] {
        block.appendVarint(UInt64(key[1] &- lastKey[1]))
      } else {
        block.append(0)
        block.appendVarint(UInt64(key[0] &- lastKey[0]))
        block.appendVarint(UInt64(key[1]) + 1)
      }
    default:
      var repeated = 0
      while repeated < width - 1, key[repeated] == lastKey[repeated] { repeated += 1 }
      block.append(UInt8(repeated))
      block.appendVarint(UInt64(key[repeated] &- lastKey[repeated]))
      for place in (repeated + 1)..<max(width, repeated + 1) {
        block.appendVarint(UInt64(key[place]))
      }
    }
    lastKey = key
    for column in 0..<columns { block.appendVarint(values[column]) }
    try endEntry()
    if block.isEmpty { resetKey() }
  }

  /// Appends a line; its key must not precede the one before.
  public mutating func line(_ key: LineKey, _ text: Span<UInt8>) throws(Fault) {
    if block.isEmpty { firstOfBlock = UInt32(truncatingIfNeeded: key.high >> 32) }
    block.append64(key.high)
    block.append64(key.low)
    block.appendVarint(UInt64(text.count))
    block.append(contentsOf: text)
    try endEntry()
  }

  private mutating func resetKey() {
    lastKey = TupleKey(repeating: 0)
    if width == 1 { lastKey[0] = ~0 }
  }

  @inline(__always)
  private mutating func endEntry() throws(Fault) {
    entries &+= 1
    if block.count >= RunFormat.blockSize { try endBlock() }
  }

  private mutating func endBlock() throws(Fault) {
    guard !block.isEmpty else { return }
    blocks.append(RunFormat.BlockPlace(offset: offset, first: firstOfBlock))
    offset += RunFormat.append(block: block, to: &pending)
    if pending.count >= 1 << 18 { try flush() }
    block.removeAll()
    firstOfBlock = 0
  }

  private mutating func flush() throws(Fault) {
    try file.write(pending.span)
    pending.removeAll()
  }

  /// Ends the run: directory and footer. Returns the size of the file in bytes.
  public consuming func finish() throws(Fault) -> Int {
    try endSection()
    let place = offset
    var list = Buffer<UInt8>()
    list.appendVarint(UInt64(sections))
    list.append(contentsOf: directory.span)
    offset += RunFormat.append(block: list, to: &pending)
    var footer = Buffer<UInt8>()
    footer.append64(UInt64(place))
    footer.append32(checksum(footer.span))
    for byte in RunFormat.end { footer.append(byte) }
    pending.append(contentsOf: footer.span)
    try flush()
    return offset + RunFormat.footerSize
  }
}
