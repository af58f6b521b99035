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
  private var pending = Buffer<UInt8>(capacity: 1 << 12)
  private var directory = Buffer<UInt8>()
  private var written: [RunFormat.Section: Set<Int>] = [:]
  private var section: (kind: RunFormat.Section, index: Int)?
  private var sectionStart: Int
  private var entries: SectionWriter

  /// Creates the file at `path`. `fingerprint` is 32 bytes and must agree when the run is read. Runs
  /// that are to last are worth being `compressed`.
  public init(
    path: String, shape: RunShape, fingerprint: [UInt8], compressed: Bool = false
  ) throws(Fault) {
    precondition(fingerprint.count == 32)
    self.shape = shape
    entries = SectionWriter(isCompressed: compressed)
    file = try File.creating(path)
    for byte in RunFormat.magic { pending.append(byte) }
    pending.append(UInt8(RunFormat.version & 0xFF))
    pending.append(UInt8(RunFormat.version >> 8))
    for byte in fingerprint { pending.append(byte) }
    sectionStart = RunFormat.headerSize
  }

  // MARK: Sections

  /// Begins the dictionary `index`; append its strings with `term`.
  public mutating func beginDictionary(_ index: Int) throws(Fault) {
    try begin(.dictionary, index)
  }

  /// Begins the table `index`; append its entries with `entry`.
  public mutating func beginTable(_ index: Int) throws(Fault) {
    try begin(.table, index, shape.tables[index])
  }

  /// Begins the lines `index`; append them with `line`.
  public mutating func beginLines(_ index: Int) throws(Fault) {
    try begin(.lines, index)
  }

  /// Writes all totals.
  public mutating func totals(_ values: Span<UInt64>) throws(Fault) {
    for (section, range) in shape.totalRanges.enumerated() {
      try begin(.totals, section)
      entries.totals(values.extracting(range))
    }
  }

  private mutating func begin(
    _ kind: RunFormat.Section, _ index: Int, _ table: TableShape? = nil
  ) throws(Fault) {
    try endSection()
    section = (kind, index)
    written[kind, default: []].insert(index)
    entries.begin(table)
  }

  private mutating func endSection() throws(Fault) {
    guard let (kind, index) = section else { return }
    entries.endBlock()
    directory.append(kind.rawValue)
    directory.append64(shape.names[kind]?[index].identifier ?? 0)
    directory.appendVarint(UInt64(entries.entries))
    directory.appendVarint(UInt64(entries.blocks.count))
    var last = 0
    for place in entries.blocks {
      directory.appendVarint(UInt64(sectionStart + place.offset - last))
      directory.appendVarint(UInt64(place.first))
      last = sectionStart + place.offset
    }
    section = nil
    try writeFinished()
    sectionStart += entries.byteCount
    entries.begin()
  }

  // MARK: Entries

  /// Appends the next string of a dictionary; it must follow the one before in byte order. `uses` says
  /// how many runs that are merged here brought it in.
  public mutating func term(_ text: Span<UInt8>, uses: UInt32 = 1) throws(Fault) {
    entries.term(text, uses: uses)
    try writeIfMuch()
  }

  /// Appends an entry to a table; its key must follow the one before.
  @inline(__always)
  public mutating func entry(_ key: TupleKey, _ values: TupleValues) throws(Fault) {
    entries.entry(key, values)
    try writeIfMuch()
  }

  /// Appends a line; its key must not precede the one before.
  public mutating func line(_ key: LineKey, _ text: Span<UInt8>) throws(Fault) {
    entries.line(key, text)
    try writeIfMuch()
  }

  /// Appends a stretch of the section that was encoded apart; it must follow what is there.
  mutating func stretch(_ stretch: borrowing StretchWriter) throws(Fault) {
    try writeFinished()
    try stretch.copyFile(to: file)
    entries.append(stretch.entries)
    try writeIfMuch()
  }

  @inline(__always)
  private mutating func writeIfMuch() throws(Fault) {
    if entries.finished.count >= 1 << 18 { try writeFinished() }
  }

  private mutating func writeFinished() throws(Fault) {
    try flush()
    try RunWriter.write(entries.finished, to: file)
    entries.forgetFinished()
  }

  private mutating func flush() throws(Fault) {
    try RunWriter.write(pending, to: file)
    pending.removeAll()
  }

  private static func write(
    _ bytes: borrowing Buffer<UInt8>, to file: borrowing File
  ) throws(Fault) {
    if !bytes.isEmpty { try file.write(bytes.span) }
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
    let place = sectionStart
    var list = Buffer<UInt8>()
    list.appendVarint(UInt64(sections))
    list.append(contentsOf: directory.span)
    let size = RunFormat.append(list, .stored, rawCount: list.count, to: &pending)
    pending.append(contentsOf: RunFormat.footer(place, RunFormat.end).span)
    try flush()
    return place + size + RunFormat.footerSize
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
