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
  private var deflater: BlockDeflater?
  private var block = Buffer<UInt8>(capacity: RunFormat.blockSize + 4096)
  private var pending = Buffer<UInt8>(capacity: 1 << 18)
  private var directory = Buffer<UInt8>()
  private var written: [RunFormat.Section: Set<Int>] = [:]

  private var section: (kind: RunFormat.Section, index: Int)?
  private var entries = 0
  private var blocks: [RunFormat.BlockPlace] = []
  private var firstOfBlock: UInt32 = 0
  private var width = 0
  private var columns = 0
  private var lastKey = TupleKey(repeating: 0)
  private var lastTerm = Buffer<UInt8>()

  /// Creates the file at `path`. `fingerprint` is 32 bytes and must agree when the run is read. Runs
  /// that are to last are worth being `compressed`.
  public init(
    path: String, shape: RunShape, fingerprint: [UInt8], compressed: Bool = false
  ) throws(Fault) {
    precondition(fingerprint.count == 32)
    self.shape = shape
    deflater = compressed ? BlockDeflater() : nil
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
    for (section, range) in shape.totalRanges.enumerated() {
      try begin(.totals, section)
      for index in range { block.appendVarint(values[index]) }
      entries = range.count
    }
  }

  private mutating func begin(_ kind: RunFormat.Section, _ index: Int) throws(Fault) {
    try endSection()
    section = (kind, index)
    written[kind, default: []].insert(index)
  }

  private mutating func endSection() throws(Fault) {
    guard let (kind, index) = section else { return }
    try endBlock()
    directory.append(kind.rawValue)
    directory.append64(shape.names[kind]?[index].identifier ?? 0)
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

  /// Appends the next string of a dictionary; it must follow the one before in byte order. `uses` says
  /// how many runs that are merged here brought it in.
  public mutating func term(_ text: Span<UInt8>, uses: UInt32 = 1) throws(Fault) {
    let shared = commonPrefix(text, lastTerm.span)
    block.appendVarint(UInt64(shared))
    block.appendVarint(UInt64(text.count - shared))
    block.append(contentsOf: text.extracting(shared...))
    block.appendVarint(UInt64(uses))
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
    offset += RunWriter.append(block, to: &pending, &deflater)
    if pending.count >= 1 << 18 { try flush() }
    block.removeAll()
    firstOfBlock = 0
  }

  private mutating func flush() throws(Fault) {
    try file.write(pending.span)
    pending.removeAll()
  }

  /// Appends `bytes` as a block, deflated where that makes it smaller; returns the size of the block.
  private static func append(
    _ bytes: borrowing Buffer<UInt8>, to buffer: inout Buffer<UInt8>,
    _ deflater: inout BlockDeflater?
  ) -> Int {
    var deflated = Buffer<UInt8>()
    if deflater?.deflate(bytes.span, into: &deflated) ?? false {
      return RunFormat.append(deflated, .deflated, rawCount: bytes.count, to: &buffer)
    }
    return RunFormat.append(bytes, .stored, rawCount: bytes.count, to: &buffer)
  }

  /// Ends the run: sections never begun, directory and footer. Returns the size of the file in bytes.
  public consuming func finish() throws(Fault) -> Int {
    try endSection()
    var sections = 0
    for kind in RunFormat.Section.allCases {
      let count = shape.names[kind]?.count ?? 0
      sections += count
      for index in 0..<count where !(written[kind]?.contains(index) ?? false) {
        try begin(kind, index)
        try endSection()
      }
    }
    let place = offset
    var list = Buffer<UInt8>()
    list.appendVarint(UInt64(sections))
    list.append(contentsOf: directory.span)
    offset += RunFormat.append(list, .stored, rawCount: list.count, to: &pending)
    pending.append(contentsOf: RunFormat.footer(place, RunFormat.end).span)
    try flush()
    return offset + RunFormat.footerSize
  }
}

/// Seals the run at `path`: `trailer` is what its keeper has to say of it. The file lasts once it has
/// been synchronised (`synchronizeRun`). Returns its size in bytes.
public func sealRun(at path: String, trailer: borrowing Buffer<UInt8>) throws(Fault) -> Int {
  let file = try File.appending(path)
  let place = try file.size()
  var bytes = Buffer<UInt8>()
  _ = RunFormat.append(trailer, .stored, rawCount: trailer.count, to: &bytes)
  bytes.append(contentsOf: RunFormat.footer(place, RunFormat.seal).span)
  try file.write(bytes.span)
  return place + bytes.count
}

/// Returns once all of the run at `path` is on the device.
public func synchronizeRun(at path: String) throws(Fault) {
  try File.appending(path).synchronize()
}
