/// How a batch wraps its articles. Told by content, never by name.
public enum Container: String, Sendable, Hashable, CaseIterable {
  case plain
  case gzip
  case tar
  case tarGzip = "tar.gz"
  case zip

  /// Whether it holds named files.
  public var isArchive: Bool {
    switch self {
    case .plain, .gzip: false
    case .tar, .tarGzip, .zip: true
    }
  }

  /// Whether content that begins with `head` is a tar archive: by the magic of POSIX and GNU tar;
  /// for the older form that has none, by the checksum of the first header. One without files is
  /// nothing but NUL bytes, which could be anything, and is not taken for one.
  static func isTar(_ head: [UInt8]) -> Bool {
    guard head.count >= 512 else { return false }
    if head[257..<262].elementsEqual("ustar".utf8) { return true }
    guard head[0] != 0, let stated = octal(head[148..<156]) else { return false }
    // The checksum is of the header with its own field taken as blanks (POSIX.1-1988, 10.1.1).
    let sum = head[..<512].indices.reduce(0) { $0 + (148..<156 ~= $1 ? 0x20 : Int(head[$1])) }
    return sum == stated
  }

  /// Whether content that begins with `head` is a zip archive, be it an empty one.
  static func isZip(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x50, 0x4B, 3, 4]) || isEmptyZip(head)
      || head.starts(with: [0x50, 0x4B, 7, 8, 0x50, 0x4B])
  }

  /// Whether content that begins with `head` is a zip archive without files.
  static func isEmptyZip(_ head: [UInt8]) -> Bool { head.starts(with: [0x50, 0x4B, 5, 6]) }

  private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.drop { $0 == 0x20 }.prefix { 0x30...0x37 ~= $0 }
    guard !digits.isEmpty else { return nil }
    return digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
  }
}
