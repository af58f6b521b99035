import Bytes
import Diagnostics

/// The layout of a segment on disk. Numbers are little-endian; varints are LEB128.
///
///     header     "bsrun\0", format version (2 bytes), fingerprint (32 bytes)
///     blocks     stored length (4), raw length (4), CRC-32 of the stored bytes (4), codec (1),
///                  bytes
///     directory  one more block: a list of sections, each
///                  kind (1), name (8), entries (varint), blocks (varint), and for each block
///                    its offset (varint, from the one before), its first key component (varint;
///                    of lines, the first four bytes of the key)
///     footer     offset of the directory (8), the CRC-32 of those 8 bytes (4), "bsend\0" (6)
///
/// The codec is 0 for uncompressed bytes, 1 for raw DEFLATE (RFC 1951) as zlib writes it. A section
/// is named by what it counts (`SectionName`); the directory lists every section of the shape.
///
/// A segment that is kept has a seal after its footer:
///
///     trailer    one more block, for the owner of the segment
///     seal       offset of the trailer (8), the CRC-32 of those 8 bytes (4), "bseal\0" (6)
///
/// A section is a dictionary, a table, a collection of lines, or the totals. Its entries are sorted
/// and cut into blocks of about 32 KiB; every block can be read without the one before:
///
///     dictionary  bytes shared with the string before (varint), further bytes (varint), those
///                 bytes, uses (varint): the number of unmerged segments that have the string
///     table       keys of one number: its distance from the last (varint)
///                 keys of two: distance of the second (varint ≥ 1), or 0, distance of the first,
///                   the second plus one
///                 longer keys: how many leading numbers repeat (1 byte), distance of the next, the
///                   rest as they are
///                 then the counts (varints)
///     lines       key (16 bytes, high word first), length (varint), bytes
///     totals      varints
///
/// At the start of a block the string before is empty, and the key before is made of zeros, with a
/// first number of −1 where keys are of one number, so that the first distance is the number plus
/// one.
enum SegmentFormat {
  static let version: UInt16 = 3
  static let magic: [UInt8] = Array("bsrun\0".utf8)
  static let end: [UInt8] = Array("bsend\0".utf8)
  static let seal: [UInt8] = Array("bseal\0".utf8)
  static let headerSize = 6 + 2 + 32
  static let footerSize = 8 + 4 + 6
  static let blockHeaderSize = 4 + 4 + 4 + 1
  static let blockSize = 32 << 10

  enum Section: UInt8, CaseIterable { case totals, dictionary, table, lines }

  /// Where a block lies and where its keys begin.
  struct BlockPlace {
    var offset: Int
    var first: UInt32
  }

  /// How the bytes of blocks are stored.
  enum Codec: UInt8 { case stored, deflated }

  /// Appends a block of `rawCount` bytes that are stored as `bytes`; returns the size of the block.
  static func append(
    _ bytes: borrowing Buffer<UInt8>, _ codec: Codec, rawCount: Int, to buffer: inout Buffer<UInt8>
  ) -> Int {
    buffer.append32(UInt32(bytes.count))
    buffer.append32(UInt32(rawCount))
    buffer.append32(checksum(bytes.span))
    buffer.append(codec.rawValue)
    buffer.append(contentsOf: bytes.span)
    return blockHeaderSize + bytes.count
  }

  /// The footer or seal that says where the block before it begins.
  static func footer(_ offset: Int, _ mark: [UInt8]) -> Buffer<UInt8> {
    var footer = Buffer<UInt8>()
    footer.append64(UInt64(offset))
    footer.append32(checksum(footer.span))
    for byte in mark { footer.append(byte) }
    return footer
  }

  /// The offset that the footer or seal `bytes` gives; nil if it is none, or damaged.
  static func offset(inFooter bytes: Span<UInt8>, _ mark: [UInt8]) -> Int? {
    for (place, byte) in mark.enumerated() where bytes[12 + place] != byte { return nil }
    guard checksum(bytes.extracting(0..<8)) == bytes.load32(at: 8) else { return nil }
    return Int(exactly: bytes.load64(at: 0))
  }

  static func damaged(_ path: String, _ what: String) -> Fault {
    Fault(
      SegmentReader.damage, "a file of intermediate counts is damaged (\(what))", at: .path(path),
      advice: "Delete it and run again; it is made again from the batches.", exit: .inputOutput)
  }
}
