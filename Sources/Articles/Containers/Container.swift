import Bytes

/// How a batch wraps its articles: the compression of the file, and the archive inside. Recognised
/// by content, never by name.
public struct Container: Sendable, Hashable {
  /// The name of the compression; nil if the file has none. An archive that compresses its files
  /// itself may be compressed once more, which its name does not say.
  public let compression: String?
  /// The name of the form of archive; nil if there is none.
  public let archive: String?
  /// The name in reports, such as `plain`, `gzip`, `tar.gz`.
  public let name: String

  /// Neither compressed nor an archive.
  public static let plain = Container(compression: nil, archive: nil)

  init(compression: (any Compression.Type)?, archive: (any ArchiveForm.Type)?) {
    let compression = archive?.compressesFiles == true ? nil : compression
    self.compression = compression?.name
    self.archive = archive?.name
    name =
      switch (compression, archive) {
      case (let compression?, let archive?): "\(archive.name).\(compression.suffix)"
      case (nil, let archive?): archive.name
      case (let compression?, nil): compression.name
      case (nil, nil): "plain"
      }
  }

  /// Whether it holds named files.
  public var isArchive: Bool { archive != nil }
}
