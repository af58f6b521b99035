import Bytes

/// The root of a document, and what is in it as far as a sample shows.
struct XMLOutline {
  private(set) var root = ""
  /// The name of the element that is most likely a record: of the root's children, that which
  /// occurs most often; the root if none occurs twice.
  private(set) var record = ""
  /// The encoding that the document declares.
  private(set) var encoding: String?

  init() {}

  /// The outline of a document that begins with `sample`; nil if no element begins there.
  init?(_ sample: TextSample, record: String? = nil) {
    let bytes = sample.text.span
    var index = 0
    var open: [String] = []
    var children: [String: Int] = [:]
    var most = 1
    while index < bytes.count {
      let token = XMLScanner.token(in: bytes, at: index)
      index = token.range.upperBound
      switch token.kind {
      case .other where bytes.has("<?xml", at: token.range.lowerBound):
        encoding = XMLOutline.encoding(declaredIn: bytes, token)
      case .open, .empty:
        let name = String(decoding: Array(copying: bytes, token.content), as: UTF8.self)
        if root.isEmpty {
          root = name
          self.record = name
        } else if open.count == 1 {
          children[name, default: 0] += 1
          if children[name, default: 0] > most {
            most = children[name, default: 0]
            self.record = name
          }
        }
        if token.kind == .open { open.append(name) }
      case .close:
        // In SGML, end tags may be missing.
        let name = String(decoding: Array(copying: bytes, token.content), as: UTF8.self)
        if let last = open.suffix(64).lastIndex(of: name) { open.removeSubrange(last...) }
      case .text, .characters, .other: break
      }
    }
    if root.isEmpty { return nil }
  }

  private static func encoding(declaredIn bytes: Span<UInt8>, _ token: XMLScanner.Token) -> String?
  {
    var encoding: String?
    XMLScanner.forEachAttribute(
      of: bytes, in: token.range.lowerBound..<token.range.upperBound - 1,
      from: token.range.lowerBound + 5
    ) { name, value in
      if bytes.has("encoding", at: name.lowerBound), name.count == 8 {
        encoding = String(decoding: Array(copying: bytes, value), as: UTF8.self)
      }
    }
    return encoding
  }

  /// How many paths are listed for people.
  private static let pathsListed = 20
  private static let deepestListed = 10

  /// The paths of the elements in `record`, a few.
  static func paths(in record: Span<UInt8>) -> [String] {
    var paths: [String] = []
    var open: [String] = []
    var index = 0
    while index < record.count, paths.count < pathsListed {
      let token = XMLScanner.token(in: record, at: index)
      index = token.range.upperBound
      switch token.kind {
      case .open, .empty:
        let name = String(decoding: Array(copying: record, token.content), as: UTF8.self)
        if !open.isEmpty, open.count < deepestListed {
          let path = (open.dropFirst() + [name]).joined(separator: ".")
          if !paths.contains(path) { paths.append(path) }
        }
        if token.kind == .open { open.append(name) }
      case .close: _ = open.popLast()
      case .text, .characters, .other: break
      }
    }
    return paths
  }
}

extension [UInt8] {
  /// The bytes of `bytes` in `range`.
  init(copying bytes: Span<UInt8>, _ range: Range<Int>) {
    self = []
    append(copying: bytes.extracting(range))
  }
}
