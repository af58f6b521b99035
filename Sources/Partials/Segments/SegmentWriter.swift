import Bytes
import Diagnostics

/// Writes one segment: sections one after the other, each with its entries in ascending order.
///
/// Begin a section, append its entries, begin the next; `finish` seals the segment. Sections that
/// are never begun are empty.
public struct SegmentWriter: ~Copyable {
  /// The shape that the segment has.
  public let shape: SegmentShape
  private let file: File
  private var pending = Buffer<UInt8>(capacity: 1 << 12)
  private var directory = Buffer<UInt8>()
  private var written: [SegmentFormat.Section: Set<Int>] = [:]
  private var section: (kind: SegmentFormat.Section, index: Int)?
  private var sectionStart: Int
  private var entries: SectionWriter

  /// Creates the file at `path`. `fingerprint` is 32 bytes and must agree when the segment is read.
  /// Segments that are to last are worth being `compressed`.
  public init(
    path: String, shape: SegmentShape, fingerprint: [UInt8], compressed: Bool = false
  ) throws(Fault) {
    precondition(fingerprint.count == 32)
    self.shape = shape
    entries = SectionWriter(isCompressed: compressed)
    file = try File.creating(path)
    for byte in SegmentFormat.magic { pending.append(byte) }
    pending.append(UInt8(SegmentFormat.version & 0xFF))
    pending.append(UInt8(SegmentFormat.version >> 8))
    for byte in fingerprint { pending.append(byte) }
    sectionStart = SegmentFormat.headerSize
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
    _ kind: SegmentFormat.Section, _ index: Int, _ table: TableShape? = nil
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

  /// Appends the next string of a dictionary; it must follow the one before in byte order. `uses`
  /// says how many segments that are merged here brought it in.
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

  /// Appends a range of the section that was encoded apart; it must follow what is there.
  mutating func range(_ range: borrowing RangeWriter) throws(Fault) {
    try writeFinished()
    try range.copyFile(to: file)
    entries.append(range.entries)
    try writeIfMuch()
  }

  @inline(__always)
  private mutating func writeIfMuch() throws(Fault) {
    if entries.finished.count >= 1 << 18 { try writeFinished() }
  }

  private mutating func writeFinished() throws(Fault) {
    try flush()
    try SegmentWriter.write(entries.finished, to: file)
    entries.forgetFinished()
  }

  private mutating func flush() throws(Fault) {
    try SegmentWriter.write(pending, to: file)
    pending.removeAll()
  }

  private static func write(
    _ bytes: borrowing Buffer<UInt8>, to file: borrowing File
  ) throws(Fault) {
    if !bytes.isEmpty { try file.write(bytes.span) }
  }

  /// Ends the segment: sections never begun, directory and footer. Returns the size of the file in
  /// bytes.
  public consuming func finish() throws(Fault) -> Int {
    try endSection()
    var sections = 0
    for kind in SegmentFormat.Section.allCases {
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
    let size = SegmentFormat.append(list, .stored, rawCount: list.count, to: &pending)
    pending.append(contentsOf: SegmentFormat.footer(place, SegmentFormat.end).span)
    try flush()
    return place + size + SegmentFormat.footerSize
  }
}

/// Seals the segment at `path`: `trailer` is what its keeper has to say of it. The file lasts once
/// it has been synchronised (`synchronizeSegment`). Returns its size in bytes.
public func sealSegment(at path: String, trailer: borrowing Buffer<UInt8>) throws(Fault) -> Int {
  let file = try File.appending(path)
  let place = try file.size()
  var bytes = Buffer<UInt8>()
  _ = SegmentFormat.append(trailer, .stored, rawCount: trailer.count, to: &bytes)
  bytes.append(contentsOf: SegmentFormat.footer(place, SegmentFormat.seal).span)
  try file.write(bytes.span)
  return place + bytes.count
}

/// Returns once all of the segment at `path` is on the device.
public func synchronizeSegment(at path: String) throws(Fault) {
  try File.appending(path).synchronize()
}
