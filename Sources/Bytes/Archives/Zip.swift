import CArchive

/// Zip (PKWARE's APPNOTE), read by its central directory where the file can be read at any place.
enum Zip: ArchiveForm {
  static let name = "zip"
  static let compressesFiles = true
  static let hasDirectory = true
  /// The end record with the longest comment (APPNOTE 4.3.16).
  static let endBytes = recordBytes + 65_535

  private static let recordBytes = 22
  private static let endMark: [UInt8] = [0x50, 0x4B, 5, 6]

  static func isBeginning(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x50, 0x4B, 3, 4]) || isEmpty(head)
      || head.starts(with: [0x50, 0x4B, 7, 8, 0x50, 0x4B])
  }

  /// The end record is at the beginning.
  static func isEmpty(_ head: [UInt8]) -> Bool { head.starts(with: endMark) }

  /// In its end record.
  static func isEnd(_ tail: [UInt8]) -> Bool {
    tail.indices.dropLast(recordBytes - 1).contains { index in
      // The record ends in the length of the comment that follows.
      tail[index...].starts(with: endMark)
        && Int(tail[index + 20]) | Int(tail[index + 21]) << 8 == tail.count - index - recordBytes
    }
  }

  @unsafe static func support(on reader: OpaquePointer, isSeekable: Bool) {
    if isSeekable {
      unsafe archive_read_support_format_zip_seekable(reader)
    } else {
      unsafe archive_read_support_format_zip_streamable(reader)
    }
  }
}
