/// The forms of archives that are read.
public enum ArchiveRegistry {
  /// The only list of them.
  public static let all: [any ArchiveForm.Type] = [Tar.self, Zip.self]

  /// The form of an archive that begins with `head`; nil if it is none.
  public static func form(beginning head: [UInt8]) -> (any ArchiveForm.Type)? {
    all.first { $0.isBeginning(head) }
  }
}
