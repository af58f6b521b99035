/// What the name of a file in an archive says of it before it is read.
enum EntryName {
  /// `name` without leading `./`, as tar writes for the files of the folder it is in.
  static func tidied(_ name: String) -> String {
    var rest = Substring(name)
    while rest.hasPrefix("./") { rest = rest.dropFirst(2).drop { $0 == "/" } }
    return String(rest)
  }

  /// Whether the file would be unpacked outside the archive's own folder, here or on Windows: an
  /// absolute path, a drive, or a `..` on the way.
  static func isUnsafe(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard let first = bytes.first else { return true }
    if first == UInt8(ascii: "/") || first == UInt8(ascii: "\\") { return true }
    if bytes.count > 1, bytes[1] == UInt8(ascii: ":"), isLetter(first) { return true }
    return components(bytes).contains { $0.elementsEqual("..".utf8) }
  }

  /// Whether the file is what macOS adds on its own, and nobody wrote: in `__MACOSX/`, `._name`,
  /// `.DS_Store`.
  static func isSystemMetadata(_ name: String) -> Bool {
    let steps = components(Array(name.utf8))
    guard let last = steps.last else { return false }
    return last.starts(with: "._".utf8) || last.elementsEqual(".DS_Store".utf8)
      || steps.contains { $0.elementsEqual("__MACOSX".utf8) }
  }

  private static func components(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}
