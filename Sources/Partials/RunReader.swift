import Bytes
import Diagnostics

/// A finished run, opened for reading; its cursors read it block by block.
public final class RunReader: Sendable {
  /// The file's path.
  public let path: String
  let file: File
  private let sections: [Section]

  struct Section: Sendable {
    var kind: RunFormat.Section
    var index: Int
    var entries: Int
    var blocks: [RunFormat.BlockPlace]
  }

  /// Opens the run at `path`; a run of another format or fingerprint, or a damaged one, is a fault.
  public init(path: String, fingerprint: [UInt8]) throws(Fault) {
    self.path = path
    let file = try File.reading(path)
    let size = try file.size()
    guard size >= RunFormat.headerSize + RunFormat.footerSize else {
      throw RunFormat.damaged(path, "too short")
    }
    var bytes = Buffer<UInt8>()
    try file.read(RunFormat.headerSize, at: 0, into: &bytes)
    for (place, byte) in RunFormat.magic.enumerated() where bytes[place] != byte {
      throw RunFormat.damaged(path, "no header")
    }
    guard UInt16(bytes[6]) | UInt16(bytes[7]) << 8 == RunFormat.version else {
      throw RunFormat.damaged(path, "format version")
    }
    for (place, byte) in fingerprint.enumerated() where bytes[8 + place] != byte {
      throw RunFormat.damaged(path, "fingerprint")
    }
    bytes.removeAll()
    try file.read(RunFormat.footerSize, at: size - RunFormat.footerSize, into: &bytes)
    let directory = bytes.span.load64(at: 0)
    guard checksum(bytes.span.extracting(0..<8)) == bytes.span.load32(at: 8),
      directory < UInt64(size)
    else { throw RunFormat.damaged(path, "footer") }
    for (place, byte) in RunFormat.end.enumerated() where bytes[12 + place] != byte {
      throw RunFormat.damaged(path, "no end")
    }
    bytes.removeAll()
    try RunReader.readBlock(of: file, at: Int(directory), into: &bytes)
    guard let sections = RunReader.sections(of: bytes.span) else {
      throw RunFormat.damaged(path, "directory")
    }
    self.sections = sections
    self.file = file
  }

  private static func sections(of bytes: Span<UInt8>) -> [Section]? {
    var place = 0
    guard let count = bytes.readVarint(&place) else { return nil }
    var sections: [Section] = []
    for _ in 0..<count {
      guard place < bytes.count, let kind = RunFormat.Section(rawValue: bytes[place]) else {
        return nil
      }
      place += 1
      guard let index = bytes.readVarint(&place), let entries = bytes.readVarint(&place),
        let blocks = bytes.readVarint(&place)
      else { return nil }
      var section = Section(kind: kind, index: Int(index), entries: Int(entries), blocks: [])
      var offset = 0
      for _ in 0..<blocks {
        guard let distance = bytes.readVarint(&place), let first = bytes.readVarint(&place) else {
          return nil
        }
        offset += Int(distance)
        section.blocks.append(
          RunFormat.BlockPlace(offset: offset, first: UInt32(truncatingIfNeeded: first)))
      }
      sections.append(section)
    }
    return sections
  }

  /// Replaces `bytes` with the block at `offset`, checked.
  static func readBlock(of file: borrowing File, at offset: Int, into bytes: inout Buffer<UInt8>)
    throws(Fault)
  {
    bytes.removeAll()
    try file.read(RunFormat.blockHeaderSize, at: offset, into: &bytes)
    let length = Int(bytes.span.load32(at: 0))
    let sum = bytes.span.load32(at: 8)
    guard bytes[12] == 0, length == Int(bytes.span.load32(at: 4)) else {
      throw RunFormat.damaged(file.path, "block header")
    }
    bytes.removeAll()
    try file.read(length, at: offset + RunFormat.blockHeaderSize, into: &bytes)
    guard checksum(bytes.span) == sum else { throw RunFormat.damaged(file.path, "checksum") }
  }

  /// The places of the blocks of a section; empty if the run has none such.
  func blocks(_ kind: RunFormat.Section, _ index: Int) -> [RunFormat.BlockPlace] {
    section(kind, index)?.blocks ?? []
  }

  private func section(_ kind: RunFormat.Section, _ index: Int) -> Section? {
    sections.first { $0.kind == kind && $0.index == index }
  }

  /// The number of strings in dictionary `index`.
  public func terms(inDictionary index: Int) -> Int {
    section(.dictionary, index)?.entries ?? 0
  }

  /// The number of entries in table `index`.
  public func entries(inTable index: Int) -> Int { section(.table, index)?.entries ?? 0 }

  /// The number of lines in collection `index`.
  public func lines(in index: Int) -> Int { section(.lines, index)?.entries ?? 0 }

  /// The totals, in order.
  public func totals() throws(Fault) -> [UInt64] {
    guard let section = section(.totals, 0), let first = section.blocks.first else { return [] }
    var bytes = Buffer<UInt8>()
    try RunReader.readBlock(of: file, at: first.offset, into: &bytes)
    var values: [UInt64] = []
    var place = 0
    while values.count < section.entries {
      guard let value = bytes.span.readVarint(&place) else {
        throw RunFormat.damaged(path, "totals")
      }
      values.append(value)
    }
    return values
  }
}
