import Bytes

/// What the attributes of an element say about it.
struct PageMark: OptionSet {
  let rawValue: UInt32

  /// It is a link.
  static let link = PageMark(rawValue: 1)
  /// It is not shown.
  static let hidden = PageMark(rawValue: 2)
  /// It is called like a part of a page that belongs to no article.
  static let boilerplate = PageMark(rawValue: 4)
  /// It is declared to be the text of the article.
  static let articleBody = PageMark(rawValue: 8)
}

extension PageMark {
  /// The mark of an element with `attributes`, which are written in `page`.
  init(of attributes: HTMLAttributes, in page: Span<UInt8>) {
    self = []
    guard !attributes.isEmpty else { return }
    if attributes[.href] != nil { insert(.link) }
    if attributes[.hidden] != nil { insert(.hidden) }
    if let style = attributes[.style], Self.hides(page, style) { insert(.hidden) }
    if let role = attributes[.role], Self.hasWord(in: page, role, of: PageWords.roles) {
      insert(.boilerplate)
    }
    if let property = attributes[.itemprop],
      page.trimmed(property).elementsEqual("articleBody".utf8, by: { page[$0] == $1 })
    {
      insert(.articleBody)
    }
    for attribute in [HTMLAttribute.class, .id] {
      guard let value = attributes[attribute] else { continue }
      if Self.hasWord(in: page, value, of: PageWords.boilerplate) { insert(.boilerplate) }
    }
  }

  private static func hides(_ page: Span<UInt8>, _ style: Range<Int>) -> Bool {
    guard style.count < 200 else { return false }
    let text = String(decoding: style.map { page[$0].asciiLowercased }, as: UTF8.self)
      .filter { $0 != " " }
    return text.contains("display:none") || text.contains("visibility:hidden")
      || text.contains("clip:rect(0")
  }

  /// Whether one of the words that the value at `range` is made of is one of `words`.
  ///
  /// A word ends where its letters end, and before a capital behind a small letter: `relatedItems`
  /// and `related-items` are the same two.
  private static func hasWord(
    in page: Span<UInt8>, _ range: Range<Int>, of words: Set<UInt128>
  ) -> Bool {
    var word: UInt128 = 0
    var count = 0
    var isCapital = false
    func isFound() -> Bool { count > 0 && count <= 16 && words.contains(word) }
    for index in range.prefix(1000) {
      let byte = page[index]
      let startsWord = byte.isASCIIUppercase && !isCapital
      if startsWord || !byte.isASCIILetter {
        if isFound() { return true }
        (word, count) = (0, 0)
      }
      if byte.isASCIILetter {
        word = word << 8 | UInt128(byte.asciiLowercased)
        count += 1
      }
      isCapital = byte.isASCIIUppercase
    }
    return isFound()
  }
}
