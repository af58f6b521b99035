import Bytes
import Diagnostics

/// A finished segment, opened for reading; its cursors read it block by block.
public final class SegmentReader: Sendable {
  /// The code of the fault that a segment is damaged, or none that can be read for the shape.
  public static let damage = "run.damaged"

  /// The fault that the segment at `path` is damaged: what is wrong with it, in a few words.
  public static func damaged(_ path: String, _ what: String) -> Fault {
    SegmentFormat.damaged(path, what)
  }

  /// The file's path.
  public let path: String
  /// The file's size in bytes.
  public let size: Int
  let file: File
  private let shape: SegmentShape
  private let directory: Directory
  /// Where the trailer lies; nil if the segment is not sealed.
  private let trailerPlace: Int?

  /// The sections of the file, by their names.
  private typealias Directory = [SectionKey: Section]

  private struct SectionKey: Hashable {
    var kind: SegmentFormat.Section
    var identifier: UInt64
  }

  private struct Section: Sendable {
    var entries: Int
    var blocks: [SegmentFormat.BlockPlace]
  }

  /// Opens the segment at `path`, of whose sections those of `shape` will be read.
  ///
  /// Throws `segment.damaged` for a segment of another format or fingerprint, for one that lacks a
  /// section, and for one whose frame is damaged; blocks are checked when they are read.
  public init(path: String, shape: SegmentShape, fingerprint: [UInt8]) throws(Fault) {
    self.path = path
    self.shape = shape
    let file = try SegmentReader.file(at: path)
    size = try file.size()
    guard size >= SegmentFormat.headerSize + SegmentFormat.footerSize else {
      throw SegmentFormat.damaged(path, "too short")
    }
    var bytes = Buffer<UInt8>()
    try file.read(SegmentFormat.headerSize, at: 0, into: &bytes)
    for (place, byte) in SegmentFormat.magic.enumerated() where bytes[place] != byte {
      throw SegmentFormat.damaged(path, "no header")
    }
    guard UInt16(bytes[6]) | UInt16(bytes[7]) << 8 == SegmentFormat.version else {
      throw SegmentFormat.damaged(path, "format version")
    }
    for (place, byte) in fingerprint.enumerated() where bytes[8 + place] != byte {
      throw SegmentFormat.damaged(path, "fingerprint")
    }
    trailerPlace = try SegmentReader.offset(SegmentFormat.seal, before: size, in: file)
    let end = trailerPlace ?? size
    guard let place = try SegmentReader.offset(SegmentFormat.end, before: end, in: file) else {
      throw SegmentFormat.damaged(path, "no end")
    }
    try SegmentReader.readBlock(of: file, at: place, into: &bytes)
    guard let directory = SegmentReader.sections(of: bytes.span) else {
      throw SegmentFormat.damaged(path, "directory")
    }
    for (kind, names) in shape.names {
      for name in names
      where directory[SectionKey(kind: kind, identifier: name.identifier)] == nil {
        throw SegmentFormat.damaged(path, "a section is missing")
      }
    }
    self.directory = directory
    self.file = file
  }

  /// The file at `path`; what cannot be opened is as good as damaged.
  private static func file(at path: String) throws(Fault) -> File {
    do throws(Fault) {
      return try File.reading(path)
    } catch {
      throw error.code == "file.open" ? SegmentFormat.damaged(path, error.message) : error
    }
  }

  /// The offset that a footer or seal ending at `end` gives; nil if there is none.
  private static func offset(
    _ mark: [UInt8], before end: Int, in file: borrowing File
  ) throws(Fault) -> Int? {
    guard end >= SegmentFormat.headerSize + SegmentFormat.footerSize else { return nil }
    var bytes = Buffer<UInt8>()
    try file.read(SegmentFormat.footerSize, at: end - SegmentFormat.footerSize, into: &bytes)
    guard let offset = SegmentFormat.offset(inFooter: bytes.span, mark),
      offset >= SegmentFormat.headerSize, offset < end
    else { return nil }
    return offset
  }

  private static func sections(of bytes: Span<UInt8>) -> Directory? {
    var place = 0
    guard let count = bytes.readVarint(&place) else { return nil }
    var directory: Directory = [:]
    for _ in 0..<count {
      guard place + 9 <= bytes.count, let kind = SegmentFormat.Section(rawValue: bytes[place])
      else {
        return nil
      }
      let key = SectionKey(kind: kind, identifier: bytes.load64(at: place + 1))
      place += 9
      guard let entries = bytes.readVarint(&place).flatMap({ Int(exactly: $0) }),
        let blocks = bytes.readVarint(&place)
      else { return nil }
      var section = Section(entries: entries, blocks: [])
      var offset = 0
      for _ in 0..<blocks {
        guard let distance = bytes.readVarint(&place), let first = bytes.readVarint(&place),
          distance < 1 << 48, offset < 1 << 48
        else { return nil }
        offset += Int(distance)
        section.blocks.append(
          SegmentFormat.BlockPlace(offset: offset, first: UInt32(truncatingIfNeeded: first)))
      }
      directory[key] = section
    }
    return directory
  }

