/// The end of an article in the form
///
///     ---
///     <https://www.example.org/en/news/world/249786-some-title>
///     # **Some Outlet**
///
/// Below the last rule stands nothing but a URL, or a heading that is emphasised throughout, or
/// both.
struct MarkdownTrailer {
  /// Where the rule stands.
  private(set) var start: Int
  private(set) var url: Range<Int>?
  /// The heading's text, without its marks.
  private(set) var source: Range<Int>?

  /// The trailer of the article in `text` from `start` on; nil if it has none.
  init?(in text: Span<UInt8>, from start: Int) {
    var lines = Lines(text, from: start)
    var found: MarkdownTrailer?
    while let line = lines.next() {
      let content = text.trimmed(line)
      if content.isEmpty { continue }
      if text.isRule(content) {
        found = MarkdownTrailer(start: line.lowerBound)
      } else if found?.read(text, content) == false {
        found = nil
      }
    }
    guard let found, found.url != nil || found.source != nil else { return nil }
    self = found
  }

  private init(start: Int) { self.start = start }

  private mutating func read(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
    if let url = Self.url(in: text, line), self.url == nil, source == nil {
      self.url = url
    } else if let source = Self.emphasisedHeading(text, line), self.source == nil {
      self.source = source
    } else {
      return false
    }
    return true
  }

  private static func url(in text: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
    let isWrapped =
      text[line.lowerBound] == UInt8(ascii: "<") && text[line.upperBound - 1] == UInt8(ascii: ">")
    let url = isWrapped ? line.dropFirst().dropLast() : line
    guard
      text.hasFolded("http://", at: url.lowerBound)
        || text.hasFolded("https://", at: url.lowerBound),
      !url.contains(where: { text[$0].isBlank })
    else { return nil }
    return url
  }

  private static func emphasisedHeading(_ text: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
    guard text[line.lowerBound] == UInt8(ascii: "#") else { return nil }
    let level = text.runLength(at: line.lowerBound)
    let heading = text.trimmed(min(line.lowerBound + level, line.upperBound)..<line.upperBound)
    guard level <= 6, let first = heading.first, let last = heading.last,
      text[first] == UInt8(ascii: "*") || text[first] == UInt8(ascii: "_"),
      text[last] == text[first], heading.count > 2
    else { return nil }
    return heading
  }
}

/// What the URL of an article says of it: `/en/news/world/249786-title` is in English, of the
/// section news/world, and has the number 249786.
struct URLParts {
  /// The first segment of the path, if it is a language code of ISO 639-1.
  private(set) var language: Range<Int>?
  /// The segments between that and the last one.
  private(set) var section: Range<Int>?
  /// The digits that begin the last segment and end in a hyphen, an underscore, a period or its
  /// end.
  private(set) var id: Range<Int>?

  init(_ text: Span<UInt8>, _ url: Range<Int>) {
    var segments = Self.segments(text, url)
    if let last = segments.popLast() {
      let digits = last.prefix { text[$0].isASCIIDigit }
      if !digits.isEmpty {
        let next = digits.upperBound < last.upperBound ? text[digits.upperBound] : .hyphen
        if next == .hyphen || next == .period || next == UInt8(ascii: "_") { id = digits }
      }
    }
    if let first = segments.first, Self.isLanguage(text, first) {
      language = first
      segments.removeFirst()
    }
    if let first = segments.first, let last = segments.last {
      section = first.lowerBound..<last.upperBound
    }
  }

  /// The segments of the path that are not empty.
  private static func segments(_ text: Span<UInt8>, _ url: Range<Int>) -> [Range<Int>] {
    var segments: [Range<Int>] = []
    var start = url.lowerBound
    var index = start
    while index <= url.upperBound {
      let isEnd =
        index == url.upperBound || text[index] == UInt8(ascii: "?")
        || text[index] == UInt8(ascii: "#")
      if isEnd || text[index] == UInt8(ascii: "/") {
        segments.append(start..<index)
        start = index + 1
        if isEnd { break }
      }
      index += 1
    }
    // The scheme, the nothing between the two slashes, and the host come first.
    return segments.dropFirst(3).filter { !$0.isEmpty }
  }

  private static func isLanguage(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count == 2 else { return false }
    let code = UInt16(text[range.lowerBound]) << 8 | UInt16(text[range.lowerBound + 1])
    return languages.contains(code)
  }

  /// ISO 639-1, all 183 codes.
  private static let languages: Set<UInt16> = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia
    id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo
    lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
    ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk
    tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    """.split { $0 == " " || $0 == "\n" }.map { $0.utf8.reduce(0) { $0 << 8 | UInt16($1) } })
}
