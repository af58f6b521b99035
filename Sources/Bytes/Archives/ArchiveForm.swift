/// A form of archive: how it is recognised, read by libarchive, and found to be whole.
///
/// `ArchiveRegistry.all` is the list of forms; nothing else names one.
public protocol ArchiveForm: SendableMetatype {
  /// Its name in reports and messages, such as `tar`.
  static var name: String { get }
  /// Whether it compresses its files itself.
  static var compressesFiles: Bool { get }
  /// Whether it ends in a directory by which its files are found, where the file can be read at any
  /// place.
  static var hasDirectory: Bool { get }
  /// Whether content that begins with `head` is such an archive.
  static func isBeginning(_ head: [UInt8]) -> Bool
  /// Whether an archive that begins with `head` has no files, which the library does not see.
  static func isEmpty(_ head: [UInt8]) -> Bool
  /// How many bytes at the end show whether it is whole.
  static var endBytes: Int { get }
  /// Whether an archive that was read as it streamed by and ends in `tail`, at most `endBytes`, is
  /// whole.
  static func isEnd(_ tail: [UInt8]) -> Bool
  /// Makes libarchive's `reader` read it, by its directory if `isSeekable`.
  @unsafe static func support(on reader: OpaquePointer, isSeekable: Bool)
}

extension ArchiveForm {
  /// No.
  public static var compressesFiles: Bool { false }
  /// No.
  public static var hasDirectory: Bool { false }
  /// No.
  public static func isEmpty(_ head: [UInt8]) -> Bool { false }
}