  /// What the keeper of a sealed segment wrote behind it; nil if the segment is not sealed.
  public func trailer() throws(Fault) -> Buffer<UInt8>? {
    guard let trailerPlace else { return nil }
    var bytes = Buffer<UInt8>()
    try SegmentReader.readBlock(of: file, at: trailerPlace, into: &bytes)
    return bytes
  }

  /// Reads every block, whether `shape` has its section or not; throws `segment.damaged` if one is
  /// not as it was written. Linear in the file's size.
  public func verify(_ mayGoOn: () throws(Fault) -> Void = {}) throws(Fault) {
    var bytes = Buffer<UInt8>()
    for section in directory.values {
      for place in section.blocks {
        try mayGoOn()
        try SegmentReader.readBlock(of: file, at: place.offset, into: &bytes)
      }
    }
  }

  /// Replaces `bytes` with the block at `offset`, checked.
  static func readBlock(of file: borrowing File, at offset: Int, into bytes: inout Buffer<UInt8>)
    throws(Fault)
  {
    bytes.removeAll()
    try read(SegmentFormat.blockHeaderSize, at: offset, of: file, into: &bytes)
    let length = Int(bytes.span.load32(at: 0))
    let rawLength = Int(bytes.span.load32(at: 4))
    let sum = bytes.span.load32(at: 8)
    guard let codec = SegmentFormat.Codec(rawValue: bytes[12]),
      codec != .stored || length == rawLength, rawLength > 0
    else { throw SegmentFormat.damaged(file.path, "block header") }
    bytes.removeAll()
    switch codec {
    case .stored:
      try read(length, at: offset + SegmentFormat.blockHeaderSize, of: file, into: &bytes)
      guard checksum(bytes.span) == sum else { throw SegmentFormat.damaged(file.path, "checksum") }
    case .deflated:
      var stored = Buffer<UInt8>(capacity: min(length, 1 << 30))
      try read(length, at: offset + SegmentFormat.blockHeaderSize, of: file, into: &stored)
      guard checksum(stored.span) == sum, inflateBlock(stored.span, count: rawLength, into: &bytes)
      else { throw SegmentFormat.damaged(file.path, "checksum") }
    }
  }

  /// Reads as `File` does; what lies beyond the end is damage here.
  private static func read(
    _ count: Int, at offset: Int, of file: borrowing File, into bytes: inout Buffer<UInt8>
  ) throws(Fault) {
    guard try offset + count <= file.size() else {
      throw SegmentFormat.damaged(file.path, "cut short")
    }
    try file.read(count, at: offset, into: &bytes)
  }

  /// The places of the blocks of a section.
  func blocks(_ kind: SegmentFormat.Section, _ index: Int) -> [SegmentFormat.BlockPlace] {
    section(kind, index)?.blocks ?? []
  }

  private func section(_ kind: SegmentFormat.Section, _ index: Int) -> Section? {
    guard let name = shape.names[kind]?[index] else { return nil }
    return directory[SectionKey(kind: kind, identifier: name.identifier)]
  }

  /// The number of strings in dictionary `index`.
  public func terms(inDictionary index: Int) -> Int {
    section(.dictionary, index)?.entries ?? 0
  }

  /// The number of entries in table `index`.
  public func entries(inTable index: Int) -> Int { section(.table, index)?.entries ?? 0 }

  /// The number of lines in collection `index`.
  public func lines(in index: Int) -> Int { section(.lines, index)?.entries ?? 0 }

  /// Calls `each` with every line of collection `index`, in the order of keys.
  public func forEachLine(
    _ index: Int, _ each: (LineKey, Span<UInt8>) throws(Fault) -> Void
  ) throws(Fault) {
    var cursor = LineCursor(self, lines: index)
    while try cursor.advance() {
      _ = try cursor.withLine { (key, line) throws(Fault) in
        try each(key, line)
        return true
      }
    }
  }

  /// The totals, in order.
  public func totals() throws(Fault) -> [UInt64] {
    var values: [UInt64] = []
    var bytes = Buffer<UInt8>()
    for (index, range) in shape.totalRanges.enumerated() {
      guard let section = section(.totals, index), let first = section.blocks.first else {
        values += [UInt64](repeating: 0, count: range.count)
        continue
      }
      try SegmentReader.readBlock(of: file, at: first.offset, into: &bytes)
      var place = 0
      for _ in range {
        guard let value = bytes.span.readVarint(&place) else {
          throw SegmentFormat.damaged(path, "totals")
        }
        values.append(value)
      }
    }
    return values
  }
}
