import Bytes

/// What the beginning of a page says about all of it.
struct PageContext: FileContext {
  /// The encoding that the page declares, by the name of what browsers take it for.
  let encoding: String?

  init(_ sample: TextSample) {
    let declared = Self.declared(in: sample.text.span) ?? XMLOutline(sample)?.encoding
    encoding = declared.map { Self.aliases[$0.lowercased()] ?? $0 }
  }

  /// The encoding in a `meta` element (`charset`, or `content` of `http-equiv="content-type"`).
  private static func declared(in bytes: Span<UInt8>) -> String? {
    var scanner = HTMLTagScanner(bytes)
    var index = 0
    while let mark = bytes.firstIndex(of: UInt8(ascii: "<"), from: index) {
      index = mark + 1
      guard let tag = scanner.tag(at: mark) else { continue }
      index = scanner.position
      guard case .open(let name, let attributes) = tag, let element = PageTag.named(name) else {
        continue
      }
      switch element {
      case .body: return nil
      case .meta:
        if let name = encoding(of: attributes, in: bytes) { return name }
      case _ where element.isOpaque:
        if scanner.passContent(of: name) != nil { index = scanner.position }
      default: break
      }
    }
    return nil
  }

  private static func encoding(of meta: HTMLAttributes, in page: Span<UInt8>) -> String? {
    if let charset = meta[.charset] { return PageFacts.plain(page, charset) }
    guard meta[.httpEquiv] != nil, let content = meta[.content] else { return nil }
    let parts = PageFacts.plain(page, content).lowercased().split(separator: "charset=")
    guard parts.count > 1 else { return nil }
    let name = parts[1].prefix { !" ;\"'".contains($0) }
    return name.isEmpty ? nil : String(name)
  }

  /// Encodings that pages declare and browsers read as larger ones (WHATWG, Encoding).
  private static let aliases = [
    "iso-8859-1": "WINDOWS-1252", "latin1": "WINDOWS-1252", "us-ascii": "WINDOWS-1252",
    "ascii": "WINDOWS-1252", "iso-8859-9": "WINDOWS-1254", "tis-620": "WINDOWS-874",
    "iso-8859-11": "WINDOWS-874", "gb2312": "GB18030", "gb_2312-80": "GB18030", "gbk": "GB18030",
    "x-gbk": "GB18030", "shift_jis": "CP932", "shift-jis": "CP932", "sjis": "CP932",
    "x-sjis": "CP932", "windows-31j": "CP932", "euc-kr": "CP949", "ks_c_5601-1987": "CP949",
    "ksc5601": "CP949", "big5": "BIG5-HKSCS", "x-euc-jp": "EUC-JP", "x-mac-roman": "MACINTOSH",
    "utf8": "UTF-8",
  ]
}
