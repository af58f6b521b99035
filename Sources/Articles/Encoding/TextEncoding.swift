import Bytes

/// The encodings in which records may be written.
public enum TextEncoding {
  /// What records that are no UTF-8 are taken for if nothing else can be found out.
  public static let fallback = "windows-1252"

  /// The word for finding out the encoding of each record, among all that can be told apart.
  public static let auto = "auto"

  /// Whether `name` is an encoding that can be read: any name that iconv(3) knows, such as
  /// `windows-1251`, `ISO-8859-15` or `koi8-r`, whatever its case.
  public static func isKnown(_ name: String) -> Bool { TextDecoder(from: name) != nil }

  /// The encodings by which articles are counted; the last stands for all others.
  public static let counted =
    ["utf-8", "utf-16", "utf-32"] + (1250...1258).map { "windows-\($0)" }
    + (1...16).filter { $0 != 12 }.map { "iso-8859-\($0)" } + [
      "koi8-r", "koi8-u", "ibm855", "ibm866", "tis-620", "gb18030", "big5", "euc-tw", "shift_jis",
      "euc-jp", "euc-kr", "other",
    ]

  /// The place in `counted` of the encoding called `name`.
  static func place(of name: String) -> Int { places[name.lowercased()] ?? counted.count - 1 }

  private static let places: [String: Int] = {
    var places: [String: Int] = [:]
    for (place, name) in counted.dropLast().enumerated() { places[name] = place }
    for page in 1250...1258 { places["cp\(page)"] = places["windows-\(page)"] }
    for (alias, name) in [
      ("utf8", "utf-8"), ("latin1", "iso-8859-1"), ("latin2", "iso-8859-2"),
      ("latin-1", "iso-8859-1"), ("cp866", "ibm866"), ("gbk", "gb18030"), ("gb2312", "gb18030"),
      ("cp932", "shift_jis"), ("sjis", "shift_jis"), ("shift-jis", "shift_jis"),
      ("windows-31j", "shift_jis"), ("cp949", "euc-kr"), ("uhc", "euc-kr"),
      ("windows-874", "tis-620"),
      ("iso-8859-11", "tis-620"), ("big5-hkscs", "big5"),
    ] { places[alias] = places[name] }
    return places
  }()
}
