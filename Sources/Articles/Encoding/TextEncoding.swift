import Bytes

/// The encodings in which records may be declared to be written.
public enum TextEncoding {
  /// What records that are no UTF-8 are taken for unless something else is declared.
  public static let fallback = "WINDOWS-1252"

  /// Whether `name` is an encoding that can be read: any name that iconv(3) knows, such as
  /// `windows-1251`, `ISO-8859-15` or `koi8-r`, whatever its case.
  public static func isKnown(_ name: String) -> Bool { TextDecoder(from: name) != nil }
}
