import CArchive

/// Tar, of POSIX, GNU or the seventh edition of Unix. Archives that were appended to one another
/// are read as one.
enum Tar: ArchiveForm {
  static let name = "tar"
  static let endBytes = 512

  /// By the magic of POSIX and GNU tar; for the older form that has none, by the checksum of the
  /// first header. An archive without files is nothing but NUL bytes, which could be anything, and
  /// is not recognised.
  static func isBeginning(_ head: [UInt8]) -> Bool {
    guard head.count >= 512 else { return false }
    if head[257..<262].elementsEqual("ustar".utf8) { return true }
    guard head[0] != 0, let stated = octal(head[148..<156]) else { return false }
    // The checksum is of the header with its own field taken as blanks (POSIX.1-1988, 10.1.1).
    let sum = head[..<512].indices.reduce(0) { $0 + (148..<156 ~= $1 ? 0x20 : Int(head[$1])) }
    return sum == stated
  }

  /// In a block of zeros.
  static func isEnd(_ tail: [UInt8]) -> Bool {
    tail.count == endBytes && tail.allSatisfy { $0 == 0 }
  }

  @unsafe static func support(on reader: OpaquePointer, isSeekable: Bool) {
    unsafe archive_read_support_format_tar(reader)
    unsafe archive_read_set_options(reader, "read_concatenated_archives")
  }

  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 0x20 }.prefix { 0x30...0x37 ~= $0 }
    guard !digits.isEmpty else { return nil }
    return digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
  }
}
